"""Forms for choosing between variants."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from aantafel.core import pictures
from aantafel.core.widgets import ExplainedRadios
from ideas.forms import TidyMixin
from ideas.forms.base import LinesField
from tables.enums import ChoiceWay
from tables.forms.fields import SHORTER, long_text
from tables.models import Choice, Variant
from tables.models.plan import TEXT_LENGTH
from tables.services.choosing import MOST_DOTS

_long = partial(long_text, most=TEXT_LENGTH)


class PictureMixin(TidyMixin):
    """A picture with a sentence about it. `has_picture`: there is one already."""

    picture = forms.FileField(label=_("Picture"), required=False, widget=forms.FileInput(attrs={"accept": "image/*"}))
    picture_description = forms.CharField(
        label=_("What is to be seen in the picture?"),
        help_text=_("For people who cannot see the picture. One sentence is enough."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, has_picture: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_picture = has_picture

    def clean_picture(self) -> "ContentFile[bytes] | None":
        return pictures.cleaned(self.cleaned_data["picture"], pictures.rewrite)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if (data.get("picture") or self.has_picture) and not data.get("picture_description"):
            self.add_error("picture_description", _("Say in one sentence what is to be seen in the picture."))
        elif data.get("picture_description") and not self.has_picture and not self.files.get("picture"):
            self.add_error("picture", _("Choose the picture that this is about, or leave the sentence about it out."))
        return data

    def add_error(self, field: str | None, error: Any) -> None:
        """No browser keeps a file: with anything that is wrong the picture has to be chosen again."""
        super().add_error(field, error)
        if field != "picture" and self.files.get("picture") and "picture" not in self.errors:
            super().add_error("picture", _("Choose the picture once more. It did not come along."))

    def with_picture(self, values: dict[str, Any]) -> dict[str, Any]:
        """Without a new picture the one that is there stays."""
        told = {**values, "picture_description": self.cleaned_data["picture_description"]}
        if self.cleaned_data.get("picture"):
            return {**told, "picture": self.cleaned_data["picture"]}
        return told


class VariantForm(PictureMixin):
    """`seen` is when the variant had been changed last, when the form was opened."""

    title = forms.CharField(
        label=_("Name of this variant"),
        help_text=_("For example: a small garden next to the library."),
        max_length=150,
        error_messages={"required": _("Give the variant a short name."), **SHORTER},
    )
    group = forms.CharField(
        label=_("Who worked it out?"),
        help_text=_("For example: two residents and the gardener."),
        max_length=300,
        required=False,
        error_messages=SHORTER,
    )
    text = _long(
        _("What does it come down to?"), _("A few sentences that somebody who was not there understands."), rows=6
    )
    arguments_for = _long(_("What speaks for it?"), _("One thing on each line."))
    arguments_against = _long(_("What speaks against it?"), _("One thing on each line."))
    costs = _long(_("What does it cost?"), _("Money, time and people. If you do not know it yet, write that."), rows=3)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    field_order = (
        *("title", "group", "text", "arguments_for", "arguments_against", "costs"),
        *("picture", "picture_description", "seen"),
    )

    def values(self) -> dict[str, Any]:
        names = ("title", "group", "text", "arguments_for", "arguments_against", "costs")
        return self.with_picture({name: self.cleaned_data[name] for name in names})


def ask_once_more(form: forms.Form, doubts: Sequence[str]) -> None:
    """With `doubts` whoever fills it in has to be `sure`."""
    if doubts:
        form.fields["sure"].help_text = " ".join(doubts)
    else:
        del form.fields["sure"]


class WayForm(forms.Form):
    way = forms.ChoiceField(
        label=_("How will the table choose?"),
        choices=ChoiceWay.choices,
        initial=ChoiceWay.CONSENT.value,
        widget=ExplainedRadios(
            hints={
                ChoiceWay.CONSENT.value: _("Everyone says of each variant whether they can live with it."),
                ChoiceWay.DOTS.value: _("Quick with many variants. Good for a first impression."),
                ChoiceWay.VOTE.value: _("The variant with the most votes is chosen."),
            }
        ),
        error_messages={"required": _("Choose a way.")},
    )
    dots = forms.IntegerField(
        label=_("How many dots does everyone get?"),
        help_text=_("Only for dots. Three is usual."),
        min_value=1,
        max_value=MOST_DOTS,
        initial=3,
        error_messages={
            "required": _("Type a number."),
            "invalid": _("Type a number."),
            "min_value": _("At least one dot."),
            "max_value": _("At most ten dots."),
        },
    )
    sure = forms.BooleanField(
        label=_("Let people choose already"),
        error_messages={"required": _("Tick that people may choose already, or wait until the meeting.")},
    )

    def __init__(self, *args: Any, doubts: Sequence[str] = (), **kwargs: Any) -> None:
        """With `doubts` it is asked once more."""
        super().__init__(*args, **kwargs)
        ask_once_more(self, doubts)


SAY_WHY = _("Write in a few words what your objection is. Do you not want to? Then press the button once more.")


class CountForm(forms.Form):
    """What hands and stickers said: one number for each variant, with consent two."""

    def __init__(self, *args: Any, choice: Choice, variants: Sequence[Variant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choice, self.variants = choice, list(variants)
        low, high = _("Type a number from 0 on."), _("That is too many.")
        wrong = {"invalid": _("Type a number."), "min_value": low, "max_value": high}
        by_dots = choice.way == ChoiceWay.DOTS
        asked = _("%(title)s: how many dots?") if by_dots else _("%(title)s: how many votes?")
        for one in self.variants:
            rules: dict[str, Any] = {"min_value": 0, "max_value": 500, "required": False, "error_messages": wrong}
            if choice.way == ChoiceWay.CONSENT:
                label = _("%(title)s: how many can live with it?") % {"title": one.title}
                self.fields[f"for_{one.pk}"] = forms.IntegerField(label=label, **rules)
                label = _("%(title)s: how many have an objection?") % {"title": one.title}
                self.fields[f"against_{one.pk}"] = forms.IntegerField(label=label, **rules)
            else:
                self.fields[f"for_{one.pk}"] = forms.IntegerField(label=asked % {"title": one.title}, **rules)

    def numbers(self) -> dict[int, tuple[int, int]]:
        data = self.cleaned_data
        return {one.pk: (data.get(f"for_{one.pk}") or 0, data.get(f"against_{one.pk}") or 0) for one in self.variants}


class CloseForm(TidyMixin):
    variant = forms.ChoiceField(
        label=_("What did the table choose?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a variant."), "invalid_choice": _("Choose one of the variants.")},
    )
    reason = LinesField(
        label=_("Why this one?"),
        help_text=_("The reasons that were given. Everyone can read them."),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write in a few sentences why the table chose this."), **SHORTER},
    )
    objections = _long(
        _("Were there objections, and what did you do with them?"), _("Leave this empty when there were none.")
    )

    sure = forms.BooleanField(
        label=_("This is what the table chose all the same"),
        error_messages={"required": _("Tick that this is what the table chose, or go back and let it choose first.")},
    )
    asked = forms.BooleanField(
        label=_("I asked these people. Their name may be here."),
        error_messages={
            "required": _("Take the names out of the text. Or ask these people first, and then tick this.")
        },
    )

    def __init__(
        self,
        *args: Any,
        variants: Sequence[Variant],
        doubts: Sequence[str] = (),
        names: bool = False,
        **kwargs: Any,
    ) -> None:
        """With `doubts` it is asked once more, and with `names` whether people gave theirs."""
        super().__init__(*args, **kwargs)
        self.fields["variant"].choices = [(str(one.pk), one.title) for one in variants]  # type: ignore[attr-defined]
        ask_once_more(self, doubts)
        if not names:
            del self.fields["asked"]


class BallotForm(forms.Form):
    """What one person gives. With consent: can live with it, or an objection in a few words, which are asked for once.

    `asked` says that they were.
    """

    asked = forms.CharField(required=False, max_length=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, choice: Choice, variants: Sequence[Variant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choice, self.variants = choice, list(variants)
        if choice.way == ChoiceWay.VOTE:
            self.fields["vote"] = forms.ChoiceField(
                label=_("Which variant has your vote?"),
                choices=[(str(one.pk), one.title) for one in self.variants],
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Choose a variant."),
                    "invalid_choice": _("Choose one of the variants."),
                },
            )
        elif choice.way == ChoiceWay.DOTS:
            most = {"max_value": _("You have %(limit_value)d dots."), "min_value": _("Type a number from 0 on.")}
            for one in self.variants:
                self.fields[f"dots_{one.pk}"] = forms.IntegerField(
                    label=_("%(title)s: how many dots?") % {"title": one.title},
                    min_value=0,
                    max_value=choice.dots,
                    required=False,
                    widget=forms.NumberInput(attrs={"aria-describedby": "stippen"}),  # the line on top of the page
                    error_messages={"invalid": _("Type a number."), **most},
                )
        else:
            self._ask_consent()

    def _ask_consent(self) -> None:
        answers = [("1", _("I can live with it")), ("0", _("I have an objection"))]
        for one in self.variants:
            self.fields[f"says_{one.pk}"] = forms.ChoiceField(
                label=one.title,
                choices=answers,
                widget=forms.RadioSelect,
                error_messages={"required": _("Say what you think of this variant.")},
            )
            self.fields[f"why_{one.pk}"] = forms.CharField(
                label=_("Your objection against %(title)s, in a few words") % {"title": one.title},
                max_length=300,
                required=False,
                error_messages=SHORTER,
            )

    def clean(self) -> dict[str, Any] | None:
        data = self.cleaned_data
        silent = [one for one in self.variants if data.get(f"says_{one.pk}") == "0" and not data.get(f"why_{one.pk}")]
        if silent and not data.get("asked"):
            for one in silent:
                self.add_error(f"why_{one.pk}", SAY_WHY)
            self.data = {**self.data, "asked": "1"}
        return data

    def given(self) -> dict[int, int]:
        data = self.cleaned_data
        if self.choice.way == ChoiceWay.VOTE:
            return {int(data["vote"]): 1}
        prefix = "dots_" if self.choice.way == ChoiceWay.DOTS else "says_"
        return {one.pk: int(data.get(f"{prefix}{one.pk}") or 0) for one in self.variants}

    def reasons(self) -> dict[int, str]:
        return {one.pk: self.cleaned_data.get(f"why_{one.pk}", "") for one in self.variants}
