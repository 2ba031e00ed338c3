"""What is done with minutes, before and after everyone can read them."""

from typing import Any

from django.db import transaction
from django.http import Http404

from aantafel.accounts.enums import Capacity
from tables.enums import MinutesPartName, MinutesRequestKind, MinutesRequestOutcome, Readers
from tables.models import Minutes, MinutesPart, MinutesRequest
from tables.permissions import Notes
from tables.services.minutes import (
    begin,
    hand_in,
    names,
    note_takers,
    notes,
    publish,
    requests,
    save,
    set_readers,
    take_back,
)
from tests.tables.machine.acts import Ask, act, one_of, why
from tests.tables.machine.acts_people import listed, of_meetings
from tests.tables.machine.world import World, full_name

CLOSING = (MinutesPartName.ACTIVE, MinutesPartName.AGAIN, MinutesPartName.MISSING, MinutesPartName.SUMMARY)
TYPED = full_name("invitee")  # whose name somebody types in the minutes


def written(world: World, ask: Ask) -> tuple[Notes, Minutes]:
    """Minutes that were begun, for who may write them."""
    minutes = one_of(list(Minutes.everywhere.filter(meeting__table=world.table_id).order_by("-pk")), ask)
    return world.notes(ask.who, minutes.meeting), minutes


def known(world: World, ask: Ask) -> tuple[dict[str, Any], Minutes]:
    """The same, as what a note taker's change is told."""
    found, minutes = written(world, Ask(ask.who))
    return {"actor": found.user, "minutes_id": minutes.pk}, minutes


@act
def begin_minutes(world: World, ask: Ask) -> None:
    meeting = one_of(of_meetings(world), ask)
    begin(meeting.pk, actor=world.notes(ask.who, meeting).user)


@act
def write_part(world: World, ask: Ask) -> None:
    """One of the closing questions or the summary; now and then without having read what stands there."""
    found, minutes = written(world, Ask(ask.who))
    name = CLOSING[ask.pick]
    there = MinutesPart.objects.filter(minutes=minutes, part=name).first()
    seen = (there.version if there else 0) if ask.tells else 0
    text = world.text("Zo ging het")
    save(actor=found.user, minutes_id=minutes.pk, name=name, text=text, seen=seen, role=found.role)


@act
def write_all_parts(world: World, ask: Ask) -> None:
    found, minutes = written(world, Ask(ask.who))
    with transaction.atomic():
        for name in CLOSING:
            there = MinutesPart.objects.filter(minutes=minutes, part=name).first()
            seen, text = (there.version if there else 0), world.text("Zo ging het")
            save(actor=found.user, minutes_id=minutes.pk, name=name, text=text, seen=seen, role=found.role)


@act
def type_a_name(world: World, ask: Ask) -> None:
    """Somebody types a name, in a text, a card, a decision, an action or among who is missing."""
    who, minutes = known(world, ask)
    if ask.pick == 0:
        notes.add_cards(**who, texts=[f"{TYPED}: {world.text('een bankje')}"])
    elif ask.pick == 1:
        notes.add_decision(**who, text=world.text(f"Met {TYPED} aan zet"))
    elif ask.pick == 2:
        notes.add_action(**who, text=world.text("Zand halen"), who=TYPED)
    else:
        notes.add_cards(**who, texts=[world.text("Lampen")], new_group=f"Van {TYPED}")
    world.typed_in.add(minutes.pk)


@act
def note_action(world: World, ask: Ask) -> None:
    who, _minutes = known(world, ask)
    notes.add_action(**who, text=world.text("Stoelen halen"), seat_id=one_of(listed(world), ask).pk)


@act
def note_who_is_missing(world: World, ask: Ask) -> None:
    who, _minutes = known(world, ask)
    notes.add_wanted(**who, capacity=list(Capacity)[ask.pick % 3], role="wethouder", why=world.text("Gaat erover"))


@act
def let_read_along(world: World, ask: Ask) -> None:
    """Who may read along, which who organises the table says."""
    meeting = one_of(of_meetings(world), ask)
    found = world.notes(ask.who, meeting)
    if not found.organises:
        raise Http404
    set_readers(meeting.pk, list(Readers)[ask.pick % 3], actor=found.user)


@act
def choose_note_taker(world: World, ask: Ask) -> None:
    meeting = one_of(of_meetings(world), Ask(ask.who))
    found = world.notes(ask.who, meeting)
    if not found.organises:
        raise Http404
    seat = one_of(listed(world), ask)
    if ask.tells:
        note_takers.point_out(meeting.pk, seat.pk, actor=found.user)
    else:
        note_takers.let_go(meeting.pk, seat.pk, actor=found.user)


@act
def hand_in_minutes(world: World, ask: Ask) -> None:
    who, _minutes = known(world, ask)
    if ask.tells:
        hand_in(**who)
    else:
        take_back(**who)


@act
def publish_minutes(world: World, ask: Ask) -> None:
    """Now and then of a draft that somebody has changed since."""
    found, minutes = written(world, ask)
    seen = minutes.stamp if ask.pick < 3 else minutes.stamp + 1
    reason = why(world, ask)
    publish(actor=found.user, minutes_id=minutes.pk, role=found.role, seen=seen, reason=reason)


@act
def ask_about_minutes(world: World, ask: Ask) -> None:
    """Anyone, without an account."""
    minutes = one_of(world.minutes(), ask)
    requests.ask(
        minutes_id=minutes.pk,
        kind=MinutesRequestKind.NAME,
        text=world.text("Dit klopt niet"),
        email="lezer@buurt.example" if ask.tells else "",
        client="192.0.2.7",
        language="nl",
    )


@act
def answer_about_minutes(world: World, ask: Ask) -> None:
    work = world.work(ask.who)
    asked = one_of(list(MinutesRequest.everywhere.filter(minutes__meeting__table=world.table_id).order_by("-pk")), ask)
    outcome = MinutesRequestOutcome.DONE if ask.tells else MinutesRequestOutcome.STAYS
    text = world.text("Gedaan") if ask.pick else ""
    requests.answer(actor=work.user, request_id=asked.pk, outcome=outcome, text=text, role=work.role)


@act
def take_name_out(world: World, ask: Ask) -> None:
    """Who organises the table takes the name that was typed out of minutes that everyone can read."""
    work = world.work(ask.who)
    public = [one for one in world.minutes() if one.version]
    minutes = one_of(public, ask)
    names.take_out(actor=work.user, minutes_id=minutes.pk, words=TYPED, role=work.role)
    world.typed_in.discard(minutes.pk)
