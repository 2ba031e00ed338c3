"""What the method promises, looked at after each thing that happened at a table. Each function is one promise, and
raises AssertionError when it is broken.
"""

import re
from collections.abc import Callable
from datetime import timedelta

from aantafel.accounts.enums import DeskPart
from tables.enums import ActorRole, MeetingState
from tables.models import (
    Ballot,
    Choice,
    Invitation,
    Meeting,
    Minutes,
    Seat,
    SurveyAnswer,
    SurveyPass,
    Table,
    TableQuestion,
)
from tables.permissions import Work, role_at
from tables.road import facts, next_action, situation
from tables.services import survey
from tests.tables.machine import oracle, snapshot
from tests.tables.machine.oracle import SIDES
from tests.tables.machine.snapshot import Snapshot
from tests.tables.machine.world import WITH_ACCOUNT, World, full_name

Promise = Callable[[World, Snapshot, Snapshot], None]
PROMISES: list[Promise] = []

STEP, BACK, ROUND, STOPPED, RESUMED, FINISHED = "step", "back", "round", "stop", "again", "end"
MOVES = {STEP, BACK, ROUND, STOPPED, RESUMED, FINISHED}
MOVE_OF = {STEP: "forward", BACK: "back", ROUND: "new_round", STOPPED: "stop", RESUMED: "resume", FINISHED: "finish"}
WITH_REASON = {BACK, STOPPED, RESUMED}
WORDS_WITH_REASON = {"stop", "upkeep", "end"}
DOOR = timedelta(hours=2)  # so long before a meeting people can come in
FOR_WHO_COMES = {
    *("answer_noted", "place_free", "meeting_planned", "meeting_changed", "meeting_cancelled", "stopped", "finished")
}
THEIR_OWN = {"answer_replied"}  # what somebody asked for by answering a question, list or no list
BY_THE_CLOCK = {
    *("meeting_reminder", "meeting_was_it", "action_reminder", "invited_again", "answers_came", "still"),
    *("question_ends", "survey"),
}
OFF = {"meeting_cancelled", "stopped", "finished"}
MOST_OPEN = 3


def promise(function: Promise) -> Promise:
    PROMISES.append(function)
    return function


def check(world: World, before: Snapshot, after: Snapshot) -> None:
    for one in PROMISES:
        one(world, before, after)


@promise
def one_step_at_a_time(world: World, before: Snapshot, after: Snapshot) -> None:
    """A table stands in one step, or is stopped, or finished, and comes from one to the next."""
    old, new = before.look, after.look
    assert new.step in range(1, 8) and new.state in ("running", "stopped", "finished"), new
    assert new.state != "finished" or new.step == 7, new
    if old.where == new.where:
        return
    if old.state != new.state:
        allowed = {("running", "stopped"), ("stopped", "running"), ("running", "finished")}
        assert (old.state, new.state) in allowed and (old.step, old.round) == (new.step, new.round), (old, new)
        return
    is_round = (old.step, new.step, new.round) == (7, 3, old.round + 1)
    assert old.state == "running" and (is_round or (abs(new.step - old.step) == 1 and new.round == old.round)), (
        old,
        new,
    )


@promise
def history_is_kept(world: World, before: Snapshot, after: Snapshot) -> None:
    """Appended and never edited; each change has one line, with a role, and a reason where there has to be one."""
    assert after.lines[: len(before.lines)] == before.lines, "a line of the timeline was changed"
    assert after.words[: len(before.words)] == before.words, "a decision of the owner was changed"
    fresh = after.lines[len(before.lines) :]
    moved = [line for line in fresh if line["kind"] in MOVES]
    assert len(moved) == (before.look.where != after.look.where), (before.look.where, after.look.where, fresh)
    assert all(line["role"] in ActorRole.values for line in fresh), fresh
    assert all(line["note"].strip() for line in moved if line["kind"] in WITH_REASON), moved
    assert all(
        word["role"] and (word["reason"].strip() or word["kind"] not in WORDS_WITH_REASON) for word in after.words
    )
    here = 1
    for line in after.lines:
        assert line["from_step"] in (None, here), after.lines
        here = line["to_step"]
    assert here == after.look.step, "the timeline does not lead to where the table stands"
    assert (after.events > before.events) == (before.look.where != after.look.where), "no event of the table"
    off = Meeting.everywhere.filter(table=world.table_id, state=MeetingState.CANCELLED).values_list(
        "cancel_reason", flat=True
    )
    assert all(reason.strip() for reason in off), "a meeting was called off without a reason"


