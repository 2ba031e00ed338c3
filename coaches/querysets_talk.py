"""Questions to the tables of what coaches ask, write down and need."""

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Exists, OuterRef, Q, QuerySet

from municipalities.enums import InstanceState
from municipalities.models import Instance
from municipalities.scope import Scope, Tenant, TenantQuerySet

if TYPE_CHECKING:
    from coaches.models import CoachNote, CoachReply, CoachTopic, HelpRequest
else:
    CoachNote = CoachReply = CoachTopic = HelpRequest = Any


class CoachTopicQuerySet(TenantQuerySet["CoachTopic"]):
    def public(self) -> Self:
        """None: coaches talk among themselves."""
        return self.none()

    def seen_from(self, scope: Scope) -> Self:
        """At a desk those of the municipality, and those that were written for the whole country."""
        match scope:
            case Tenant(municipality_id=key):
                return self.filter(Q(municipality=key) | Q(is_national=True))
            case _:
                return super().seen_from(scope)


class CoachReplyQuerySet(TenantQuerySet["CoachReply"]):
    municipality_lookup = "topic__municipality_id"

    def public(self) -> Self:
        return self.none()

    def seen_from(self, scope: Scope) -> Self:
        """Below a subject that this desk may read."""
        match scope:
            case Tenant(municipality_id=key):
                return self.filter(Q(topic__municipality=key) | Q(topic__is_national=True))
            case _:
                return super().seen_from(scope)


class CoachNoteQuerySet(TenantQuerySet["CoachNote"]):
    def public(self) -> Self:
        return self.none()


class HelpRequestQuerySet(TenantQuerySet["HelpRequest"]):
    def public(self) -> Self:
        """None: it is between who asks and who answers."""
        return self.none()

    def at_operator(self) -> Self:
        """What no desk answers: the municipality has no open site, or its desk passed it on."""
        return self.filter(Q(passed_on=True) | ~Exists(_open_site()))

    def at_desk(self) -> Self:
        return self.filter(Exists(_open_site()), passed_on=False)

    def waiting(self) -> Self:
        """Whoever waits longest first."""
        return self.filter(state="open").order_by("waits_since", "pk")


def _open_site() -> QuerySet[Instance]:
    return Instance.objects.filter(municipality=OuterRef("municipality"), state=InstanceState.OPEN)
