"""
One idea goes the whole road at a local site, from the pin to the evaluation, by the people who would do it.

At every moment the own screen of everybody who organises it names the next thing to do, and they go on by that.
"""

import pytest

from tables.road.todo import Task
from tests.e2e.browsing import WAYS
from tests.e2e.people import Somebody
from tests.e2e.road import asking, beginning, choosing, ending, inviting, meeting
from tests.e2e.road.cast import Road, everyone_reads, takes_step
from tests.e2e.road.moments import COORDINATOR, GUIDES, ORGANISERS, OWNER, after
from tests.support.e2e_towns import ROADS
from tests.support.running_site import RunningSite

TITLES = ("Een tuin vol kruiden voor de straat", "Bloemen in elke tuin langs het water")
DESKTOP, PHONE, PLAIN_PHONE = WAYS
DEVICES = {"phones, and desktops at desks": (PHONE, DESKTOP), "phones without JavaScript": (PLAIN_PHONE, PLAIN_PHONE)}
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


@pytest.mark.parametrize("devices", DEVICES)
def test_from_pin_to_evaluation(somebody: Somebody, site: RunningSite, devices: str) -> None:
    number = list(DEVICES).index(devices)
    way, at_a_desk = DEVICES[devices]
    road = Road(site.towns[ROADS[number]], TITLES[number], way, at_a_desk, site, somebody)
    finds_a_coach(road)
    asks_people(road)
    meets(road)
    chooses(road)
    carries_out(road)
    looks_back(road)


def finds_a_coach(road: Road) -> None:
    beginning.pins(road)
    after(road, beginning.comes_on_the_site, Task.FIND_COACH, COORDINATOR)
    after(road, beginning.a_coach_is_asked, Task.AWAIT_COACH, COORDINATOR, meanwhile=Task.ANSWER)
    after(road, beginning.says_yes, Task.ANSWER, *GUIDES)
    after(road, beginning.answer_the_questions, Task.FORWARD, *GUIDES)


def asks_people(road: Road) -> None:
    after(road, to_ask, Task.MAKE_LIST, *GUIDES)
    after(road, asking.makes_the_list, Task.PLAN_FIRST, *GUIDES)
    after(road, asking.the_town_too, Task.PLAN_FIRST, *GUIDES)
    after(road, asking.looks_for_a_date, Task.PICK_DATE, *GUIDES)
    after(road, asking.say_when_they_can, Task.PICK_DATE, *GUIDES)
    after(road, asking.picks_the_date, Task.INVITE, *GUIDES)
    after(road, asking.asks_for_a_leader, Task.INVITE, *GUIDES)
    after(road, asking.says_yes_to_leading, Task.INVITE, *GUIDES)
    after(road, inviting.prepares_the_meeting, Task.INVITE, *GUIDES)
    for act in (
        inviting.invites,
        inviting.rings,
        inviting.answer,
        inviting.the_town_answers,
        inviting.answers_the_letter,
    ):
        after(road, act, Task.FORWARD, *GUIDES)


def meets(road: Road) -> None:
    after(road, to_meet, Task.COME_TOGETHER, *ORGANISERS)
    after(road, meeting.somebody_signs_up, Task.COME_TOGETHER, *ORGANISERS)
    after(road, meeting.asks_a_note_taker, Task.COME_TOGETHER, *ORGANISERS)
    after(road, meeting.comes_to_check_in, Task.WRITE, *ORGANISERS)
    after(road, meeting.are_told_what_now, Task.WRITE, *ORGANISERS)
    after(road, meeting.takes_notes, Task.CHECK, OWNER)
    after(road, meeting.checks_and_publishes, Task.DECIDE, OWNER)
    after(road, meeting.read_the_minutes, Task.DECIDE, OWNER)
    after(road, meeting.decides_to_go_on, Task.FORWARD, *GUIDES)


def chooses(road: Road) -> None:
    after(road, to_choose, Task.PLAN_SECOND, *GUIDES)
    after(road, choosing.plans_the_second_meeting, Task.INVITE_SECOND, *GUIDES, meanwhile=Task.COME_TOGETHER)
    after(road, choosing.invites_again, Task.WORK_OUT, *GUIDES, meanwhile=Task.COME_TOGETHER)
    after(road, choosing.works_out_variants, Task.COME_TOGETHER, *ORGANISERS)
    after(road, choosing.come_together_again, Task.WRITE, *ORGANISERS)
    after(road, choosing.choose_with_dots, Task.WRITE, *ORGANISERS)
    after(road, choosing.makes_the_plan, Task.WRITE, *ORGANISERS)
    after(road, choosing.writes_the_second_minutes, Task.DECIDE, OWNER)
    after(road, choosing.decides_to_go_on, Task.FORWARD, *GUIDES)


def carries_out(road: Road) -> None:
    after(road, to_do, Task.CARRY_OUT, *GUIDES)
    after(road, ending.does_an_action, Task.CARRY_OUT, *GUIDES)
    after(road, ending.tells_how_it_goes, Task.JUDGE, OWNER)
    after(road, ending.says_it_can_be_judged, Task.LOOK_BACK, *GUIDES)
    everyone_reads(road, EVALUATE)


def looks_back(road: Road) -> None:
    after(road, ending.asks_how_it_was, Task.LOOK_BACK, *GUIDES)
    after(road, ending.fill_in_the_survey, Task.LOOK_BACK, *GUIDES)
    after(road, ending.looks_back, Task.LOOK_BACK, *GUIDES)
    ending.decides(road)
    ending.the_municipality_reads_it_all(road)


def to_ask(road: Road) -> None:
    takes_step(road, "Ask", ASK)


def to_meet(road: Road) -> None:
    takes_step(road, "Create and design", meeting.HAPPENS)


def to_choose(road: Road) -> None:
    takes_step(road, "Choose", CHOOSE)


def to_do(road: Road) -> None:
    takes_step(road, "Do", DO)
