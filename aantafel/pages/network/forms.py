"""Forms about the network list."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import normalise_email
from aantafel.core import clock
from aantafel.core.widgets import ExplainedRadios
from ideas.enums import Theme
from ideas.forms import TidyMixin, clean_phone
from movement.enums import PEOPLE, AgreedHow, ContactKind
from movement.models import NOTE_LENGTH, OFFERS_LENGTH, REASON_LENGTH, Contact
from movement.services.network import Details, mark_of
from municipalities.models import Instance, Neighbourhood

HINTS = {
    ContactKind.ORGANISATION.value: _("An association, a foundation, a school, a shop."),
    ContactKind.KEY_PERSON.value: _("Somebody whom the neighbourhood knows."),
    ContactKind.PROFESSIONAL.value: _("Somebody who can do something by profession, without an organisation."),
}


class ContactForm(TidyMixin):
    """An organisation or a person; a person only with a yes of their own."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=ContactKind.choices,
        widget=ExplainedRadios(hints=HINTS),
        error_messages={"required": _("Choose what it is.")},
    )
    name = forms.CharField(label=_("Name"), max_length=120, error_messages={"required": _("Type a name.")})
    offers = forms.CharField(
        label=_("What can they do?"),
        help_text=_("For example: lends a hall, knows everybody in the street, can draw a plan."),
        max_length=OFFERS_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    neighbourhoods = forms.ModelMultipleChoiceField(
        label=_("For which neighbourhoods?"),
        queryset=Neighbourhood.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = forms.MultipleChoiceField(
        label=_("For which themes?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    phone = forms.CharField(
        label=_("Phone number"), max_length=30, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid": _("This is not a whole e-mail address. It looks like name@example.com.")},
    )
    website = forms.URLField(
        label=_("Website"),
        max_length=300,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid": _("This is not a whole address. It looks like www.example.com.")},
    )
    source = forms.CharField(
        label=_("Where do you know them from?"),
        help_text=_("For example: from the social map, or met at the summer market."),
        max_length=200,
        required=False,
    )
    agreed_how = forms.ChoiceField(
        label=_("How did this person say yes?"),
        help_text=_("Needed for a person. Tell them that the coordinator and the coaches see this list."),
        choices=[("", _("Not chosen")), *AgreedHow.choices],
        required=False,
    )
    agreed_on = forms.DateField(
        label=_("On which day?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is not a day. Write it like 2026-09-30.")},
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("This person may ask to read it."),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    mark = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, instance: Instance, contact: Contact | None = None, **kwargs: Any) -> None:
        chosen = [] if contact is None else list(contact.neighbourhoods.values_list("pk", flat=True))
        if contact is not None:
            kwargs["initial"] = {**vars(contact), "neighbourhoods": chosen, "mark": mark_of(contact)}
        super().__init__(*args, **kwargs)
        places, themes = self.fields["neighbourhoods"], self.fields["themes"]
        if isinstance(places, forms.ModelMultipleChoiceField):
            there = Neighbourhood.objects.filter(municipality=instance.municipality_id)
            places.queryset = there.filter(Q(ended_at=None) | Q(pk__in=chosen))
        if isinstance(themes, forms.MultipleChoiceField):
            offered = set(instance.themes or Theme.values) | set(contact.themes if contact else [])
            themes.choices = [(theme.value, theme.label) for theme in Theme if theme.value in offered]

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"]) if self.cleaned_data["phone"].strip() else ""

    def clean_email(self) -> str:
        return normalise_email(self.cleaned_data["email"])

    def clean_agreed_on(self) -> date | None:
        day: date | None = self.cleaned_data["agreed_on"]
        if day is not None and day > clock.today():
            raise forms.ValidationError(_("This day has yet to come. Choose the day on which they said yes."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") in PEOPLE:
            if not data.get("agreed_how"):
                self.add_error("agreed_how", _("Ask this person first. Then choose how they said yes."))
            if not data.get("agreed_on") and "agreed_on" not in self.errors:
                self.add_error("agreed_on", _("Choose the day on which they said yes."))
        return data

    def has_now_seen(self, contact: Contact) -> None:
        """Whoever saves this form again does so in the knowledge that somebody changed the contact."""
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed["mark"] = mark_of(contact)
        self.data = typed

    def details(self) -> Details:
        names = ("name", "offers", "phone", "email", "website", "source", "agreed_how", "agreed_on", "note")
        told = {name: self.cleaned_data[name] for name in names}
        return Details(kind=ContactKind(self.cleaned_data["kind"]), themes=tuple(self.cleaned_data["themes"]), **told)


class RemoveForm(TidyMixin):
    """Why something goes off the list."""

    reason = forms.CharField(
        label=_("Why does it go off the list?"),
        help_text=_("This stays in the logbook. Do not write a name here."),
        max_length=REASON_LENGTH,
        error_messages={"required": _("Say in a few words why it goes off the list.")},
    )
