"""What stands around one idea at the desk of its municipality, besides its review."""

from dataclasses import dataclass

from aantafel.accounts.models import User
from aantafel.pages.desks.contact import contact_of
from coaches.enums import MatchRole
from coaches.lifecycle import OPEN
from coaches.models import Match
from ideas import support_queries
from ideas.enums import ProposalState, SupportKind, SupportState
from ideas.models import DeskMark, Idea, IdeaNote, IdeaTally, MergeProposal, PassOn, Support, Talk
from ideas.support_queries import Counts

MOST = 20


@dataclass(frozen=True)
class Around:
    """`questions` are those to the pinner that wait for an answer; `merges` and `pass_on` what was proposed; `coach`
    the last one who was asked.
    """

    notes: list[IdeaNote]
    talks: list[Talk]
    talk: Talk | None
    merges: list[MergeProposal]
    pass_on: PassOn | None
    questions: list[Support]
    tally: IdeaTally | None
    counts: Counts
    taken_by: User | None
    coach: Match | None


def of(idea: Idea) -> Around:
    """A fixed number of queries, in the scope of the municipality."""
    talks = list(Talk.objects.filter(idea=idea).select_related("planned_by"))
    asked = Support.objects.filter(idea=idea, kind=SupportKind.QUESTION, state=SupportState.OPEN)
    mark = DeskMark.objects.taken().filter(about="idea", number=idea.pk).select_related("user").first()
    return Around(
        notes=list(IdeaNote.objects.filter(idea=idea).select_related("author")),
        talks=[talk for talk in talks if not talk.is_planned],
        talk=next((talk for talk in talks if talk.is_planned), None),
        merges=merges_of(idea),
        pass_on=PassOn.objects.open().filter(idea=idea).select_related("target").first(),
        questions=list(asked.select_related("user").order_by("created_at", "pk")[:MOST]),
        tally=IdeaTally.objects.filter(idea=idea).first(),
        counts=support_queries.counts(idea),
        taken_by=mark.user if mark else None,
        coach=coach_of(idea),
    )


def coach_of(idea: Idea) -> Match | None:
    """The question to a coach that is open or was said yes to, else the last one."""
    asked = Match.objects.filter(idea=idea, role=MatchRole.COACH).select_related("coach__user").defer("coach__search")
    rows = list(asked.order_by("-pk")[:MOST])
    return next((one for one in rows if one.status in OPEN), rows[0] if rows else None)


def merges_of(idea: Idea) -> list[MergeProposal]:
    """Proposals about this idea that are open, or that left it apart, the newest first."""
    rows = MergeProposal.objects.about(idea).filter(state__in=(ProposalState.OPEN, ProposalState.APART))
    return list(rows.select_related("stays", "goes").defer("stays__search", "goes__search").order_by("-pk")[:MOST])


def speaks_by_phone(idea: Idea) -> bool:
    """Whether nobody with an account looks after it, so that the desk asks and notes the answer down."""
    return contact_of(idea).mailed is None
