"""The hat worn picks navigation and home, and opens no door."""

from django.test import Client

from accounts.models import User
from accounts.navigation import NavItem, add_items, current_item, items_for
from accounts.roles import Role


def nav_of(client: Client) -> list[str]:
    return [str(item["label"]) for item in client.get("/settings/").context["nav"]]


def test_somebody_with_two_roles_changes_hats(as_ines: Client, ines: User) -> None:
    ines.give_role(Role.ADMIN, by=None)
    assert as_ines.get("/settings/").context["hat"] == "staff"
    assert as_ines.post("/hat/", {"hat": "admin"})["Location"] == "/"
    assert as_ines.get("/settings/").context["hat"] == "admin"
    assert "People" in nav_of(as_ines)


def test_one_role_has_no_hats_to_choose_from(as_maya: Client) -> None:
    assert as_maya.get("/settings/").context["hats"] == []


def test_a_hat_opens_no_door(as_maya: Client) -> None:
    as_maya.post("/hat/", {"hat": "admin"})
    assert as_maya.get("/settings/").context["hat"] == "student"
    assert as_maya.get("/people/").status_code == 403


def test_the_role_opens_the_door_whatever_the_hat(as_ada: Client, ada: User) -> None:
    ada.give_role(Role.STAFF, by=None)
    as_ada.post("/hat/", {"hat": "staff"})
    assert as_ada.get("/people/").status_code == 200


def test_a_hat_no_longer_held_falls_back(as_ines: Client, ines: User) -> None:
    ines.give_role(Role.ADMIN, by=None)
    as_ines.post("/hat/", {"hat": "admin"})
    ines.take_role(Role.ADMIN)
    assert as_ines.get("/settings/").context["hat"] == "staff"


def test_signed_out_and_wrong_verb(anonymous: Client, as_maya: Client) -> None:
    assert anonymous.post("/hat/", {"hat": "staff"}).status_code == 302
    assert as_maya.get("/hat/").status_code == 405


def test_nonsense_is_no_hat(as_maya: Client) -> None:
    for hat in ("", "\x00", "x" * 5000):
        assert as_maya.post("/hat/", {"hat": hat}).status_code == 302


def test_the_navigation_marks_one_entry(as_ada: Client) -> None:
    nav = as_ada.get("/people/institution/").context["nav"]
    assert [item["url"] for item in nav if item["is_current"]] == ["/people/institution/"]


def test_the_most_particular_entry_is_current() -> None:
    items = [NavItem("Home", "/", "home"), NavItem("A", "/a/", "x"), NavItem("B", "/a/b/", "x")]
    assert current_item(items, "/a/b/7/") is items[2]
    assert current_item(items, "/") is items[0]
    assert current_item(items, "/z/") is None


def test_an_entry_added_twice_stands_once() -> None:
    before = items_for(Role.STAFF)
    add_items(Role.STAFF, before)
    assert items_for(Role.STAFF) == before


def test_no_page_for_the_signed_out_asks_who_is_in_the_navigation(anonymous: Client) -> None:
    assert "nav" not in anonymous.get("/accounts/login/").context
