"""A promise that cannot be broken is worth nothing: each is broken here once, and has to be found."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from aantafel.accounts.enums import Capacity
from aantafel.outbox.models import OutgoingMail
from ideas.models import Idea
from tables import lifecycle
from tables.enums import ActorRole, TimelineKind
from tables.lifecycle import Step
from tables.models import (
    Ballot,
    Choice,
    Evaluation,
    Invitation,
    Meeting,
    Minutes,
    MinutesVersion,
    OwnerWord,
    Seat,
    StepChange,
    SurveyAnswer,
    SurveyPass,
    Table,
    TableQuestion,
    Variant,
)
from tables.road import next_action
from tables.road.next_action import NextAction
from tables.services import steps, survey
from tests.factories.minutes import came, meeting_of, minutes_of, published, seat_of
from tests.tables.machine import invariants, pages, snapshot
from tests.tables.machine import world as worlds
from tests.tables.machine.invariants import Promise
from tests.tables.machine.world import World

pytestmark = pytest.mark.django_db

OF_MEETING, OF_MINUTES, OF_SURVEY = "meeting__table", "minutes__meeting__table", "evaluation__table"


@pytest.fixture
def world() -> World:
    """A local table with a meeting yesterday, two people who came to it, and its minutes."""
    made = worlds.make(is_local=True, shows_pinner="hidden")
    with made.clock():
        table = made.table()
        meeting = meeting_of(table)
        for who in ("mailed", "doctor"):
            seat = seat_of(table, worlds.full_name(who), email=made.email(who), capacity=worlds.CAST[who][2])
            came(meeting, seat)
        published(minutes_of(meeting))
        OwnerWord.objects.create(table=table, round=1, meeting=meeting, kind="go_on", role="owner")
    return made


def rows(model: Any, world: World, path: str = "table") -> Any:
    return getattr(model, "everywhere", model.objects).filter(**{path: world.table_id})


def put(world: World, **fields: Any) -> None:
    rows(Table, world, "pk").update(**fields)


def mail(world: World, who: str, kind: str = "tables/meeting_changed") -> None:
    number = OutgoingMail.objects.count()
    said = {
        "subject": "Kom je",
        "body_text": "Kom je",
        "body_html": "",
        "language": "nl",
        "message_id": f"<{number}@a>",
    }
    OutgoingMail.objects.create(dedupe_key=f"zo:{number}", kind=kind, to_address=world.email(who), **said)


def put_idea(world: World, **fields: Any) -> None:
    Idea.everywhere.filter(table=world.table_id).update(**fields)


def move(world: World, kind: TimelineKind, step: int, note: str = "", role: str = "owner") -> None:
    """As a service would that asks nothing."""
    table = world.table()
    line = {"kind": kind, "from_step": table.step, "to_step": step, "role": role, "note": note}
    put(world, step=step)
    StepChange.objects.create(table=table, **line)


def says_stop(world: World) -> None:
    world.quiet.add(world.email("mailed"))


def at_step(step: int) -> Callable[[World], None]:
    def come(world: World) -> None:
        for each in range(2, step + 1):
            move(world, TimelineKind.STEP, each, "Omdat het kan")

    return come


def nothing(world: World) -> None:
    pass


def closed(world: World) -> None:
    Meeting.everywhere.create(table=world.table(), number=2, state="planned", starts_at=world.now + timedelta(days=9))
    put(world, state="stopped")


def copied(world: World) -> None:
    mail(world, "mailed")
    mail(world, "mailed")


def somebody_comes(world: World) -> None:
    rows(Meeting, world).update(state="planned", starts_at=world.now + timedelta(days=3))
    says_stop(world)


def version_without_reason(world: World) -> None:
    minutes = rows(Minutes, world, OF_MEETING).get()
    MinutesVersion.everywhere.create(minutes=minutes, number=2, content={}, role="owner")
    rows(Minutes, world, OF_MEETING).update(version=2)


def is_two(world: World) -> None:
    rows(Seat, world).filter(email=world.email("mailed")).update(capacity=Capacity.EMPLOYEE)


def two_kinds(world: World) -> None:
    mail(world, "mailed", "tables/minutes_published")
    mail(world, "mailed", "tables/action_given")


def to_come(world: World) -> None:
    """A meeting with one place, which is the owner's."""
    rows(Meeting, world).update(state="planned", starts_at=world.now + timedelta(days=3), size=1)
    rows(Invitation, world, OF_MEETING).update(answer="", checked_in_at=None, sat_as="")


def let_in(world: World) -> None:
    one = rows(Invitation, world, OF_MEETING).order_by("pk").first()
    rows(Invitation, world, OF_MEETING).filter(pk=one.pk).update(answer="comes", waits_since=None)


