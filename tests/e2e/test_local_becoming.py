"""Becoming a coach: a resident applies, is invited for a talk, is welcomed and trained, and can then be asked."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from aantafel.core import clock
from tests.e2e.browsing import WAYS, Way
from tests.e2e.neighbours import open_desk, type_code_to_sign_in
from tests.e2e.people import Person, Somebody, dutch, link_in
from tests.support.e2e_towns import SHARED, Town
from tests.support.running_site import RunningSite

WHY = "Ik luister graag, en ik heb tijd op dinsdag."
WHERE = "In de bibliotheek, bij het raam"


@pytest.mark.parametrize(
    ("way", "name"),
    list(zip(WAYS[::2], ("Ans Luistert", "Bep Luistert"), strict=True)),
    ids=["desktop", "phone without"],
)
def test_a_resident_becomes_a_coach_who_can_be_asked(
    somebody: Somebody, site: RunningSite, way: Way, name: str
) -> None:
    town = site.towns[SHARED]
    here, email = town.url(site.url), f"{name.split()[0].lower()}@{town.slug}.example"
    resident, coordinator = somebody(way=way, at=here), somebody(way=way, at=here)
    applies(resident, name, email)
    desk = open_desk(coordinator, town)
    invites_for_a_talk(coordinator, desk, name)
    reads_when_it_is(resident, email)
    makes_a_coach(coordinator)
    is_welcomed(resident, email)
    is_not_yet_asked_alone(coordinator, town, name)
    notes_the_training_down(coordinator, name)
    can_be_asked(coordinator, town, name)


def applies(resident: Person, name: str, email: str) -> None:
    """From the page that tells what a coach does."""
    resident.page.goto("/")
    resident.follow(dutch("Become a coach yourself"))
    resident.sees_heading(dutch("Become an AanTafel!coach"))
    resident.follow("Meld je aan")
    resident.fill(dutch("What is your name?"), name)
    resident.fill(dutch("What is your e-mail address?"), email)
    resident.fill(dutch("Why do you want to become a coach?"), WHY)
    resident.send(dutch("Send my application"))
    type_code_to_sign_in(resident, email)
    resident.sees_heading(dutch("My application as a coach"))
    resident.sees(WHY)


def invites_for_a_talk(coordinator: Person, desk: str, name: str) -> None:
    """By the line in the inbox."""
    coordinator.page.goto("/coordinator/")
    coordinator.follow(name)
    coordinator.sees(WHY)
    coordinator.fill(dutch("Which day?"), (clock.today() + timedelta(days=3)).isoformat())
    coordinator.fill(dutch("What time?"), "19:30")
    coordinator.fill(dutch("Where, or how?"), WHERE)
    coordinator.send(dutch("Send the invitation"))
    coordinator.sees(dutch("The invitation is on its way."))


def reads_when_it_is(resident: Person, email: str) -> None:
    mail = resident.mailbox.next(email, dutch("We would like to talk with you: %(day)s", day=""))
    assert WHERE in mail.part("plain")
    resident.page.goto(link_in(mail, "/coach-worden/"))
    resident.sees(WHERE)
    resident.sees("19:30")


def makes_a_coach(coordinator: Person) -> None:
    coordinator.send(dutch("Make this person a coach"))
    coordinator.sees(dutch("There is a new coach. A word of welcome is on its way."))


def is_welcomed(resident: Person, email: str) -> None:
    mail = resident.mailbox.next(email, dutch("Welcome as a coach in %(place)s", place=SHARED))
    resident.page.goto(link_in(mail, "/coach/profiel/"))
    resident.sees_heading(dutch("My profile"))


def is_not_yet_asked_alone(coordinator: Person, town: Town, name: str) -> None:
    open_match(coordinator, town)
    expect(coordinator.page.get_by_role("link", name=dutch("Ask %(name)s", name=name))).to_have_count(0)


def notes_the_training_down(coordinator: Person, name: str) -> None:
    coordinator.page.goto("/coordinator/coaches/")
    coordinator.follow(name)
    coordinator.sees_heading(name)
    for label, days in (("First day of the training", 9), ("Second day of the training", 2)):
        coordinator.fill(dutch(label), (clock.today() - timedelta(days=days)).isoformat())
    coordinator.send(dutch("Keep the training"))


def can_be_asked(coordinator: Person, town: Town, name: str) -> None:
    open_match(coordinator, town)
    expect(coordinator.page.get_by_role("link", name=dutch("Ask %(name)s", name=name))).to_be_visible()


def open_match(coordinator: Person, town: Town) -> None:
    coordinator.page.goto(f"/coordinator/ideeen/{town.ideas['stays2'].number}/match/")
    coordinator.sees_heading(dutch("Look for a coach"))
