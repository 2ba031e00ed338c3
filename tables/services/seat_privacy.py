"""What lists of tables hold about people: given along, erased at once on request, and six months after the end."""

import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from aantafel.accounts.enums import NameDisplay
from aantafel.accounts.models import User
from aantafel.core import clock, page_cache
from aantafel.outbox.services.privacy import redact_events, redact_recipient
from tables.enums import ActionState, Answer, MeetingState, TableState
from tables.models import (
    Action,
    Ballot,
    DateAsk,
    Invitation,
    Meeting,
    Minutes,
    NoteTaker,
    QuietAddress,
    Seat,
    SignUp,
    Wanted,
)
from tables.notifications import asking as notifications
from tables.services import places, steps, survey
from tables.services.minutes import names
from tables.services.minutes import privacy as minutes_privacy

KEEP = timedelta(days=183)
KEEP_SIGN_UPS = timedelta(days=1)
NOTES = ("email", "phone", "why", "talent", "asker", "needs")


def forget(seat: Seat, *, takes_off: bool, account: str = "") -> None:
    """Nothing about the person stays: not in a locked seat of a locked table, nor in what they said at it, the minutes
    and the mails that went out about it. Of who sat at a meeting the capacity and the role stay, as of everyone there,
    and that they chose and answered still counts. A place at a meeting that is to come goes to who waits.

    `takes_off`: the seat leaves the list; one in which nobody ever sat leaves it anyhow, and what it was going to do
    or write is for somebody else. `account`: what else they are called.
    """
    called = [seat.name, account or (seat.user.name if seat.user else "")]
    Ballot.objects.filter(seat=seat).exclude(reason="").update(reason="")
    Action.everywhere.filter(seat=seat).exclude(said="").update(said="")
    survey.forget(seat)
    empty(seat, takes_off=takes_off)
    _make_room(seat)
    names.forget(seat, called)


def empty(seat: Seat, *, takes_off: bool) -> None:
    """The line of the list, and the mails about it; for `forget`, and where the person goes on in another line."""
    sat = Invitation.everywhere.filter(seat=seat, checked_in_at__isnull=False).exists()
    theirs = Q(invitation__seat=seat)
    if seat.email:
        theirs |= Q(email=seat.email, meeting__table=seat.table_id)
    erase(SignUp.everywhere.filter(theirs))
    _empty(seat, "name", "interest", *NOTES)
    seat.name_display, seat.user = NameDisplay.HIDDEN, None
    seat.hides_address, seat.asks_again = False, False
    seat.erased_at = seat.quiet_at = clock.now()
    if takes_off or not (sat or seat.is_owner):
        seat.removed_at = clock.now()
    if not sat and not seat.is_owner:
        seat.role = ""
    seat.changed_at = clock.now()
    seat.save()
    Invitation.everywhere.filter(seat=seat).update(text="", said="", sat_interest="", code_digest="", is_news=False)
    DateAsk.everywhere.filter(seat=seat).delete()
    if seat.removed_at is not None:
        _give_back(seat)
    redact_recipient(seat.recipient)
    sent_by_them = Invitation.everywhere.filter(instead_of__seat=seat)
    redact_events([notifications.invite_key(one) for one in sent_by_them])
    transaction.on_commit(page_cache.purge, robust=True)


def erase_by_key(*, key: str) -> None:
    """The person says so themselves, by the link from a mail or a letter. Safe to run twice."""
    found = Seat.everywhere.filter(invitations__key=key).values_list("table_id", "pk").first()
    if found is None:
        return
    table_id, seat_id = found
    with transaction.atomic():
        steps.lock(table_id)
        seat = Seat.everywhere.select_for_update(of=("self",), no_key=True).get(pk=seat_id)
        if seat.erased_at is None:
            forget(seat, takes_off=False)


def erase_old() -> int:
    """Six months after a table ended, or its idea left the site: how to reach its people, who they were, and the
    minutes that nobody published. Safe to run twice.
    """
    QuietAddress.objects.filter(_ended()).delete()
    people = Seat.everywhere.filter(_ended(), erased_at=None).values_list("table_id", flat=True)
    tables = {*people[:500], *_left_drafts().values_list("meeting__table_id", flat=True)[:500]}
    return sum(_erase_table(pk) for pk in sorted(tables))


def erase_sign_ups() -> int:
    """What nobody confirmed within a day, and what is left of what somebody did."""
    with transaction.atomic():
        return erase(SignUp.everywhere.filter(made_at__lt=clock.now() - KEEP_SIGN_UPS))


def erase(sign_ups: QuerySet[SignUp]) -> int:
    """With the mails that asked to confirm them, in the caller's transaction. Gives how many there were."""
    found = list(sign_ups)
    for one in found:
        redact_recipient(one.recipient)
    SignUp.everywhere.filter(pk__in=[one.pk for one in found]).delete()
    return len(found)