@promise
def gates_hold(world: World, before: Snapshot, after: Snapshot) -> None:
    """Who moved it might, and what the step needs was there, or was passed with a reason that everyone reads."""
    look = before.look
    for line in after.lines[len(before.lines) :]:
        if line["kind"] not in MOVES:
            continue
        assert look.may(MOVE_OF[line["kind"]], line["role"]), (look, line)
        if line["kind"] == STEP:
            assert not look.hard, (look, line)
            assert not look.soft or line["note"].strip(), (look, line)
        if line["kind"] in (FINISHED, ROUND):
            said = [word for word in after.words if word["pk"] == line["word"]]
            assert said and oracle.OUTCOMES.get(said[0]["kind"]) == MOVE_OF[line["kind"]], (line, after.words)


@promise
def all_three_sat_there(world: World, before: Snapshot, after: Snapshot) -> None:
    """Nobody carries out what one of the three never talked about, unless the reason stands on the page."""
    if (before.look.step, after.look.step) != (5, 6):
        return
    rows = Invitation.everywhere.filter(meeting__table=world.table_id, checked_in_at__isnull=False)
    here = rows.filter(meeting__round=after.look.round).exclude(meeting__state=MeetingState.CANCELLED)
    sat = set(here.values_list("sat_as", flat=True))
    taken = [line for line in after.lines[len(before.lines) :] if line["kind"] == STEP]
    assert set(SIDES) <= sat or taken[-1]["note"].strip(), (sat, taken)


@promise
def minutes_leave_a_trace(world: World, before: Snapshot, after: Snapshot) -> None:
    """What everyone read stays what it was; a change is a version with a reason. Only names go out."""
    took_out = after.removals > before.removals or set(world.gone) > set(before.gone)
    kept = {row["pk"]: row for row in after.versions}
    for row in before.versions:
        assert row["pk"] in kept, "a version is gone"
        assert took_out or kept[row["pk"]] == row, "a version was changed"
    for pk, row in after.read.items():
        numbers = [one["number"] for one in after.versions if one["minutes"] == pk]
        assert numbers == list(range(1, row["version"] + 1)), (numbers, row)
        old = before.read.get(pk)
        if old and old["version"] == row["version"]:
            assert took_out or old == row, (old, row)
        if old and old["version"]:
            assert row["step"] == old["step"], "minutes went to another step"
    for row in after.versions:
        assert row["role"] in ActorRole.values and (row["number"] == 1 or row["reason"].strip()), row
    assert set(before.read) <= set(after.read), "minutes are gone"


@promise
def nobody_gets_a_mail_twice(world: World, before: Snapshot, after: Snapshot) -> None:
    mails = [mail for mail in world.mails() if mail["kind"].startswith("tables/")]
    fresh = [_said(mail) for mail in mails if mail["pk"] > before.last_mail]
    assert len(fresh) == len(set(fresh)), sorted(fresh)
    once: set[tuple[str, str, str]] = set()
    for mail in mails:
        about = _about(mail)
        assert not about or about not in once, about
        once |= {about} if about else set()


@promise
def one_mail_for_one_act(world: World, before: Snapshot, after: Snapshot) -> None:
    """Whatever follows from it is told in one mail; only another meeting that is off has one of its own, since a mail
    takes one out of a calendar.
    """
    told: dict[str, list[str]] = {}
    for mail in world.mails():
        kind = mail["kind"].removeprefix("tables/")
        if mail["pk"] > before.last_mail and kind not in BY_THE_CLOCK:
            told.setdefault(mail["to_address"], []).append(kind)
    assert all(len(kinds) == 1 or set(kinds) <= OFF for kinds in told.values()), told


@promise
def no_mail_after_stop(world: World, before: Snapshot, after: Snapshot) -> None:
    """Who said stop gets what they need for a meeting to which they come, and no more; who was erased gets nothing."""
    organises = {user.email for who, user in world.people.items() if oracle.role_of(user, world.table_id)}
    for mail in world.mails():
        address, kind = mail["to_address"], mail["kind"].removeprefix("tables/")
        if mail["pk"] <= before.last_mail or kind == mail["kind"] or address in organises or kind in THEIR_OWN:
            continue
        assert address not in before.gone & world.gone, (address, kind)
        if address in before.quiet & world.quiet:
            comes = Invitation.everywhere.filter(meeting__table=world.table_id, seat__email=address, answer="comes")
            assert kind in FOR_WHO_COMES and (comes.exists() or kind == "answer_noted"), (address, kind)


