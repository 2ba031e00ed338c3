"""Questions to the table of ideas."""

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Exists, F, Func, OuterRef, Q, TextField
from django.db.models.expressions import Combinable

from aantafel.accounts.enums import Role
from aantafel.accounts.models import Membership, User
from aantafel.accounts.permissions import running_shares
from ideas.enums import DeskMarkKind, ProposalState, TalkState, VoiceState
from ideas.lifecycle import IN_REVIEW, State
from municipalities.scope import Scope, Tenant, TenantQuerySet

if TYPE_CHECKING:
    from ideas.models import DeskMark, Idea, IdeaNote, MergeProposal, PassOn, Reaction, Talk, VoiceMessage
else:
    DeskMark = Idea = IdeaNote = MergeProposal = PassOn = Reaction = Talk = VoiceMessage = Any

MARKS = "[\u0300-\u036f]"


class Plain(Func):
    """Text without accents, by means that every PostgreSQL has (no unaccent extension)."""

    output_field = TextField()
    template = "regexp_replace(normalize(%(expressions)s, NFKD), '" + MARKS + "', '', 'g')"


def plain(name: str) -> Combinable:
    return Plain(F(name))


class IdeaQuerySet(TenantQuerySet["Idea"]):
    def public(self) -> Self:
        """What everyone may read."""
        return self.filter(state=State.PUBLISHED.value)

    def in_review(self) -> Self:
        """What the operator has to look at or has asked about, longest waiting first."""
        return self.filter(state__in=[state.value for state in IN_REVIEW]).order_by("submitted_at", "pk")

    def of(self, user: User) -> Self:
        """What this person pinned, or looks after for somebody without e-mail."""
        return self.filter(Q(owner=user) | Q(owner=None, pinner__helper=user))


class ReactionQuerySet(TenantQuerySet["Reaction"]):
    municipality_lookup = "idea__municipality_id"

    def public(self) -> Self:
        """What hangs below a public idea; a hidden or removed one shows that it was there, without its text."""
        return self.filter(idea__state=State.PUBLISHED.value)


class DeskMarkQuerySet(TenantQuerySet["DeskMark"]):
    def taken(self) -> Self:
        """Who takes up which line, as long as they work at that desk: nobody else waits for who has left."""
        here = {"user": OuterRef("user"), "municipality": OuterRef("municipality")}
        leads = Exists(Membership.objects.filter(**here, role=Role.COORDINATOR, ended_at=None))
        return self.filter(leads | Exists(running_shares().filter(**here)), kind=DeskMarkKind.TAKEN)

    def public(self) -> Self:
        """Nothing: it is the desk's own."""
        return self.none()


class IdeaNoteQuerySet(TenantQuerySet["IdeaNote"]):
    municipality_lookup = "idea__municipality_id"

    def public(self) -> Self:
        """Nothing: it is the desk's own."""
        return self.none()


class TalkQuerySet(TenantQuerySet["Talk"]):
    municipality_lookup = "idea__municipality_id"

    def public(self) -> Self:
        """Nothing: the pinner comes to it by its key."""
        return self.none()

    def planned(self) -> Self:
        return self.filter(state=TalkState.PLANNED)


class MergeProposalQuerySet(TenantQuerySet["MergeProposal"]):
    """Of a municipality while both ideas are: of one that left, its old and its new desk know nothing of each other."""

    municipality_lookup = "stays__municipality_id"

    def seen_from(self, scope: Scope) -> Self:
        found = super().seen_from(scope)
        return found.filter(goes__municipality_id=F(self.municipality_lookup)) if isinstance(scope, Tenant) else found

    def public(self) -> Self:
        """Nothing: the two pinners come to it through their ideas."""
        return self.none()

    def open(self) -> Self:
        return self.filter(state=ProposalState.OPEN)

    def about(self, idea: "Idea") -> Self:
        """Those in which this idea is one of the two."""
        return self.filter(Q(stays=idea) | Q(goes=idea))


class PassOnQuerySet(TenantQuerySet["PassOn"]):
    municipality_lookup = "source_id"

    def public(self) -> Self:
        """Nothing: the pinner comes to it through their idea."""
        return self.none()

    def open(self) -> Self:
        return self.filter(state=ProposalState.OPEN)


class VoiceQuerySet(TenantQuerySet["VoiceMessage"]):
    def public(self) -> Self:
        """Nothing: what somebody says is for the desk alone."""
        return self.none()

    def at_desk(self) -> Self:
        """What somebody has to type out or to read back, with the teller known."""
        return self.filter(state__in=(VoiceState.WAITS, VoiceState.TYPED))
