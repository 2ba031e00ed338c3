"""What is done with the meetings of a table, and how a table chooses and carries out."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from aantafel.accounts.enums import Capacity, NameDisplay
from tables.enums import ActionState, ChoiceWay, MeetingPurpose, MeetingState
from tables.models import Action, Choice, DateAsk, DateOption, Invitation, Meeting, Variant
from tables.services import attendance, choosing, meeting_reminders, meetings, news, plan, polls, variants
from tests.tables.machine.acts import Ask, act, one_of, organiser, why
from tests.tables.machine.acts_people import listed, of_meetings
from tests.tables.machine.world import World


def coming(world: World, ask: Ask) -> datetime:
    """Another moment each time; without a sign one that has been."""
    world.counted += 1
    days = 3 + ask.pick if ask.tells else -3
    return world.now + timedelta(days=days, minutes=world.counted)


@act
def plan_meeting(world: World, ask: Ask) -> None:
    purpose = (MeetingPurpose.FIRST, MeetingPurpose.SECOND, MeetingPurpose.OTHER, MeetingPurpose.FIRST)[ask.pick]
    size = (0, 3, 2, 0)[ask.pick]
    meetings.plan(
        table_id=world.table_id, purpose=purpose, starts_at=coming(world, ask), size=size, **organiser(world, ask)
    )


@act
def look_for_a_date(world: World, ask: Ask) -> None:
    purpose = (MeetingPurpose.FIRST, MeetingPurpose.SECOND)[ask.pick % 2]
    meetings.plan(table_id=world.table_id, purpose=purpose, **organiser(world, ask))


@act
def offer_dates(world: World, ask: Ask) -> None:
    """Two, and everyone on the list is asked."""
    meeting = one_of(of_meetings(world), ask)
    user = world.organised(ask.who, meeting).user
    with transaction.atomic():
        polls.offer(actor=user, meeting_id=meeting.pk, starts_at=coming(world, ask))
        polls.offer(actor=user, meeting_id=meeting.pk, starts_at=coming(world, ask))
        polls.ask(actor=user, meeting_id=meeting.pk, seat_ids=[seat.pk for seat in listed(world)], asker="De tafel")


@act
def answer_dates(world: World, ask: Ask) -> None:
    asked = one_of(list(DateAsk.everywhere.filter(meeting__table=world.table_id).order_by("-pk")), ask)
    words = dict.fromkeys(DateOption.everywhere.filter(meeting=asked.meeting_id).values_list("pk", flat=True), "yes")
    polls.answer(ask_id=asked.pk, words=words)


@act
def pick_date(world: World, ask: Ask) -> None:
    option = one_of(list(DateOption.everywhere.filter(meeting__table=world.table_id).order_by("-pk")), ask)
    work = world.organised(ask.who, option.meeting)
    polls.pick(actor=work.user, role=work.role, meeting_id=option.meeting_id, option_id=option.pk)


@act
def move_meeting(world: World, ask: Ask) -> None:
    meeting = one_of(of_meetings(world), ask)
    work = world.organised(ask.who, meeting)
    who: dict[str, Any] = {"actor": work.user, "role": work.role}
    seen = meeting.version if ask.pick < 3 else meeting.version - 1
    meetings.change(meeting_id=meeting.pk, seen=seen, starts_at=coming(world, ask), **who)


@act
def resize_meeting(world: World, ask: Ask) -> None:
    meeting = one_of(of_meetings(world), ask)
    work = world.organised(ask.who, meeting)
    who: dict[str, Any] = {"actor": work.user, "role": work.role}
    meetings.change(meeting_id=meeting.pk, seen=None, size=(0, 2, 3, 8)[ask.pick], place=world.text("Zaal"), **who)


@act
def cancel_meeting(world: World, ask: Ask) -> None:
    meeting = one_of(of_meetings(world), ask)
    work = world.organised(ask.who, meeting)
    who: dict[str, Any] = {"actor": work.user, "role": work.role}
    meetings.cancel(meeting_id=meeting.pk, seen=meeting.version, reason=why(world, ask), **who)


@act
def hold_meeting(world: World, ask: Ask) -> None:
    """It has been; or it was not after all."""
    meeting = one_of(of_meetings(world), ask)
    work, _meeting = world.meeting_work(ask.who, meeting)
    if ask.tells:
        meetings.hold(actor=work.user, meeting_id=meeting.pk)
    else:
        meetings.not_held(actor=work.user, meeting_id=meeting.pk)


@act
def go_to_the_meeting(world: World, ask: Ask) -> None:
    """Time passes until the next one begins."""
    rows = Meeting.everywhere.filter(table=world.table_id, state=MeetingState.PLANNED, starts_at__gt=world.now)
    world.now = one_of(list(rows.order_by("starts_at")), ask).starts_at or world.now
    world.wait(minutes=10)


@act
def check_in(world: World, ask: Ask) -> None:
    meeting = one_of(of_meetings(world), Ask(ask.who))
    work, _meeting = world.meeting_work(ask.who, meeting)
    seat = one_of(listed(world), ask)
    attendance.check_in(actor=work.user, meeting_id=meeting.pk, seat_id=seat.pk)


@act
def undo_check_in(world: World, ask: Ask) -> None:
    meeting = one_of(of_meetings(world), ask)
    work, _meeting = world.meeting_work(ask.who, meeting)
    came = Invitation.everywhere.filter(meeting=meeting, checked_in_at__isnull=False).order_by("pk")
    attendance.undo(actor=work.user, meeting_id=meeting.pk, invitation_id=one_of(list(came), ask).pk)


@act
def come_in_at_the_door(world: World, ask: Ask) -> None:
    """With the code of the sheet, by the name on the list or as a guest, as something that they choose."""
    meeting = one_of(of_meetings(world), Ask(ask.who))
    seat = one_of(listed(world), ask)
    attendance.at_the_door(
        code=meeting.door_code,
        capacity=list(Capacity)[ask.pick % 3],
        role="buur" if ask.tells else "",
        name=seat.name if ask.pick else "",
        name_display=NameDisplay.HIDDEN,
    )


@act
def remind_by_the_clock(world: World, ask: Ask) -> None:
    """The clock of the site. A second time nothing comes of it."""
    for _twice in range(2):
        meeting_reminders.remind()
        meeting_reminders.settle()
        plan.remind_due()


@act
def add_variant(world: World, ask: Ask) -> None:
    user = world.work(ask.who).user
    variants.add(actor=user, table_id=world.table_id, title=world.text("Een kas"), text="Van hout")


@act
def drop_variant(world: World, ask: Ask) -> None:
    world.work(ask.who)
    there = Variant.everywhere.filter(table=world.table_id, dropped_at=None).order_by("pk")
    variants.drop(variant_id=one_of(list(there), ask).pk, table_id=world.table_id)


@act
def open_choice(world: World, ask: Ask) -> None:
    user = world.work(ask.who).user
    choosing.open_choice(actor=user, table_id=world.table_id, way=list(ChoiceWay)[ask.pick % 3])


@act
def cast_ballot(world: World, ask: Ask) -> None:
    """By the link of the mail; with more dots than there are now and then."""
    choice = one_of(list(Choice.everywhere.filter(table=world.table_id).order_by("-pk")), Ask(ask.who))
    seat = one_of(listed(world), ask)
    given = {one.pk: 1 if ask.tells else 99 for one in variants.open_variants(choice.table)[:1]}
    choosing.cast(choice_id=choice.pk, seat=seat, given=given, reasons={})


@act
def close_choice(world: World, ask: Ask) -> None:
    """What the page offers: the open choice of this table, and what it can choose from."""
    who = organiser(world, ask)
    choice = one_of(list(Choice.everywhere.filter(table=world.table_id, closed_at=None)), ask)
    variant = one_of(list(variants.open_variants(world.table())), ask)
    choosing.close(table_id=world.table_id, choice_id=choice.pk, variant_id=variant.pk, reason=why(world, ask), **who)


@act
def call_off_choice(world: World, ask: Ask) -> None:
    world.work(ask.who)
    choice = one_of(list(Choice.everywhere.filter(table=world.table_id, closed_at=None)), ask)
    choosing.call_off(table_id=world.table_id, choice_id=choice.pk)


@act
def add_action(world: World, ask: Ask) -> None:
    user = world.work(ask.who).user
    seat = one_of(listed(world), ask) if ask.tells else None
    due = world.now.date() + timedelta(days=5 + ask.pick)
    plan.add(actor=user, table_id=world.table_id, text=world.text("Hout halen"), seat=seat, due_on=due)


@act
def put_action(world: World, ask: Ask) -> None:
    """By who organises the table; or by who does it, with the link of the mail."""
    action = one_of(list(Action.everywhere.filter(table=world.table_id).order_by("-pk")), ask)
    if not ask.tells:
        said = ActionState.HELP if ask.pick else ActionState.DONE
        plan.say(key=action.key, said=world.text("Ik zit vast"), state=said)
        return
    world.work(ask.who)
    state = (ActionState.DONE, ActionState.OPEN, ActionState.DROPPED, ActionState.DONE)[ask.pick]
    plan.put(table_id=world.table_id, action_id=action.pk, state=state)


@act
def tell_news(world: World, ask: Ask) -> None:
    news.tell(table_id=world.table_id, text=world.text("Het gaat goed"), **organiser(world, ask))
