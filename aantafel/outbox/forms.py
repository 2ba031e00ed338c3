"""What an operator may filter the list of mails by."""

from django import forms
from django.utils.translation import gettext_lazy as _

from aantafel.outbox import render
from aantafel.outbox.enums import State


class FilterForm(forms.Form):
    """All optional; read from the address, so that a filtered list can be kept and shared."""

    staat = forms.ChoiceField(label=_("State"), required=False)
    soort = forms.ChoiceField(label=_("Kind"), required=False)
    adres = forms.CharField(label=_("Mail address"), required=False, max_length=254)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they are
        _choices(self.fields["staat"], [("", _("All states")), *State.choices])
        _choices(self.fields["soort"], [("", _("All kinds")), *_kinds()])


def _kinds() -> list[tuple[object, object]]:
    return [(kind, render.name_of(kind)) for kind in render.kinds()]


def _choices(field: forms.Field, choices: list[tuple[object, object]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
