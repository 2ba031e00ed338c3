"""Forms about ideas. They validate and normalise; nothing else."""

import re
from typing import Any, ClassVar

from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from municipalities.lookup import Lookup

from aantafel.accounts.enums import Capacity, NameDisplay
from aantafel.accounts.models import User, normalise_email
from aantafel.core import pictures
from aantafel.core.errors import DomainError
from aantafel.core.text import shorten, tidy, tidy_lines
from ideas import problem_help
from ideas.enums import Relation, Theme
from ideas.models import SKETCH_LENGTH, TITLE_LENGTH, Idea
from municipalities import lookup
from municipalities.models import Municipality

EMAIL_ERRORS = {
    "required": _("Type your e-mail address. We send a code to it."),
    "invalid": _("This is not a whole e-mail address. It looks like name@example.com."),
}


_SEVERAL_LINES = {"origin", "people"}


class TidyMixin(forms.Form):
    """Text without control characters or stray spaces."""

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]  # not in the stubs; the one hook that sees every field
        for name, value in self.cleaned_data.items():
            if isinstance(value, str) and not isinstance(value, Relation):
                lines = name in _SEVERAL_LINES or (
                    isinstance(self.fields[name].widget, forms.Textarea) and name != "title"
                )
                self.cleaned_data[name] = tidy_lines(value) if lines else tidy(value)


class TitleForm(TidyMixin):
    title = forms.CharField(
        label=_("What is your idea? Say it in one sentence."),
        help_text=_("For example: a garden next to the library where everyone may pick herbs."),
        max_length=TITLE_LENGTH,
        min_length=8,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Type your idea in one sentence."),
            "max_length": _("Make it a little shorter: at most %(limit_value)d characters. You can tell more later."),
            "min_length": _("Tell a little more, so that somebody else understands it."),
        },
    )


class PlaceMixin(TidyMixin):
    """A postcode or place name that leads to a municipality; `found` holds what it led to."""

    found: Lookup | None = None

    def look_up(self, text: str) -> Lookup:
        found = lookup.find(text)
        if not found.municipalities:
            raise forms.ValidationError(found.message)
        self.found = found
        return found


class FirstScreenForm(PlaceMixin, TitleForm):
    """What comes along unseen: like ideas shown while typing, and the story when it began with a problem."""

    seen = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    origin = forms.CharField(required=False, max_length=SKETCH_LENGTH, widget=forms.HiddenInput)
    people = forms.CharField(required=False, max_length=SKETCH_LENGTH, widget=forms.HiddenInput)

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
    """The same for somebody we know: only the idea, and a choice when they also work somewhere else."""

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
        return self.look_up(self.cleaned_data["place"]).postcode

    def chosen(self) -> tuple[Municipality, Relation]:
        """The municipality that the idea belongs to, and why that one. Call it on a valid form."""
        works = self.cleaned_data.get("relation") == Relation.WORKS.value
        if works and self.user.work_municipality is not None:
            return self.user.work_municipality, Relation.WORKS
        if self.user.home_municipality is not None:
            return self.user.home_municipality, Relation.LIVES
        if self.found is None:
            raise ValueError("chosen() needs a valid form")
        return self.found.municipalities[0], Relation.LIVES


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

    def municipality(self) -> Municipality:
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


def clean_phone(value: str) -> str:
    """Digits with an optional plus in front; raises ValidationError when it cannot be a phone number."""
    plus = "+" if value.strip().startswith(("+", "00")) else ""
    digits = re.sub(r"\D", "", value)
    if plus and value.strip().startswith("00"):
        digits = digits[2:]
    if not 9 <= len(digits) <= 15 or re.search(r"[A-Za-z]", value):
        raise forms.ValidationError(_("This is not a whole phone number. It has ten digits, like 06 12 34 56 78."))
    return plus + digits


