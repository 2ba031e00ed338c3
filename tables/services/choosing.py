"""A table chooses: somebody opens the choice, all choose on a telephone or by hand, somebody writes down what it is.

Locks the table, then the choice. What was chosen stands on the timeline with its reason.
"""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock, page_cache
from aantafel.core.errors import DomainError, WrongState
from tables.enums import ActorRole, ChoiceWay, MeetingState, TableState, TimelineKind
from tables.models import Ballot, Choice, ChoiceNumber, Meeting, Seat, Table, Variant
from tables.notifications import plan as mails
from tables.services import seats, steps
from tables.services.minutes import chosen
from tables.services.variants import open_variants

MOST_DOTS = 10
FEWEST = 1


class NothingToChoose(WrongState):
    default = _("There are no variants yet. Write down at least one; then the table can choose.")


class NotNow(WrongState):
    default = _("This table does not go on, so it cannot choose now.")


class AlreadyChosen(WrongState):
    default = _("The table has chosen already in this round.")


class Closed(WrongState):
    default = _("The table chooses no more. You cannot change what you gave any more.")


class TooManyDots(DomainError):
    default = _("You gave more dots than you have. Take some away.")


class OneVote(DomainError):
    default = _("You have one vote. Choose one variant.")


class ReasonMissing(DomainError):
    default = _("Write in a few sentences why the table chose this. Everyone can read it.")


def open_choice(*, actor: User, table_id: int, way: ChoiceWay, dots: int = 3, meeting: Meeting | None = None) -> Choice:
    """Let the table choose; who takes part gets a link of their own by mail. One that is open already stays the only
    one, and is returned; what an earlier round left open is called off. Raises NotNow, NothingToChoose, AlreadyChosen.
    """
    with transaction.atomic():
        table = steps.lock_running(table_id, NotNow)
        there = Choice.everywhere.filter(table=table, closed_at=None).first()
        if there is not None and there.round == table.round:
            return there
        if there is not None:
            there.delete()
        _must_not_have_chosen(table)
        if open_variants(table).count() < FEWEST:
            raise NothingToChoose
        choice = Choice.everywhere.create(
            table=table,
            round=table.round,
            meeting=meeting or meeting_of(table),
            way=way,
            dots=min(max(dots, 1), MOST_DOTS),
            opened_by=actor,
        )
        for seat in taking_part(table):
            mails.choice_open(choice, seat)
        steps.give_sign_of_life(table)
    return choice


def call_off(*, table_id: int, choice_id: int) -> None:
    """Nothing was chosen: what people gave goes, and the variants can be changed again. Safe to run twice."""
    with transaction.atomic():
        steps.lock(table_id)
        Choice.everywhere.filter(pk=choice_id, table=table_id, closed_at=None).delete()


def cast(*, choice_id: int, seat: Seat, given: Mapping[int, int], reasons: Mapping[int, str]) -> None:
    """What one person at the table gives, by the number of the variant; it takes the place of what they gave before. At
    a table that has stopped nobody gives anything.

    Raises Closed, TooManyDots, OneVote, NotOnTheList for who was taken off it or is forgotten. What stands for a
    variant that is not there is left out.
    """
    with transaction.atomic():
        choice = _lock_choice(choice_id)
        seats.lock(choice.table, seat.pk)
        there = set(open_variants(choice.table).values_list("pk", flat=True))
        kept = {pk: max(number, 0) for pk, number in given.items() if pk in there}
        _must_fit(choice, kept)
        Ballot.objects.filter(choice=choice, seat=seat).delete()
        Ballot.objects.bulk_create(
            Ballot(choice=choice, seat=seat, variant_id=pk, number=number, reason=reasons.get(pk, "")[:300])
            for pk, number in kept.items()
            if number or choice.way == ChoiceWay.CONSENT
        )


def count_by_hand(*, choice_id: int, numbers: Mapping[int, tuple[int, int]]) -> None:
    """What hands and stickers said, by the number of the variant: for, and against. Raises Closed."""
    with transaction.atomic():
        choice = _lock_choice(choice_id)
        there = set(open_variants(choice.table).values_list("pk", flat=True))
        for pk, (number, against) in numbers.items():
            if pk in there:
                counted = {"number": number, "against": against}
                ChoiceNumber.objects.update_or_create(choice=choice, variant_id=pk, defaults=counted)


