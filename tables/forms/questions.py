"""Forms for asking everyone something, and for answering that."""

from datetime import date
from functools import partial
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Capacity
from aantafel.core import clock
from ideas.forms import TidyMixin
from ideas.forms.support import SupportForm
from tables.forms.fields import SHORTER, long_text
from tables.forms.plan import DAY, DAY_ERRORS
from tables.models.questions import TEXT_LENGTH
from tables.services.questions import LONGEST, Asked

_lines = partial(long_text, most=TEXT_LENGTH)


class AskForm(TidyMixin):
    """`seen` is when the question had been changed last, when the form was opened."""

    title = forms.CharField(
        label=_("What do you ask?"),
        help_text=_("One sentence. For example: who can lend us a trailer for one Saturday?"),
        max_length=150,
        error_messages={"required": _("Write in one sentence what you ask."), **SHORTER},
    )
    text = _lines(
        _("Do you want to tell more?"), _("What is it for? How much time does it take? You need not fill this in.")
    )
    until = forms.DateField(
        label=_("Until when can people answer?"),
        help_text=_("At most three months from now. After that day the question closes by itself."),
        widget=DAY,
        error_messages=DAY_ERRORS,
    )
    place = forms.CharField(
        label=_("Near where?"),
        help_text=_("A neighbourhood or a place, for example: near the station. You need not fill this in."),
        max_length=100,
        required=False,
        error_messages=SHORTER,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        if not clock.today() <= day <= clock.today() + LONGEST:
            raise forms.ValidationError(_("Choose a day from today on, at most three months ahead."))
        return day

    def asked(self) -> Asked:
        data = self.cleaned_data
        return Asked(title=data["title"], until=data["until"], text=data["text"], place=data["place"])


class AnswerQuestionForm(SupportForm):
    """The name is asked of whoever told none yet, the address of whoever is not signed in."""

    fields_of_support: ClassVar[tuple[str, ...]] = ("text", "capacity", "role", "may_invite", "shares_email")

    text = _lines(
        _("What can you do, or what do you know?"),
        _("For example: you may borrow my trailer, or I know somebody who has one."),
        missing=_("Write in a few words what you can do or what you know."),
        rows=5,
    )
    capacity = forms.ChoiceField(
        label=_("In what capacity do you answer?"),
        help_text=_("This is your capacity. Everyone at the table tells theirs."),
        choices=Capacity.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose in what capacity you answer.")},
    )
    role = forms.CharField(
        label=_("What is your role?"),
        help_text=_("For example: neighbour, district nurse, shopkeeper. You need not fill this in."),
        max_length=100,
        required=False,
    )
    name = forms.CharField(
        label=_("What is your name?"),
        help_text=_("Whoever organises the table sees your name. It does not come on the site."),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your name.")},
    )
    may_invite = forms.BooleanField(
        label=_("The table may put me on its list, and invite me."),
        help_text=_("Then you may get an invitation for a meeting. You can always say no."),
        required=False,
    )
    shares_email = forms.BooleanField(
        label=_("The table may see my e-mail address."),
        help_text=_("Then the table can mail you directly. Otherwise the answer comes through us."),
        required=False,
    )


class ThanksForm(TidyMixin):
    thanks = _lines(
        _("What do you want to say to everyone who answered?"),
        _("Everyone can read this below the question. For example: thank you, the trailer is there."),
        missing=_("Write a few words of thanks. One sentence is enough."),
    )


class ReplyForm(TidyMixin):
    text = _lines(
        _("What do you want to say?"),
        _("For example: thank you, we ring you this week. Or: thank you, we have enough now."),
        missing=_("Write a few words. Also somebody whom you do not need gave you their time."),
    )


class HideForm(TidyMixin):
    reason = _lines(
        _("Why does it go off the site?"),
        _("Whoever asked it reads this, and whoever opens the address too."),
        missing=_("Write in one or two sentences why. Whoever asked it reads that."),
        rows=3,
        most=1000,
    )
