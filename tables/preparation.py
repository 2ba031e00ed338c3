"""What a table still needs before people are invited, in plain words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from tables import guide
from tables.core import Asked
from tables.lifecycle import Step
from tables.models import Table


def missing(*, has_coach: bool, answers: Iterable[Asked]) -> list[str]:
    """A coach who said yes, and the core questions without an answer."""
    coach = [] if has_coach else [_("A coach who says yes")]
    return coach + [_("An answer to: %(question)s") % {"question": one.help.ask} for one in answers if not one.text]


def next_step(table: Table, lacking: list[str]) -> str:
    """What whoever guides the table can do now."""
    if table.step <= Step.MATCH and lacking:
        return _("Talk with the idea pinner, and answer the questions that are still open.")
    return guide.for_coach(max(table.step, Step.MATCH))
