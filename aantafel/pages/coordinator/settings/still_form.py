"""How long a table may stand still, step by step."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aantafel.pages.coordinator.settings.forms import SettingsForm
from municipalities.models import Instance
from tables.enums import TableStep
from tables.lifecycle import Step
from tables.road.standing_still import days_of

LEAST_DAYS, MOST_DAYS = 7, 365


class StillForm(SettingsForm):
    """After how many days without a sign of life the people of a table are asked how it goes, for each step."""

    names = ("still_days",)

    def __init__(self, *args: Any, instance: Instance, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        for step in TableStep:
            self.fields[f"step_{step.value}"] = _days(step)

    def initial_of(self, instance: Instance) -> dict[str, Any]:
        return {f"step_{step.value}": days for step, days in days_of(instance).items()}

    def values(self) -> dict[str, Any]:
        """What differs from the country's."""
        chosen = {step: self.cleaned_data[f"step_{step.value}"] for step in Step}
        usual = days_of(None)
        return {"still_days": {str(step.value): days for step, days in chosen.items() if days != usual[step]}}


def _days(step: TableStep) -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Step %(n)d: %(name)s, in days") % {"n": step.value, "name": step.label},
        min_value=LEAST_DAYS,
        max_value=MOST_DAYS,
        error_messages={
            "required": _("Type a number of days."),
            "invalid": _("Type a whole number."),
            "min_value": _("Type at least %(limit_value)d."),
            "max_value": _("Type at most %(limit_value)d."),
        },
    )
