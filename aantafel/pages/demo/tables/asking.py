"""Whom a table of the demo wants, who is asked for a meeting, and what they say."""

from aantafel.pages.demo.stories import helper_email
from aantafel.pages.demo.tables.data_meetings import Answer, Ask, Meeting, Poll, Sitter
from aantafel.pages.demo.tables.stage import Stage
from tables.enums import Answer as Given
from tables.enums import InvitationWay, SeatSource
from tables.models import DateAsk, DateOption, Invitation
from tables.models import Meeting as Row
from tables.services import invitations, polls, seats
from tables.services.invitations import Told


def list_people(stage: Stage) -> None:
    """Each is put on the list at their moment."""
    for sitter in stage.told.people:
        if sitter.days:
            stage.happens(stage.ago(sitter.days, sitter.key), _list, sitter)


def gather(stage: Stage, told: Meeting) -> None:
    """Dates, invitations and answers for a meeting."""
    if told.poll:
        stage.happens(stage.ago(told.poll.days, told.key), _ask_for_dates, told, told.poll)
    for ask in told.asks:
        stage.happens(stage.ago(ask.days, ask.text), _ask, told, ask)
    for said in told.answers:
        stage.happens(stage.ago(said.days, told.key + said.who), _answer, told, said)
    for said in told.signs_up:
        stage.happens(stage.ago(said.days, told.key + said.who), _sign_up, told, said)


def _list(stage: Stage, told: Sitter) -> None:
    user = stage.accounts[told.account] if told.account else None
    name = user.name if user else told.name
    by_mail = told.reach == "mail" and told.source != "town"
    details = seats.Details(
        capacity=told.capacity,
        name=name,
        role=told.role,
        reach=told.reach,
        email=(user.email if user else helper_email(name)) if by_mail else "",
        phone=told.phone,
        why=told.why,
        talent=told.talent,
    )
    actor, _role = stage.who(told.by)
    source = SeatSource(told.source)
    made = seats.add(actor=actor, table_id=stage.table.pk, details=details, source=source, user=user)
    stage.seats[told.key] = made.pk


def _ask_for_dates(stage: Stage, told: Meeting, poll: Poll) -> None:
    actor, _role = stage.who(told.by)
    meeting = stage.meetings[told.key]
    for in_days, at in poll.dates:
        polls.offer(actor=actor, meeting_id=meeting, starts_at=stage.evening(in_days, at))
    seats = [stage.seat(key).pk for key in poll.who]
    polls.ask(actor=actor, meeting_id=meeting, seat_ids=seats, asker=actor.get_full_name())
    options = list(DateOption.everywhere.filter(meeting=meeting).order_by("starts_at").values_list("pk", flat=True))
    for key, said in poll.words.items():
        ask = DateAsk.everywhere.get(meeting=meeting, seat=stage.seat(key))
        polls.answer(ask_id=ask.pk, words=dict(zip(options, said, strict=True)))


def _ask(stage: Stage, told: Meeting, ask: Ask) -> None:
    actor, _role = stage.who(ask.by)
    invitations.send(
        actor=actor,
        table_id=stage.table.pk,
        meeting_id=stage.meetings[told.key],
        seat_ids=[stage.seats[key] for key in ask.who],
        text=ask.text,
        asker=actor.name,
    )


def _answer(stage: Stage, told: Meeting, said: Answer) -> None:
    person, given, meeting = stage.sitter(said.who), Given(said.given), stage.meetings[told.key]
    if said.way:
        actor, _role = stage.who(said.by)
        invitations.note_by_hand(
            actor=actor,
            table_id=stage.table.pk,
            meeting_id=meeting,
            seat_id=stage.seats[said.who],
            way=InvitationWay(said.way),
            answer=given,
            said=said.said,
            interest=person.interest,
            role=person.role,
            needs=said.needs,
        )
        return
    invitation = Invitation.everywhere.get(meeting=meeting, seat=stage.seats[said.who])
    invitations.answer(
        key=invitation.key,
        given=given,
        told=_of(stage, person, said),
        said=said.said,
        actor=stage.account(said.who),
    )


def _sign_up(stage: Stage, told: Meeting, said: Answer) -> None:
    """By somebody with an account, or by the link of the mail to their address."""
    person, user = stage.sitter(said.who), stage.account(said.who)
    meeting, typed = Row.everywhere.get(pk=stage.meetings[told.key]), _of(stage, person, said)
    if user is not None:
        made = invitations.sign_up(actor=user, meeting_id=meeting.pk, told=typed)
    else:
        email = helper_email(person.name)
        kept = invitations.ask_to_sign_up(meeting=meeting, email=email, told=typed, client="demo")
        made = invitations.confirm(key=kept.key)
    stage.seats[said.who] = made.seat_id


def _of(stage: Stage, person: Sitter, said: Answer) -> Told:
    user = stage.account(person.key)
    return Told(
        capacity=person.capacity,
        role=person.role,
        interest=person.interest,
        name=user.name if user else person.name,
        name_display=user.name_display if user else person.show,
        needs=said.needs,
    )
