"""Pinning: the first screen, and who you are."""

import re
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from aantafel.accounts import places
from aantafel.accounts.models import User, normalise_email
from aantafel.core.text import tidy
from ideas.enums import Relation
from ideas.forms.base import EMAIL_ERRORS, LinesField, PlaceMixin, TidyMixin, TitleForm
from ideas.models import SKETCH_LENGTH
from municipalities.lookup import Lookup
from municipalities.models import Municipality


class FirstScreenForm(PlaceMixin, TitleForm):
    """What comes along unseen: like ideas shown while typing, and the story when it began with a problem."""

    seen = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    origin = LinesField(required=False, max_length=SKETCH_LENGTH, widget=forms.HiddenInput)
    people = LinesField(required=False, max_length=SKETCH_LENGTH, widget=forms.HiddenInput)

    def story(self) -> dict[str, str]:
        """What was told along with a problem, for the sketch; nothing when nothing was."""
        return {name: self.cleaned_data[name] for name in ("origin", "people") if self.cleaned_data.get(name)}

    def seen_ids(self) -> set[int]:
        """Which like ideas were already shown while typing."""
        return {int(part) for part in re.findall(r"\d{1,18}", self.cleaned_data.get("seen", ""))}


class PinForm(FirstScreenForm):
    """The first screen for somebody who is not signed in: the idea, and where."""

    place = forms.CharField(
        label=_("What is your postcode or place?"),
        help_text=_("Then your idea comes to the right municipality. Of a postcode we keep only the four digits."),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "spellcheck": "false"}),
        error_messages={"required": _("Type your postcode, or the name of your place.")},
    )

    def clean_place(self) -> str:
        return self.look_up(self.cleaned_data["place"]).postcode or tidy(self.cleaned_data["place"])


class SignedInPinForm(FirstScreenForm):
    """The same for somebody we know: only the idea, and a choice when they also work somewhere else.

    `key` comes along unseen: it names the idea, so that a form that is sent twice pins one idea.
    """

    key = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput)
    relation = forms.ChoiceField(
        label=_("For which municipality is your idea?"), required=False, widget=forms.RadioSelect
    )
    place = forms.CharField(
        label=_("What is your postcode or place?"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.place_meant: Municipality | None = None
        home, work = user.home_municipality, user.work_municipality
        if home is None:
            self.fields["place"].required = True
        else:
            del self.fields["place"]
        if home is not None and work is not None and work != home:
            choices = [
                (Relation.LIVES.value, _("%(municipality)s, where I live") % {"municipality": home.name}),
                (Relation.WORKS.value, _("%(municipality)s, where I work") % {"municipality": work.name}),
            ]
            self.fields["relation"] = forms.ChoiceField(
                label=_("For which municipality is your idea?"),
                choices=choices,
                initial=Relation.LIVES.value,
                widget=forms.RadioSelect,
            )
        else:
            del self.fields["relation"]

    def clean_place(self) -> str:
        self.place_meant, self.found = places.one(self.cleaned_data["place"])
        return self.found.postcode

    def chosen(self) -> tuple[Municipality, Relation]:
        """The municipality that the idea belongs to, and why that one. Call it on a valid form."""
        works = self.cleaned_data.get("relation") == Relation.WORKS.value
        if works and self.user.work_municipality is not None:
            return self.user.work_municipality, Relation.WORKS
        if self.user.home_municipality is not None:
            return self.user.home_municipality, Relation.LIVES
        if self.place_meant is None:
            raise ValueError("chosen() needs a valid form")
        return self.place_meant, Relation.LIVES


class MunicipalityChoiceMixin(TidyMixin):
    """Where a postcode or place lies in more than one municipality, the person confirms which."""

    def offer(self, found: Lookup, chosen: Municipality | None) -> None:
        self.choices = found.municipalities
        if len(found.municipalities) < 2:
            return
        self.fields["municipality"] = forms.ChoiceField(
            label=_("In which municipality is that?"),
            choices=[(m.code, m.name) for m in found.municipalities],
            initial=(chosen or found.municipalities[0]).code,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose your municipality.")},
        )

    def chosen_municipality(self) -> Municipality:
        """The choice, or the only one."""
        code = self.cleaned_data.get("municipality")
        return next((m for m in self.choices if m.code == code), self.choices[0])


class IdentityForm(MunicipalityChoiceMixin):
    name = forms.CharField(
        label=_("What is your name?"),
        help_text=_("Nobody sees your name until you say that they may."),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your name.")},
    )
    email = forms.EmailField(
        label=_("What is your e-mail address?"),
        help_text=_("We send you a code. Then your idea is pinned."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages=EMAIL_ERRORS,
    )

    def __init__(self, *args: Any, found: Lookup, chosen: Municipality | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(found, chosen)

    def clean_email(self) -> str:
        return normalise_email(self.cleaned_data["email"])


class HelperForm(MunicipalityChoiceMixin):
    """Filled in by somebody else: whose idea it is, and who fills it in."""

    name = forms.CharField(
        label=_("What is the name of the person whose idea it is?"),
        help_text=_("Nobody sees this name on the site, unless the person says that they may."),
        max_length=100,
        error_messages={"required": _("Type the name of the person whose idea it is.")},
    )
    email = forms.EmailField(
        label=_("What is that person's e-mail address?"),
        help_text=_("Leave it empty if the person has none. Then we write to you."),
        max_length=254,
        required=False,
        error_messages=EMAIL_ERRORS,
    )
    helper_name = forms.CharField(
        label=_("What is your own name?"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your own name.")},
    )
    helper_email = forms.EmailField(
        label=_("What is your own e-mail address?"),
        help_text=_("We send you a code. Then the idea is pinned."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages=EMAIL_ERRORS,
    )
    consent = forms.BooleanField(
        label=_("This person knows that I pin the idea, and agrees."),
        error_messages={"required": _("Ask the person first. Tick this when they agree.")},
    )

    def __init__(self, *args: Any, found: Lookup, chosen: Municipality | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(found, chosen)

    def clean_email(self) -> str:
        return normalise_email(self.cleaned_data["email"])

    def clean_helper_email(self) -> str:
        return normalise_email(self.cleaned_data["helper_email"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("email") and data.get("email") == data.get("helper_email"):
            self.add_error("email", _("This is your own address. Leave it empty if the person has none."))
        return data
