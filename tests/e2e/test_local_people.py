"""The roles of a municipality: asked for two and saying yes to both; one that ends at once, and one that cannot end."""

import pytest
from playwright.sync_api import expect

from tests.e2e.browsing import WAYS, Way
from tests.e2e.neighbours import accept_invitation, in_menu, open_desk, sees_desk
from tests.e2e.people import Person, Somebody, dutch
from tests.support.e2e_towns import PEOPLE, Town
from tests.support.running_site import RunningSite

FORBIDDEN = 403
NAME = "Wies Welkom"
COACH, MEMBER = dutch("AanTafel!coach"), dutch("Member of the initiative group")


@pytest.mark.parametrize(("way", "name"), list(zip(WAYS[::2], PEOPLE, strict=True)), ids=["desktop", "phone without"])
def test_asked_joined_and_ended(somebody: Somebody, site: RunningSite, way: Way, name: str) -> None:
    town = site.towns[name]
    here, email = town.url(site.url), f"wies@{town.slug}.example"
    coordinator, person = somebody(way=way, at=here), somebody(way=way, at=here)
    open_desk(coordinator, town)
    asks_for_two_roles(coordinator, email)
    says_yes_to_both(person, email, town)
    works_as_a_coach(person, town)
    ends_the_role_of_coach(coordinator)
    the_right_stops_at_once(person, email, town)
    the_last_coordinator_stays(coordinator, town)


def asks_for_two_roles(coordinator: Person, email: str) -> None:
    in_menu(coordinator, dutch("People", "group of the desk"), dutch("Team and invitations"))
    coordinator.follow(dutch("Invite somebody"))
    coordinator.fill(dutch("E-mail address"), email)
    coordinator.page.locator("[name=name]").fill(NAME)
    for label in (COACH, MEMBER, dutch("Resident")):
        coordinator.page.get_by_label(label, exact=True).check()
    coordinator.fill(dutch("A few words of your own"), "Jij kent iedereen hier.")
    coordinator.send(dutch("Send the invitation"))
    coordinator.sees(NAME)
    expect(coordinator.page.get_by_role("button", name=dutch("Send again"))).to_have_count(2)


def says_yes_to_both(person: Person, email: str, town: Town) -> None:
    """In one mail, with a page for both; signed in after the first, the second takes no code any more."""
    accept_invitation(person, email, town.name)
    asked = dutch("Will you join in %(municipality)s?", municipality=town.name)
    assert len([mail for mail in person.mailbox.all_to(email) if asked in str(mail.message["Subject"])]) == 1
    person.press(person.page.get_by_role("main").locator("button[value=ja]"))
    person.sees_heading(dutch("Good that you join"))


def works_as_a_coach(person: Person, town: Town) -> None:
    """The way there stands in the menu."""
    person.page.goto("/")
    open_menu(person)
    person.follow(dutch("Workplace"))
    person.sees_heading(dutch("Your tables in %(name)s", name=town.name))


def open_menu(person: Person) -> None:
    menu = person.page.locator("summary", has_text=dutch("Menu"))
    if menu.is_visible():
        person.press(menu)


def ends_the_role_of_coach(coordinator: Person) -> None:
    coordinator.page.goto("/coordinator/mensen/?wie=coach")
    coordinator.follow(NAME)
    coordinator.choose(dutch("End this role"), COACH)
    coordinator.sees(NAME)
    coordinator.send(dutch("End this role"))
    coordinator.sees(dutch("The role has ended."))


def the_right_stops_at_once(person: Person, email: str, town: Town) -> None:
    """On the page that was open; the mail says why. The other role runs on."""
    answer = person.page.reload()
    assert answer
    assert answer.status == FORBIDDEN
    person.sees_heading(dutch("You cannot open this page"))
    ended = dutch("Your role in %(municipality)s has ended: %(role)s", municipality=town.name, role=COACH)
    assert COACH in person.mailbox.next(email, ended).part("plain")
    [(running,)] = person.site.rows(
        "SELECT role FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id"
        " WHERE u.email = %s AND m.ended_at IS NULL",
        email,
    )
    assert running == "initiative"


def the_last_coordinator_stays(coordinator: Person, town: Town) -> None:
    coordinator.page.goto("/coordinator/mensen/")
    coordinator.follow("Cor Coord0")
    coordinator.choose(dutch("End this role"), dutch("Coordinator"))
    coordinator.send(dutch("End this role"))
    coordinator.sees(dutch("This is the only coordinator. Let somebody else become coordinator first."))
    coordinator.page.goto("/coordinator/")
    sees_desk(coordinator, town)
