"""The numbers of a choice: counted, and made ready to be shown."""

from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from aantafel.core import clock
from tables.enums import ChoiceWay, MeetingPurpose, MeetingState
from tables.models import Choice, Meeting, Variant


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
    second = Meeting.everywhere.filter(table=choice.table_id, round=choice.round, purpose=MeetingPurpose.SECOND)
    starts = second.filter(starts_at__isnull=False).exclude(state=MeetingState.CANCELLED)
    begun = [at <= clock.now() for at in starts.order_by().values_list("starts_at", flat=True) if at]
    found = []
    if begun and not any(begun):
        found.append(_("The meeting in which the table chooses has yet to begin."))
    if not any(one.number or one.against for one in counted.scores):
        found.append(_("Nobody has chosen yet, on a telephone or by hand."))
    return found


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
