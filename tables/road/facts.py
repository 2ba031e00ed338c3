"""What `tables.lifecycle` has to know of tables, gathered from the database.

For one table that decides, or for a whole list of them: the number of queries is the same.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from aantafel.accounts.enums import Capacity
from coaches.enums import MatchRole
from coaches.models import Match
from municipalities import sites
from tables.enums import ActionState, ActorRole, CoreQuestion, MeetingPurpose, MeetingState, WordKind
from tables.lifecycle import Actor, Facts, Move, Need, State, Step
from tables.models import Action, CoreAnswer, Invitation, Meeting, Minutes, OwnerWord, Seat, Table, Variant

ACTORS = {
    ActorRole.OWNER: Actor.OWNER,
    ActorRole.COACH: Actor.COACH,
    ActorRole.COORDINATOR: Actor.COORDINATOR,
    ActorRole.OPERATOR: Actor.OPERATOR,
}
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
OUTCOMES = {
    WordKind.FINISH: Move.FINISH,
    WordKind.UPKEEP: Move.FINISH,
    WordKind.END: Move.FINISH,
    WordKind.NEW_ROUND: Move.NEW_ROUND,
}

Tables = Sequence[Table]
Met = dict[int, set[Need]]


def gather(table: Table) -> Facts:
    """For a decision: of a locked table, in the transaction that decides. Uses `idea`."""
    return gather_all([table])[table.pk]


def gather_all(tables: Tables) -> dict[int, Facts]:
    """By number. Uses `idea`. As many queries for one table in each step as for all."""
    met: Met = defaultdict(set)
    for step, here in _by_step(tables).items():
        for pk, found in _MET[step](here).items():
            met[pk] |= found
    again = _asked_again([one for one in tables if one.step == Step.CHOOSE])
    outcomes = _words_here([one for one in tables if one.step == Step.EVALUATE], OUTCOMES)
    owned = _shared([one for one in tables if not _pinner_acts(one)])
    return {
        table.pk: Facts(
            step=Step(table.step),
            state=State(table.state),
            is_local=sites.is_open(table.municipality_id),
            is_public=table.idea.is_public,
            owner_acts=_pinner_acts(table) or table.pk in owned,
            met=frozenset(met[table.pk]),
            asked_again=frozenset(again[table.pk]),
            outcome=OUTCOMES.get(WordKind(outcomes[table.pk])) if table.pk in outcomes else None,
        )
        for table in tables
    }


def _by_step(tables: Tables) -> dict[Step, list[Table]]:
    found: dict[Step, list[Table]] = defaultdict(list)
    for table in tables:
        found[Step(table.step)].append(table)
    return found


def _pinner_acts(table: Table) -> bool:
    return table.idea.owner_id is not None and table.pinner_left_at is None


def owner_acts(table: Table) -> bool:
    """Whether an owner of it has an account: whoever pinned the idea, or who owns it with them."""
    return _pinner_acts(table) or bool(_shared([table]))


def _shared(tables: Tables) -> set[int]:
    """Those that somebody with an account owns besides whoever pinned the idea."""
    if not tables:
        return set()
    owners = Seat.everywhere.listed().filter(table__in=_keys(tables), is_owner=True, user__isnull=False)
    return set(owners.order_by().values_list("table", flat=True))


def _idea(tables: Tables) -> Met:
    return {table.pk: {Need.PUBLISHED} for table in tables if table.idea.is_public}


def _match(tables: Tables) -> Met:
    ideas = {table.idea_id: table.pk for table in tables}
    coached = Match.everywhere.running().filter(idea__in=ideas, role=MatchRole.COACH).values_list("idea", flat=True)
    answers: dict[int, int] = defaultdict(int)
    for pk in CoreAnswer.everywhere.filter(table__in=_keys(tables)).exclude(text="").values_list("table", flat=True):
        answers[pk] += 1
    found = _having(Need.COACH, (ideas[pk] for pk in coached))
    return _joined(found, _having(Need.ANSWERS, (pk for pk, n in answers.items() if n == len(CoreQuestion))))


def _ask(tables: Tables) -> Met:
    """Whom the table asked for a meeting that was not called off, and whether the first has its day."""
    met: Met = defaultdict(set)
    asked = _invitations(tables).exclude(sent_at=None).exclude(meeting__state=MeetingState.CANCELLED)
    for pk, capacity in asked.values_list("meeting__table", "seat__capacity").distinct():
        met[pk].add(INVITED[Capacity(capacity)])
    first = _meetings(tables).filter(purpose=MeetingPurpose.FIRST, state__in=(MeetingState.PLANNED, MeetingState.HELD))
    return _joined(met, _having(Need.FIRST_MEETING, first.values_list("table", flat=True)))


def _create(tables: Tables) -> Met:
    met: Met = defaultdict(set)
    written = _minutes(tables, MeetingPurpose.FIRST)
    for pk, *closing in written.values_list("meeting__table", "active", "again", "missing"):
        met[pk].add(Need.FIRST_MINUTES)
        if all(text.strip() for text in closing):
            met[pk].add(Need.CLOSING_QUESTIONS)
    said = _last_words(tables, meeting__purpose=MeetingPurpose.FIRST)
    return _joined(met, _having(Need.GO_ON, (pk for pk, kind in said.items() if kind == WordKind.GO_ON)))


def _choose(tables: Tables) -> Met:
    met: Met = defaultdict(set)
    came = _invitations(tables).exclude(checked_in_at=None).exclude(meeting__state=MeetingState.CANCELLED)
    for pk, capacity in came.values_list("meeting__table", "sat_as").distinct():
        met[pk].add(SAT[Capacity(capacity)])
    this_round: dict[str, Any] = {"table__in": _keys(tables), "round": F("table__round")}
    chosen = Variant.everywhere.filter(**this_round, chosen_at__isnull=False)
    agreed = Action.everywhere.with_doer().filter(**this_round, due_on__isnull=False)
    agreed = agreed.exclude(state=ActionState.DROPPED)
    written = _minutes(tables, MeetingPurpose.SECOND)
    return _joined(
        met,
        _having(Need.VARIANT, chosen.values_list("table", flat=True)),
        _having(Need.PLAN, agreed.values_list("table", flat=True)),
        _having(Need.SECOND_MINUTES, written.values_list("meeting__table", flat=True)),
    )


def _do(tables: Tables) -> Met:
    return _having(Need.CAN_BE_JUDGED, _words_here(tables, [WordKind.CAN_BE_JUDGED]))


def _evaluate(tables: Tables) -> Met:
    return _having(Need.OUTCOME, _words_here(tables, OUTCOMES))


_MET: dict[Step, Callable[[Tables], Met]] = {
    Step.IDEA: _idea,
    Step.MATCH: _match,
    Step.ASK: _ask,
    Step.CREATE: _create,
    Step.CHOOSE: _choose,
    Step.DO: _do,
    Step.EVALUATE: _evaluate,
}


def _asked_again(tables: Tables) -> Met:
    """The sides of which somebody was asked again, after a meeting of this round had begun to which that side had not
    come.
    """
    found: Met = defaultdict(set)
    if not tables:
        return found
    before = Meeting.everywhere.filter(
        table=OuterRef("meeting__table"),
        round=OuterRef("meeting__round"),
        state=MeetingState.HELD,
        starts_at__lt=OuterRef("sent_at"),
    ).exclude(pk=OuterRef("meeting"))
    came = Invitation.everywhere.filter(
        meeting=OuterRef("pk"), checked_in_at__isnull=False, sat_as=OuterRef(OuterRef("seat__capacity"))
    )
    asked = _invitations(tables).exclude(sent_at=None).exclude(meeting__state=MeetingState.CANCELLED)
    for pk, capacity in (
        asked.filter(Exists(before.filter(~Exists(came)))).values_list("meeting__table", "seat__capacity").distinct()
    ):
        found[pk].add(SAT[Capacity(capacity)])
    return found


def _invitations(tables: Tables) -> QuerySet[Invitation]:
    rows = Invitation.everywhere.filter(meeting__table__in=_keys(tables), meeting__round=F("meeting__table__round"))
    return rows.order_by()


def _meetings(tables: Tables) -> QuerySet[Meeting]:
    return Meeting.everywhere.filter(table__in=_keys(tables), round=F("table__round")).order_by()


def _minutes(tables: Tables, purpose: MeetingPurpose) -> QuerySet[Minutes]:
    """Those that everyone can read."""
    rows = Minutes.everywhere.filter(meeting__table__in=_keys(tables), meeting__round=F("meeting__table__round"))
    return rows.filter(meeting__purpose=purpose, version__gt=0)


def _last_words(tables: Tables, **about: Any) -> dict[int, str]:
    """What the owner of each said last in this round."""
    words = OwnerWord.objects.filter(table__in=_keys(tables), round=F("table__round"), **about)
    return dict(words.order_by("at", "pk").values_list("table", "kind"))


def _words_here(tables: Tables, kinds: Iterable[WordKind]) -> dict[int, str]:
    """Which of these the owner of each said last, since the table stands in this step."""
    if not tables:
        return {}
    return _last_words(tables, kind__in=list(kinds), at__gte=F("table__moved_at"))


def _keys(tables: Tables) -> list[int]:
    return [table.pk for table in tables]


def _having(need: Need, keys: Iterable[int]) -> Met:
    return {pk: {need} for pk in keys}


def _joined(*parts: Met) -> Met:
    met: Met = defaultdict(set)
    for part in parts:
        for pk, found in part.items():
            met[pk] |= found
    return met
