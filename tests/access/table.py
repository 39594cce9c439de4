"""Who gets what: every address for every member of the cast, by GET and by POST.

A row is a pattern of answers, and the kind of thing its address names. The columns are
signed out, Maya (whose things they are), Omar (another student), Ines (staff), Ada (admin).
The answers:

    ok        200: the page                      in      redirected to sign-in
    moved     a redirect within the product      403     not with this role
    404       there is no such thing for you     405     not this verb
    422       the form again, with what is wrong
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.access.world import NOBODYS

CAST = ("signed out", "maya", "omar", "ines", "ada")
Answers = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Rule:
    """The answers to GET and to POST (a valid form), and what the address is about."""

    get: Answers
    post: Answers
    about: str = ""

    def of(self, kind: str) -> Rule:
        """Return the rule for an address about one thing of this kind."""
        return replace(self, about=kind)

    def answer(self, who: str, method: str) -> str:
        """Return the answer that ``who`` gets."""
        return (self.get if method == "GET" else self.post)[CAST.index(who)]


def each(signed_out: str, maya: str, omar: str, ines: str, ada: str) -> Answers:
    """Return the answers to the cast, in order."""
    return (signed_out, maya, omar, ines, ada)


def students(answer: str) -> Answers:
    """Return the answers of a door for students."""
    return each("in", answer, answer, "403", "403")


def owner(answer: str) -> Answers:
    """Return the answers of a page about one student's thing: others do not find it."""
    return each("in", answer, "404", "403", "403")


def admins(answer: str) -> Answers:
    """Return the answers of a door for administrators."""
    return each("in", "403", "403", "403", answer)


def members(answer: str) -> Answers:
    """Return the answers of a door for everybody who is signed in."""
    return each("in", answer, answer, answer, answer)


def everybody(answer: str) -> Answers:
    """Return the answers of a public page."""
    return each(answer, answer, answer, answer, answer)


def strangers(answer: str, inside: str = "moved") -> Answers:
    """Return the answers of a page for getting in: who is in already is sent on."""
    return each(answer, inside, inside, inside, inside)


STUDENT_PAGE = Rule(students("ok"), students("405"))
STUDENT_FORM = Rule(students("ok"), students("moved"))
STUDENT_ACTION = Rule(students("405"), students("moved"))
OWNED_PAGE = Rule(owner("ok"), students("405"))
OWNED_FORM = Rule(owner("ok"), owner("moved"))
OWNED_ACTION = Rule(students("405"), owner("moved"))
MEMBER_PAGE = Rule(members("ok"), members("405"))
MEMBER_FORM = Rule(members("ok"), members("moved"))
MEMBER_ACTION = Rule(members("405"), members("moved"))
ADMIN_PAGE = Rule(admins("ok"), admins("405"))
ADMIN_FORM = Rule(admins("ok"), admins("moved"))
ADMIN_ACTION = Rule(admins("405"), admins("moved"))
PUBLIC_PAGE = Rule(everybody("ok"), everybody("405"))
GETTING_IN = Rule(strangers("ok"), strangers("ok"))
# Without a code sent before there is nothing to confirm.
BY_CODE = Rule(everybody("moved"), everybody("moved"))
# allauth shows its form again with 200; the password in payloads.py is wrong.
WRONG_PASSWORD = Rule(members("ok"), members("ok"))
# A demo shows the outbox to staff and administrators; elsewhere there is none.
NO_DEMO_PAGE = Rule(members("404"), members("404"))

