"""What `tables.lifecycle` has to know of a table, gathered from the database."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from aantafel.accounts.enums import Capacity
from coaches.enums import MatchRole
from coaches.models import Match
from municipalities import sites
from tables.enums import CoreQuestion, MeetingPurpose, MeetingState, WordKind
from tables.lifecycle import TRIANGLE, Facts, Need, State, Step
from tables.models import Action, CoreAnswer, Invitation, Meeting, Minutes, OwnerWord, Table, Variant

INVITED = {
    Capacity.RESIDENT: Need.INVITED_RESIDENT,
    Capacity.PROFESSIONAL: Need.INVITED_PROFESSIONAL,
    Capacity.EMPLOYEE: Need.INVITED_EMPLOYEE,
}
SAT = {
    Capacity.RESIDENT: Need.SAT_RESIDENT,
    Capacity.PROFESSIONAL: Need.SAT_PROFESSIONAL,
    Capacity.EMPLOYEE: Need.SAT_EMPLOYEE,
}
OUTCOMES = (WordKind.FINISH, WordKind.UPKEEP, WordKind.END, WordKind.NEW_ROUND)


def gather(table: Table) -> Facts:
    """For a decision: of a locked table, in the transaction that decides. Uses `idea`. At most four queries."""
    step = Step(table.step)
    return Facts(
        step=step,
        state=State(table.state),
        is_local=sites.is_open(table.municipality_id),
        is_public=table.idea.is_public,
        owner_acts=table.idea.owner_id is not None,
        met=_MET[step](table),
        asked_again=_asked_again(table) if step is Step.CHOOSE else frozenset(),
    )


def _idea(table: Table) -> frozenset[Need]:
    return frozenset({Need.PUBLISHED} if table.idea.is_public else ())


def _match(table: Table) -> frozenset[Need]:
    coach = Match.everywhere.running().filter(idea=table.idea_id, role=MatchRole.COACH).exists()
    answered = CoreAnswer.everywhere.filter(table=table).exclude(text="").count()
    return _those({Need.COACH: coach, Need.ANSWERS: answered == len(CoreQuestion)})


def _ask(table: Table) -> frozenset[Need]:
    """Whom the desk or the owner asked. Who pinned the idea is there already, in their own capacity."""
    invited = set(_invitations(table).exclude(sent_at=None).values_list("seat__capacity", flat=True).distinct())
    invited.add(table.idea.capacity)
    first = _meetings(table, MeetingPurpose.FIRST).filter(state__in=(MeetingState.PLANNED, MeetingState.HELD))
    found = {need for capacity, need in INVITED.items() if capacity in invited}
    return frozenset({*found, *({Need.FIRST_MEETING} if first.exists() else ())})


def _create(table: Table) -> frozenset[Need]:
    minutes = list(_minutes(table, MeetingPurpose.FIRST))
    closed = any(one.active.strip() and one.again.strip() and one.missing.strip() for one in minutes)
    return _those(
        {
            Need.FIRST_MINUTES: bool(minutes),
            Need.CLOSING_QUESTIONS: closed,
            Need.GO_ON: _last_word(table, meeting__purpose=MeetingPurpose.FIRST) == WordKind.GO_ON,
        }
    )


def _choose(table: Table) -> frozenset[Need]:
    sat = {need for capacity, need in SAT.items() if capacity in _sat(table)}
    planned = Action.everywhere.filter(table=table, round=table.round, seat__isnull=False, due_on__isnull=False)
    found = _those(
        {
            Need.VARIANT: Variant.everywhere.filter(table=table, round=table.round, chosen_at__isnull=False).exists(),
            Need.SECOND_MINUTES: _minutes(table, MeetingPurpose.SECOND).exists(),
            Need.PLAN: planned.exists(),
        }
    )
    return found | sat


def _do(table: Table) -> frozenset[Need]:
    return _those({Need.CAN_BE_JUDGED: _said_here(table, WordKind.CAN_BE_JUDGED)})


def _evaluate(table: Table) -> frozenset[Need]:
    return _those({Need.OUTCOME: _said_here(table, *OUTCOMES)})


_MET = {
    Step.IDEA: _idea,
    Step.MATCH: _match,
    Step.ASK: _ask,
    Step.CREATE: _create,
    Step.CHOOSE: _choose,
    Step.DO: _do,
    Step.EVALUATE: _evaluate,
}


def _sat(table: Table) -> set[str]:
    return set(_invitations(table).exclude(checked_in_at=None).values_list("sat_as", flat=True).distinct())


def _asked_again(table: Table) -> frozenset[Need]:
    """The sides of which somebody was invited for a meeting after one to which that side had not come."""
    held = _meetings(table).filter(state=MeetingState.HELD, number__lt=OuterRef("meeting__number"))
    came = Invitation.everywhere.filter(meeting=OuterRef("pk"), sat_as=OuterRef(OuterRef("seat__capacity")))
    asked = _invitations(table).exclude(sent_at=None).filter(Exists(held.filter(~Exists(came))))
    again = set(asked.values_list("seat__capacity", flat=True).distinct())
    return frozenset(SAT[Capacity(one)] for one in again) & TRIANGLE


def _invitations(table: Table) -> QuerySet[Invitation]:
    return Invitation.everywhere.filter(meeting__table=table, meeting__round=table.round).order_by()


def _meetings(table: Table, *purposes: MeetingPurpose) -> QuerySet[Meeting]:
    found = Meeting.everywhere.filter(table=table.pk, round=table.round).order_by()
    return found.filter(purpose__in=purposes) if purposes else found


def _minutes(table: Table, purpose: MeetingPurpose) -> QuerySet[Minutes]:
    of_this = Q(meeting__table=table, meeting__round=table.round, meeting__purpose=purpose)
    return Minutes.everywhere.filter(of_this, version__gt=0)


def _last_word(table: Table, **about: object) -> str:
    """What the owner said last in this round."""
    words = OwnerWord.objects.filter(table=table, round=table.round, **about).order_by("-at", "-pk")
    return words.values_list("kind", flat=True).first() or ""


def _said_here(table: Table, *kinds: WordKind) -> bool:
    """Whether the owner said so since the table stands in this step."""
    return OwnerWord.objects.filter(table=table, kind__in=kinds, at__gte=table.moved_at).exists()


def _those(known: dict[Need, bool]) -> frozenset[Need]:
    return frozenset(need for need, is_met in known.items() if is_met)
