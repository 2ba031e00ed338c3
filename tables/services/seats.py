"""The one writer of the list of a table: who is wanted there. Each change locks the table, and then the seat."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import NameDisplay
from aantafel.accounts.models import User, normalise_email
from aantafel.accounts.services import people
from aantafel.core import clock, ratelimit
from aantafel.core.errors import Conflict, DomainError, WrongState
from tables.enums import Reach, SeatSource
from tables.models import Action, DateAsk, Invitation, Seat, Table
from tables.querysets import SeatQuerySet
from tables.services import capacity, seat_joining, seat_privacy, steps, survey

MOST_PER_HOUR = 200


class ListClosed(WrongState):
    default = _("This table has stopped or is finished, so nobody is added or asked any more. Your text is still here.")


class NotOnTheList(WrongState):
    default = _("This person is no longer on the list.")


class Erased(NotOnTheList):
    default = _("This person had everything erased. Do they come again? Put them on the list as somebody new.")


class OnTheList(Conflict):
    """`seat` is who has that address."""

    default = _("Somebody with this e-mail address is on the list already. Look at the list before you add them.")

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat


class ChangedMeanwhile(Conflict):
    """`seat` is what now stands there."""

    default = _(
        "Somebody else has just changed this. What you typed is still here. Save it again to put it in its place."
    )

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat


class OwnerStays(WrongState):
    default = _("The table owner cannot be taken off the list.")


class TooMany(DomainError):
    default = _("That were many people in a short time. What you typed is still here; wait an hour and try again.")


class SamePerson(DomainError):
    default = _("Choose somebody else: these are the same line.")


@dataclass(frozen=True)
class Details:
    """What who organises writes down about somebody."""

    capacity: str
    name: str = ""
    role: str = ""
    reach: str = Reach.MAIL
    email: str = ""
    phone: str = ""
    why: str = ""
    talent: str = ""
    asker: str = ""
    language: str = "nl"

    def fields(self) -> dict[str, str]:
        return {**vars(self), "email": normalise_email(self.email)}


def add(
    *,
    actor: User,
    table_id: int,
    details: Details,
    source: SeatSource = SeatSource.OWN,
    user: User | None = None,
    hides_address: bool = False,
) -> Seat:
    """Put somebody on the list. The same, sent twice by the same person, stands there once.

    Locks the person and the table. Raises ListClosed, OnTheList for an address that is there already, and TooMany.
    """
    if not ratelimit.hit("seats", actor.recipient, limit=MOST_PER_HOUR, per=timedelta(hours=1)):
        raise TooMany
    with transaction.atomic():
        people.lock(actor)
        table = lock_open(table_id)
        owner_seat(table)
        here = Seat.everywhere.listed().filter(table=table)
        twice = here.filter(**details.fields(), added_by=actor, added_at__gt=clock.a_moment_ago()).first()
        if twice is not None:
            return twice
        seat = put(table, actor=actor, details=details, source=source, user=user, hides_address=hides_address)
        steps.give_sign_of_life(table)
    return seat


def put(
    table: Table,
    *,
    actor: User,
    details: Details,
    source: SeatSource,
    user: User | None = None,
    hides_address: bool = False,
) -> Seat:
    """A line on the list of a locked table, in the caller's transaction. Raises OnTheList."""
    fields = details.fields()
    _refuse_known(Seat.everywhere.listed().filter(table=table), fields["email"], user)
    return Seat.everywhere.create(
        table=table, added_by=actor, source=source, user=user, hides_address=hides_address, **fields
    )


def change(*, actor: User, table_id: int, seat_id: int, seen: str, details: Details) -> Seat:
    """Change what is written down. `seen` is `mark_of` what the writer had before them. An address that the writer does
    not see stays as it is. Another address gets keys of its own: who had the old one can answer no more, and an
    invitation without an answer has to be sent again.

    Raises ListClosed, NotOnTheList, ChangedMeanwhile, OnTheList, OtherCapacity.
    """
    with transaction.atomic():
        people.lock(actor)
        table = lock_open(table_id)
        seat = lock(table, seat_id)
        if mark_of(seat) != seen:
            raise ChangedMeanwhile(seat)
        capacity.demand(seat, details.capacity)
        fields = details.fields()
        if seat.hides_address or seat.source == SeatSource.TOWN:
            fields["email"] = seat.email
        if fields["email"] != seat.email:
            _refuse_known(Seat.everywhere.listed().filter(table=table).exclude(pk=seat.pk), fields["email"], None)
            renew_keys(seat)
            if seat.user is not None and seat.user.email != fields["email"] and not seat.is_owner:
                seat.user = None
        for name, value in fields.items():
            setattr(seat, name, value)
        seat.changed_at = clock.now()
        seat.save()
        steps.give_sign_of_life(table)
    return seat


def remove(*, actor: User, table_id: int, seat_id: int) -> None:
    """Take somebody off the list. That a seat was there stays, without anything about the person; who had a place at a
    meeting makes room. Raises NotOnTheList, OwnerStays.
    """
    with transaction.atomic():
        people.lock(actor)
        table = steps.lock(table_id)
        seat = _lock_listed(table, seat_id)
        if seat.is_owner:
            raise OwnerStays
        seat_privacy.forget(seat, takes_off=True)
        steps.give_sign_of_life(table)


