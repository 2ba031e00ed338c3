"""Answering a core question."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas.forms import TidyMixin
from ideas.forms.base import LinesField
from tables.models import ANSWER_LENGTH
from tables.road.core import Asked


class CoreAnswerForm(TidyMixin):
    """`seen` is the version that stood on the screen when somebody began to type."""

    text = LinesField(
        label=_("The answer"),
        max_length=ANSWER_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"max_length": _("Make it a little shorter: at most %(limit_value)d characters.")},
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, one: Asked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = str(one.help.ask)
        self.fields["text"].help_text = str(one.help.hint)