RULES: dict[str, Rule] = {
    # --- For machines ---
    "healthz": PUBLIC_PAGE,
    "readyz": PUBLIC_PAGE,
    # --- Getting in ---
    "account_login": GETTING_IN,
    "account_signup": Rule(strangers("ok"), everybody("moved")),
    "account_request_login_code": Rule(strangers("ok"), everybody("moved")),
    "account_confirm_login_code": BY_CODE,
    "account_email_verification_sent": Rule(strangers("in"), strangers("in")),
    "account_reset_password": Rule(everybody("ok"), everybody("moved")),
    "account_confirm_password_reset_code": Rule(everybody("in"), everybody("in")),
    "account_complete_password_reset": BY_CODE,
    "account_password_reset_completed": PUBLIC_PAGE,
    "account_inactive": PUBLIC_PAGE,
    "account_logout": Rule(members("ok"), members("in")),
    "accounts:demo-sign-in": Rule(everybody("405"), everybody("404")),
    "accounts:logo": Rule(everybody("404"), everybody("405")),
    # --- One's own account ---
    "account_reauthenticate": WRONG_PASSWORD,
    "account_email": MEMBER_FORM,
    "account_change_password": WRONG_PASSWORD,
    "account_set_password": Rule(members("moved"), members("moved")),  # who has one changes it
    "usersessions_list": MEMBER_FORM,
    "accounts:hat": MEMBER_ACTION,
    "accounts:settings": MEMBER_FORM,
    "accounts:deletion": Rule(members("ok"), members("422")),
    "accounts:outbox": NO_DEMO_PAGE,
    "accounts:outbox-message": NO_DEMO_PAGE.of("mail"),
    "accounts:outbox-html": NO_DEMO_PAGE.of("mail"),
    # --- Administrators ---
    "accounts:people": ADMIN_PAGE,
    "accounts:invitation": ADMIN_FORM,
    "accounts:institution": ADMIN_FORM,
    "accounts:term-create": ADMIN_ACTION,
    "accounts:term-removal": ADMIN_ACTION.of("term"),
    "accounts:holiday-create": ADMIN_ACTION,
    "accounts:holiday-removal": ADMIN_ACTION.of("holiday"),
    "accounts:person": ADMIN_PAGE.of("user"),
    "accounts:person-roles": ADMIN_ACTION.of("user"),
    "accounts:person-studies": ADMIN_ACTION.of("user"),
    "accounts:person-closing": ADMIN_ACTION.of("user"),
    "accounts:person-reopening": ADMIN_ACTION.of("user"),
    "accounts:person-sign-out": ADMIN_ACTION.of("user"),
    "accounts:person-invitation": ADMIN_ACTION.of("user"),
    # --- Today ---
    "insights:today": MEMBER_PAGE,
    "insights:touch": OWNED_ACTION.of("contact"),
    "insights:reminder": OWNED_ACTION.of("contact"),
    "insights:people": STUDENT_FORM,
    "insights:wishes": STUDENT_FORM,
    "insights:dismissal": STUDENT_ACTION.of("step"),
    # --- People ---
    "contacts:list": STUDENT_PAGE,
    "contacts:filters": STUDENT_PAGE,
    "contacts:new": STUDENT_FORM,
    "contacts:quick-add": STUDENT_FORM,
    "contacts:twins": STUDENT_PAGE,
    "contacts:view-save": STUDENT_ACTION,
    "contacts:view-removal": OWNED_ACTION.of("view"),
    "contacts:paste": STUDENT_FORM,
    "contacts:meeting-new": STUDENT_FORM,
    "contacts:bulk": STUDENT_ACTION,
    "contacts:bulk-undo": OWNED_ACTION.of("change"),
    "contacts:trash": STUDENT_PAGE,
    "contacts:page": OWNED_PAGE.of("contact"),
    "contacts:edit": OWNED_FORM.of("contact"),
    "contacts:stage": OWNED_ACTION.of("contact"),
    "contacts:tags": OWNED_ACTION.of("contact"),
    "contacts:trashing": OWNED_ACTION.of("contact"),
    "contacts:restoration": OWNED_ACTION.of("trashed"),
    "contacts:purge": OWNED_ACTION.of("trashed"),
    "contacts:meeting-log": OWNED_ACTION.of("contact"),
    "contacts:follow-up-plan": OWNED_ACTION.of("contact"),
    "contacts:meeting-edit": OWNED_FORM.of("meeting"),
    "contacts:meeting-trashing": OWNED_ACTION.of("meeting"),
    "contacts:meeting-restoration": OWNED_ACTION.of("meeting"),
    "contacts:follow-ups": STUDENT_PAGE,
    "contacts:follow-up-completion": OWNED_ACTION.of("follow_up"),
    "contacts:follow-up-reopening": OWNED_ACTION.of("follow_up"),
    "contacts:follow-up-snooze": OWNED_ACTION.of("follow_up"),
    "contacts:follow-up-move": OWNED_ACTION.of("follow_up"),
    "contacts:follow-up-trashing": OWNED_ACTION.of("follow_up"),
    "contacts:follow-up-restoration": OWNED_ACTION.of("follow_up"),
    # --- Events ---
    "contacts:event-list": STUDENT_PAGE,
    "contacts:event-new": STUDENT_FORM,
    "contacts:event-page": OWNED_PAGE.of("event"),
    "contacts:event-edit": OWNED_FORM.of("event"),
    "contacts:event-trashing": OWNED_ACTION.of("event"),
    "contacts:event-restoration": OWNED_ACTION.of("event"),
    "contacts:event-presence": OWNED_ACTION.of("event"),
    "contacts:event-presence-end": OWNED_ACTION.of("event"),
    "contacts:event-person": OWNED_ACTION.of("event"),
    # --- Imports ---
    "contacts:import-list": STUDENT_FORM,
    "contacts:import": OWNED_PAGE.of("import"),
    "contacts:import-mapping": OWNED_FORM.of("import_mapping"),
    "contacts:import-choices": OWNED_ACTION.of("import"),
    "contacts:import-run": OWNED_ACTION.of("import"),
    "contacts:import-undo": OWNED_FORM.of("import_done"),
    "contacts:import-reading": OWNED_ACTION.of("import_failed"),
    "contacts:import-removal": OWNED_ACTION.of("import"),
    "contacts:import-left-out": OWNED_PAGE.of("import_done"),
}

# Kinds that are ids; a step of the first run is a word that everybody has.
STEP = {"key": "import"}


def is_owned(rule: Rule) -> bool:
    """Say whether the address names one student's thing."""
    return "404" in (rule.get[2], rule.post[2]) and rule.get[1] != "404"


def arguments(rule: Rule, ids: dict[str, int], *, pk: int | None = None) -> dict[str, object]:
    """Return the arguments of the address: the id of the thing it is about, or ``pk``."""
    if not rule.about:
        return {}
    if rule.about == "step":
        return dict(STEP)
    return {"pk": ids[rule.about] if pk is None else pk}


__all__ = ["CAST", "NOBODYS", "RULES", "Rule", "arguments", "is_owned"]
