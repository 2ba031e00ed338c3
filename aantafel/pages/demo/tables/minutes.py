"""The minutes of a meeting of the demo: written while it happens, checked, published, changed, asked about."""

from datetime import timedelta

from aantafel.pages.demo.tables.data_meetings import Change, Meeting, Minutes, Wish
from aantafel.pages.demo.tables.stage import Stage, drawn
from tables.enums import MinutesPartName, MinutesRequestKind, MinutesRequestOutcome, Readers
from tables.models import Minutes as Row
from tables.models import MinutesRequest
from tables.services import minutes
from tables.services.minutes import notes, pictures, requests

PARTS = {
    "pitch": MinutesPartName.PITCH,
    "said": MinutesPartName.SAID,
    "active": MinutesPartName.ACTIVE,
    "again": MinutesPartName.AGAIN,
    "missing": MinutesPartName.MISSING,
    "summary": MinutesPartName.SUMMARY,
}


def gather(stage: Stage, told: Meeting, written: Minutes) -> None:
    """From the first word to the last change."""
    stage.happens(stage.begins(told) + timedelta(minutes=20), _write, told, written)
    if written.handed_in:
        stage.happens(stage.after(told, written.handed_in, "hand-in"), _hand_in, told, written)
    if written.published:
        stage.happens(stage.after(told, written.published, "publish"), _publish, told, written)
    for change in written.changes:
        stage.happens(stage.ago(change.days, change.reason), _change, told, written, change)
    for wish in written.wishes:
        stage.happens(stage.ago(wish.days, wish.text), _ask, told, wish)
        if wish.answered:
            stage.happens(stage.ago(wish.answered, wish.answer), _reply, told, wish)


def _write(stage: Stage, told: Meeting, written: Minutes) -> None:
    actor, role = stage.who(written.by)
    meeting = stage.meetings[told.key]
    minutes.set_readers(meeting, Readers(written.readers), actor=actor)
    pk = minutes.begin(meeting, actor=actor).pk
    for name, part in PARTS.items():
        minutes.save(actor=actor, minutes_id=pk, name=part, text=getattr(written, name), seen=0, role=role)
    for group in written.groups:
        notes.add_cards(actor=actor, minutes_id=pk, texts=group.cards, new_group=group.title)
    for text in written.decisions:
        notes.add_decision(actor=actor, minutes_id=pk, text=text)
    for noted in written.actions:
        seat = stage.seat(noted.who).pk if noted.who else None
        due_on = None if noted.due is None else stage.day(noted.due)
        notes.add_action(actor=actor, minutes_id=pk, text=noted.text, seat_id=seat, who=noted.whom, due_on=due_on)
    for missed in written.missed:
        notes.add_wanted(actor=actor, minutes_id=pk, **vars(missed))
    for picture in written.pictures:
        pictures.add(actor=actor, minutes_id=pk, file=drawn(picture.scene), description=picture.text)


def _hand_in(stage: Stage, told: Meeting, written: Minutes) -> None:
    actor, _role = stage.who(written.by)
    minutes.hand_in(actor=actor, minutes_id=_of(stage, told).pk)


def _publish(stage: Stage, told: Meeting, written: Minutes) -> None:
    actor, role = stage.who(written.publisher)
    row = _of(stage, told)
    minutes.publish(actor=actor, minutes_id=row.pk, role=role, seen=row.stamp)


def _change(stage: Stage, told: Meeting, written: Minutes, change: Change) -> None:
    """By who publishes them."""
    actor, role = stage.who(written.publisher)
    name = PARTS[change.part]
    row = _of(stage, told)
    seen = row.parts.get(part=name).version
    minutes.save(actor=actor, minutes_id=row.pk, name=name, text=change.text, seen=seen, role=role)
    row.refresh_from_db(fields=["stamp"])
    minutes.publish(actor=actor, minutes_id=row.pk, role=role, seen=row.stamp, reason=change.reason)


def _ask(stage: Stage, told: Meeting, wish: Wish) -> None:
    requests.ask(
        minutes_id=_of(stage, told).pk,
        kind=MinutesRequestKind(wish.kind),
        text=wish.text,
        email=wish.email,
        client="demo",
        language="nl",
    )


def _reply(stage: Stage, told: Meeting, wish: Wish) -> None:
    actor, role = stage.who("owner")
    asked = MinutesRequest.everywhere.get(minutes=_of(stage, told), text=wish.text)
    outcome = MinutesRequestOutcome(wish.outcome)
    requests.answer(actor=actor, request_id=asked.pk, outcome=outcome, text=wish.answer, role=role)


def _of(stage: Stage, told: Meeting) -> Row:
    return Row.everywhere.get(meeting=stage.meetings[told.key])
