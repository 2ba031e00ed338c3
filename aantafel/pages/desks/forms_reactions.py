"""Forms of the desk about reactions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from aantafel.pages.desks.forms import TEXT_LENGTH, ReasonForm


class HidingForm(ReasonForm):
    """Why a reaction is hidden, for its writer and for everyone."""

    text = forms.CharField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write it in words: the person reads exactly this.")},
    )


class OptionalWordsForm(ReasonForm):
    """A word along with good news: may be left out."""

    called = _("A word to the writer")
    text = forms.CharField(max_length=TEXT_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 5}))