def waits(world: World) -> None:
    let_in(world)
    rows(Invitation, world, OF_MEETING).filter(answer="comes").update(waits_since=world.now)
    rows(Meeting, world).update(size=3)


def chosen(world: World) -> None:
    """Two people voted, and it is over."""
    variant = Variant.everywhere.create(table=world.table(), title="Een kas", chosen_at=world.now)
    choice = Choice.everywhere.create(
        table=world.table(), way="vote", closed_at=world.now, variant=variant, reason="Ja"
    )
    for seat in rows(Seat, world):
        Ballot.objects.create(choice=choice, seat=seat, variant=variant, number=1)


def surveyed(world: World) -> None:
    evaluation = Evaluation.everywhere.create(table=world.table(), round=1, opened_at=world.now)
    for seat in rows(Seat, world):
        one = SurveyPass.objects.create(evaluation=evaluation, seat=seat, has_answered=True)
        said = {"capacity": seat.capacity, "went_well": "De soep"}
        SurveyAnswer.objects.create(evaluation=evaluation, code=survey.code_of(one), **said)


def asks(world: World, **fields: Any) -> None:
    """With its line."""
    day = world.now.date() + timedelta(days=9)
    made = {"title": "Een kar", "until": day, "role": "owner", **fields}
    TableQuestion.everywhere.create(table=world.table(), **made)
    move(world, TimelineKind.ASKED, world.table().step)


def asks_too_much(world: World) -> None:
    for _each in range(4):
        asks(world)


def named_in_a_draft(world: World) -> None:
    world.erased.add("invitee")
    meeting = meeting_of(world.table(), 2)
    minutes_of(meeting, said=worlds.full_name("invitee"))


BROKEN: list[tuple[Promise, Callable[[World], None], Callable[[World], None]]] = [
    (invariants.one_step_at_a_time, nothing, lambda world: put(world, step=4)),
    (invariants.one_step_at_a_time, nothing, lambda world: put(world, state="finished")),
    (invariants.one_step_at_a_time, lambda world: put(world, state="stopped"), lambda world: put(world, step=2)),
    (invariants.history_is_kept, nothing, lambda world: put(world, step=2)),
    (invariants.history_is_kept, nothing, lambda world: rows(StepChange, world).update(note="Anders")),
    (invariants.history_is_kept, nothing, lambda world: rows(OwnerWord, world).delete()),
    (invariants.history_is_kept, at_step(4), lambda world: move(world, TimelineKind.BACK, 3)),
    (invariants.history_is_kept, nothing, lambda world: move(world, TimelineKind.STEP, 2, role="iemand")),
    (invariants.history_is_kept, nothing, lambda world: rows(Meeting, world).update(state="cancelled")),
    (invariants.gates_hold, at_step(2), lambda world: move(world, TimelineKind.STEP, 3, "Omdat het kan")),
    (invariants.gates_hold, nothing, lambda world: move(world, TimelineKind.STEP, 2, role="owner")),
    (invariants.gates_hold, at_step(7), lambda world: move(world, TimelineKind.ROUND, 3)),
    (invariants.all_three_sat_there, at_step(5), lambda world: move(world, TimelineKind.STEP, 6)),
    (
        invariants.minutes_leave_a_trace,
        nothing,
        lambda world: rows(MinutesVersion, world, OF_MINUTES).update(content={"a": 1}),
    ),
    (invariants.minutes_leave_a_trace, nothing, lambda world: rows(Minutes, world, OF_MEETING).update(active="Iemand")),
    (invariants.minutes_leave_a_trace, nothing, version_without_reason),
    (invariants.nobody_gets_a_mail_twice, nothing, copied),
    (invariants.no_mail_after_stop, says_stop, lambda world: mail(world, "mailed", "tables/invited_again")),
    (invariants.no_mail_after_stop, lambda world: world.gone.add(world.email("doctor")), lambda w: mail(w, "doctor")),
    (invariants.who_comes_hears_of_another_day, somebody_comes, lambda w: rows(Meeting, w).update(starts_at=w.now)),
    (invariants.who_comes_hears_of_another_day, somebody_comes, lambda w: rows(Meeting, w).update(state="cancelled")),
    (invariants.one_person_one_capacity, nothing, is_two),
    (invariants.one_mail_for_one_act, nothing, two_kinds),
    (invariants.a_place_goes_to_one, to_come, let_in),
    (invariants.a_place_goes_to_one, to_come, waits),
    (invariants.a_table_keeps_an_owner, nothing, lambda world: put_idea(world, owner=None)),
    (invariants.what_was_chosen_stays, chosen, lambda world: rows(Ballot, world, "choice__table")[0].delete()),
    (invariants.what_was_chosen_stays, chosen, lambda world: rows(Ballot, world, "choice__table").update(number=2)),
    (invariants.a_survey_tells_of_nobody, surveyed, lambda world: rows(SurveyAnswer, world, OF_SURVEY)[0].delete()),
    (invariants.a_survey_tells_of_nobody, surveyed, lambda world: rows(Seat, world).update(erased_at=world.now)),
    (
        invariants.asking_everyone_is_told,
        asks,
        lambda world: rows(StepChange, world).filter(kind=TimelineKind.ASKED).delete(),
    ),
    (
        invariants.asking_everyone_is_told,
        asks,
        lambda w: rows(TableQuestion, w).update(hidden_at=w.now, hidden_reason=" "),
    ),
    (invariants.asking_everyone_is_told, asks, asks_too_much),
    (invariants.nothing_is_left_of_who_was_erased, nothing, lambda world: world.erased.add("doctor")),
    (invariants.nothing_is_left_of_who_was_erased, nothing, named_in_a_draft),
    (invariants.nothing_to_come_at_a_closed_table, nothing, closed),
    (invariants.no_meeting_without_a_day, nothing, lambda world: rows(Meeting, world).update(state="planned")),
]


