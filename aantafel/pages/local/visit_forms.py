"""Forms for ideas that were heard of, and for going to see the people behind them."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Role
from aantafel.accounts.models import Membership, User
from aantafel.accounts.permissions import running_shares
from aantafel.core import clock
from aantafel.core.widgets import ExplainedRadios
from ideas.forms import TidyMixin
from movement.enums import HeardAbout
from movement.models import HeardIdea
from movement.models.visits import HEARD_LENGTH
from municipalities.models import Municipality, Neighbourhood

FAR = 366  # days ahead that a visit may be planned


def who_may_go(municipality: Municipality) -> QuerySet[User]:
    """Coordinators, coaches, and those who help at the desk."""
    held = Membership.objects.filter(
        municipality=municipality, role__in=(Role.COORDINATOR, Role.COACH), ended_at=None
    ).values("user")
    shared = running_shares().filter(municipality=municipality).values("user")
    return User.objects.filter(Q(pk__in=held) | Q(pk__in=shared), is_active=True).order_by("name", "pk")


class HeardForm(TidyMixin):
    """What was heard. Of a person nothing is written down without a yes."""

    heard = forms.CharField(
        label=_("What did you hear?"),
        help_text=_("The idea or the wish, in a few sentences."),
        max_length=HEARD_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write down what you heard.")},
    )
    about = forms.ChoiceField(
        label=_("Where does it lead?"),
        choices=HeardAbout.choices,
        initial=HeardAbout.PLACE,
        widget=ExplainedRadios(
            hints={"place": _("Write no names of people: “the canteen of the football club”, “the flats at the park”.")}
        ),
    )
    who = forms.CharField(
        label=_("Who or where?"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Say where somebody has to go.")},
    )
    reach = forms.CharField(
        label=_("How do you reach them?"),
        help_text=_("For example a phone number, or when somebody is there."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    consent = forms.BooleanField(
        label=_("I asked this person. It is all right that we write this down and come by."), required=False
    )
    heard_from = forms.CharField(
        label=_("From whom do you have it?"),
        help_text=_("For example: the district nurse, or: at the market."),
        max_length=200,
        required=False,
    )
    neighbourhood = forms.ModelChoiceField(
        Neighbourhood.objects.none(), label=_("Neighbourhood"), required=False, empty_label=_("Not chosen")
    )

    def __init__(self, *args: Any, at: Municipality, heard: HeardIdea | None = None, **kwargs: Any) -> None:
        if heard is not None:
            names = ("heard", "about", "who", "reach", "heard_from")
            known = {name: getattr(heard, name) for name in names}
            kwargs["initial"] = {
                **known,
                "neighbourhood": heard.neighbourhood_id,
                "consent": heard.consent_on is not None,
            }
        super().__init__(*args, **kwargs)
        self.before = heard
        field = self.fields["neighbourhood"]
        here = Neighbourhood.objects.filter(municipality=at, ended_at=None)
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = here
        if not here:
            del self.fields["neighbourhood"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("about") == HeardAbout.PERSON and not data.get("consent"):
            self.add_error("consent", _("Ask this person first. Until then, write down the place and no name."))
        return data

    def values(self) -> dict[str, Any]:
        """The fields of the row; a consent that was there keeps its day."""
        data = dict(self.cleaned_data)
        agreed = data.pop("consent") and data["about"] == HeardAbout.PERSON
        before = self.before.consent_on if self.before else None
        return {**data, "consent_on": (before or clock.today()) if agreed else None}


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # the stubs alone know its type
    """People by name; by address who has given none."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name or obj.email)


class PlanVisitForm(TidyMixin):
    visitor = PersonField(
        User.objects.none(),
        label=_("Who goes?"),
        empty_label=_("Not chosen"),
        error_messages={"required": _("Choose who goes.")},
    )
    day = forms.DateField(
        label=_("When?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Say on which day."),
            "invalid": _("This is not a day. Write it like 2026-09-30."),
        },
    )

    def __init__(self, *args: Any, at: Municipality, heard: HeardIdea, user: User, **kwargs: Any) -> None:
        kwargs["initial"] = {"visitor": heard.visitor_id or user.pk, "day": heard.planned_for}
        super().__init__(*args, **kwargs)
        field = self.fields["visitor"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = who_may_go(at)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not 0 <= (day - clock.today()).days <= FAR:
            raise forms.ValidationError(_("Choose a day from today on, within a year."))
        return day


class CloseVisitForm(TidyMixin):
    reason = forms.CharField(
        label=_("Why does no idea come of it?"),
        help_text=_("For example: it is there already. Or: these people would rather not."),
        max_length=300,
        error_messages={"required": _("Say in a few words why it comes off the list.")},
    )
