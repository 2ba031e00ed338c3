"""Looking for a work form."""

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from tables.enums_work_forms import Phase
from tables.models.work_forms import MOST_PEOPLE
from tables.work_forms import Wish

TIMES = (15, 30, 45, 60, 90)


def _times() -> list[tuple[str, str]]:
    told = [(str(n), ngettext("At most %(n)d minute", "At most %(n)d minutes", n) % {"n": n}) for n in TIMES]
    return [("", gettext("That does not matter")), *told]


class WorkFormFilter(forms.Form):
    """What an address asks for. Its names stand in the address, so they are Dutch."""

    mensen = forms.IntegerField(
        label=_("With how many people are you?"),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 20, "autocomplete": "off"}),
        error_messages={
            "invalid": _("Type a whole number."),
            "min_value": _("Type 1 or more."),
            "max_value": _("Type at most %(limit_value)d."),
        },
    )
    minuten = forms.TypedChoiceField(
        label=_("How much time is there?"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=_times,
    )
    fase = forms.CharField(required=False)

    def wish(self) -> Wish:
        """What can be understood of it; the rest is left out."""
        self.full_clean()
        told = self.cleaned_data
        phase = told.get("fase", "")
        return Wish(phase if phase in Phase.values else "", told.get("mensen"), told.get("minuten"))

    def typed(self) -> dict[str, str]:
        """What was understood, as an address says it."""
        wish = self.wish()
        return {
            "fase": wish.phase,
            "mensen": str(wish.people or ""),
            "minuten": str(wish.minutes or ""),
        }
