"""The first sketch and what the pinner writes afterwards: one form a screen, each field optional."""

from typing import Any, ClassVar

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from aantafel.accounts import places
from aantafel.accounts.enums import Capacity, NameDisplay
from aantafel.core import pictures
from ideas import local
from ideas.enums import Relation, Theme
from ideas.forms.base import LinesField, TidyMixin, TitleForm
from ideas.forms.places import NeighbourhoodField, offer_neighbourhoods
from ideas.models import SKETCH_LENGTH, Idea
from municipalities.models import Municipality


class MessageForm(TidyMixin):
    """An answer to the operator, or an objection."""

    text = LinesField(
        label=_("Your answer"),
        max_length=SKETCH_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Type your answer.")},
    )


class SketchForm(TidyMixin):
    """One question of the first sketch. `values()` gives what to save on the idea."""

    fields_of_idea: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, idea: Idea, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {name: getattr(idea, name) for name in self.fields_of_idea})
        super().__init__(*args, **kwargs)
        self.idea = idea

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields_of_idea}


def _long(label: Any, help_text: Any) -> LinesField:
    return LinesField(
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

    def __init__(self, *args: Any, idea: Idea, **kwargs: Any) -> None:
        super().__init__(*args, idea=idea, **kwargs)
        field = self.fields["theme"]
        if isinstance(field, forms.ChoiceField):
            field.choices = local.themes_in(idea.municipality_id, keep=idea.theme)


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
        return pictures.cleaned(self.cleaned_data["picture"], pictures.rewrite)

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
    """The neighbourhood is asked where the municipality has named its neighbourhoods."""

    fields_of_idea = ("place",)
    place = forms.CharField(
        label=_("Which place is it about?"),
        help_text=_("A street, a neighbourhood, a building: in your own words."),
        max_length=200,
        required=False,
    )
    neighbourhood = NeighbourhoodField()

    def __init__(self, *args: Any, idea: Idea, **kwargs: Any) -> None:
        initial = {"place": idea.place, "neighbourhood": idea.neighbourhood_id}
        super().__init__(*args, idea=idea, **{"initial": initial, **kwargs})
        offer_neighbourhoods(self, idea.municipality_id, keep=idea.neighbourhood_id)

    def values(self) -> dict[str, Any]:
        if "neighbourhood" not in self.fields:
            return super().values()
        return {**super().values(), "neighbourhood": self.cleaned_data["neighbourhood"]}


class RelationForm(SketchForm):
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
        return places.one(text, usual=self.idea.municipality)[0] if text.strip() else None

    def values(self) -> dict[str, Any]:
        other = self.cleaned_data.get("other")
        if other is None:
            return super().values()
        return {"municipality": other, "relation": Relation.WORKS.value}


class CapacityForm(SketchForm):
    fields_of_idea = ("capacity", "role", "interest")
    capacity = forms.ChoiceField(
        label=_("In what capacity do you sit at this table?"),
        help_text=_("This is your capacity. Everyone at the table tells theirs."),
        choices=Capacity.choices,
        widget=forms.RadioSelect,
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
