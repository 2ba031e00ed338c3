"""Forms for spoken messages at a desk: typing out, reading back by phone, putting away."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from aantafel.accounts.enums import Capacity, NameDisplay
from aantafel.core import clock
from ideas.forms import TidyMixin, TitleForm
from ideas.forms.base import LinesField
from ideas.models import SKETCH_LENGTH, VoiceMessage
from ideas.services.voice import TEXT

NAMES = [
    (NameDisplay.HIDDEN, pgettext_lazy("name of another", "Nothing, only the capacity")),
    (NameDisplay.FIRST, pgettext_lazy("name of another", "Only the first name")),
    (NameDisplay.FULL, pgettext_lazy("name of another", "The whole name")),
]


def _lines(label: Any) -> LinesField:
    return LinesField(label=label, max_length=SKETCH_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class TypeOutForm(TitleForm):
    """What was said, as an idea. `version` is of the text that stood there when the page was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32_000)
    origin = _lines(_("How it came about"))
    people = _lines(_("Who is needed"))
    approach = _lines(_("How to go about it"))
    capacity = forms.ChoiceField(label=_("In which capacity?"), choices=Capacity.choices, widget=forms.RadioSelect)
    name_display = forms.ChoiceField(
        label=_("What may others see of the name?"), choices=NAMES, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, message: VoiceMessage, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(message, name) for name in (*TEXT, "version")}
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("The idea in one sentence")
        self.fields["title"].help_text = _("In the words of the person, as far as you can.")

    def text(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in TEXT}


class ReadBackForm(TidyMixin):
    """By phone: the text was read out, and this is what the person said."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32_000)
    answer = forms.ChoiceField(
        label=_("What did the person say?"),
        choices=[("yes", _("Yes: it may come on the site")), ("no", _("No: everything is thrown away"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    on = forms.DateField(
        label=_("Read back on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Say on which day.")},
    )
    sure = forms.BooleanField(
        label=_("I read the whole text out to this person, and nobody else said it for them."),
        error_messages={"required": _("Read the text out first. Tick this when you have.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today
        self.fields["on"].widget.attrs["max"] = clock.today().isoformat()

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > clock.today():
            raise forms.ValidationError(_("This day is still to come."))
        return day


class PutAwayForm(TidyMixin):
    reason = forms.CharField(
        label=_("Why does nothing come of it?"),
        help_text=_("With an e-mail address the person reads this. For example: we hear only noise."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write it in words: the person reads exactly this.")},
    )