def close(
    *,
    actor: User | None,
    role: ActorRole,
    table_id: int,
    choice_id: int,
    variant_id: int,
    reason: str,
    objections: str = "",
) -> Variant:
    """Write down what the table chose, and why. The same once more changes nothing.

    Locks the table, the choice, and the minutes of its meeting, into which it comes. Raises NotNow, Closed when another
    variant was chosen, ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        table = steps.lock_running(table_id, NotNow)
        choice = Choice.everywhere.select_for_update(of=("self",)).get(pk=choice_id, table=table)
        if choice.closed_at is not None:
            if choice.variant_id == variant_id and choice.variant is not None:
                return choice.variant
            raise Closed
        variant: Variant = open_variants(table).select_for_update().get(pk=variant_id)
        variant.chosen_at = choice.closed_at = clock.now()
        variant.save(update_fields=["chosen_at"])
        choice.variant, choice.reason, choice.objections = variant, reason, objections
        choice.meeting = _chosen_at(choice)
        choice.save(update_fields=["variant", "reason", "objections", "closed_at", "meeting"])
        note = f"{variant.title}: {reason}"
        steps.tell(table, TimelineKind.VARIANT, actor=actor, role=role, note=note)
        if choice.meeting is not None:
            chosen.take_over(choice.meeting, actor=actor, role=role)
        transaction.on_commit(page_cache.purge, robust=True)
    return variant


def taking_part(table: Table) -> list[Seat]:
    """Who can choose: everyone who owns the table, said yes for a meeting, or came. One query."""
    return list(Seat.everywhere.seated().filter(table=table).select_related("user"))


def silent(choice: Choice) -> list[Seat]:
    """Who of them has not chosen on a telephone. Uses the table. Two queries."""
    there = set(choice.ballots.values_list("seat", flat=True))
    return [seat for seat in taking_part(choice.table) if seat.pk not in there]


def voters(choice: Choice) -> int:
    """How many chose on a telephone."""
    return choice.ballots.values("seat").distinct().count()


def by_key(key: UUID) -> Choice | None:
    """The choice that a code to scan leads to, with what its page shows."""
    rows = Choice.everywhere.select_related("table__idea", "table__municipality", "variant")
    return rows.defer("table__idea__search").filter(key=key, table__idea__state="published").first()


def meeting_of(table: Table) -> Meeting | None:
    """The meeting in which it is chosen: the last one that has begun or begins today, else the next."""
    meetings = Meeting.everywhere.filter(table=table, round=table.round, starts_at__isnull=False)
    meetings = meetings.exclude(state=MeetingState.CANCELLED)
    up_to_today = meetings.filter(starts_at__date__lte=clock.today()).order_by("-starts_at").first()
    return up_to_today or meetings.order_by("starts_at").first()


def _chosen_at(choice: Choice) -> Meeting | None:
    """Where it was opened, unless the table has met since."""
    last = meeting_of(choice.table)
    has_met = last is not None and last.starts_at is not None and choice.opened_at < last.starts_at <= clock.now()
    return last if has_met or choice.meeting is None else choice.meeting


def _lock_choice(choice_id: int) -> Choice:
    table_id = Choice.everywhere.filter(pk=choice_id).values_list("table", flat=True).first()
    if table_id is None:
        raise Closed
    table = steps.lock(table_id)
    choice = Choice.everywhere.select_for_update().filter(pk=choice_id, closed_at=None).first()
    if choice is None or choice.round != table.round or table.state != TableState.RUNNING:
        raise Closed
    choice.table = table
    return choice


def _must_not_have_chosen(table: Table) -> None:
    if Variant.everywhere.filter(table=table, round=table.round, chosen_at__isnull=False).exists():
        raise AlreadyChosen


def _must_fit(choice: Choice, given: Mapping[int, int]) -> None:
    if choice.way == ChoiceWay.DOTS and sum(given.values()) > choice.dots:
        raise TooManyDots
    if choice.way == ChoiceWay.VOTE and sum(given.values()) > 1:
        raise OneVote
    if choice.way == ChoiceWay.CONSENT and any(number > 1 for number in given.values()):
        raise OneVote
