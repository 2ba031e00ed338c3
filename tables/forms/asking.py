"""Forms of who organises a table: the list, inviting, and what was answered by phone."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import normalise_email
from aantafel.core.widgets import ExplainedRadios
from ideas.enums import Theme
from ideas.forms import TidyMixin, clean_phone
from ideas.forms.base import LinesField
from tables.asking.people import Line
from tables.enums import Answer, InvitationWay, Reach, SeatSource
from tables.forms.seen import seen_again
from tables.models import Meeting, Seat
from tables.models.meetings import TEXT_LENGTH
from tables.models.seats import WHY_LENGTH
from tables.services.seats import Details, mark_of

WHOLE_ADDRESS = {"invalid": _("This is not a whole e-mail address. It looks like name@example.com.")}
CAPACITY_HINTS = {
    Capacity.RESIDENT.value: _("Lives there, or notices it every day."),
    Capacity.PROFESSIONAL.value: _("Knows it from their work, outside the municipality."),
    Capacity.EMPLOYEE.value: _("Works for the municipality, or governs it."),
}
BY_HAND = (InvitationWay.PHONE, InvitationWay.PERSON, InvitationWay.PAPER, InvitationWay.MAIL, InvitationWay.FORM)


class SeatForm(TidyMixin):
    """Somebody for the list. An address that is not theirs to see cannot be changed."""

    name = forms.CharField(
        label=_("Who is it?"),
        help_text=_("A name, or an organisation. Only who organises this table sees it."),
        max_length=100,
        error_messages={"required": _("Type a name, or what you call this person.")},
    )
    capacity = forms.ChoiceField(
        label=_("In which capacity do they sit at the table?"),
        choices=Capacity.choices,
        widget=ExplainedRadios(hints=CAPACITY_HINTS),
        error_messages={"required": _("Choose a capacity.")},
    )
    role = forms.CharField(
        label=_("What is their role?"),
        help_text=_("For example: neighbour, district nurse, council member."),
        max_length=100,
        required=False,
    )
    reach = forms.ChoiceField(
        label=_("How do you reach them?"),
        choices=Reach.choices,
        initial=Reach.MAIL,
        widget=ExplainedRadios(
            hints={
                Reach.MAIL.value: _("The site sends the invitation."),
                Reach.PHONE.value: _("You ring, and note the answer."),
                Reach.PERSON.value: _("You go and see them, and note the answer."),
                Reach.PAPER.value: _("You print a letter with a code in it."),
            }
        ),
        error_messages={"required": _("Choose how you reach them.")},
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Needed when the site sends the invitation. It is used for this table alone."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages=WHOLE_ADDRESS,
    )
    phone = forms.CharField(
        label=_("Phone number"), max_length=30, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    why = forms.CharField(
        label=_("Why this person?"),
        help_text=_("What you would like them to think along about."),
        max_length=WHY_LENGTH,
        required=False,
    )
    talent = forms.CharField(
        label=_("Which talent do they bring?"),
        help_text=_("For example: can draw, knows the rules, knows everybody in the street."),
        max_length=WHY_LENGTH,
        required=False,
    )
    asker = forms.CharField(
        label=_("Who of you asks them?"),
        help_text=_("Somebody they know works best. This name stands in the invitation."),
        max_length=100,
        required=False,
    )
    language = forms.ChoiceField(
        label=_("In which language do they read?"),
        choices=[("nl", "Nederlands"), ("en", "English")],
        initial="nl",
    )
    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, seat: Seat | None = None, hides_name: bool = False, **kwargs: Any) -> None:
        if seat is not None:
            kwargs["initial"] = {**vars(seat), "seen": mark_of(seat)}
        super().__init__(*args, **kwargs)
        if seat is not None and (seat.hides_address or seat.source == SeatSource.TOWN):
            del self.fields["email"]
            del self.fields["phone"]
        if hides_name:  # who offered help told it to the idea pinner alone
            del self.fields["name"]

    def clean_email(self) -> str:
        return normalise_email(self.cleaned_data["email"])

    def clean_phone(self) -> str:
        value: str = self.cleaned_data["phone"]
        return clean_phone(value) if value.strip() else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("reach") == Reach.MAIL:
            self._demand("email", _("Type an e-mail address, or choose another way to reach them."))
        if data.get("reach") == Reach.PHONE:
            self._demand("phone", _("Type a phone number, or choose another way to reach them."))
        return data

    def _demand(self, name: str, text: Any) -> None:
        if name in self.fields and not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, text)

    def details(self, seat: Seat | None = None) -> Details:
        """What was filled in; of what is not asked what stood there."""
        names = list(Details.__dataclass_fields__)
        kept = {name: getattr(seat, name) for name in names} if seat is not None else {}
        return Details(**{**kept, **{name: self.cleaned_data[name] for name in names if name in self.cleaned_data}})

    def has_now_seen(self, seat: Seat) -> None:
        """Whoever was overtaken may save after all."""
        self.data = seen_again(self.data, mark_of(seat))


class InviteForm(TidyMixin):
    """Who is invited for which meeting, with which words; for letters an address each."""

    meeting = forms.ChoiceField(label=_("For which meeting?"), error_messages={"required": _("Choose a meeting.")})
    people = forms.MultipleChoiceField(
        label=_("Who do you invite?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person to invite.")},
    )
    text = LinesField(
        label=pgettext_lazy("invitation", "Your own words"),
        help_text=_("The idea, the day and the place are in the invitation already. Say why you ask them."),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write in a few words why you ask them.")},
    )
    asker = forms.CharField(
        label=_("Who asks?"),
        help_text=_("This name stands below the invitation."),
        max_length=100,
        error_messages={"required": _("Type the name that stands below the invitation.")},
    )

    def __init__(self, *args: Any, meetings: Iterable[tuple[str, str]], lines: Iterable[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        choices = list(meetings)
        meeting, people = self.fields["meeting"], self.fields["people"]
        if isinstance(meeting, forms.ChoiceField):
            meeting.choices = choices
        if isinstance(people, forms.MultipleChoiceField):
            people.choices = [(str(line.seat.pk), _label(line)) for line in self.lines]
        if len(choices) == 1:
            meeting.widget = forms.HiddenInput()
            meeting.initial = choices[0][0]

    def seat_ids(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["people"]]

    def chosen(self) -> list[Line]:
        wanted = set(self.cleaned_data["people"])
        return [line for line in self.lines if str(line.seat.pk) in wanted]


class LetterAddressForm(TidyMixin):
    """The address on one letter, which is kept nowhere."""

    address = LinesField(
        label=_("Name and address for the letter"),
        help_text=_("It stands on the letter, and we do not keep it."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )


class ByHandForm(TidyMixin):
    """Somebody was asked by phone, in person or on paper; and what they said, if they did."""

    meeting = forms.ChoiceField(label=_("For which meeting?"))
    way = forms.ChoiceField(
        label=_("How were they asked?"),
        choices=[(way.value, way.label) for way in BY_HAND],
        error_messages={"required": _("Choose how they were asked.")},
    )
    answer = forms.ChoiceField(
        label=_("What did they say?"),
        choices=[("", _("Nothing yet")), *[(one.value, one.label) for one in Answer if one is not Answer.SENDS]],
        required=False,
        widget=forms.RadioSelect,
    )
    role = forms.CharField(
        label=_("What is their role?"),
        help_text=_("For example: neighbour, district nurse, council member."),
        max_length=100,
        required=False,
    )
    interest = forms.CharField(
        label=_("What is their interest?"),
        help_text=_("Needed for who comes: everyone at the table tells what they stand to gain or lose. Ask it."),
        max_length=300,
        required=False,
    )
    needs = forms.CharField(
        label=_("What should you take into account?"),
        help_text=_("For example: no meat, a wheelchair, an interpreter. Only who organises sees it."),
        max_length=WHY_LENGTH,
        required=False,
    )
    said = LinesField(
        label=_("What else did they say?"),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, meetings: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(meetings)
        meeting = self.fields["meeting"]
        if isinstance(meeting, forms.ChoiceField):
            meeting.choices = choices
        if len(choices) == 1:
            meeting.widget = forms.HiddenInput()
            meeting.initial = choices[0][0]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("answer") == Answer.COMES:
            for name, text in (
                ("role", _("Tell what their role is.")),
                ("interest", _("Tell what their interest is.")),
            ):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, text)
        return data


class SameAsForm(forms.Form):
    """Which other line of the list is the same person."""

    other = forms.ChoiceField(
        label=_("Which line is the same person?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a line."), "invalid_choice": _("This line is no longer on the list.")},
    )

    def __init__(self, *args: Any, lines: Iterable[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        other = self.fields["other"]
        if isinstance(other, forms.ChoiceField):
            other.choices = [(str(line.seat.pk), _label(line)) for line in lines]


class TownContactForm(TidyMixin):
    """Somebody at the municipality whom tables can ask."""

    theme = forms.ChoiceField(
        label=_("About which theme?"), choices=[("", _("Every theme")), *Theme.choices], required=False
    )
    name = forms.CharField(label=_("Name"), max_length=100, error_messages={"required": _("Type a name.")})
    role = forms.CharField(
        label=_("What is their role?"),
        help_text=_("For example: policy officer for green, neighbourhood manager, council member."),
        max_length=100,
        error_messages={"required": _("Tell what their role is.")},
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Type an e-mail address."), **WHOLE_ADDRESS},
    )
    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def clean_email(self) -> str:
        return normalise_email(self.cleaned_data["email"])


def meeting_choices(meetings: Iterable[Meeting], say: Any) -> list[tuple[str, str]]:
    return [(str(one.pk), say(one)) for one in meetings]


def _label(line: Line) -> str:
    return f"{line.name} ({line.seat.get_capacity_display()}, {line.seat.get_reach_display()})"
