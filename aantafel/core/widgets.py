"""How the `field` component draws form controls, and the widgets that Django has no form of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.functional import Promise
from django.utils.safestring import SafeString

CHECKBOX = "utrecht-checkbox"
RADIO = "utrecht-radio-button utrecht-radio-button--html-input"
# the class of each kind of control: always, when it holds a mistake, and when it is locked. Written out in full,
# since the front-end build keeps the rules of those classes only that it finds in the sources.
CLASSES = {
    "text": ("utrecht-textbox", "utrecht-textbox--invalid", "utrecht-textbox--disabled"),
    "textarea": ("utrecht-textarea", "utrecht-textarea--invalid", "utrecht-textarea--disabled"),
    "select": ("utrecht-select", "utrecht-select--invalid", "utrecht-select--disabled"),
    "checkbox": (CHECKBOX, "utrecht-checkbox--invalid", "utrecht-checkbox--disabled"),
    "file": ("at-file", "at-file--invalid", "at-file--disabled"),
}


class ExplainedRadios(forms.RadioSelect):
    """Radio buttons with a line of explanation under each: `ExplainedRadios(hints={"resident": _("…")})`."""

    def __init__(self, *args: Any, hints: Mapping[str, str | Promise] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = dict(hints or {})


class ExplainedCheckboxes(forms.CheckboxSelectMultiple):
    """The same for checkboxes of which several may be ticked."""

    def __init__(self, *args: Any, hints: Mapping[str, str | Promise] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = dict(hints or {})


@dataclass(frozen=True)
class Option:
    """One radio button or one checkbox of a group, ready to be placed beside its label."""

    control: SafeString
    label: str
    id: str
    hint: str
    hint_id: str


def kind(field: BoundField) -> str:
    """The way a field is laid out: hidden, options, checkbox, file, textarea, select or text."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "options"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.FileInput):
        return "file"
    if isinstance(widget, forms.Textarea):
        return "textarea"
    if isinstance(widget, forms.Select):
        return "select"
    return "text"


def described_by(field: BoundField, *, has_hint: bool = False) -> str:
    """The ids of what belongs to a field, in the order in which it is read: what the form adds, hint,
    mistakes, how much fits.
    """
    has_help = has_hint or bool(field.help_text)
    there = [("helptext", has_help), ("error", bool(field.errors)), ("limit", bool(remaining_limit(field)))]
    ids = [f"{field.auto_id}_{part}" for part, is_there in there if is_there]
    return " ".join([*field.field.widget.attrs.get("aria-describedby", "").split(), *ids])


def control(field: BoundField, described_by: str = "") -> SafeString:
    """The bare control with its classes; Django adds id, required and aria-invalid."""
    if kind(field) == "hidden":
        return field.as_widget()
    usual, invalid, locked = CLASSES[kind(field)]
    own = field.field.widget.attrs.get("class")
    classes = [usual, own, invalid if field.errors else "", locked if field.field.disabled else ""]
    attrs: dict[str, Any] = {"class": " ".join(part for part in classes if part)}
    limit = remaining_limit(field)
    if described_by:
        attrs["aria-describedby"] = described_by
    if limit:
        attrs["data-remaining"] = f"{field.auto_id}_remaining"
    return field.as_widget(attrs=attrs)


def remaining_limit(field: BoundField) -> int:
    """How many characters fit in a text area that counts them down; 0 when it does not."""
    if kind(field) != "textarea":
        return 0
    return int(field.field.widget.attrs.get("maxlength") or getattr(field.field, "max_length", 0) or 0)


def options(field: BoundField) -> list[Option]:
    """The choices of a group of radio buttons or checkboxes."""
    widget = field.field.widget
    css = CHECKBOX if isinstance(widget, forms.CheckboxSelectMultiple) else RADIO
    hints = widget.hints if isinstance(widget, (ExplainedRadios, ExplainedCheckboxes)) else {}
    return [_option(choice, css, str(hints.get(str(choice.data["value"]), ""))) for choice in field.subwidgets]


def _option(choice: BoundWidget, css: str, hint: str) -> Option:
    attrs = choice.data["attrs"]
    hint_id = f"{attrs['id']}_hint"
    attrs["class"] = css
    attrs.pop("aria-describedby", None)
    attrs.pop("required", None)
    if hint:
        attrs["aria-describedby"] = hint_id
    return Option(choice.tag(), str(choice.choice_label), str(choice.id_for_label), hint, hint_id)
