"""A person who signs in, and the roles they hold."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo, available_timezones

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import OuterRef
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from networkapp.time import today_for

if TYPE_CHECKING:
    from accounts.models.student import StudentProfile


class Theme(models.TextChoices):
    """How the pages look."""

    AUTO = "auto", _("As my device says")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


def validate_time_zone(name: str) -> None:
    """Raise ValidationError unless ``name`` is an IANA time zone."""
    if name not in available_timezones():
        raise ValidationError(_("Choose a time zone from the list."), code="time_zone")


class UserQuerySet(models.QuerySet["User"]):
    """Reading people."""

    def with_roles(self) -> UserQuerySet:
        """Bring each person's roles in the same query; ``User.roles`` then costs nothing."""
        grants = RoleGrant.objects.filter(user=OuterRef("pk")).order_by("role").values("role")
        return self.annotate(role_names=ArraySubquery(grants))

    def for_people_page(self, words: str = "", role: str = "") -> UserQuerySet:
        """Return people for the administrators' list, found by name or e-mail, by role."""
        people = self.with_roles().order_by("email")
        for word in words.split():
            people = people.filter(
                models.Q(email__icontains=word) | models.Q(full_name__icontains=word)
            )
        if role == "closed":
            return people.filter(is_active=False)
        return people.filter(role_grants__role=role) if role in Role.values else people

    def for_person_page(self) -> UserQuerySet:
        """Return people as the administrators' page about one of them needs them."""
        return self.with_roles().select_related("student_profile")


class UserManager(BaseUserManager["User"]):
    """Making people."""

    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)

    def create_user(
        self, email: str, password: str | None = None, *, roles: tuple[str, ...] = (), **fields: Any
    ) -> User:
        """Create a person with ``roles``; without a password they sign in by mailed code."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        with transaction.atomic():
            user.save()
            for role in roles:
                user.give_role(Role(role), by=None)
        return user


class User(AbstractBaseUser):
    """A person who signs in by e-mail. Never deleted by a page: ``accounts.erasing`` does that."""

    email = models.EmailField(
        _("e-mail"),
        unique=True,
        error_messages={"unique": _("Somebody already uses this e-mail.")},
    )
    full_name = models.CharField(_("full name"), max_length=200, blank=True)
    pronouns = models.CharField(_("pronouns"), max_length=60, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=60, default="America/Chicago", validators=[validate_time_zone]
    )
    locale = models.CharField(_("language"), max_length=10, default="en")
    theme = models.CharField(_("theme"), max_length=5, choices=Theme.choices, default=Theme.AUTO)
    uses_shortcuts = models.BooleanField(_("keyboard shortcuts"), default=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Part of what a session is checked against: counting it up ends every session at once.
    session_generation = models.PositiveIntegerField(default=0, editable=False)

    objects = UserManager.from_queryset(UserQuerySet)()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    # Filled by with_roles().
    role_names: list[str]
    student_profile: StudentProfile

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(theme__in=Theme.values), name="accounts_user_theme_known"
            ),
            models.UniqueConstraint(Lower("email"), name="accounts_user_email_any_case"),
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def clean(self) -> None:
        super().clean()
        self.email = self.email.strip().lower()

    # --- Questions ---

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles held, from the query that brought this person when it was with_roles()."""
        if "role_names" in self.__dict__:
            return frozenset(self.role_names)
        return frozenset(self.role_grants.values_list("role", flat=True))

    @property
    def is_student(self) -> bool:
        return Role.STUDENT in self.roles

    @property
    def is_staff_member(self) -> bool:
        return Role.STAFF in self.roles

    @property
    def is_admin(self) -> bool:
        return Role.ADMIN in self.roles

    @property
    def role_labels(self) -> list[str]:
        """The roles held, in words and in their usual order."""
        return [str(role.label) for role in Role if role in self.roles]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def short_name(self) -> str:
        """The word to greet with; nobody's name is split into first and last."""
        return self.full_name or self.email.partition("@")[0]

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return what a session must match: the password, and the generation of sessions."""
        return salted_hmac(
            "accounts.User.session",
            f"{self.password}:{self.session_generation}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()

    def today(self, now: datetime) -> date:
        """Return the date on this person's wall calendar at ``now``."""
        return today_for(self.zone, now)

    # --- Verbs ---

    def give_role(self, role: Role, *, by: User | None) -> None:
        """Let this person hold ``role``; giving it twice changes nothing."""
        RoleGrant.objects.get_or_create(user=self, role=role, defaults={"granted_by": by})
        self.__dict__.pop("roles", None)
        self.__dict__.pop("role_names", None)

    def take_role(self, role: Role) -> None:
        """Take ``role`` away; it has effect at the person's next request."""
        self.role_grants.filter(role=role).delete()
        self.__dict__.pop("roles", None)
        self.__dict__.pop("role_names", None)

    def forget_sessions(self) -> None:
        """Make every session of this person invalid from its next request on."""
        User.objects.filter(pk=self.pk).update(
            session_generation=models.F("session_generation") + 1
        )
        self.refresh_from_db(fields=["session_generation"])

    def close(self, *, now: datetime) -> None:
        """Close the account: no sign-in any more, nothing deleted."""
        self.is_active = False
        self.closed_at = now
        self.save(update_fields=["is_active", "closed_at"])

    def reopen(self) -> None:
        """Let the person sign in again."""
        self.is_active = True
        self.closed_at = None
        self.save(update_fields=["is_active", "closed_at"])


class RoleGrant(models.Model):
    """Who holds which role, since when, and who gave it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=10, choices=Role.choices)
    granted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    granted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"],
                name="accounts_rolegrant_once",
                violation_error_message=_("This person holds that role already."),
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="accounts_rolegrant_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role}"
