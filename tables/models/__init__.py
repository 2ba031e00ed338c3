"""Tables: where they stand, their people, their meetings, what was written down, and what they do."""

from tables.models.agenda import AgendaPart
from tables.models.asking import SignUp, TownContact
from tables.models.choice import Ballot, Choice, ChoiceNumber
from tables.models.core import ANSWER_LENGTH, CoreAnswer, CoreAnswerVersion
from tables.models.documents import TableDocument
from tables.models.evaluation import Effect, Evaluation, SurveyAnswer, SurveyPass
from tables.models.facilitators import FacilitatorAsk
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
from tables.models.polls import DateAnswer, DateAsk, DateOption
from tables.models.questions import QuestionAnswer, TableQuestion
from tables.models.seats import QuietAddress, Seat
from tables.models.table import NOTE_LENGTH, OwnerWord, StepChange, Table
from tables.models.work_forms import WorkForm, WorkFormChoice

__all__ = [
    "ANSWER_LENGTH",
    "NOTE_LENGTH",
    "Action",
    "AgendaPart",
    "Ballot",
    "Card",
    "CardGroup",
    "Choice",
    "ChoiceNumber",
    "CoreAnswer",
    "CoreAnswerVersion",
    "DateAnswer",
    "DateAsk",
    "DateOption",
    "Decision",
    "Effect",
    "Evaluation",
    "FacilitatorAsk",
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
    "QuestionAnswer",
    "QuietAddress",
    "Seat",
    "SignUp",
    "StepChange",
    "SurveyAnswer",
    "SurveyPass",
    "Table",
    "TableDocument",
    "TableQuestion",
    "TownContact",
    "Variant",
    "Wanted",
    "WorkForm",
    "WorkFormChoice",
]
