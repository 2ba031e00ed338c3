"""Who may take notes at a meeting beside those who organise it: people of the table who were asked to."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.accounts.services import people
from aantafel.core.errors import DomainError
from tables.models import Meeting, NoteTaker, Seat
from tables.notifications import minutes as mails


class NotReachable(DomainError):
    default = _("This person has no e-mail address on the list. Without one nobody can sign in.")


def point_out(meeting_id: int, seat_id: int, *, actor: User) -> None:
    """Ask somebody on the list to take notes, with a mail. A second time changes nothing. Raises NotReachable."""
    with transaction.atomic():
        people.lock(actor)
        meeting = Meeting.everywhere.select_related("table__idea").get(pk=meeting_id)
        seats = Seat.everywhere.listed().select_related("user").select_for_update(of=("self",), no_key=True)
        seat = seats.filter(table=meeting.table_id, pk=seat_id).first()
        if seat is None or (seat.user is None and not seat.email):
            raise NotReachable
        note, made = NoteTaker.objects.get_or_create(meeting=meeting, seat=seat, defaults={"added_by": actor})
        if made:
            mails.note_taker(note)


def let_go(meeting_id: int, seat_id: int, *, actor: User) -> None:
    """Safe to run twice."""
    with transaction.atomic():
        people.lock(actor)
        NoteTaker.objects.filter(meeting=meeting_id, seat=seat_id).delete()


def is_asked(*, email: str) -> bool:
    """Whether somebody without an account was asked there: they sign in with the code that goes to that address."""
    rows = NoteTaker.objects.filter(seat__user=None, seat__email=email, seat__removed_at=None)
    return rows.filter(meeting__table__idea__state="published").exists()
