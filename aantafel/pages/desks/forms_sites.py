"""Forms of the operator's desk about local sites. They validate and normalise; nothing else."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Capacity, Role
from aantafel.accounts.models import normalise_email
from aantafel.core.errors import DomainError
from ideas.forms import TidyMixin
from ideas.forms.base import EMAIL_ERRORS, LinesField
from movement.services.asking import Wanted
from municipalities import host_names
from municipalities.models import Instance, Municipality
from municipalities.models.instance import NAME_LENGTH

MOST_PEOPLE = 20
MOST_HOSTS = 10
REASON_LENGTH = 500
PLAIN = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}
GROUP = (
    ("residents", Capacity.RESIDENT),
    ("professionals", Capacity.PROFESSIONAL),
    ("employees", Capacity.EMPLOYEE),
)


def _people_field(label: Any) -> LinesField:
    return LinesField(
        label=label,
        help_text=_("E-mail addresses, one on each line."),
        required=False,
        widget=forms.Textarea({"rows": 2, **PLAIN}),
    )


class AddressForm(TidyMixin):
    """The name of a local site, and the part in front of our own domain."""

    name = forms.CharField(
        label=_("Name of the site"),
        help_text=_("It stands at the top of every page and in mails, such as AanTafel! Zutphen."),
        max_length=NAME_LENGTH,
        error_messages={"required": _("Give the site a name.")},
    )
    subdomain = forms.CharField(
        label=_("Subdomain"),
        max_length=60,
        widget=forms.TextInput(PLAIN),
        error_messages={"required": _("Type a subdomain, such as the name of the municipality.")},
    )

    def __init__(self, *args: Any, own: Instance | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        hint = _("The site is then reached at subdomain.%(domain)s.")
        self.fields["subdomain"].help_text = hint % {"domain": settings.BASE_DOMAIN}

    def clean_subdomain(self) -> str:
        try:
            name = host_names.clean_subdomain(self.cleaned_data["subdomain"])
            host_names.check_subdomain(name, own=self.own)
        except DomainError as error:
            raise ValidationError(str(error.message)) from error
        return name


class HostForm(TidyMixin):
    host = forms.CharField(
        label=_("Host name"),
        help_text=_("For example aantafel.gemeente.nl. It has to lead to our server before people can use it."),
        max_length=300,
        widget=forms.TextInput(PLAIN),
        error_messages={"required": _("Type a host name.")},
    )

    def __init__(self, *args: Any, own: Instance, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own

    def clean_host(self) -> str:
        return _host(self.cleaned_data["host"], own=self.own)


class PrepareForm(AddressForm):
    """All that it takes to begin, on one screen."""

    municipality = forms.ModelChoiceField(
        label=_("Municipality"),
        queryset=Municipality.objects.none(),
        to_field_name="code",
        empty_label=_("Choose a municipality"),
        error_messages={
            "required": _("Choose a municipality."),
            "invalid_choice": _("This municipality has a site already, or has merged into another."),
        },
    )
    hosts = LinesField(
        label=_("Host names of their own"),
        help_text=_("One on each line, such as aantafel.gemeente.nl. The first becomes the main address."),
        required=False,
        widget=forms.Textarea({"rows": 2, **PLAIN}),
    )
    coordinator = forms.EmailField(
        label=_("E-mail address of the coordinator"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(PLAIN),
        error_messages=EMAIL_ERRORS,
    )
    residents = _people_field(_("Residents in the initiative group"))
    professionals = _people_field(_("Professionals in the initiative group"))
    employees = _people_field(_("People of the municipality in the initiative group"))
    message = LinesField(
        label=_("A word of your own in the invitation"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    field_order = ("municipality", "name", "subdomain", "hosts", "coordinator", *(name for name, _kind in GROUP))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["municipality"]
        if isinstance(choice, forms.ModelChoiceField):
            choice.queryset = Municipality.objects.current().filter(instance=None).order_by("sort_name")
        for name in ("name", "subdomain"):
            self.fields[name].required = False
        self.fields["name"].help_text = _("Leave it empty for AanTafel! with the name of the municipality.")
        self.fields["subdomain"].help_text = _(
            "Leave it empty for the name of the municipality. The site is then reached at subdomain.%(domain)s."
        ) % {"domain": settings.BASE_DOMAIN}

    def clean_name(self) -> str:
        typed, chosen = str(self.cleaned_data["name"]), self.cleaned_data.get("municipality")
        return typed or (f"AanTafel! {chosen.name}"[:NAME_LENGTH] if chosen else "")

    def clean_subdomain(self) -> str:
        chosen = self.cleaned_data.get("municipality")
        if not self.cleaned_data["subdomain"]:
            self.cleaned_data["subdomain"] = slugify(chosen.name) if chosen else ""
        return super().clean_subdomain() if self.cleaned_data["subdomain"] else ""

    def clean_coordinator(self) -> str:
        return normalise_email(self.cleaned_data["coordinator"])

    def clean_hosts(self) -> list[str]:
        lines = _lines(self.cleaned_data["hosts"], MOST_HOSTS)
        return list(dict.fromkeys(_host(line) for line in lines))

    def clean_residents(self) -> list[str]:
        return _addresses(self.cleaned_data["residents"])

    def clean_professionals(self) -> list[str]:
        return _addresses(self.cleaned_data["professionals"])

    def clean_employees(self) -> list[str]:
        return _addresses(self.cleaned_data["employees"])

    def clean(self) -> dict[str, Any]:
        """A person sits in the group in one capacity."""
        data = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for name, _capacity in GROUP:
            twice = seen & set(data.get(name) or [])
            if twice:
                self.add_error(name, _("%(email)s stands in two capacities. Choose one.") % {"email": min(twice)})
            seen |= set(data.get(name) or [])
        return data

    def people(self) -> list[Wanted]:
        """Whom a valid form asks."""
        asked = [Wanted(self.cleaned_data["coordinator"], Role.COORDINATOR)] if self.cleaned_data["coordinator"] else []
        group = ((email, capacity) for name, capacity in GROUP for email in self.cleaned_data[name])
        return asked + [Wanted(email, Role.INITIATIVE, capacity) for email, capacity in group]


class InviteForm(TidyMixin):
    """One person for one role."""

    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput(PLAIN), error_messages=EMAIL_ERRORS
    )
    seat = forms.ChoiceField(
        label=_("As what?"),
        choices=[
            ("coordinator", Role.COORDINATOR.label),
            ("residents", _("Member of the initiative group, as a resident")),
            ("professionals", _("Member of the initiative group, as a professional")),
            ("employees", _("Member of the initiative group, for the municipality")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose as what you ask this person.")},
    )
    message = LinesField(
        label=_("A word of your own in the invitation"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_email(self) -> str:
        return normalise_email(self.cleaned_data["email"])

    def person(self) -> Wanted:
        """Whom a valid form asks."""
        seat: str = self.cleaned_data["seat"]
        if seat == "coordinator":
            return Wanted(self.cleaned_data["email"], Role.COORDINATOR)
        return Wanted(self.cleaned_data["email"], Role.INITIATIVE, dict(GROUP)[seat])


class WhyForm(TidyMixin):
    """A reason in words. Whether it is needed, the service knows."""

    reason = LinesField(label=_("Why?"), max_length=REASON_LENGTH, required=False, widget=forms.Textarea({"rows": 3}))


def _lines(text: str, most: int) -> list[str]:
    lines = [line.strip(" ,;") for line in text.split("\n")]
    found = [line for line in lines if line]
    if len(found) > most:
        raise ValidationError(_("Fill in %(most)d at most; the others can follow later.") % {"most": most})
    return found


def _addresses(text: str) -> list[str]:
    found = [normalise_email(line) for line in _lines(text, MOST_PEOPLE)]
    for address in found:
        try:
            validate_email(address)
        except ValidationError as error:
            wrong = _("“%(line)s” is not a whole e-mail address. It looks like name@example.com.")
            raise ValidationError(wrong % {"line": address[:100]}) from error
    return list(dict.fromkeys(found))


def _host(text: str, *, own: Instance | None = None) -> str:
    try:
        name = host_names.clean_host(text)
        host_names.check_host(name, own=own)
    except DomainError as error:
        raise ValidationError(f"{text[:100]}: {error.message}") from error
    return name
