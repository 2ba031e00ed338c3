"""Fields that the forms of a table share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas.forms.base import LinesField

TOO_LONG = _("Make it a little shorter: at most %(limit_value)d characters.")
SHORTER = {"max_length": TOO_LONG}


def long_text(label: Any, hint: Any = "", *, most: int, missing: Any = "", rows: int = 4) -> LinesField:
    """Some lines of text. Required when there is a sentence for whoever leaves it empty."""
    return LinesField(
        label=label,
        help_text=hint,
        max_length=most,
        required=bool(missing),
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={**({"required": missing} if missing else {}), **SHORTER},
    )
