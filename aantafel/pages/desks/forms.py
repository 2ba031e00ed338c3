"""Forms of the operator's desk. They validate and normalise; nothing else."""

import uuid
from datetime import date, datetime, time
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from aantafel.accounts.enums import Capacity, NameDisplay
from aantafel.accounts.models import normalise_email
from aantafel.core import clock
from ideas.enums import Channel, ConsentHow, NoticeAnswer, Relation, Theme
from ideas.forms import PlaceMixin, TidyMixin, TitleForm, clean_phone
from ideas.models import SKETCH_LENGTH, CallBack, Idea, MunicipalityNotice
from ideas.services.notices import answer_mark
from municipalities.models import Municipality

TEXT_LENGTH = 4000
MORE = ("approach", "theme", "place", "role", "interest")
CHANNELS = (Channel.PHONE, Channel.PAPER, Channel.TALK)
CONSENTS = (ConsentHow.PHONE, ConsentHow.PAPER, ConsentHow.TALK)


class SeenForm(forms.Form):
    """Carries along how far the operator has read: the number of the last line of the review's history."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)


class ReasonForm(TidyMixin, SeenForm):
    """Words that somebody gets just as they are written here; `called` is what they are."""

    called: ClassVar[str | Promise] = _("The reason")
    text = forms.CharField(
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": _("Write it in words: the person reads exactly this.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = str(self.called)


class QuestionForm(ReasonForm):
    called = _("Your question")


class AnsweringForm(ReasonForm):
    called = _("Your answer")


class ByPhoneForm(TidyMixin):
    """What somebody without a mailbox answers, said to the operator."""

    text = forms.CharField(
        label=_("What did this person say?"),
        help_text=_("In their own words where you can. It comes into the history."),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write down what the person said.")},
    )


class CloseCallForm(TidyMixin):
    outcome = forms.CharField(
        label=_("What came of it?"),
        help_text=_("For example: spoken, will pin the idea without help. Or: no answer, tried three times."),
        max_length=300,
        error_messages={"required": _("Say in a few words what came of it.")},
    )


class PersonTextForm(PlaceMixin, TitleForm):
    """An idea as somebody told it: the sentence, where it belongs, and the first sketch."""

    where = forms.CharField(
        label=_("Postcode or place of this person"),
        help_text=_("It leads to the municipality. Of a postcode we keep only the four digits."),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Type the postcode, or the name of the place.")},
    )
    municipality = forms.ChoiceField(
        label=_("In which municipality is that?"), required=False, widget=forms.RadioSelect
    )
    relation = forms.ChoiceField(
        label=_("What does this person have to do with it?"),
        choices=[(Relation.LIVES, _("Lives there")), (Relation.WORKS, _("Works there"))],
        initial=Relation.LIVES,
        widget=forms.RadioSelect,
    )
    capacity = forms.ChoiceField(
        label=_("In which capacity?"),
        choices=Capacity.choices,
        initial=Capacity.RESIDENT,
        widget=forms.RadioSelect,
    )
    role = forms.CharField(
        label=_("Role"),
        help_text=_("For example: neighbour, district nurse, shopkeeper."),
        max_length=100,
        required=False,
    )
    interest = forms.CharField(
        label=_("Interest"),
        help_text=_("What this person gets out of it, if anything."),
        max_length=300,
        required=False,
    )
    origin = forms.CharField(
        label=_("How it came about"),
        max_length=SKETCH_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    people = forms.CharField(
        label=_("Who is needed"), max_length=SKETCH_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    approach = forms.CharField(
        label=_("How to go about it"),
        max_length=SKETCH_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    theme = forms.ChoiceField(label=_("Theme"), choices=[("", _("Not chosen")), *Theme.choices], required=False)
    place = forms.CharField(label=_("Place in words"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("The idea in one sentence")
        self.fields["title"].help_text = ""
        self.fields["title"].widget.attrs["rows"] = 2

    def clean_where(self) -> str:
        """Finds the municipalities; where there are several, the choice becomes part of the form."""
        found = self.look_up(self.cleaned_data["where"])
        self._offer(found.municipalities)
        return found.postcode

    def _offer(self, municipalities: list[Municipality]) -> None:
        field = self.fields["municipality"]
        if len(municipalities) > 1 and isinstance(field, forms.ChoiceField):
            field.choices = [(each.code, each.name) for each in municipalities]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.asks_municipality and not data.get("municipality") and "municipality" not in self.errors:
            self.add_error("municipality", _("This lies in more than one municipality. Choose one."))
        return data

    @property
    def shows_more(self) -> bool:
        """Open what a sheet of paper does not ask when something stands there, or is wrong there."""
        return any(self[name].value() or self[name].errors for name in MORE)

    @property
    def asks_municipality(self) -> bool:
        """Whether the choice between municipalities has to be shown."""
        return self.found is not None and len(self.found.municipalities) > 1

    def chosen(self) -> Municipality:
        """The municipality of a valid form."""
        if self.found is None:
            raise ValueError("chosen() needs a valid form")
        code = self.cleaned_data["municipality"]
        return next((m for m in self.found.municipalities if m.code == code), self.found.municipalities[0])

    def idea_fields(self) -> dict[str, Any]:
        names = ("title", "relation", "capacity", "role", "interest", "origin", "people", "approach", "theme", "place")
        return {name: self.cleaned_data[name] for name in names}


class EnterForm(PersonTextForm):
    """A whole idea for somebody else, with who they are and how they said yes. Made for typing a stack of paper."""

    typing_on = False
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    channel = forms.ChoiceField(
        label=_("How did the idea come in?"),
        choices=[(channel.value, channel.label) for channel in CHANNELS],
        initial=Channel.PAPER,
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=_("Language of the text"), choices=[("nl", _("Dutch")), ("en", _("English"))], initial="nl"
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Type the name of the person whose idea it is.")},
    )
    name_display = forms.ChoiceField(
        label=_("What may others see of the name?"),
        choices=[
            (NameDisplay.HIDDEN, pgettext_lazy("name of another", "Nothing, only the capacity")),
            (NameDisplay.FIRST, pgettext_lazy("name of another", "Only the first name")),
            (NameDisplay.FULL, pgettext_lazy("name of another", "The whole name")),
        ],
        initial=NameDisplay.HIDDEN,
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("With an address the person gets a mail, and can take the idea over."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid": _("This is not a whole e-mail address. It looks like name@example.com.")},
    )
    phone = forms.CharField(
        label=_("Phone number"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    consent_how = forms.ChoiceField(
        label=_("How did this person say yes?"),
        choices=[(how.value, how.label) for how in CONSENTS],
        initial=ConsentHow.PAPER,
        widget=forms.RadioSelect,
    )
    consent_on = forms.DateField(
        label=_("When?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Say on which day.")},
    )
    consent = forms.BooleanField(
        label=_("This person knows that the idea comes on the site, and said yes."),
        error_messages={"required": _("Ask the person first. Tick this when they said yes.")},
    )

    def type_on(self) -> None:
        """For the next sheet of a stack: the focus stands in the first field, which tells what was saved."""
        self.typing_on = True
        self.fields["title"].widget.attrs |= {"autofocus": True, "aria-describedby": "meldingen"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent_on"].initial = clock.today
        self.fields["consent_on"].widget.attrs["max"] = clock.today().isoformat()

    def clean_email(self) -> str:
        return normalise_email(self.cleaned_data["email"])

    def clean_phone(self) -> str:
        value: str = self.cleaned_data["phone"]
        return clean_phone(value) if value.strip() else ""

    def clean_consent_on(self) -> date:
        day: date = self.cleaned_data["consent_on"]
        if day > clock.today():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def idea_fields(self) -> dict[str, Any]:
        names = ("channel", "language")
        return {**super().idea_fields(), **{name: self.cleaned_data[name] for name in names}}

    def postcode_of_person(self) -> str:
        return str(self.cleaned_data["where"])

    def pinner_fields(self) -> dict[str, Any]:
        names = ("name", "name_display", "email", "phone", "consent_how")
        return {
            **{name: self.cleaned_data[name] for name in names},
            "postcode": self.postcode_of_person(),
            "consent_at": _moment(self.cleaned_data["consent_on"]),
        }


def _moment(day: date) -> datetime:
    """Today means now; for an earlier day only the day is known, so that noon stands for it."""
    if day == clock.today():
        return clock.now()
    return timezone.make_aware(datetime.combine(day, time(12)))


def initial_from_call(call: CallBack) -> dict[str, Any]:
    """What somebody who asked to be called has told already. A draft of theirs brings its text along."""
    draft: Idea | None = call.idea
    place = call.municipality or (draft.municipality if draft else None)
    return {
        "title": draft.title if draft else "",
        "origin": call.text or (draft.origin if draft else ""),
        "name": call.name,
        "phone": call.phone,
        "where": place.name if place else "",
        "channel": Channel.PHONE,
        "consent_how": ConsentHow.PHONE,
        "language": draft.language if draft else "nl",
    }


class AnswerForm(TidyMixin):
    """What a municipality answered."""

    answer = forms.ChoiceField(
        label=_("What did the municipality say?"), choices=NoticeAnswer.choices, widget=forms.RadioSelect
    )
    visit_on = forms.DateField(
        label=_("Visit on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is not a day. Write it like 2026-09-30.")},
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("Only operators see this."),
        max_length=SKETCH_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    mark = forms.CharField(max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args: Any, notice: MunicipalityNotice, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "answer": notice.answer,
            "visit_on": notice.visit_on,
            "note": notice.note,
            "mark": answer_mark(notice),
        }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """A planned visit has a day; any other answer has none."""
        data = super().clean() or self.cleaned_data
        if data.get("answer") != NoticeAnswer.VISIT_PLANNED:
            data["visit_on"] = None
        elif not data.get("visit_on") and "visit_on" not in self.errors:
            self.add_error("visit_on", _("Fill in the day of the visit."))
        return data


class MailboxForm(TidyMixin):
    """Where a municipality can be reached."""

    email = forms.EmailField(
        label=_("General e-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid": _("This is not a whole e-mail address. It looks like name@example.com.")},
    )
    contact_form = forms.URLField(
        label=_("Address of the contact form"),
        help_text=_("Needed where there is no e-mail address."),
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid": _("This is not a whole web address. It begins with https://.")},
    )

    def clean_email(self) -> str:
        return normalise_email(self.cleaned_data["email"])


class FindPersonForm(TidyMixin):
    q = forms.CharField(
        label=_("Name, e-mail address or phone number"),
        min_length=3,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Type a name, an e-mail address or a phone number."),
            "min_length": _("Type at least three characters."),
        },
    )
