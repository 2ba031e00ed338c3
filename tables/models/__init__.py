"""Tables: where they stand, their people, their meetings, what was written down, and what they do."""

from tables.models.agenda import AgendaPart
from tables.models.core import ANSWER_LENGTH, CoreAnswer, CoreAnswerVersion
from tables.models.facilitators import FacilitatorAsk
from tables.models.meetings import Invitation, Meeting
from tables.models.minutes import Minutes, MinutesVersion
from tables.models.plan import Action, Variant
from tables.models.polls import DateAnswer, DateAsk, DateOption
from tables.models.seats import Seat
from tables.models.table import NOTE_LENGTH, OwnerWord, StepChange, Table

__all__ = [
    "ANSWER_LENGTH",
    "NOTE_LENGTH",
    "Action",
    "AgendaPart",
    "CoreAnswer",
    "CoreAnswerVersion",
    "DateAnswer",
    "DateAsk",
    "DateOption",
    "FacilitatorAsk",
    "Invitation",
    "Meeting",
    "Minutes",
    "MinutesVersion",
    "OwnerWord",
    "Seat",
    "StepChange",
    "Table",
    "Variant",
]