def join(*, actor: User, table_id: int, stays_id: int, goes_id: int) -> Seat:
    """Two lines turn out to be one person: what the one lacks comes from the other, and so does whatever this person
    was asked, said and took on. Whoever came keeps the capacity in which they came. Raises NotOnTheList, SamePerson,
    OtherCapacity.
    """
    if stays_id == goes_id:
        raise SamePerson
    with transaction.atomic():
        people.lock(actor)
        table = steps.lock(table_id)
        found = {pk: lock(table, pk) for pk in sorted((stays_id, goes_id))}
        stays, goes = found[stays_id], found[goes_id]
        if goes.is_owner:
            stays, goes = goes, stays
        _keep_capacity(stays, goes)
        seat_joining.move_all(stays, goes)
        _complete(stays, goes)
        steps.give_sign_of_life(table)
    return stays


def owner_seat(table: Table) -> Seat:
    """The seat of who put the subject on a locked table, made when it is missing. Somebody who was on the list already
    keeps that line.
    """
    here = Seat.everywhere.listed().filter(table=table)
    known = here.filter(is_owner=True).first()
    if known is not None:
        return known
    idea = table.idea
    pinner = getattr(idea, "pinner", None)
    if idea.owner is not None:
        known = here.filter(Q(user=idea.owner) | Q(email=idea.owner.email)).first()
    seat = known or Seat(table=table, capacity=idea.capacity)
    seat.is_owner, seat.user, seat.source = True, idea.owner, SeatSource.OWNER
    seat.capacity, seat.role, seat.interest = idea.capacity, idea.role or seat.role, idea.interest or seat.interest
    if idea.owner is not None:
        seat.name, seat.name_display, seat.email = idea.owner.name, idea.owner.name_display, idea.owner.email
    elif pinner is not None:
        seat.name, seat.name_display = pinner.name, pinner.name_display
        seat.reach = Reach.PHONE if pinner.phone else Reach.PERSON
    seat.language, seat.changed_at = idea.language, clock.now()
    seat.save()
    return seat


def link(user: User) -> int:
    """Somebody signed in, and so proved an address: what hangs on that address is theirs. In the transaction of the
    signing in; how many lines that were.
    """
    other = Seat.everywhere.listed().filter(user=user).values("table")
    theirs = Seat.everywhere.listed().filter(email=user.email, user=None).exclude(table__in=other)
    return theirs.update(user=user)


def lock_open(table_id: int) -> Table:
    """The locked table, when it can still ask people. Raises ListClosed."""
    return steps.lock_running(table_id, ListClosed)


def lock(table: Table, seat_id: int) -> Seat:
    """A line of a locked table, to write in. What was erased stays empty: nobody would erase it again. Raises
    NotOnTheList, Erased.
    """
    seat = _lock_listed(table, seat_id)
    if seat.erased_at is not None:
        raise Erased
    return seat


def _lock_listed(table: Table, seat_id: int) -> Seat:
    rows = Seat.everywhere.listed().select_for_update(of=("self",), no_key=True)
    seat = rows.filter(table=table, pk=seat_id).first()
    if seat is None:
        raise NotOnTheList
    return seat


def mark_of(seat: Seat) -> str:
    """What changes with every change."""
    return seat.changed_at.isoformat()


def _refuse_known(here: SeatQuerySet, email: str, user: User | None) -> None:
    known = Q(email=email) if email else Q(pk=None)
    if user is not None:
        known |= Q(user=user)
    found = here.filter(known).first()
    if found is not None:
        raise OnTheList(found)


def renew_keys(seat: Seat) -> None:
    """The links and letters that went to another address open nothing any more. Saves all but the locked seat."""
    seat.key = uuid.uuid4()
    for invitation in Invitation.everywhere.filter(seat=seat).select_for_update(no_key=True):
        invitation.key, invitation.code_digest = uuid.uuid4(), ""
        if not invitation.answer:
            invitation.sent_at = None
        invitation.save(update_fields=["key", "code_digest", "sent_at"])
    for model in (DateAsk, Action):
        for one in model.everywhere.filter(seat=seat).select_for_update(of=("self",), no_key=True):
            one.key = uuid.uuid4()
            one.save(update_fields=["key"])
    survey.renew_keys(seat)


def _keep_capacity(stays: Seat, goes: Seat) -> None:
    """Nobody came as the one and as the other. Raises OtherCapacity."""
    came = Invitation.everywhere.filter(seat=goes, checked_in_at__isnull=False)
    sat_as = came.values_list("sat_as", flat=True).first() or stays.capacity
    capacity.demand(stays, sat_as)
    stays.capacity = sat_as


def _complete(stays: Seat, goes: Seat) -> None:
    """What the line that stays lacks; the other is emptied first, since an address stands on a list once."""
    lacking = ("name", "role", "interest", "email", "phone", "why", "talent", "asker", "needs", "user_id")
    found = {name: getattr(goes, name) for name in lacking if not getattr(stays, name)}
    takes_address = "email" in found and bool(found["email"])
    hides = goes.hides_address if takes_address else stays.hides_address
    display = goes.name_display if stays.name_display == NameDisplay.HIDDEN else stays.name_display
    if found.get("name") and goes.source == SeatSource.SUPPORT:
        stays.source = goes.source  # told to the idea pinner alone
    seat_privacy.empty(goes, takes_off=True)
    for name, value in found.items():
        setattr(stays, name, value)
    stays.hides_address, stays.name_display = hides, display
    stays.quiet_at = stays.quiet_at or goes.quiet_at
    stays.changed_at = clock.now()
    stays.save()
