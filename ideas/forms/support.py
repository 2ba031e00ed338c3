"""Bringing something to an idea, one form for each kind, and the pinner's reply."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User, normalise_email
from ideas.enums import SupportKind
from ideas.forms.base import EMAIL_ERRORS, LinesField, TidyMixin
from ideas.models import SUPPORT_LENGTH


def _text(label: Any, help_text: Any = "", missing: Any = "") -> LinesField:
    """Required when there is a sentence for whoever leaves it empty."""
    return LinesField(
        label=label,
        help_text=help_text,
        max_length=SUPPORT_LENGTH,
        required=bool(missing),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": missing} if missing else None,
    )


class SupportForm(TidyMixin):
    """The name is asked of whoever told none yet, the address of whoever is not signed in.

    `typed()` gives what belongs to the offer or question itself.
    """

    fields_of_support: ClassVar[tuple[str, ...]] = ("text", "shares_email")

    name = forms.CharField(
        label=_("What is your name?"),
        help_text=_("The idea pinner sees your name. It does not come on the site."),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your name.")},
    )
    email = forms.EmailField(
        label=_("What is your e-mail address?"),
        help_text=_("We send a code to it, and later the answer."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages=EMAIL_ERRORS,
    )
    shares_email = forms.BooleanField(
        label=_("The idea pinner may see my e-mail address."),
        help_text=_("Then you can be mailed directly. Otherwise the answer comes through us."),
        required=False,
    )

    def __init__(self, *args: Any, user: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if user is not None:
            del self.fields["email"]
        if user is not None and user.name:
            del self.fields["name"]
        self.order_fields([*self.fields_of_support[:-1], "name", "email", "shares_email"])

    def clean_email(self) -> str:
        return normalise_email(self.cleaned_data["email"])

    def typed(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields_of_support}


class HelpForm(SupportForm):
    text = _text(
        _("What can you do, or what do you have?"),
        _("For example: I can do carpentry, I know the neighbourhood well, or I have a shed."),
        _("Tell in a few words how you can help."),
    )


class JoinForm(SupportForm):
    """Whoever sits at a table says as what and with which interest; all three are needed."""

    fields_of_support = ("capacity", "role", "interest", "text", "shares_email")

    capacity = forms.ChoiceField(
        label=_("In what capacity do you want to join?"),
        help_text=_("This is your capacity. Everyone at the table tells theirs."),
        choices=Capacity.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose in what capacity you want to join.")},
    )
    role = forms.CharField(
        label=_("What is your role?"),
        help_text=_("For example: neighbour, district nurse, council member, shopkeeper."),
        max_length=100,
        error_messages={"required": _("Tell what your role is. One or two words are enough.")},
    )
    interest = forms.CharField(
        label=_("What is your interest in it?"),
        help_text=_("For example: I live beside it, or my shop earns from it. Both are fine; we are open about it."),
        max_length=300,
        error_messages={"required": _("Tell in a few words what your interest is.")},
    )
    text = _text(_("Do you want to add something?"))


class QuestionForm(SupportForm):
    text = _text(
        _("What would you like to know?"),
        _("One question at a time is easiest to answer."),
        _("Type your question."),
    )


SUPPORT_FORMS: dict[SupportKind, type[SupportForm]] = {
    SupportKind.HELP: HelpForm,
    SupportKind.JOIN: JoinForm,
    SupportKind.QUESTION: QuestionForm,
}


class AnswerForm(TidyMixin):
    """The pinner answers a question."""

    text = _text(_("Your answer"), missing=_("Type your answer."))


class ThanksForm(TidyMixin):
    """The pinner thanks for an offer."""

    text = _text(
        _("What do you want to say?"),
        _("For example: thank you, I will let you hear when we start."),
        _("Type a few words. Even one sentence is nice to get."),
    )
