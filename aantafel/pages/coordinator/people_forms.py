"""Forms about the people of a municipality."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import DELEGABLE, Capacity, DeskPart, Role
from aantafel.accounts.models import User, normalise_email
from aantafel.accounts.roles import LOCAL_ROLES, MEANINGS
from aantafel.core import clock
from aantafel.core.widgets import ExplainedCheckboxes, ExplainedRadios
from aantafel.pages.coordinator.people import name_of
from ideas.forms import TidyMixin

CAPACITY_HINT = _("Only for the initiative group, which needs all three.")
HINTS = {role.value: means for role, means in MEANINGS.items()}
NEEDS_CAPACITY = _("Choose in which capacity this person joins the initiative group.")


def _capacity() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("In which capacity?"),
        help_text=CAPACITY_HINT,
        choices=Capacity.choices,
        required=False,
        widget=forms.RadioSelect,
    )


class InviteForm(TidyMixin):
    """One person, for one role or several."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Type the e-mail address of this person."),
            "invalid": _("This is not a whole e-mail address. It looks like name@example.com."),
        },
    )
    name = forms.CharField(label=_("Name"), max_length=100, required=False)
    roles = forms.MultipleChoiceField(
        label=_("For which roles?"),
        widget=ExplainedCheckboxes(hints=HINTS),
        error_messages={"required": _("Choose at least one role.")},
    )
    capacity = _capacity()
    message = forms.CharField(
        label=_("A few words of your own"),
        help_text=_("They stand in the mail."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["roles"], roles)

    def clean_email(self) -> str:
        return normalise_email(self.cleaned_data["email"])

    def clean_roles(self) -> list[Role]:
        return [role for role in LOCAL_ROLES if role in self.cleaned_data["roles"]]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if Role.INITIATIVE in data.get("roles", []) and not data.get("capacity"):
            self.add_error("capacity", NEEDS_CAPACITY)
        return data


class RoleForm(forms.Form):
    """One more role for somebody who is here already."""

    role = forms.ChoiceField(
        label=_("Which role?"),
        widget=ExplainedRadios(hints=HINTS),
        error_messages={"required": _("Choose a role."), "invalid_choice": _("This person has this role already.")},
    )
    capacity = _capacity()

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["role"], roles)

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("role") == Role.INITIATIVE and not data.get("capacity"):
            self.add_error("capacity", NEEDS_CAPACITY)
        return data


class PartsForm(forms.Form):
    """Which parts of the desk somebody may work at."""

    parts = forms.MultipleChoiceField(
        label=_("What may this person do at the desk?"),
        help_text=_("Nothing ticked: this person no longer works at the desk."),
        choices=[(part.value, part.label) for part in DELEGABLE],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_parts(self) -> list[DeskPart]:
        return [DeskPart(part) for part in self.cleaned_data["parts"]]


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("This is not a day. Write it like 2026-09-30."),
        },
    )


class PeriodForm(forms.Form):
    """For whom, and from one day up to and including another."""

    instead_of = forms.ModelChoiceField(
        label=_("For whom?"),
        help_text=_("This coordinator gets no mail on Monday in this period."),
        queryset=User.objects.none(),
        empty_label=None,
        error_messages={"required": _("Choose a coordinator."), "invalid_choice": _("Choose a coordinator.")},
    )
    starts_on = _day(_("First day"))
    ends_on = _day(_("Last day"))

    def __init__(self, *args: Any, coordinators: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["instead_of"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = coordinators
            field.label_from_instance = name_of  # type: ignore[method-assign,assignment]  # how Django documents it

    def clean_starts_on(self) -> date:
        first: date = self.cleaned_data["starts_on"]
        if first < clock.today():
            raise forms.ValidationError(_("This day has passed. Choose today or later."))
        return first

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day comes before the first. Choose a later day."))
        return data


def _offer(field: forms.Field, roles: list[Role]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = [(role.value, role.label) for role in LOCAL_ROLES if role in roles]
