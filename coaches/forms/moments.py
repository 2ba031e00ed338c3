"""When somebody has time: the parts of the seven days, as a table of checkboxes."""

from collections.abc import Iterator

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from aantafel.core import widgets
from coaches.enums import Daypart, Moment
from ideas.forms import TidyMixin

# their context keeps them from replacing Django's own names of days, in every date
DAYS: tuple[str | Promise, ...] = (
    pgettext_lazy("row of a table", "Monday"),
    pgettext_lazy("row of a table", "Tuesday"),
    pgettext_lazy("row of a table", "Wednesday"),
    pgettext_lazy("row of a table", "Thursday"),
    pgettext_lazy("row of a table", "Friday"),
    pgettext_lazy("row of a table", "Saturday"),
    pgettext_lazy("row of a table", "Sunday"),
)


def moment_rows(field: forms.BoundField) -> Iterator[tuple[str | Promise, list[widgets.Option]]]:
    """A row for each day: its name, and a checkbox for each part of it."""
    options, parts = widgets.options(field), len(Daypart)
    for number, day in enumerate(DAYS):
        yield day, options[number * parts : (number + 1) * parts]


class MomentsMixin(TidyMixin):
    moments = forms.MultipleChoiceField(
        label=_("When do you mostly have time?"),
        help_text=_("Tick what suits you usually. You need not keep to it."),
        choices=Moment.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
