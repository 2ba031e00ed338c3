"""What the forms about ideas share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aantafel.core.text import is_blank, tidy, tidy_lines
from ideas.enums import Relation
from ideas.models import TITLE_LENGTH
from municipalities import lookup
from municipalities.lookup import Lookup

EMAIL_ERRORS = {
    "required": _("Type your e-mail address. We send a code to it."),
    "invalid": _("This is not a whole e-mail address. It looks like name@example.com."),
}


class LinesField(forms.CharField):
    """Text of several lines. A browser counts the end of a line once but sends it as two characters."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


_SEVERAL_LINES = {"origin", "people"}


class TidyMixin(forms.Form):
    """Text without control characters or stray spaces. What must be told and shows as nothing is not told."""

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]  # not in the stubs; the one hook that sees every field
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            if field.required and isinstance(value, str) and value and is_blank(value):
                self.add_error(name, field.error_messages["required"])
        for name, value in self.cleaned_data.items():
            if isinstance(value, str) and not isinstance(value, Relation):
                lines = name in _SEVERAL_LINES or (
                    isinstance(self.fields[name].widget, forms.Textarea) and name != "title"
                )
                self.cleaned_data[name] = tidy_lines(value) if lines else tidy(value)


class TitleForm(TidyMixin):
    title = forms.CharField(
        label=_("What is your idea? Say it in one sentence."),
        help_text=_("For example: a garden next to the library where everyone may pick herbs."),
        max_length=TITLE_LENGTH,
        min_length=8,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Type your idea in one sentence."),
            "max_length": _("Make it a little shorter: at most %(limit_value)d characters. You can tell more later."),
            "min_length": _("Tell a little more, so that somebody else understands it."),
        },
    )


class PlaceMixin(TidyMixin):
    """A postcode or place name that leads to a municipality; `found` holds what it led to."""

    found: Lookup | None = None

    def look_up(self, text: str) -> Lookup:
        found = lookup.find(text)
        if not found.municipalities:
            raise forms.ValidationError(found.message)
        self.found = found
        return found
