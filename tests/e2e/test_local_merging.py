"""Two ideas that are alike: with a yes of both pinners they are one, with a no they stay apart and show each other."""

import pytest
from playwright.sync_api import expect

from tests.e2e.browsing import WAYS, Way
from tests.e2e.neighbours import goes_on_to, open_desk, prove_address, type_code_to_sign_in
from tests.e2e.people import Person, Somebody, dutch, link_in
from tests.support.e2e_towns import SHARED, Seeded, Town
from tests.support.running_site import RunningSite

REASON = "Het gaat om dezelfde boomgaard."


def address(idea: Seeded) -> str:
    return f"/ideeen/{idea.number}-{idea.slug}/"


def pair(site: RunningSite, number: int) -> tuple[Town, Seeded, Seeded]:
    town = site.towns[SHARED]
    return town, town.ideas[f"stays{number}"], town.ideas[f"goes{number}"]


@pytest.mark.parametrize(("way", "number"), [(WAYS[0], 0), (WAYS[2], 1)], ids=["desktop", "phone without"])
def test_two_ideas_become_one(somebody: Somebody, site: RunningSite, way: Way, number: int) -> None:
    town, stays, goes = pair(site, number)
    here = town.url(site.url)
    neighbour, coordinator, first, second = (somebody(way=way, at=here) for _each in range(4))
    likes_both(neighbour, stays, goes, f"buur{number}@{town.slug}.example")
    open_desk(coordinator, town)
    proposes(coordinator, stays, goes)
    answers_from_the_mail(first, stays, "Yes, put them together")
    answers_from_the_mail(second, goes, "Yes, put them together")
    for idea in (stays, goes):
        second.mailbox.next(idea.email, dutch("The two ideas are one now: %(title)s", title=idea.title))
    goes_on_to(neighbour, f"{here}{address(goes)}", f"{here}{address(stays)}")
    neighbour.sees_heading(stays.title)
    expect(neighbour.page.locator("#goed-idee h2")).to_have_text(dutch("%(n)s person finds this a good idea", n="1"))


def test_after_a_no_they_stay_apart_and_point_to_each_other(somebody: Somebody, site: RunningSite) -> None:
    way = WAYS[2]
    town, stays, goes = pair(site, 2)
    here = town.url(site.url)
    coordinator, first, second, visitor = (somebody(way=way, at=here) for _each in range(4))
    open_desk(coordinator, town)
    proposes(coordinator, stays, goes)
    answers_from_the_mail(first, stays, "Yes, put them together")
    answers_from_the_mail(second, goes, "No, keep them apart")
    for idea in (stays, goes):
        second.mailbox.next(idea.email, dutch("The two ideas stay apart: %(title)s", title=idea.title))
    for idea, other in ((stays, goes), (goes, stays)):
        visitor.page.goto(address(idea))
        visitor.sees_heading(idea.title)
        visitor.follow(other.title)
        visitor.sees_heading(other.title)


def likes_both(neighbour: Person, stays: Seeded, goes: Seeded, email: str) -> None:
    """The first with a code from the mail, the second with one press."""
    neighbour.page.goto(address(stays))
    neighbour.follow(dutch("Good idea"))
    neighbour.fill(dutch("What is your e-mail address?"), email)
    neighbour.fill(dutch("What is your postcode or place?"), SHARED)
    neighbour.send(dutch("Good idea"))
    type_code_to_sign_in(neighbour, email)
    neighbour.page.goto(address(goes))
    neighbour.send(dutch("Good idea"))
    expect(neighbour.page.get_by_role("button", name=dutch("Good idea"), exact=True)).to_have_count(0)
    for idea in (stays, goes):
        neighbour.page.goto(address(idea))
        neighbour.sees(dutch("You find this a good idea."))


def proposes(coordinator: Person, stays: Seeded, goes: Seeded) -> None:
    coordinator.page.goto(f"/coordinator/ideeen/{goes.number}/")
    coordinator.follow(dutch("Put it together with another idea"))
    coordinator.follow(stays.title)
    coordinator.page.get_by_label(stays.title, exact=True).check()
    coordinator.fill(dutch("Why do you propose this?"), REASON)
    coordinator.send(dutch("Ask both"))
    coordinator.sees(dutch("Both pinners are asked. You see here what they say."))


def answers_from_the_mail(pinner: Person, idea: Seeded, answer: str) -> None:
    """In a browser in which the pinner is not signed in yet."""
    asked = dutch("May we put your idea together with another one? %(title)s", title=idea.title)
    mail = pinner.mailbox.next(idea.email, asked)
    assert REASON in mail.part("plain")
    pinner.page.goto(link_in(mail, "/samenvoegen/"))
    prove_address(pinner, idea.email)
    pinner.sees_heading(dutch("Shall we put these two ideas together?"))
    pinner.send(dutch(answer))
    pinner.sees(dutch("Thank you. Your answer is noted."))
