"""The rows behind the figures, for a file: what the desk may see anyway, one line each."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from aantafel.core.sheets import Cell, Sheet
from aantafel.pages.coordinator.figures import people
from coaches.models import CoachProfile
from ideas.enums import Channel, IdeaState, Theme
from ideas.models import Idea
from tables.enums import TableState, TableStep

CHUNK = 500


def ideas() -> Sheet:
    """Everything that was ever sent in, the newest first, read from the database as the file goes out."""
    fields = ("pk", "title", "state", "channel", "theme", "neighbourhood__name", "submitted_at", "decided_at")
    more = ("published_at", "withdrawn_at", "table__step", "table__state")
    rows = Idea.objects.filter(submitted_at__isnull=False).order_by("-submitted_at", "-pk").values_list(*fields, *more)
    return Sheet(
        _("All ideas"),
        [
            *(_("Number"), _("Idea"), _("Stands at"), _("Way in"), _("Theme"), _("Neighbourhood")),
            *(_("Sent in"), _("Decided"), _("On the site since"), _("Withdrawn on"), _("Step"), _("Table")),
        ],
        _idea_rows(rows, _names()),
    )


def coaches() -> Sheet:
    rows = people.with_load(CoachProfile.objects.serving()).defer("search", "about")
    return Sheet(
        _("All coaches"),
        [
            *(_("Coach"), _("Stands at"), _("Tables now"), _("At once at most"), _("Room for")),
            *(_("Rests from"), _("Rests until"), _("Coach since")),
        ],
        [
            (*people.row_of(coach, busy), coach.paused_from, coach.paused_until, coach.started_at)
            for coach, busy in people.loads(rows)
        ],
    )


Names = dict[str, dict[str | int, str]]


def _names() -> Names:
    """Written out now: the language of the page is gone when the file goes out."""
    return {
        "state": {value: str(label) for value, label in IdeaState.choices},
        "channel": {value: str(label) for value, label in Channel.choices},
        "theme": {value: str(label) for value, label in Theme.choices},
        "step": {value: f"{value}. {label}" for value, label in TableStep.choices},
        "table": {value: str(label) for value, label in TableState.choices},
    }


def _idea_rows(rows: "QuerySet[Idea, tuple[Any, ...]]", names: Names) -> Iterator[tuple[Cell, ...]]:
    for pk, title, state, channel, theme, place, *moments, step, standing in rows.iterator(CHUNK):
        about = (names["state"][state], names["channel"][channel], names["theme"].get(theme, ""), place)
        yield (pk, title, *about, *moments, names["step"].get(step), names["table"].get(standing))
