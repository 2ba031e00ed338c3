"""
One idea goes the whole road at a local site, from the pin to the evaluation, by the people who would do it.

At each stage the own screen of everybody who has one names the next thing to do, and they go on by that.
"""

import pytest

from tests.e2e.browsing import WAYS, Way
from tests.e2e.people import Somebody
from tests.e2e.road import asking, beginning, choosing, ending, inviting, meeting
from tests.e2e.road.cast import Road, everyone_reads, takes_step
from tests.support.e2e_towns import ROADS
from tests.support.running_site import RunningSite

TITLES = ("Een tuin vol kruiden voor de straat", "Bloemen in elke tuin langs het water")
PHONES = WAYS[1:]  # with and without JavaScript; on a desktop the same people read the same words
ASK = (
    "The table owner looks for people who can contribute, and invites them. There is one rule: residents, "
    "professionals and municipal employees are all invited."
)
CHOOSE = (
    "Small groups work out what the first meeting brought. In a second meeting the table chooses, and agrees on who "
    "does what, and when."
)
DO = "The people at the table carry it out. Here they tell how it goes, also when it does not go well."
EVALUATE = "The table looks back: what did it bring, and for whom? Then it decides to go on, to hand over, or to stop."


@pytest.mark.parametrize("way", PHONES, ids=[way.name for way in PHONES])
def test_from_pin_to_evaluation(somebody: Somebody, site: RunningSite, way: Way) -> None:
    number = PHONES.index(way)
    road = Road(site.towns[ROADS[number]], TITLES[number], way, site, somebody)
    finds_a_coach(road)
    takes_step(road, "Ask", ASK)
    asks_people(road)
    takes_step(road, "Create and design", meeting.HAPPENS)
    meets(road)
    takes_step(road, "Choose", CHOOSE)
    chooses(road)
    takes_step(road, "Do", DO)
    carries_out(road)
    everyone_reads(road, EVALUATE)
    looks_back(road)


def finds_a_coach(road: Road) -> None:
    beginning.pins(road)
    beginning.comes_on_the_site(road)
    beginning.a_coach_is_asked(road)
    beginning.says_yes(road)
    beginning.answer_the_questions(road)


def asks_people(road: Road) -> None:
    asking.makes_the_list(road)
    asking.the_town_too(road)
    asking.looks_for_a_date(road)
    asking.say_when_they_can(road)
    asking.picks_the_date(road)
    asking.asks_for_a_leader(road)
    asking.says_yes_to_leading(road)
    inviting.prepares_the_meeting(road)
    inviting.invites(road)
    inviting.rings(road)
    inviting.answer(road)
    inviting.the_town_answers(road)
    inviting.answers_the_letter(road)


def meets(road: Road) -> None:
    meeting.somebody_signs_up(road)
    meeting.asks_a_note_taker(road)
    meeting.comes_to_check_in(road)
    meeting.are_told_what_now(road)
    meeting.takes_notes(road)
    meeting.checks_and_publishes(road)
    meeting.read_the_minutes(road)
    meeting.decides_to_go_on(road)


def chooses(road: Road) -> None:
    choosing.plans_the_second_meeting(road)
    choosing.works_out_variants(road)
    choosing.choose_with_dots(road)
    choosing.makes_the_plan(road)
    choosing.writes_the_second_minutes(road)


def carries_out(road: Road) -> None:
    ending.does_an_action(road)
    ending.tells_how_it_goes(road)
    ending.says_it_can_be_judged(road)


def looks_back(road: Road) -> None:
    ending.asks_how_it_was(road)
    ending.fill_in_the_survey(road)
    ending.looks_back(road)
    ending.decides(road)
    ending.the_municipality_reads_it_all(road)