@promise
def who_comes_hears_of_another_day(world: World, before: Snapshot, after: Snapshot) -> None:
    """When a meeting with a day moves, or does not go on, whoever comes gets a mail, also who said stop."""
    fresh = {
        mail["to_address"] for mail in world.mails() if mail["pk"] > before.last_mail and mail["kind"] in _OTHER_DAY
    }
    for pk, (starts_at, state) in after.days.items():
        was = before.days.get(pk)
        if was is None or was[1] != MeetingState.PLANNED or starts_at is None:
            continue
        if was[0] != starts_at or state == MeetingState.CANCELLED:
            rows = Invitation.everywhere.filter(meeting=pk, answer="comes", seat__removed_at=None).exclude(
                seat__email=""
            )
            comes = set(rows.values_list("seat__email", flat=True))
            assert comes <= fresh, (comes, fresh)


@promise
def a_place_goes_to_one(world: World, before: Snapshot, after: Snapshot) -> None:
    """Nobody more is let in when a meeting is full, and nobody waits while a place is free."""
    for pk, now in after.places.items():
        was = before.places.get(pk)
        if not now.size:
            assert not now.waiting, now
            continue
        assert not now.waiting or now.free <= 0, now
        if was is not None and now.given > was.given and now.size == was.size:
            assert now.free >= 0, (was, now)


@promise
def a_table_keeps_an_owner(world: World, before: Snapshot, after: Snapshot) -> None:
    """Who owns it can leave it to others, and not to nobody; only an account that is erased leaves it alone."""
    assert after.owned or not before.owned or set(world.gone) > set(before.gone), "nobody owns the table any more"


@promise
def what_was_chosen_stays(world: World, before: Snapshot, after: Snapshot) -> None:
    """Nobody gives more than they have, and nothing is counted after it is over."""
    assert all(after.chosen.get(pk) == numbers for pk, numbers in before.chosen.items()), (before.chosen, after.chosen)
    most = {"dots": None, "vote": 1}
    for choice in Choice.everywhere.filter(table=world.table_id):
        given: dict[int, int] = {}
        for one in Ballot.objects.filter(choice=choice):
            given[one.seat_id] = given.get(one.seat_id, 0) + one.number
        if choice.way in most:
            assert all(number <= (most[choice.way] or choice.dots) for number in given.values()), (choice.way, given)


@promise
def a_survey_tells_of_nobody(world: World, before: Snapshot, after: Snapshot) -> None:
    """One answer for each who answered; and of who was erased no words."""
    here = {"evaluation__table": world.table_id}
    answered = list(SurveyPass.objects.filter(**here, has_answered=True).select_related("seat"))
    rows = {one.code: one for one in SurveyAnswer.objects.filter(**here)}
    assert {survey.code_of(one) for one in answered} == set(rows), "an answer too many, or one that is lost"
    for one in answered:
        said = rows[survey.code_of(one)]
        assert one.seat.erased_at is None or not (said.went_well or said.better), "words of who was erased"


@promise
def asking_everyone_is_told(world: World, before: Snapshot, after: Snapshot) -> None:
    """Each question has its line, is hidden with a reason alone, and stands beside two others at most."""
    rows = list(TableQuestion.everywhere.filter(table=world.table_id))
    lines = [line for line in after.lines if line["kind"] == "ask"]
    assert len(lines) == len(rows), (lines, rows)
    assert all(one.hidden_at is None or (one.hidden_reason.strip() and one.hidden_role) for one in rows), rows
    opened = [one for one in rows if one.state == "open" and one.hidden_at is None and one.until >= world.now.date()]
    assert after.questions == before.questions or len(opened) <= MOST_OPEN, opened


@promise
def nothing_is_left_of_who_was_erased(world: World, before: Snapshot, after: Snapshot) -> None:
    """Their name stands in no row, but where somebody typed it in what everyone could read."""
    for who in world.erased:
        last = full_name(who).split(" ", 1)[1]
        found = [table for table in snapshot.naming(last) if who != "invitee" or table not in snapshot.TYPED]
        assert not found, (who, found)
        if who == "invitee":
            assert not snapshot.in_drafts(world, last), who


@promise
def one_person_one_capacity(world: World, before: Snapshot, after: Snapshot) -> None:
    """At one table somebody stands on the list once, and sits there in one capacity."""
    rows = list(Seat.everywhere.filter(table=world.table_id, removed_at=None).values("pk", "user", "email", "capacity"))
    for name in ("user", "email"):
        known = [row[name] for row in rows if row[name]]
        assert len(known) == len(set(known)), rows
    capacity = {row["pk"]: row["capacity"] for row in rows}
    for seat, sat in Invitation.everywhere.filter(seat__in=capacity).exclude(sat_as="").values_list("seat", "sat_as"):
        assert sat == capacity[seat], (seat, sat, capacity[seat])


