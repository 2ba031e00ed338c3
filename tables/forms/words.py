"""Moving a table, deciding about it, and what is put at it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.core.validators import URLValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aantafel.core import pdf_files
from aantafel.core.errors import DomainError
from aantafel.core.widgets import ExplainedRadios
from coaches.models.help import HELP_LENGTH
from ideas.forms import TidyMixin
from ideas.forms.base import LinesField
from tables.enums import WordKind
from tables.forms.fields import TOO_LONG
from tables.models import NOTE_LENGTH, Seat
from tables.models.documents import ABOUT_LENGTH


def _lines(label: Any, *, help_text: Any = "", length: int = NOTE_LENGTH, **more: Any) -> LinesField:
    errors = {"required": _("Write in one or two sentences why."), "max_length": TOO_LONG}
    widget = forms.Textarea(attrs={"rows": 4})
    return LinesField(label=label, help_text=help_text, max_length=length, widget=widget, error_messages=errors, **more)


class ReasonForm(TidyMixin):
    """`here` is the step that somebody had before them."""

    reason = _lines(
        _("Why?"), help_text=_("One or two sentences, without names. Everyone can read this on the page of the table.")
    )
    here = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=7)

    def __init__(self, *args: Any, required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = required


class WordForm(TidyMixin):
    """What the owner decides; `meeting` is the number of the meeting after which. Where one thing can be decided, the
    button says which.
    """

    kind = forms.ChoiceField(
        label=_("What do you decide?"),
        widget=ExplainedRadios,
        error_messages={"required": _("Choose what you decide.")},
    )
    reason = _lines(
        _("Why?"),
        help_text=_("One or two sentences, without names. Everyone can read this on the page of the table."),
        required=False,
    )
    meeting = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kinds: Iterable[WordKind], with_reason: Iterable[WordKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = list(kinds)
        field = self.fields["kind"]
        field.choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined] # of a ChoiceField
        if len(kinds) == 1:
            field.widget = forms.HiddenInput()
        else:
            field.widget.hints = {kind.value: EXPLAINED[kind] for kind in kinds if kind in EXPLAINED}
        self.with_reason = frozenset(with_reason)
        if WordKind.STOP in kinds:
            self.fields["reason"].help_text = NEEDED_TO_STOP

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind = data.get("kind")
        if kind in self.with_reason and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Write in one or two sentences why."))
        return data


NEEDED_TO_STOP = _(
    "Needed when the table stops. One or two sentences, without names. Everyone can read this on the page of the table."
)
EXPLAINED: dict[WordKind, str | Promise] = {
    WordKind.STOP: _("The table stops. It can go on later. Say why."),
}


class NameForm(TidyMixin):
    words = forms.CharField(
        label=_("Which name or words?"),
        help_text=_("Exactly as they stand there. You first see where they stand."),
        min_length=2,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages=dict.fromkeys(
            ("required", "min_length"), _("Type the name as it stands there: at least two letters.")
        ),
    )


class ShareForm(TidyMixin):
    seat = forms.ModelChoiceField(
        label=_("With whom?"),
        queryset=Seat.everywhere.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose somebody."), "invalid_choice": _("Choose somebody of this list.")},
    )

    def __init__(self, *args: Any, people: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["seat"]
        field.queryset = Seat.everywhere.filter(pk__in=list(people))
        field.label_from_instance = lambda seat: people[seat.pk]


class DocumentForm(TidyMixin):
    title = forms.CharField(
        label=_("What is it called?"),
        max_length=150,
        error_messages={"required": _("Give the document a name."), "max_length": TOO_LONG},
    )
    about = forms.CharField(
        label=_("What is it?"),
        help_text=_("One sentence. For example: the draft policy of the municipality on which the table gives advice."),
        max_length=ABOUT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": TOO_LONG},
    )
    link = forms.URLField(
        label=_("Where does it stand?"),
        help_text=_("A web address. It begins with https://. Leave it empty when you choose a file."),
        max_length=300,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("This is not a whole web address. It begins with https://.")},
    )
    file = forms.FileField(
        label=_("Or choose a PDF"),
        help_text=_("At most 15 megabytes. Everyone can download it."),
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={
            "max_length": _("The name of this file is too long. Give it a shorter name."),
            "empty": _("This file is empty."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sentence = _("This is not a whole web address. It begins with https://.")
        field = self.fields["link"]
        field.validators = [URLValidator(schemes=["https", "http"], message=sentence), *field.validators[1:]]

    def clean_file(self) -> "ContentFile[bytes] | None":
        upload = self.cleaned_data["file"]
        if not upload:
            return None
        try:
            return pdf_files.checked(upload)
        except DomainError as error:
            raise forms.ValidationError(str(error.message)) from error

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "link" in self.errors or "file" in self.errors:
            return data
        if data.get("link") and data.get("file"):
            self.add_error("link", _("Give either a web address or a file."))
        elif not (data.get("link") or data.get("file")):
            self.add_error("link", _("Give a web address, or choose a file."))
        return data


class HelpForm(TidyMixin):
    text = LinesField(
        label=_("What do you need help with?"),
        help_text=_("Only the people who help you read this."),
        max_length=HELP_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say in one or two sentences what you need."), "max_length": TOO_LONG},
    )
