"""Writing minutes, and asking something about them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Capacity
from aantafel.core import pictures
from aantafel.core.text import is_blank, tidy
from ideas.forms import TidyMixin
from ideas.forms.base import EMAIL_ERRORS, LinesField
from tables.enums import MinutesPartName, MinutesRequestKind, MinutesRequestOutcome, Readers
from tables.forms.fields import TOO_LONG
from tables.models import CardGroup, Minutes, NotedAction
from tables.models.minutes import REASON_LENGTH, TEXT_LENGTH
from tables.models.notes import ACTION_LENGTH, CARD_LENGTH, DECISION_LENGTH, GROUP_LENGTH
from tables.models.plan import WHO_LENGTH
from tables.models.seats import WHY_LENGTH

HINTS = {
    MinutesPartName.PITCH: _("What did the table owner tell at the beginning?"),
    MinutesPartName.SAID: _("What people said, in short. Write who by capacity, not by name: “a resident said”."),
    MinutesPartName.ACTIVE: _("Who does something between now and the next meeting? Put what they do below Actions."),
    MinutesPartName.AGAIN: _("Ask it round the table. Who comes, who does not, and when is the next time?"),
    MinutesPartName.MISSING: _("Who should sit here and does not? Below you put them on the list for the invitations."),
    MinutesPartName.SUMMARY: _("Three to five short points for who reads nothing else. Begin each with a dash."),
}
MOST_AT_ONCE = 100  # cards
ROWS = {MinutesPartName.PITCH: 5, MinutesPartName.SAID: 10}

KEPT = {"data-kept": True}  # what is typed and not put there yet stays on the device


class PartForm(TidyMixin):
    """One text of the minutes. `seen` is the version that stood on the screen when somebody began to type."""

    text = LinesField(required=False, validators=[MaxLengthValidator(TEXT_LENGTH, TOO_LONG)])
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, name: MinutesPartName, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"id_{name.value}_%s", **kwargs})
        self.name = name
        self.fields["text"].label = str(name.label)
        self.fields["text"].help_text = str(HINTS[name])
        self.fields["text"].widget = forms.Textarea(attrs={"rows": ROWS.get(name, 4), "data-typed": True})


class _InGroupForm(TidyMixin):
    """Which group of cards: one that is there, a new one, or none."""

    group = forms.ChoiceField(label=_("Group"), required=False)
    new_group = forms.CharField(
        label=_("Or the name of a new group"),
        max_length=GROUP_LENGTH,
        required=False,
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, minutes: Minutes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = CardGroup.objects.filter(minutes=minutes).values_list("pk", "title")
        field = self.fields["group"]
        field.choices = [("", _("No group")), *((str(pk), title) for pk, title in groups)]  # type: ignore[attr-defined]

    def where(self) -> dict[str, Any]:
        group = self.cleaned_data["group"]
        return {"group_id": int(group) if group else None, "new_group": self.cleaned_data["new_group"]}


class AddCardsForm(_InGroupForm):
    """One card for each line."""

    cards = LinesField(
        label=_("New cards"),
        help_text=_("Each line becomes a card. A few words are enough."),
        widget=forms.Textarea(attrs={"rows": 3, **KEPT}),
        error_messages={"required": _("Type what came up.")},
    )
    field_order = ("cards", "group", "new_group")

    def clean_cards(self) -> list[str]:
        lines = [tidy(line).lstrip("-*•–").strip() for line in self.cleaned_data["cards"].split("\n")]
        found = [line for line in lines if line and not is_blank(line)]
        if not found:
            raise forms.ValidationError(_("Type what came up."))
        if len(found) > MOST_AT_ONCE:
            raise forms.ValidationError(_("That is a lot at once. Put at most a hundred cards there each time."))
        long = next((line for line in found if len(line) > CARD_LENGTH), "")
        if long:
            raise forms.ValidationError(
                _("A card has at most %(most)s characters. This one is longer: “%(words)s…”")
                % {"most": CARD_LENGTH, "words": long[:40]}
            )
        return found


class MoveCardsForm(_InGroupForm):
    card = forms.TypedMultipleChoiceField(
        label=_("Cards"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick one card or more first.")},
    )

    def __init__(self, *args: Any, minutes: Minutes, **kwargs: Any) -> None:
        super().__init__(*args, minutes=minutes, auto_id="id_move_%s", **kwargs)
        known = minutes.cards.values_list("pk", flat=True)
        self.fields["card"].choices = [(str(pk), "") for pk in known]  # type: ignore[attr-defined]


class CardForm(TidyMixin):
    text = forms.CharField(
        label=_("The card"),
        max_length=CARD_LENGTH,
        error_messages={"required": _("Type what came up."), "max_length": TOO_LONG},
    )


class GroupForm(TidyMixin):
    title = forms.CharField(
        label=_("Name of the group"),
        max_length=GROUP_LENGTH,
        error_messages={"required": _("Give the group a name."), "max_length": TOO_LONG},
    )


class DecisionForm(TidyMixin):
    text = LinesField(
        label=_("What was decided"),
        help_text=_("One decision at a time. Write why, when that was said."),
        max_length=DECISION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, **KEPT}),
        error_messages={"required": _("Type what was decided."), "max_length": TOO_LONG},
    )


class ActionForm(TidyMixin):
    text = forms.CharField(
        label=_("What will be done"),
        max_length=ACTION_LENGTH,
        widget=forms.TextInput(attrs=KEPT),
        error_messages={"required": _("Type what will be done."), "max_length": TOO_LONG},
    )
    seat = forms.ChoiceField(label=_("Who does it"), required=False)
    who = forms.CharField(
        label=_("Or who, in words"),
        help_text=_("For example: the football club. Everyone can read this."),
        max_length=WHO_LENGTH,
        required=False,
        widget=forms.TextInput(attrs=KEPT),
        error_messages={"max_length": TOO_LONG},
    )
    due_on = forms.DateField(
        label=_("Before which day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", **KEPT}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Type a day, for example 31-12-2026.")},
    )

    def __init__(self, *args: Any, doers: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(pk), said) for pk, said in doers.items()]
        self.fields["seat"].choices = [("", _("Nobody yet, or somebody else")), *named]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        seat = data["seat"]
        return {
            "text": data["text"],
            "seat_id": int(seat) if seat else None,
            "who": data["who"],
            "due_on": data["due_on"],
        }

    @classmethod
    def of(cls, noted: NotedAction, *, doers: Mapping[int, str]) -> "ActionForm":
        initial = {"text": noted.text, "seat": str(noted.seat_id or ""), "who": noted.who, "due_on": noted.due_on}
        return cls(initial=initial, doers=doers)


class WantedForm(TidyMixin):
    capacity = forms.ChoiceField(
        label=_("In which capacity"),
        choices=[("", _("Choose one of the three")), *Capacity.choices],
        error_messages={"required": _("Choose one of the three.")},
    )
    role = forms.CharField(
        label=_("Role"),
        help_text=_("For example: general practitioner, council member, neighbour. Everyone can read this."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs=KEPT),
        error_messages={"max_length": TOO_LONG},
    )
    name = forms.CharField(
        label=_("Name, if you know one"),
        help_text=_("Only who organises the table sees the name."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", **KEPT}),
        error_messages={"max_length": TOO_LONG},
    )
    why = forms.CharField(
        label=_("Why this person"),
        help_text=_("It helps with the invitation. Only who organises the table sees this."),
        max_length=WHY_LENGTH,
        required=False,
        widget=forms.TextInput(attrs=KEPT),
        error_messages={"max_length": TOO_LONG},
    )


class DescriptionForm(TidyMixin):
    description = forms.CharField(
        label=_("What does it show?"),
        help_text=_("For who cannot see the picture. Write down the words on the sheet that matter."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what is to be seen in the picture."), "max_length": TOO_LONG},
    )


class PictureForm(DescriptionForm):
    file = forms.FileField(
        label=_("Picture of a flip-over"),
        help_text=_("Make sure that nobody can be recognised in it."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        error_messages={"required": _("Choose a picture.")},
    )
    field_order = ("file", "description")

    def clean_file(self) -> "ContentFile[bytes] | None":
        return pictures.cleaned(self.cleaned_data["file"], pictures.rewrite)


class ReadersForm(forms.Form):
    readers = forms.ChoiceField(
        label=_("Who may read along while the minutes are made?"),
        choices=Readers.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )


class NoteTakerForm(forms.Form):
    seat = forms.TypedChoiceField(
        label=_("Who may write too?"), coerce=int, error_messages={"required": _("Choose somebody.")}
    )

    def __init__(self, *args: Any, people: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(pk), name) for pk, name in people.items()]
        self.fields["seat"].choices = [("", _("Choose somebody")), *named]  # type: ignore[attr-defined]


class PublishForm(TidyMixin):
    """`seen` is the stamp of what its reader read. The reason is for a later version. With `names` its reader also says
    that names of people who did not give them may stand there.
    """

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reason = LinesField(
        label=_("What did you change, and why?"),
        help_text=_("Everyone can read this, by the versions of the minutes."),
        max_length=REASON_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": TOO_LONG},
    )
    asked = forms.BooleanField(
        label=_("I asked these people. Their name may be in the minutes."),
        error_messages={
            "required": _("Take the names out of the text. Or ask these people first, and then tick this.")
        },
    )

    def __init__(self, *args: Any, names: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not names:
            del self.fields["asked"]


class RequestForm(TidyMixin):
    """Needs no account; the address is only for the answer."""

    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=MinutesRequestKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is about.")},
    )
    text = LinesField(
        label=_("What has to change?"),
        help_text=_("Say where it stands, and what it should be."),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say what has to change."), "max_length": TOO_LONG},
    )
    email = forms.EmailField(
        label=_("What is your e-mail address?"),
        help_text=_("Then you get an answer. Your address is used for nothing else."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages=EMAIL_ERRORS,
    )


class AnswerForm(TidyMixin):
    outcome = forms.ChoiceField(
        label=_("What happens with it?"),
        choices=MinutesRequestOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    answer = LinesField(
        label=_("Your answer, with the reason"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Write what you did, or why it stays as it is. Whoever asked gets it by mail."),
            "max_length": TOO_LONG,
        },
    )


class TakeOutForm(TidyMixin):
    words = forms.CharField(
        label=_("Which name or words?"),
        help_text=_("Exactly as they stand there. They go from this and every earlier version, and do not come back."),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Type the name as it stands in the minutes: at least two letters.")},
    )
