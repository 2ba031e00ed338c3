"""Where a free meeting stands, as the operator writes it down."""

from datetime import time
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aantafel.core.widgets import ExplainedRadios
from ideas.enums import FreeMeetingState as State
from ideas.forms import TidyMixin
from ideas.models import FreeMeeting
from ideas.services.free_meetings import FOLLOWS, meeting_mark
from tables.services.free import USUAL

NOTE_LENGTH = 2000
HINTS: dict[str, str | Promise] = {
    State.TO_PLAN: _("There is no day yet. If there was one, the pinner hears that it does not go on."),
    State.PLANNED: _("The pinner gets the day by mail, and it stands on the page of the idea."),
    State.HELD: _("The meeting has been."),
    State.TOLD: _("The minutes are made, and everyone has heard what came of it."),
}


class MeetingForm(TidyMixin):
    """`to` offers where it stands now, the next step and one step back."""

    to = forms.ChoiceField(
        label=_("Where does the meeting stand?"),
        widget=ExplainedRadios(hints=HINTS),
        error_messages={
            "required": _("Choose where the meeting stands."),
            "invalid_choice": _("The meeting cannot go there from where it stands now. Choose again."),
        },
    )
    planned_for = forms.DateField(
        label=_("Day of the meeting"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is not a day. Write it like 2026-09-30.")},
    )
    at = forms.TimeField(
        label=_("From what time?"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("This is not a time. Write it like 19:30.")},
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("Only operators see this. Place and agenda are filled in where the table is organised."),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    mark = forms.CharField(max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args: Any, meeting: FreeMeeting, begins: time = USUAL, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "at": begins,
            "to": meeting.state,
            "planned_for": meeting.planned_for,
            "note": meeting.note,
            "mark": meeting_mark(meeting),
        }
        super().__init__(*args, **kwargs)
        self.now = State(meeting.state)
        possible = {self.now, *FOLLOWS[self.now]}
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(state.value, state.label) for state in State if state in possible]

    def clean(self) -> dict[str, Any]:
        """A day goes with a meeting that is planned: without that it would be lost unseen."""
        data = super().clean() or self.cleaned_data
        if self.now is State.TO_PLAN and data.get("to") == State.TO_PLAN and data.get("planned_for"):
            self.add_error("to", _("You filled in a day. Choose “Planned” to set it, or leave the day empty."))
        return data
