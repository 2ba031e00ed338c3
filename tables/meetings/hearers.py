"""Who hears of a meeting, each address once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from aantafel.accounts.models import User
from aantafel.outbox import addresses
from tables.enums import Answer, InvitationWay
from tables.models import DateAsk, Invitation, Meeting, Seat, Table
from tables.road import organisers as found

MAY_COME = Q(answer__in=("", Answer.COMES, Answer.MAYBE))


@dataclass(frozen=True)
class Hearer:
    """`label` is how the outbox names this person, and so the end of a mail's key. `organises`: sees the place where
    the table is organised, not an invitation.
    """

    email: str
    name: str
    language: str
    label: str
    organises: bool = False
    comes: bool = False
    invitation: Invitation | None = None
    ask: DateAsk | None = None


def organisers(table: Table, meeting: Meeting | None = None) -> list[Hearer]:
    """Who owns the table, who guides it, and who leads the meeting. At most three queries."""
    users = found.of(table)
    if meeting is not None and meeting.facilitator is not None:
        users.append(meeting.facilitator)
    return list(_once(_organiser(user) for user in users))


def invited(meeting: Meeting) -> list[Hearer]:
    """Who was asked or signed up, and did not say no. One query."""
    return _of(_asked(meeting).filter(MAY_COME))


def of_the_day(meeting: Meeting) -> list[Hearer]:
    """Who hears that a day is set: who organises, and who was asked for the meeting. Also who cannot come then, when
    they were asked for a date: they hear which it is. Who sends somebody else does not: the other hears.
    """
    polled = Q(answer=Answer.NOT, seat__in=DateAsk.everywhere.filter(meeting=meeting).values("seat"))
    return together(organisers(meeting.table, meeting), _of(_asked(meeting).filter(MAY_COME | polled)))


def asked_for_a_date(meeting: Meeting) -> list[Hearer]:
    """One query."""
    rows = DateAsk.everywhere.filter(meeting=meeting, seat__removed_at=None, seat__quiet_at=None)
    return list(_once(by_seat(row.seat, ask=row) for row in rows.select_related("seat__user").order_by("pk")))


def all_of(meeting: Meeting) -> list[Hearer]:
    """Everybody concerned: who organises, and who was asked to come and did not say no."""
    told = [*organisers(meeting.table, meeting), *invited(meeting)]
    return list(_once(told))


def together(*groups: Iterable[Hearer]) -> list[Hearer]:
    return list(_once(one for group in groups for one in group))


def by_seat(seat: Seat, *, invitation: Invitation | None = None, ask: DateAsk | None = None) -> Hearer:
    """`email` is "" for who is reached otherwise."""
    email = seat.email or (seat.user.email if seat.user else "")
    return Hearer(
        email=email,
        name=(seat.name or (seat.user.name if seat.user else "")).split(" ", 1)[0],
        language=seat.user.language if seat.user else seat.language,
        label=seat.recipient,
        comes=invitation is not None and invitation.answer == Answer.COMES and invitation.waits_since is None,
        invitation=invitation,
        ask=ask,
    )


def _asked(meeting: Meeting) -> QuerySet[Invitation]:
    """Of who wants no more mail those who come: they have to know when the meeting moves or does not go on."""
    asked = Q(sent_at__isnull=False) | Q(way=InvitationWay.OPEN)
    rows = Invitation.everywhere.filter(asked, meeting=meeting, seat__removed_at=None)
    return rows.filter(Q(seat__quiet_at=None) | Q(answer=Answer.COMES))


def _of(rows: QuerySet[Invitation]) -> list[Hearer]:
    return list(_once(by_seat(row.seat, invitation=row) for row in rows.select_related("seat__user").order_by("pk")))


def _organiser(user: User) -> Hearer:
    return Hearer(user.email, user.get_short_name(), user.language, user.recipient, organises=True)


def _once(hearers: Iterable[Hearer]) -> Iterator[Hearer]:
    """Who organises comes first in a list, and so hears as that."""
    known: set[str] = set()
    for one in hearers:
        key = addresses.key(one.email) if one.email else ""
        if key and key not in known:
            known.add(key)
            yield one
