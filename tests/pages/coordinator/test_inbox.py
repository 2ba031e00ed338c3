"""The inbox: everything that waits in one list, for who works there, and nothing from next door."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aantafel.accounts.enums import DeskPart, Role
from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.pages.coordinator import inbox
from aantafel.pages.coordinator.inbox import Block, Line, Wish
from aantafel.pages.desks import counting
from ideas.enums import ReviewKind, ReviewRole, SupportKind
from ideas.models import CallBack, Idea, IdeaTally, ReviewEntry, Support, Talk
from ideas.services import talks
from ideas.services.review import MovedOn
from municipalities import scope
from municipalities.models import Instance, Municipality
from tables.models import Table
from tables.services import steps
from tests.factories.accounts import UserFactory
from tests.factories.coaches import CoachApplicationFactory, MatchFactory
from tests.factories.ideas import IdeaFactory, SupportFactory
from tests.factories.instances import helps_at_desk, somebody
from tests.factories.reactions import ReactionFactory, report_of
from tests.factories.tables import TableFactory
from tests.support.local import at_site

pytestmark = pytest.mark.django_db
EVERY_PART = frozenset(DeskPart)


def waiting(town: Municipality, hours: int = 2, **more: object) -> Idea:
    moment = clock.now() - timedelta(hours=hours)
    idea = IdeaFactory.create(waiting=True, municipality=town, **{"submitted_at": moment, **more})
    ReviewEntry.objects.create(idea=idea, kind=ReviewKind.SUBMITTED, role=ReviewRole.PINNER)
    return idea


def answered(town: Municipality) -> Idea:
    idea = waiting(town)
    ReviewEntry.objects.create(idea=idea, kind=ReviewKind.ANSWER, role=ReviewRole.PINNER, text="Ja.")
    return idea


def called(town: Municipality) -> CallBack:
    return CallBack.objects.create(name="Bep Bel", phone="0600000000", municipality=town)


def talked(town: Municipality) -> object:
    idea = IdeaFactory.create(refused=True, municipality=town)
    return talks.plan(actor=UserFactory.create(), idea_id=idea.pk, way="phone", starts_at=clock.now())


def without_coach(town: Municipality) -> object:
    return TableFactory.create(idea=IdeaFactory.create(published=True, municipality=town))


def silent_coach(town: Municipality) -> object:
    idea = IdeaFactory.create(published=True, municipality=town)
    return MatchFactory.create(idea=idea, asked_at=clock.now() - timedelta(days=4))


def unanswered(town: Municipality) -> object:
    idea = IdeaFactory.create(published=True, municipality=town)
    asked = SupportFactory.create(idea=idea, kind=SupportKind.QUESTION)
    return Support.objects.filter(pk=asked.pk).update(created_at=clock.now() - timedelta(days=8))


def reported(town: Municipality) -> object:
    return report_of(ReactionFactory.create(idea=IdeaFactory.create(published=True, municipality=town)))


def objected(town: Municipality) -> object:
    idea = IdeaFactory.create(published=True, municipality=town)
    return ReactionFactory.create(idea=idea, hidden=True, objected=True)


def still(town: Municipality, days: int = 29) -> Table:
    table: Table = TableFactory.create(idea=IdeaFactory.create(published=True, municipality=town))
    moment = clock.now() - timedelta(days=days)
    Table.everywhere.filter(pk=table.pk).update(step=4, opened_at=moment, alive_at=moment)
    MatchFactory.create(idea=table.idea, accepted=True)
    return table


def liked(town: Municipality) -> Idea:
    idea = IdeaFactory.create(published=True, municipality=town)
    IdeaTally.objects.filter(idea=idea).update(local=town.instance.likes_threshold)
    return idea


def applied(town: Municipality) -> object:
    return CoachApplicationFactory.create(municipality=town)


HEAPS: dict[str, tuple[DeskPart, Callable[[Municipality], object]]] = {
    "nieuw": (DeskPart.TAKE_IN, waiting),
    "antwoord": (DeskPart.TAKE_IN, answered),
    "bellen": (DeskPart.TAKE_IN, called),
    "gesprek": (DeskPart.TAKE_IN, talked),
    "coach": (DeskPart.MATCH, without_coach),
    "gevraagd": (DeskPart.MATCH, silent_coach),
    "vraag": (DeskPart.TAKE_IN, unanswered),
    "gemeld": (DeskPart.MODERATE, reported),
    "bezwaar": (DeskPart.MODERATE, objected),
    "stil": (DeskPart.MATCH, still),
    "geliefd": (DeskPart.TAKE_IN, liked),
    "aanmelding": (DeskPart.LEAD, applied),
}
each_heap = pytest.mark.parametrize("key", HEAPS)


def lines(town: Municipality, wish: Wish | None = None, parts: frozenset[DeskPart] = EVERY_PART) -> list[Line]:
    with scope.tenant(town):
        return inbox.page(town.instance, parts, wish or Wish()).items


def counts(town: Municipality, parts: frozenset[DeskPart] = EVERY_PART) -> dict[str, int]:
    with scope.tenant(town):
        return {key: found.count for key, found in inbox.tallies(town.instance, parts).items() if found.count}


@each_heap
def test_each_kind_of_work_lies_on_its_own_heap(town: Municipality, key: str) -> None:
    HEAPS[key][1](town)
    assert counts(town) == {key: 1}
    assert [line.heap.key for line in lines(town)] == [key]
    assert [line.heap.key for line in lines(town, Wish(heap=key))] == [key]


@each_heap
def test_nothing_from_next_door(town: Municipality, beside: Municipality, key: str) -> None:
    HEAPS[key][1](beside)
    assert (counts(town), lines(town)) == ({}, [])


@each_heap
def test_each_part_of_the_desk_sees_its_own_heaps(town: Municipality, key: str) -> None:
    HEAPS[key][1](town)
    for part in DeskPart:
        own = {key} if HEAPS[key][0] is part else set()
        assert set(counts(town, frozenset({part}))) == own, part
        assert {line.heap.key for line in lines(town, parts=frozenset({part}))} == own, part


@each_heap
def test_each_line_leads_somewhere_and_says_what_to_do(town: Municipality, coordinator: User, key: str) -> None:
    HEAPS[key][1](town)
    (line,) = lines(town)
    desk = at_site(town, coordinator)
    assert line.row.what and line.row.action_label
    for url in {line.row.url, line.row.action_url}:
        assert desk.get(url).status_code == 200, url
    page = desk.get(reverse("coordinator:home")).content.decode()
    assert line.row.action_label in page and f'value="{line.subject}"' in page


def test_a_delegate_finds_the_work_that_was_given_to_them(town: Municipality) -> None:
    helper = somebody(Role.INITIATIVE, town)
    helps_at_desk(helper, town, DeskPart.MODERATE)
    reported(town)
    idea = waiting(town)
    page = at_site(town, helper).get(reverse("coordinator:home")).content.decode()
    assert "Meldingen over reacties" in page
    assert idea.title not in page
    assert at_site(town, helper).get(f"{reverse('coordinator:home')}?stapel=nieuw").status_code == 200


def test_the_oldest_comes_first_and_pages_hold_every_line_once(town: Municipality) -> None:
    moment = clock.now() - timedelta(days=1)
    for number in range(25):
        waiting(town, submitted_at=moment) if number % 2 else waiting(town, hours=number)
        CallBack.objects.create(name=f"Bep {number}", phone="06", municipality=town, created_at=moment)
    seen: list[Line] = []
    after = ""
    with scope.tenant(town):
        for _page in range(9):
            page = inbox.page(town.instance, EVERY_PART, Wish(after=after))
            seen += page.items
            after = page.next
            if not after:
                break
    assert [line.row.since for line in seen] == sorted(line.row.since for line in seen)
    assert len({line.subject for line in seen}) == len(seen) == 50


def test_what_is_late_comes_first_and_what_has_no_hurry_last(town: Municipality) -> None:
    still(town, days=400)
    waiting(town, hours=24 * 14)
    called(town)
    talked(town)
    Talk.everywhere.update(starts_at=clock.now() - timedelta(days=30))
    found = [(line.block, line.subject.partition(":")[0]) for line in lines(town)]
    assert found == [(Block.LATE, "idea"), (Block.WAITS, "talk"), (Block.WAITS, "call"), (Block.CALM, "table")]


def test_pages_go_through_all_blocks_and_hold_every_line_once(town: Municipality) -> None:
    for number in range(25):
        waiting(town, hours=24 * 14 + number)
        waiting(town, hours=number)
        CallBack.objects.create(name=f"Bep {number}", phone="06", municipality=town)
    talked(town)
    Talk.everywhere.update(starts_at=clock.now() - timedelta(days=30))
    still(town, days=400)
    seen: list[Line] = []
    after = ""
    with scope.tenant(town):
        for _page in range(9):
            page = inbox.page(town.instance, EVERY_PART, Wish(after=after))
            seen += page.items
            after = page.next
            if not after:
                break
    assert [(line.block, line.row.since) for line in seen] == sorted((line.block, line.row.since) for line in seen)
    assert len({line.subject for line in seen}) == len(seen) == 77


def test_each_block_has_its_heading_and_a_phone_gets_one_list_of_kinds(desk: Client, town: Municipality) -> None:
    waiting(town, hours=24 * 14)
    called(town)
    page = desk.get(reverse("coordinator:home"), {"van": "niemand"}).content.decode()
    assert page.index(">Te laat</h2>") < page.index(">Wacht</h2>")
    assert "Rustig aan</h2>" not in page
    assert '<option value="bellen">Mensen om te bellen (1)</option>' in page
    assert '<input type="hidden" name="van" value="niemand">' in page


@pytest.mark.parametrize("after", ["3-1-1-1", "x", "1-1", "1-1-x", "99999999999999999-1-1", "-", "1-1-999999999"])
def test_a_mangled_link_shows_the_first_page(desk: Client, town: Municipality, after: str) -> None:
    idea = waiting(town)
    assert idea.title in desk.get(reverse("coordinator:home"), {"na": after}).content.decode()


def test_counts_are_one_statement_and_a_page_one_for_each_heap_that_it_shows(town: Municipality) -> None:
    for _part, make in HEAPS.values():
        make(town)
        make(town)
    with scope.tenant(town):
        here = town.instance
        with CaptureQueriesContext(connection) as captured:
            inbox.tallies(here, EVERY_PART)
        assert len(captured) == 1
        with CaptureQueriesContext(connection) as captured:
            shown = inbox.page(here, EVERY_PART, Wish()).items
        assert len(shown) == 20
        assert len(captured) == len({line.heap.key for line in shown}) + 2
        which, _marks, *gathered = (one["sql"] for one in captured)
        assert '"title"' not in which
        assert [sql for sql in gathered if 'id" IN (' not in sql] == [], "what is not on the page is gathered too"


def test_what_was_done_while_a_page_is_made_is_left_out(town: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    gone, stays = waiting(town), waiting(town)
    asked = counting.keys

    def then_gone(heaps: Any) -> Any:
        found = asked(heaps)
        Idea.everywhere.filter(pk=gone.pk).update(state="withdrawn")
        return found

    monkeypatch.setattr(counting, "keys", then_gone)
    assert [line.subject for line in lines(town)] == [f"idea:{stays.pk}"]


class TestPublishingMany:
    def test_each_by_itself_with_a_report(self, desk: Client, town: Municipality) -> None:
        good, moved, theirs = waiting(town), waiting(town), waiting(town)
        chosen = {"regel": [f"idea:{good.pk}", f"idea:{moved.pk}", "call:1"], "doe": "plaats"}
        page = desk.post(reverse("coordinator:choose"), chosen, follow=True).content.decode()
        assert good.title in page and moved.title in page and theirs.title not in page
        seen = {idea.pk: idea.review_entries.latest("pk").pk for idea in (good, moved)}
        ReviewEntry.objects.create(idea=moved, kind=ReviewKind.CHANGED, role=ReviewRole.PINNER)
        data = {"idee": [f"{pk}-{line}" for pk, line in seen.items()]}
        report = desk.post(reverse("coordinator:publish_many"), data).content.decode()
        assert "1 idee staat op de site" in report
        assert str(MovedOn.default) in report
        assert Idea.everywhere.get(pk=good.pk).is_public and not Idea.everywhere.get(pk=moved.pk).is_public
        assert good.review_entries.latest("pk").role == ReviewRole.COORDINATOR

    def test_not_of_next_door(self, desk: Client, beside: Municipality) -> None:
        idea = waiting(beside)
        desk.post(reverse("coordinator:publish_many"), {"idee": [f"{idea.pk}-0"]})
        assert not Idea.everywhere.get().is_public
        listed = desk.get(reverse("coordinator:publish_many"), {"ideeen": str(idea.pk)}).content.decode()
        assert idea.title not in listed

    def test_nothing_chosen(self, desk: Client) -> None:
        assert desk.post(reverse("coordinator:publish_many"), {"idee": ["x"]}).status_code == 302


class TestBorders:
    def test_likes_are_off_at_zero(self, town: Municipality) -> None:
        town.instance.likes_threshold = 0
        liked(town)
        assert counts(town) == {}

    def test_a_sign_of_life_wakes_a_table(self, town: Municipality) -> None:
        for sign in ("step", "support", "reaction"):
            table = still(town)
            assert counts(town) == {"stil": 1}
            if sign == "step":
                steps.give_sign_of_life(table)
            elif sign == "support":
                SupportFactory.create(idea=table.idea)
            else:
                ReactionFactory.create(idea=table.idea)
            assert counts(town) == {}

    def test_a_coach_who_is_asked_takes_the_idea_off_the_heap(self, town: Municipality) -> None:
        table: Table = TableFactory.create(idea=IdeaFactory.create(published=True, municipality=town))
        match = MatchFactory.create(idea=table.idea)
        assert counts(town) == {}
        type(match).everywhere.update(state="expired")
        assert counts(town) == {"coach": 1}

    def test_the_late_are_marked_as_late(self, town: Municipality) -> None:
        waiting(town, hours=24 * 14)
        still(town)
        late = {line.heap.key: line.is_late for line in lines(town)}
        assert late == {"nieuw": True, "stil": False}


def test_a_coach_is_waited_for_since_the_site_opened_or_the_last_one_left(town: Municipality) -> None:
    now = clock.now()
    idea = IdeaFactory.create(published=True, municipality=town, published_at=now - timedelta(days=900))
    TableFactory.create(idea=idea)
    Instance.objects.filter(municipality=town).update(opened_at=now - timedelta(days=9))

    def waits() -> timedelta:
        with scope.tenant(town):
            (line,) = inbox.page(Instance.objects.get(municipality=town), [DeskPart.MATCH], Wish("coach")).items
        return now - line.row.since

    assert waits() == timedelta(days=9)
    MatchFactory.create(idea=idea, ended=True, ended_at=now - timedelta(days=2))
    assert waits() == timedelta(days=2)
