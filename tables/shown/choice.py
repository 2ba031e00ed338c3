"""The numbers of a choice: counted, and made ready to be shown."""

from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from aantafel.core import clock, dates
from tables.enums import ChoiceWay, MeetingPurpose, MeetingState
from tables.models import Choice, Meeting, Table, Variant
from tables.querysets import MeetingQuerySet

WITH_DOTS = "stippen-plakken"  # the work form of the national library for it


@dataclass(frozen=True)
class Score:
    """What one variant got: on telephones and by hand together. `against` counts objections, with consent alone."""

    variant: Variant
    number: int
    against: int = 0


@dataclass(frozen=True)
class Numbers:
    """What each variant got, as a table: `has_objections` for a column more."""

    columns: list[str]
    scores: list[Score]
    has_objections: bool


def numbers(choice: Choice) -> Numbers:
    """Three queries."""
    return of_scores(choice, scores(choice))


def of_scores(choice: Choice, found: list[Score]) -> Numbers:
    return Numbers(columns(choice), in_order(found), choice.way == ChoiceWay.CONSENT)


def doubts(choice: Choice, counted: Numbers) -> list[str]:
    """What makes one ask whether the table chose at all: the second meeting picks the variant, and everyone reads the
    numbers. One query.
    """
    found = (
        [_("The meeting in which the table chooses has yet to begin.")]
        if _to_come(choice.table_id, choice.round)
        else []
    )
    if not any(one.number or one.against for one in counted.scores):
        found.append(_("Nobody has chosen yet, on a telephone or by hand."))
    return found


def too_soon(table: Table) -> list[str]:
    """What makes one ask whether the table should choose already: a link goes to everyone at once. One query."""
    meeting = _to_come(table.pk, table.round)
    if meeting is None or meeting.starts_at is None:
        return []
    text = _("The meeting in which the table chooses is on %(day)s. When you begin now, everyone gets a mail now.")
    return [text % {"day": dates.day(meeting.starts_at)}]


def usual_way(table: Table) -> ChoiceWay:
    """That of the work form of the meeting in which the table chooses, or consent. One query."""
    seconds = _seconds(table.pk, table.round).filter(work_form__slug=WITH_DOTS)
    return ChoiceWay.DOTS if seconds.exists() else ChoiceWay.CONSENT


def _to_come(table: int, number: int) -> Meeting | None:
    """The second meeting of that round, when it has its day and has yet to begin."""
    found = list(_seconds(table, number).filter(starts_at__isnull=False).order_by("starts_at"))
    return found[0] if found and all(one.starts_at and one.starts_at > clock.now() for one in found) else None


def _seconds(table: int, number: int) -> MeetingQuerySet:
    rows = Meeting.everywhere.filter(table=table, round=number, purpose=MeetingPurpose.SECOND)
    return rows.exclude(state=MeetingState.CANCELLED)


def columns(choice: Choice) -> list[str]:
    """Over the variants and over what each got, in the language in force."""
    heads = {
        ChoiceWay.CONSENT: [_("Can live with it"), _("Objections")],
        ChoiceWay.DOTS: [pgettext("choice", "Dots")],
        ChoiceWay.VOTE: [pgettext("choice", "Votes")],
    }
    return [pgettext("choice", "Variant"), *heads[ChoiceWay(choice.way)]]


def scores(choice: Choice) -> list[Score]:
    """Each variant with what it got, the most first. Three queries."""
    variants = Variant.everywhere.filter(table=choice.table_id, round=choice.round, dropped_at=None)
    by_phone = dict(choice.ballots.values_list("variant").annotate(total=Sum("number")).order_by())
    doubts: dict[int, int] = {}
    if choice.way == ChoiceWay.CONSENT:
        for pk in choice.ballots.filter(number=0).values_list("variant", flat=True):
            doubts[pk] = doubts.get(pk, 0) + 1
    by_hand = {one.variant_id: one for one in choice.numbers.all()}
    found = [
        Score(
            variant=one,
            number=by_phone.get(one.pk, 0) + (by_hand[one.pk].number if one.pk in by_hand else 0),
            against=doubts.get(one.pk, 0) + (by_hand[one.pk].against if one.pk in by_hand else 0),
        )
        for one in variants
    ]
    return in_order(found)


def in_order(found: list[Score]) -> list[Score]:
    """The most first."""
    return sorted(found, key=lambda score: (-score.number, score.against, score.variant.pk))