class CallBackForm(PlaceMixin):
    """A phone number instead of an e-mail address."""

    name = forms.CharField(
        label=_("What is your name?"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your name.")},
    )
    phone = forms.CharField(
        label=_("At which phone number can we call you?"),
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={"required": _("Type your phone number.")},
    )
    place = forms.CharField(
        label=_("What is your postcode or place?"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )
    when = forms.CharField(
        label=_("When is a good time to call?"),
        help_text=_("For example: on weekdays after four o'clock."),
        max_length=200,
        required=False,
    )
    text = forms.CharField(
        label=_("Is there something that you want to tell already?"),
        max_length=SKETCH_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])

    def clean_place(self) -> str:
        text = self.cleaned_data["place"]
        return self.look_up(text).postcode if text.strip() else ""


class ProblemForm(TidyMixin):
    """A problem may come in too; a few friendly questions help to turn it into an idea. Only the first is needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in problem_help.QUESTIONS:
            self.fields[question.key] = forms.CharField(
                label=str(question.question),
                help_text=str(question.hint),
                max_length=SKETCH_LENGTH // 2,
                required=question.key == "now",
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={"required": _("Tell in a few words what bothers you.")},
            )

    def title(self) -> str:
        """The beginning of an idea: the small step, or else what would be better, or else the problem."""
        data = self.cleaned_data
        return shorten(data["step"] or data["better"] or data["now"], TITLE_LENGTH)

    def story(self) -> str:
        return "\n\n".join(part for part in (self.cleaned_data["now"], self.cleaned_data["better"]) if part)

    def people(self) -> str:
        return "\n\n".join(part for part in (self.cleaned_data["others"], self.cleaned_data["together"]) if part)


class MessageForm(TidyMixin):
    """An answer to the operator, or an objection."""

    text = forms.CharField(
        label=_("Your answer"),
        max_length=SKETCH_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Type your answer.")},
    )


# the first sketch: one form a screen, each field optional


class SketchForm(TidyMixin):
    """One question of the first sketch. `values()` gives what to save on the idea."""

    fields_of_idea: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, idea: Idea, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {name: getattr(idea, name) for name in self.fields_of_idea})
        super().__init__(*args, **kwargs)
        self.idea = idea

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields_of_idea}


def _long(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=SKETCH_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class SketchTitleForm(SketchForm, TitleForm):
    fields_of_idea = ("title",)


class OriginForm(SketchForm):
    fields_of_idea = ("origin",)
    origin = _long(
        _("How did you come to this idea?"), _("What did you see or go through? A few sentences are enough.")
    )


class PeopleForm(SketchForm):
    fields_of_idea = ("people",)
    people = _long(
        _("Who do you need for it?"),
        _("Think of neighbours, professionals and people of the municipality. No names of others, please."),
    )


class ApproachForm(SketchForm):
    fields_of_idea = ("approach",)
    approach = _long(_("How would you like to go about it?"), _("What could be the first step? It need not be final."))


class ThemeForm(SketchForm):
    fields_of_idea = ("theme",)
    theme = forms.ChoiceField(
        label=_("Which theme fits best?"),
        choices=Theme.choices,
        required=False,
        widget=forms.RadioSelect,
    )


class PictureForm(SketchForm):
    fields_of_idea = ("picture_description",)
    picture = forms.FileField(
        label=_("Do you have a photo or a drawing with it?"),
        help_text=_("JPG, PNG, WEBP or HEIC, at most 25 megabytes. No photos on which others can be recognised."),
        required=False,
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
        error_messages={"max_length": _("The name of this file is too long. Give it a shorter name.")},
    )
    picture_description = forms.CharField(
        label=_("What is to be seen in it?"),
        help_text=_("For people who cannot see the picture. One sentence is enough."),
        max_length=300,
        required=False,
    )
    remove = forms.BooleanField(label=_("Remove the picture"), required=False)

    def __init__(self, *args: Any, idea: Idea, **kwargs: Any) -> None:
        super().__init__(*args, idea=idea, **kwargs)
        self.fields["picture"].widget = forms.FileInput(attrs={"accept": "image/*"})
        if not idea.picture:
            del self.fields["remove"]

    def clean_picture(self) -> "ContentFile[bytes] | None":
        upload = self.cleaned_data["picture"]
        if not isinstance(upload, UploadedFile):
            return None
        try:
            return pictures.rewrite(upload)
        except DomainError as error:
            raise forms.ValidationError(str(error.message)) from error

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        stays = bool(self.idea.picture) and not data.get("remove")
        if (data.get("picture") or stays) and not data.get("picture_description"):
            self.add_error("picture_description", _("Say in one sentence what is to be seen in the picture."))
        return data

    def values(self) -> dict[str, Any]:
        if self.cleaned_data.get("picture"):
            return {"picture": self.cleaned_data["picture"], **super().values()}
        if self.cleaned_data.get("remove"):
            return {"picture": "", "picture_description": ""}
        return super().values() if self.idea.picture else {}


class WhereForm(SketchForm):
    fields_of_idea = ("place",)
    place = forms.CharField(
        label=_("Where is it about?"),
        help_text=_("A street, a neighbourhood, a building: in your own words."),
        max_length=200,
        required=False,
    )


class RelationForm(PlaceMixin, SketchForm):
    """Whether the pinner lives or works there. The idea may move to where they work until it is on the site."""

    fields_of_idea = ("relation",)
    relation = forms.ChoiceField(
        label=_("What do you have to do with this municipality?"),
        choices=Relation.choices,
        widget=forms.RadioSelect,
    )
    other = forms.CharField(
        label=_("Is your idea for another municipality, where you work?"),
        help_text=_("Type the postcode or place of your work. Leave it empty if it is not."),
        max_length=100,
        required=False,
    )

    def __init__(self, *args: Any, idea: Idea, **kwargs: Any) -> None:
        super().__init__(*args, idea=idea, **kwargs)
        if idea.is_public:
            del self.fields["other"]

    def clean_other(self) -> Municipality | None:
        text = self.cleaned_data["other"]
        return self.look_up(text).municipalities[0] if text.strip() else None

    def values(self) -> dict[str, Any]:
        other = self.cleaned_data.get("other")
        if other is None:
            return super().values()
        return {"municipality": other, "relation": Relation.WORKS.value}


class CapacityForm(SketchForm):
    fields_of_idea = ("capacity", "role", "interest")
    capacity = forms.ChoiceField(
        label=_("In which capacity do you sit at this table?"), choices=Capacity.choices, widget=forms.RadioSelect
    )
    role = forms.CharField(
        label=_("What is your role?"),
        help_text=_("For example: neighbour, district nurse, council member, shopkeeper."),
        max_length=100,
        required=False,
    )
    interest = forms.CharField(
        label=_("What is your interest in it?"),
        help_text=_("Do you get something out of it? That is fine; we are open about it."),
        max_length=300,
        required=False,
    )


class NameForm(SketchForm):
    """How the name shows: kept with the person, not with the idea."""

    name_display = forms.ChoiceField(
        label=_("What may others see of your name?"), choices=NameDisplay.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, idea: Idea, **kwargs: Any) -> None:
        person = idea.owner or idea.pinner
        kwargs["initial"] = {"name_display": person.name_display}
        super().__init__(*args, idea=idea, **kwargs)
