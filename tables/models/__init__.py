"""Tables: where they stand, their people, their meetings, what was written down, and what they do."""

from tables.models.asking import SignUp, TownContact
from tables.models.core import ANSWER_LENGTH, CoreAnswer, CoreAnswerVersion
from tables.models.meetings import Invitation, Meeting
from tables.models.minutes import Minutes, MinutesVersion
from tables.models.plan import Action, Variant
from tables.models.seats import Seat
from tables.models.table import NOTE_LENGTH, OwnerWord, StepChange, Table

__all__ = [
    "ANSWER_LENGTH",
    "NOTE_LENGTH",
    "Action",
    "CoreAnswer",
    "CoreAnswerVersion",
    "Invitation",
    "Meeting",
    "Minutes",
    "MinutesVersion",
    "OwnerWord",
    "Seat",
    "SignUp",
    "StepChange",
    "Table",
    "TownContact",
    "Variant",
]
