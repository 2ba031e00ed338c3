"""Tables: where they stand, their people, their meetings, what was written down, and what they do."""

from tables.models.choice import Ballot, Choice, ChoiceNumber
from tables.models.core import ANSWER_LENGTH, CoreAnswer, CoreAnswerVersion
from tables.models.documents import TableDocument
from tables.models.meetings import Invitation, Meeting
from tables.models.minutes import (
    Minutes,
    MinutesPart,
    MinutesPartVersion,
    MinutesRequest,
    MinutesVersion,
    NameRemoval,
)
from tables.models.notes import Card, CardGroup, Decision, MinutesPicture, NotedAction, NoteTaker, Wanted
from tables.models.plan import Action, News, Variant
from tables.models.seats import Seat
from tables.models.table import NOTE_LENGTH, OwnerWord, StepChange, Table
from tables.models.work_forms import WorkForm, WorkFormChoice

__all__ = [
    "ANSWER_LENGTH",
    "NOTE_LENGTH",
    "Action",
    "Ballot",
    "Card",
    "CardGroup",
    "Choice",
    "ChoiceNumber",
    "CoreAnswer",
    "CoreAnswerVersion",
    "Decision",
    "Invitation",
    "Meeting",
    "Minutes",
    "MinutesPart",
    "MinutesPartVersion",
    "MinutesPicture",
    "MinutesRequest",
    "MinutesVersion",
    "NameRemoval",
    "News",
    "NoteTaker",
    "NotedAction",
    "OwnerWord",
    "Seat",
    "StepChange",
    "Table",
    "TableDocument",
    "Variant",
    "Wanted",
    "WorkForm",
    "WorkFormChoice",
]