def export_seats(*, user: User, **_others: Any) -> dict[str, Any]:
    """Every list of a table on which this person stands, with the notes about them, and what they answered."""
    asked = Invitation.everywhere.filter(seat__in=_of(user)).order_by("pk")
    return {
        "seats_at_tables": list(
            _of(user)
            .order_by("pk")
            .values(
                *("table__idea__title", "name", "name_display", "capacity", "role", "interest", "email", "phone"),
                *("why", "talent", "asker", "needs", "asks_again", "source", "added_at", "quiet_at"),
            )
        ),
        "invitations_to_meetings": list(
            asked.values(
                *("meeting__table__idea__title", "meeting__starts_at", "way", "text", "sent_at", "answer"),
                *("answered_at", "said", "waits_since", "checked_in_at", "sat_as", "sat_role", "sat_interest"),
            )
        ),
        "sign_ups_that_wait": list(
            SignUp.everywhere.filter(email=user.email).values(
                "meeting__table__idea__title", "name", "capacity", "role", "interest", "needs", "made_at"
            )
        ),
    }


def tables_of(user: User) -> QuerySet[Seat, int]:
    """At which tables this person has a seat, for who locks those first."""
    return _of(user).values_list("table_id", flat=True)


def erase_seats(*, user: User, **_others: Any) -> None:
    """For `on_erase`, with the tables locked: everywhere at once."""
    for seat in _of(user).select_for_update(of=("self",), no_key=True).order_by("pk"):
        forget(seat, takes_off=False, account=user.name)
    erase(SignUp.everywhere.filter(email=user.email))


def _of(user: User) -> QuerySet[Seat]:
    return Seat.everywhere.filter(Q(user=user) | Q(email=user.email))


def _ended(way: str = "") -> Q:
    """At a table that ended, or whose idea left the site, over six months ago. `way` leads to what has the table."""
    before, table = clock.now() - KEEP, f"{way}table__"
    over = (TableState.STOPPED, TableState.FINISHED)
    closed = Q(**{f"{table}state__in": over, f"{table}moved_at__lt": before})
    return closed | Q(**{f"{table}idea__state": "withdrawn", f"{table}idea__withdrawn_at__lt": before})


def _left_drafts() -> QuerySet[Minutes]:
    """Never published, and not touched since the table ended so long ago."""
    return Minutes.everywhere.filter(_ended("meeting__"), version=0, changed_at__lt=clock.now() - KEEP)


def _erase_table(table_id: int) -> int:
    """In what nobody has published everybody on the list is forgotten, and a draft that was left alone goes whole."""
    with transaction.atomic():
        steps.lock(table_id)
        rows = Seat.everywhere.filter(_ended(), table=table_id, erased_at=None)
        seats = list(rows.select_related("user").select_for_update(of=("self",), no_key=True).order_by("pk"))
        called = [name for seat in seats for name in (seat.name, seat.user.name if seat.user else "")]
        for seat in seats:
            _let_go(seat)
        minutes_privacy.erase_drafts(_left_drafts().filter(meeting__table=table_id))
        names.forget_unread([table_id], called)
    return len(seats)


def _let_go(seat: Seat) -> None:
    """What everyone could read stays; of an owner also who it is, since the table stays theirs."""
    _empty(seat, *NOTES)
    if not seat.is_owner:
        _empty(seat, "name")
        seat.name_display, seat.user = NameDisplay.HIDDEN, None
    seat.hides_address, seat.asks_again = False, False
    seat.erased_at = clock.now()
    seat.save()
    Invitation.everywhere.filter(seat=seat).update(text="", said="", code_digest="", is_news=False)
    Wanted.objects.filter(seat=seat).update(name="", why="")
    redact_recipient(seat.recipient)


def _give_back(seat: Seat) -> None:
    """What was done stays done by this seat. Of what is still to do nobody is left who does it, and its link ends."""
    to_do = Action.everywhere.filter(seat=seat, state__in=(ActionState.OPEN, ActionState.HELP))
    for action in to_do.select_for_update(of=("self",), no_key=True).order_by("pk"):
        action.seat, action.key, action.changed_at = None, uuid.uuid4(), clock.now()
        action.save(update_fields=["seat", "key", "changed_at"])
    NoteTaker.objects.filter(seat=seat).delete()


def _make_room(seat: Seat) -> None:
    """Who is gone comes nowhere: of meetings that are to come the place is free."""
    coming = Meeting.everywhere.filter(
        invitations__seat=seat, state__in=(MeetingState.POLL, MeetingState.PLANNED)
    ).order_by("pk")
    meetings = list(coming.select_for_update(of=("self",), no_key=True))
    for meeting in meetings:
        rows = Invitation.everywhere.filter(seat=seat, meeting=meeting, checked_in_at=None)
        rows.exclude(answer__in=("", Answer.NOT)).update(answer=Answer.NOT, waits_since=None, answered_at=clock.now())
        places.fill_places(meeting)


def _empty(seat: Seat, *names: str) -> None:
    for name in names:
        setattr(seat, name, "")
