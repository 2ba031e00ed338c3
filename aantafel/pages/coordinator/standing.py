"""As what somebody did something: what they were in the municipality at that moment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from aantafel.accounts.enums import Role
from aantafel.accounts.models import DeskShare, Membership, User
from municipalities.models import Municipality

STANDS_IN = pgettext_lazy("did something", "stand-in")
# in the order in which it explains why somebody could do this
AS_WHAT: dict[Role, Promise] = {
    Role.COORDINATOR: pgettext_lazy("did something", "coordinator"),
    Role.INITIATIVE: pgettext_lazy("did something", "member of the initiative group"),
    Role.COACH: pgettext_lazy("did something", "AanTafel!coach"),
    Role.READER: pgettext_lazy("did something", "municipal reader"),
    Role.AMBASSADOR: pgettext_lazy("did something", "ambassador"),
    Role.OPERATOR: pgettext_lazy("did something", "operator"),
}


@dataclass(frozen=True)
class Who:
    """Name and role of who did it. Whoever was never anything here has no name here either."""

    pk: int | None = None
    name: str = ""
    as_what: str | Promise = ""


def who_did(municipality: Municipality, acts: Sequence[tuple[int | None, datetime]]) -> list[Who]:
    """Who each of these was, in their order. Three queries."""
    people = {user for user, _at in acts if user is not None}
    roles = list(
        Membership.objects.filter(Q(municipality=municipality) | Q(role=Role.OPERATOR), user__in=people).order_by("pk")
    )
    shares = list(DeskShare.objects.filter(municipality=municipality, user__in=people))
    here = {held.user_id for held in roles if held.municipality_id is not None} | {share.user_id for share in shares}
    names = {user.pk: user.name or user.email for user in User.objects.filter(pk__in=here)}
    return [
        Who(user if user in here else None, names.get(user or 0, ""), _as_what(user, at, roles, shares))
        for user, at in acts
    ]


def _as_what(user: int | None, at: datetime, roles: Iterable[Membership], shares: Iterable[DeskShare]) -> str | Promise:
    held = {one.role for one in roles if one.user_id == user and _held_at(one, at)}
    if Role.COORDINATOR not in held and any(_stood_in(share, at) for share in shares if share.user_id == user):
        return STANDS_IN
    return next((words for role, words in AS_WHAT.items() if role in held), "")


def _held_at(held: Membership, at: datetime) -> bool:
    return held.started_at <= at and (held.ended_at is None or at <= held.ended_at)


def _stood_in(share: DeskShare, at: datetime) -> bool:
    day = timezone.localdate(at)
    in_period = share.starts_on <= day and (share.ends_on is None or day <= share.ends_on)
    return share.part == "" and in_period and (share.ended_at is None or at <= share.ended_at)