@promise
def nothing_to_come_at_a_closed_table(world: World, before: Snapshot, after: Snapshot) -> None:
    if after.look.state == "running":
        return
    rows = Meeting.everywhere.filter(table=world.table_id, state__in=(MeetingState.POLL, MeetingState.PLANNED))
    to_come = [one for one in rows if one.starts_at is None or one.starts_at > world.now]
    assert not to_come, to_come


@promise
def who_may_come_in(world: World, before: Snapshot, after: Snapshot) -> None:
    table = world.table()
    for who in WITH_ACCOUNT:
        if who in world.people:
            role = role_at(world.people[who], table)
            assert (role.value if role else "") == oracle.role_of(world.people[who], table.pk), who


@promise
def there_is_a_next_thing(world: World, before: Snapshot, after: Snapshot) -> None:
    """Each who organises reads what to do or whom they wait for, and somebody has something to do."""
    found = [next_thing(world, who) for who in organisers(world)]
    assert all(one.text.strip() and bool(one.label) == bool(one.url) for one in found), found
    assert any(one.label for one in found) or not found, [one.text for one in found]


@promise
def no_meeting_without_a_day(world: World, before: Snapshot, after: Snapshot) -> None:
    """Minutes and check-ins are of a meeting that has a day and was not called off."""
    rows = Meeting.everywhere.filter(table=world.table_id)
    came = rows.filter(invitations__checked_in_at__isnull=False)
    assert not came.filter(starts_at__gt=world.now + DOOR).exists(), "somebody came before it began"
    public = Minutes.everywhere.filter(meeting__in=rows, version__gt=0)
    assert not public.exclude(meeting__state=MeetingState.HELD).exists(), "public minutes of what was not held"
    held = rows.filter(state=MeetingState.HELD, starts_at__gt=world.now)
    assert not held.exists(), "held before it began"


def organisers(world: World) -> list[str]:
    return [who for who in WITH_ACCOUNT if who in world.people and oracle.role_of(world.people[who], world.table_id)]


def next_thing(world: World, who: str) -> next_action.NextAction:
    table: Table = world.table()
    user = world.people[who]
    work = Work(table, user, ActorRole(oracle.role_of(user, table.pk)), frozenset(DeskPart))
    return next_action.of(work, facts.gather(table), situation.gather(table))


_OTHER_DAY = {"tables/meeting_changed", *(f"tables/{kind}" for kind in OFF)}
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
_ONCE = {
    "tables/invited": r"tables:invite:(.+)",
    "tables/invited_again": r"tables:chase:(.+)",
    "tables/action_given": r"tables:action-given:(\d+):",
    "tables/meeting_reminder": r"tables:meeting_reminder:(\d+:\d+:\d+):",
    "tables/meeting_planned": r"tables:meeting_planned:(\d+:\d+):",
    "tables/meeting_cancelled": r"tables:meeting_cancelled:(\d+):",
    "tables/minutes_published": r"tables:minutes:(\d+):",
    "tables/stopped": r"tables:stopped:(\d+:\d+):",
    "tables/finished": r"tables:finished:(\d+:\d+):",
    "tables/survey": r"tables:(survey(?:-reminder)?:\d+)",
    "tables/choice_open": r"tables:choice:(\d+):",
    "tables/question_answered": r"tables:question-answered:(\d+):",
    "tables/answer_replied": r"tables:answer-replied:(\d+)",
    "tables/question_ends": r"tables:question-ends:(\d+:[\d-]+):",
}


def _said(mail: dict[str, str]) -> tuple[str, str, str]:
    return mail["kind"], mail["to_address"], _UUID.sub("", mail["body_text"])


def _about(mail: dict[str, str]) -> tuple[str, str, str] | None:
    """What a mail that comes once is about: of an invitation the meeting, whatever seat or key it has."""
    if mail["kind"] not in _ONCE:
        return None
    found = re.match(_ONCE[mail["kind"]], mail["dedupe_key"])
    assert found, mail["dedupe_key"]
    thing = found[1]
    if mail["kind"] in ("tables/invited", "tables/invited_again"):
        thing = str(Invitation.everywhere.filter(key=thing).values_list("meeting", flat=True).first() or "")
    return (mail["kind"], mail["to_address"], thing) if thing else None
