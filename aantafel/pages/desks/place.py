"""Whose desk a screen stands at. The operator and the coordinators work with the same screens about ideas, each at
addresses of their own.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ideas.enums import ReviewRole
from ideas.services import whose_desk
from municipalities import scope
from tables.enums import ActorRole


@dataclass(frozen=True)
class Routes:
    """Names of addresses at one desk: `{% url desk.to.idea 42 %}`."""

    space: str

    def __getitem__(self, name: str) -> str:
        return f"{self.space}:{name}"


@dataclass(frozen=True)
class Desk:
    """`base` is the template that its pages extend; `queue` what its list of ideas is called; `role` and `table_role`
    as what somebody acts there.
    """

    base: str
    to: Routes
    queue: str | Promise
    role: ReviewRole
    table_role: ActorRole
    is_local: bool


OPERATOR = Desk(
    "desk.html", Routes("desk"), _("Ideas to review"), ReviewRole.OPERATOR, ActorRole.OPERATOR, is_local=False
)
COORDINATOR = Desk(
    "coordinator/desk.html",
    Routes("coordinator"),
    _("Ideas"),
    ReviewRole.COORDINATOR,
    ActorRole.COORDINATOR,
    is_local=True,
)


def here() -> Desk:
    """The desk of the scope in force: the operator's, or that of one municipality. Raises ScopeMissing."""
    return COORDINATOR if isinstance(scope.current(), scope.Tenant) else OPERATOR


def acting(municipality_id: int | None) -> AbstractContextManager[None]:
    """What is done within is done at this desk if what belongs to that municipality lies on it, or not at all. Raises
    OtherDesk.
    """
    return whose_desk.acting(municipality_id, here().role)


def context(_request: HttpRequest) -> dict[str, Desk]:
    """`desk` in every template; on a public page it is of no use."""
    try:
        return {"desk": here()}
    except scope.ScopeMissing:  # an error page, made outside every scope
        return {"desk": OPERATOR}
