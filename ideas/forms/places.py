"""The question in which neighbourhood it is, for municipalities that have named theirs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas import local
from municipalities.models import Neighbourhood


class NeighbourhoodField(forms.ChoiceField):
    """Gives the neighbourhood, or None for none chosen. `offer_neighbourhoods` says which there are."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Which neighbourhood?"), required=False, **kwargs)

    def clean(self, value: Any) -> Neighbourhood | None:
        chosen = super().clean(value)
        return Neighbourhood.objects.filter(pk=chosen).first() if chosen else None


def offer_neighbourhoods(form: forms.Form, municipality_id: int | None, *, keep: int | None = None) -> None:
    """Fill in the choices, or take the field out where there are none."""
    found = local.neighbourhoods_in(municipality_id, keep=keep)
    field = form.fields["neighbourhood"]
    if found and isinstance(field, forms.ChoiceField):
        field.choices = [("", _("Not chosen")), *found]
    else:
        del form.fields["neighbourhood"]