@pytest.mark.parametrize(("promise", "first", "breaks"), BROKEN)
def test_what_is_broken_is_found(
    world: World, promise: Promise, first: Callable[[World], None], breaks: Callable[[World], None]
) -> None:
    with world.clock():
        first(world)
        before = snapshot.take(world)
        promise(world, before, before)
        breaks(world)
        with pytest.raises(AssertionError):
            promise(world, before, snapshot.take(world))


def test_who_comes_in_and_what_is_next_are_looked_at(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with world.clock():
        now = snapshot.take(world)
        invariants.check(world, now, now)
        monkeypatch.setattr(invariants, "role_at", lambda _user, _table: ActorRole.OWNER)
        with pytest.raises(AssertionError):
            invariants.who_may_come_in(world, now, now)
        for nothing_to_do in (NextAction("", "", "Wacht op iemand."), NextAction("", "", "")):
            monkeypatch.setattr(next_action, "of", lambda *_args, found=nothing_to_do: found)
            with pytest.raises(AssertionError):
                invariants.there_is_a_next_thing(world, now, now)


def test_a_rule_that_is_forgotten_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oracle does not ask the rules of the product, so that it does not share their mistakes."""
    monkeypatch.setattr(lifecycle, "is_open", lambda _facts: True)
    monkeypatch.setattr(lifecycle, "asks_reason", lambda _facts: False)
    put(world, step=2)
    with world.clock():
        before = snapshot.take(world)
        steps.advance(world.table_id, Step.ASK, actor=world.people["pinner"], role=ActorRole.OWNER)
        with pytest.raises(AssertionError):
            invariants.gates_hold(world, before, snapshot.take(world))


class TestPages:
    def test_those_of_who_organises_have_an_address(self, world: World) -> None:
        everything = len(pages.OF_TABLE) + len(pages.OF_MEETING)
        assert len({pages.address(world, place) for place in range(everything)}) == everything

    def test_all_of_them_are_there_and_name_nobody(self, world: World) -> None:
        with world.clock():
            pages.read_all(world)

    @pytest.mark.parametrize("field", ["name", "role", "interest"])
    def test_a_name_is_found_wherever_it_shows(self, world: World, field: str) -> None:
        seat = rows(Seat, world).get(email=world.email("doctor"))
        setattr(seat, field, worlds.full_name("doctor"))
        seat.name_display = "full"
        seat.save()
        with world.clock(), pytest.raises(AssertionError, match="Zjoerdina"):
            pages.read_all(world)
        if field == "name":
            world.shows[worlds.full_name("doctor")] = 2
            pages.read_all(world)

    def test_a_name_in_a_version_is_found(self, world: World) -> None:
        meeting = rows(Meeting, world).get()
        minutes_of_it = rows(Minutes, world, OF_MEETING).get()
        version = MinutesVersion.everywhere.get(minutes=minutes_of_it)
        version.content["body"].append({"kind": "text", "text": worlds.full_name("mailed")})
        text = str(version.content)
        assert pages.names_in(text, world, "", minutes_of_it.pk) == ["Wubbegonda", "Kwistjens"], meeting

    def test_minutes_that_are_gone_are_missed(self, world: World) -> None:
        with world.clock():
            found = [path for path, minutes in pages.public(world) if minutes]
            rows(Minutes, world, OF_MEETING).update(version=0)
            assert found
            with pytest.raises(AssertionError):
                pages.read(world, found[0], 1)

    def test_too_many_queries_are_counted(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pages, "MOST_QUERIES", 2)
        with world.clock(), pytest.raises(AssertionError):
            pages.read(world, *pages.public(world)[0])


def test_a_change_of_any_row_is_seen(world: World) -> None:
    before = snapshot.digest()
    Invitation.everywhere.filter(meeting__table=world.table_id).update(said="x")
    assert snapshot.digest() != before
