"""The numbers of a choice made ready to be shown."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tables.enums import ChoiceWay
from tables.models import Choice
from tables.services import choosing
from tables.services.choosing import Score


@dataclass(frozen=True)
class Numbers:
    """What each variant got, as a table: `has_objections` for a column more."""

    columns: list[str]
    scores: list[Score]
    has_objections: bool


def numbers(choice: Choice) -> Numbers:
    """Three queries."""
    is_consent = choice.way == ChoiceWay.CONSENT
    heads = {
        ChoiceWay.CONSENT: [_("Can live with it"), _("Objections")],
        ChoiceWay.DOTS: [pgettext("choice", "Dots")],
        ChoiceWay.VOTE: [pgettext("choice", "Votes")],
    }
    columns = [pgettext("choice", "Variant"), *heads[ChoiceWay(choice.way)]]
    return Numbers(columns, choosing.scores(choice), is_consent)
