"""A coach's own profile."""

from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from aantafel.core import clock, pictures
from coaches.enums import Language, ProfilePart, Quality
from coaches.forms.moments import MomentsMixin
from coaches.models import ABOUT_LENGTH, CoachProfile
from coaches.models.profile import MOST_TABLES
from ideas.enums import Theme
from ideas.forms.base import LinesField
from municipalities.models import Neighbourhood

PLAIN = (
    *("about", "themes", "qualities", "languages", "moments", "tables_at_once"),
    *("paused_from", "paused_until", "public_parts", "shares_contact"),
)
BAD_DAY = {"invalid": _("Choose a whole date, like 31-12-2027.")}


def _several(label: Any, choices: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, help_text=help_text, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class ProfileForm(MomentsMixin):
    about = LinesField(
        label=_("What do you want to tell about yourself?"),
        help_text=_("A few sentences: what you have done, what you like, what you know about."),
        max_length=ABOUT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    picture = forms.FileField(
        label=_("A photo of you"),
        help_text=_("JPG, PNG, WEBP or HEIC, at most 25 megabytes. We cut a square out of the middle."),
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        error_messages={"max_length": _("The name of this file is too long. Give it a shorter name.")},
    )
    remove = forms.BooleanField(label=_("Remove the photo"), required=False)
    themes = _several(_("Which themes suit you?"), Theme.choices, _("Choose none if you are open to everything."))
    qualities = _several(_("What are you good at?"), Quality.choices)
    neighbourhoods: "forms.ModelMultipleChoiceField[Neighbourhood]" = forms.ModelMultipleChoiceField(
        label=_("In which neighbourhoods do you like to work?"),
        help_text=_("Choose none if it does not matter to you."),
        queryset=Neighbourhood.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=_("Which languages do you speak?"),
        choices=Language.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language.")},
    )
    tables_at_once = forms.IntegerField(
        label=_("How many tables do you want to guide at once?"),
        min_value=1,
        max_value=MOST_TABLES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Choose a number from 1 to 10."),
            "invalid": _("Choose a number from 1 to 10."),
            "min_value": _("Choose a number from 1 to 10."),
            "max_value": _("Choose a number from 1 to 10."),
        },
    )
    paused_from = forms.DateField(
        label=_("A rest from"),
        help_text=_("From this day on you are not asked for new ideas."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=BAD_DAY,
    )
    paused_until = forms.DateField(
        label=_("Up to and including"),
        help_text=_("Leave it empty if you do not know yet."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=BAD_DAY,
    )
    public_parts = _several(
        _("What may everyone see?"),
        ProfilePart.choices,
        _("What you tick shows on the page of coaches. The rest only the coordinator and the other coaches see."),
    )
    shares_contact = forms.BooleanField(
        label=_("An idea pinner may have my e-mail address"),
        help_text=_("Only of an idea that you said yes to."),
        required=False,
    )

    def __init__(self, data: Any = None, files: Any = None, *, profile: CoachProfile) -> None:
        initial = {name: getattr(profile, name) for name in PLAIN}
        initial["neighbourhoods"] = list(profile.neighbourhoods.values_list("pk", flat=True))
        super().__init__(data, files, initial=initial)
        places = profile.municipality.neighbourhoods.filter(ended_at=None)
        field = self.fields["neighbourhoods"]
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.queryset = places
        if not places.exists():
            del self.fields["neighbourhoods"]
        if not profile.picture:
            del self.fields["remove"]

    def clean_picture(self) -> "ContentFile[bytes] | None":
        return pictures.cleaned(self.cleaned_data["picture"], pictures.portrait)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, end = data.get("paused_from"), data.get("paused_until")
        if end is not None and start is None and "paused_from" not in self.errors:
            data["paused_from"] = start = min(end, clock.today())
        if start is not None and end is not None and end < start:
            self.add_error("paused_until", _("The last day of your rest lies before the first."))
        return data

    def values(self) -> dict[str, Any]:
        """What to save on the profile."""
        values = {name: self.cleaned_data[name] for name in PLAIN}
        if self.cleaned_data.get("picture"):
            return {**values, "picture": self.cleaned_data["picture"]}
        return {**values, "picture": ""} if self.cleaned_data.get("remove") else values

    def places(self) -> list[int] | None:
        """The chosen neighbourhoods; None where the municipality has none."""
        chosen = self.cleaned_data.get("neighbourhoods")
        return None if chosen is None else [place.pk for place in chosen]
