"""At one table a person sits in one capacity: what they were when they came stays so at later meetings."""

from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Capacity
from aantafel.core.errors import DomainError
from tables.models import Invitation, Meeting, Seat


class OtherCapacity(DomainError):
    """`sat_as` is what they were before."""

    default = _("At one table everybody sits in one capacity. At an earlier meeting here that was: %(capacity)s.")

    def __init__(self, sat_as: str) -> None:
        super().__init__(self.default % {"capacity": str(Capacity(sat_as).label).lower()})
        self.sat_as = sat_as


def demand(seat: Seat, capacity: str, *, at: Meeting | None = None) -> None:
    """Of a locked seat. What was said at the meeting itself may still be put right. Raises OtherCapacity."""
    came = Invitation.everywhere.filter(seat=seat, checked_in_at__isnull=False).exclude(sat_as=capacity)
    other = (came.exclude(meeting=at) if at is not None else came).values_list("sat_as", flat=True).first()
    if other is not None:
        raise OtherCapacity(other)
