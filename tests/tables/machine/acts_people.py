"""What is done with the list of a table: who is wanted there, how they are asked, and what they say themselves."""

from typing import Any

from aantafel.accounts.enums import Capacity, NameDisplay
from tables.enums import Answer, InvitationWay, Reach
from tables.models import Invitation, Meeting, Seat
from tables.services import invitations, seat_privacy, seats
from tables.services.invitations import Told
from tables.services.invitations.answers import Other
from tests.tables.machine.acts import Ask, act, one_of
from tests.tables.machine.world import CAST, SHOWS, Nothing, World, full_name

DISPLAYS = (NameDisplay.HIDDEN, NameDisplay.FIRST, NameDisplay.FULL, NameDisplay.HIDDEN)


def listed(world: World) -> list[Seat]:
    return list(Seat.everywhere.filter(table=world.table_id, removed_at=None).order_by("pk"))


def of_meetings(world: World) -> list[Meeting]:
    """The newest first."""
    return list(Meeting.everywhere.filter(table=world.table_id).order_by("-pk"))


def asked(world: World) -> list[Invitation]:
    rows = Invitation.everywhere.filter(meeting__table=world.table_id).select_related("seat", "meeting")
    return list(rows.order_by("-pk"))


def details_of(who: str, world: World, **more: Any) -> seats.Details:
    capacity = CAST[who][2]
    usual = {"capacity": capacity, "name": full_name(who), "role": "buur", "email": world.email(who)}
    return seats.Details(**{**usual, **more})


@act
def add_to_list(world: World, ask: Ask) -> None:
    work = world.work(ask.who)
    cast = list(CAST) if ask.tells else list(CAST)[3:]
    name = one_of(cast, ask)
    seats.add(actor=work.user, table_id=world.table_id, details=details_of(name, world))
    world.gone.discard(world.email(name))


@act
def change_on_list(world: World, ask: Ask) -> None:
    """How somebody is reached; now and then without having read what stands there."""
    work = world.work(ask.who)
    seat = one_of(listed(world), ask)
    who = next((one for one in CAST if world.email(one) == seat.email), "")
    if not who:
        raise Nothing
    reach = (Reach.MAIL, Reach.PAPER, Reach.PHONE, Reach.MAIL)[ask.pick]
    details = details_of(who, world, reach=reach, capacity=seat.capacity)
    seen = seats.mark_of(seat) if ask.tells else "lang geleden"
    seats.change(actor=work.user, table_id=world.table_id, seat_id=seat.pk, seen=seen, details=details)


@act
def take_off_list(world: World, ask: Ask) -> None:
    work = world.work(ask.who)
    seat = one_of(listed(world), ask)
    email = seat.email
    seats.remove(actor=work.user, table_id=world.table_id, seat_id=seat.pk)
    world.quiet.discard(email)  # nothing is known any more of who was taken off
    world.gone.add(email)


@act
def invite(world: World, ask: Ask) -> None:
    work = world.work(ask.who)
    meeting = one_of(of_meetings(world), ask)
    chosen = [seat.pk for seat in listed(world)]
    text = {"text": world.text("Kom je"), "asker": ""}
    if not ask.tells:
        chosen = chosen[ask.pick : ask.pick + 1]
    invitations.send(actor=work.user, table_id=world.table_id, meeting_id=meeting.pk, seat_ids=chosen, **text)


@act
def note_by_hand(world: World, ask: Ask) -> None:
    """Somebody was asked by phone, and said yes or nothing yet."""
    work = world.work(ask.who)
    seat, meeting = one_of(listed(world), ask), one_of(of_meetings(world), ask)
    said = Answer.COMES if ask.tells else None
    invitations.note_by_hand(
        actor=work.user,
        table_id=world.table_id,
        meeting_id=meeting.pk,
        seat_id=seat.pk,
        way=InvitationWay.PHONE,
        answer=said,
        interest="Woont er" if ask.pick else "",
    )


@act
def answer_invitation(world: World, ask: Ask) -> None:
    """By the link of the mail, whoever has it. Who comes says how their name may show."""
    one = one_of(asked(world), ask)
    given = (Answer.COMES, Answer.NOT, Answer.MAYBE, Answer.SENDS)[ask.pick]
    who = next((name for name in CAST if world.email(name) == one.seat.email), "")
    other = Other(full_name("doctor"), world.email("doctor")) if given is Answer.SENDS else None
    display = DISPLAYS[ask.pick] if ask.tells else NameDisplay.HIDDEN
    told = Told(
        capacity=list(Capacity)[ask.pick % 3] if not ask.tells else one.seat.capacity,
        role="buur",
        interest="Woont er" if ask.tells else "",
        name=full_name(who) if who else one.seat.name,
        name_display=display,
    )
    invitations.answer(key=one.key, given=given, told=told, said=world.text("Tot dan"), other=other)
    _let_show(world, told.name, display)
    if other is not None:
        world.gone.discard(other.email)


@act
def sign_up(world: World, ask: Ask) -> None:
    """Anyone with an account, for a meeting that is open."""
    user = world.user(ask.who)
    meeting = one_of(of_meetings(world), ask)
    display = DISPLAYS[ask.pick]
    told = Told(Capacity.RESIDENT, "buur", "Woont er" if ask.tells else "", name=user.name, name_display=display)
    invitations.sign_up(actor=user, meeting_id=meeting.pk, told=told)
    world.gone.discard(user.email)
    _let_show(world, user.name, display)


@act
def sign_off(world: World, ask: Ask) -> None:
    invitations.sign_off(key=one_of(asked(world), ask).key)


@act
def be_quiet(world: World, ask: Ask) -> None:
    """No more mail from this table, please; or mail again."""
    one = one_of(asked(world), ask)
    quiet = ask.tells or ask.pick < 2
    invitations.be_quiet(key=one.key, quiet=quiet)
    if one.seat.email:
        (world.quiet.add if quiet else world.quiet.discard)(one.seat.email)


@act
def erase_myself(world: World, ask: Ask) -> None:
    """By the link of the mail: everything about me at this table goes."""
    one = one_of(asked(world), ask)
    if ask.pick:
        raise Nothing
    email = one.seat.email
    seat_privacy.erase_by_key(key=str(one.key))
    world.quiet.discard(email)
    world.gone.add(email)


@act
def ask_again_by_the_clock(world: World, ask: Ask) -> None:
    """The clock of the site: who did not answer, and who organises hears of answers."""
    invitations.chase_due()
    invitations.tell_answers()
    seat_privacy.erase_old()


def _let_show(world: World, name: str, display: NameDisplay) -> None:
    world.shows[name] = max(world.shows.get(name, 0), SHOWS[display])
