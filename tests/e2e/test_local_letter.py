"""Somebody without an e-mail address tells an idea; with the code of the letter it becomes theirs later."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.browsing import WAYS, Way
from tests.e2e.neighbours import in_menu, open_desk, type_code_to_sign_in
from tests.e2e.people import Person, Somebody, dutch
from tests.support.e2e_towns import SHARED
from tests.support.running_site import RunningSite

IDEAS = {WAYS[0]: "Een koor voor wie niet kan zingen", WAYS[2]: "Een prikbord bij de bakker"}
ADDRESS = ("Truus Toos", "Langeweg 1", "9999 ZZ Oefenwold")


@pytest.mark.parametrize("way", IDEAS, ids=["desktop", "phone without"])
def test_an_idea_that_was_told_becomes_theirs_with_the_code_of_a_letter(
    somebody: Somebody, site: RunningSite, way: Way
) -> None:
    town = site.towns[SHARED]
    here, idea = town.url(site.url), IDEAS[way]
    coordinator, teller = somebody(way=way, at=here), somebody(way=way)
    open_desk(coordinator, town)
    enters(coordinator, idea)
    where, code = makes_the_letter(coordinator, idea)
    assert where == f"{here.partition('://')[2]}/van-mij/"
    takes_it_over(teller, f"http://{where}", code, idea, f"truus{list(IDEAS).index(way)}@{town.slug}.example")
    works_no_second_time(somebody(way=way), f"http://{where}", code)


def enters(coordinator: Person, idea: str) -> None:
    in_menu(coordinator, dutch("Collect", "group of the desk"), dutch("Enter", "desk"))
    coordinator.page.locator("[name=title]").fill(idea)
    coordinator.page.locator("[name=name]").fill(ADDRESS[0])
    coordinator.page.get_by_label(dutch("This person knows that the idea comes on the site, and said yes.")).check()
    coordinator.send(dutch("Save"))
    coordinator.sees_heading(dutch("Entered: %(title)s", title=idea))


def makes_the_letter(coordinator: Person, idea: str) -> tuple[str, str]:
    """Where it leads, and its code."""
    coordinator.follow(dutch("Make a letter"))
    coordinator.fill(dutch("Name and address"), "\n".join(ADDRESS))
    coordinator.send(dutch("Make the letter"))
    letter = coordinator.page.get_by_role("article", name=dutch("The letter"))
    for line in (*ADDRESS, idea):
        expect(letter).to_contain_text(line)
    return letter.locator("li strong").first.inner_text(), letter.locator(".at-letter__code").inner_text()


def takes_it_over(teller: Person, where: str, code: str, idea: str, email: str) -> None:
    """As people copy a code: in small letters, and with another gap in it."""
    teller.page.goto(where)
    teller.sees_heading(dutch("Did you get a letter about your idea?"))
    teller.fill(dutch("The code from the letter"), re.sub(r"\W", " - ", code).lower())
    teller.send(dutch("Go on"))
    teller.sees_heading(dutch("Is this the idea from your letter?"))
    teller.sees(idea)
    teller.fill(dutch("Your e-mail address"), email)
    teller.send(dutch("Send me a code"))
    type_code_to_sign_in(teller, email)
    teller.sees_heading(idea)
    teller.page.goto(f"{where.removesuffix('/van-mij/')}/mijn/")
    teller.sees(idea)


def works_no_second_time(other: Person, where: str, code: str) -> None:
    other.page.goto(where)
    other.fill(dutch("The code from the letter"), code)
    other.send(dutch("Go on"))
    other.sees(dutch("This code was used before, or it is too old. Ask for a new letter."))
