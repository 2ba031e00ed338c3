"""Tables: where they stand, their people, their meetings, what was written down, and what they do."""

from tables.models.choice import Ballot, Choice, ChoiceNumber
from tables.models.core import ANSWER_LENGTH, CoreAnswer, CoreAnswerVersion
from tables.models.evaluation import Effect, Evaluation, SurveyAnswer, SurveyPass
from tables.models.meetings import Invitation, Meeting
from tables.models.minutes import Minutes, MinutesVersion
from tables.models.plan import Action, News, Variant
from tables.models.questions import QuestionAnswer, TableQuestion
from tables.models.seats import Seat
from tables.models.table import NOTE_LENGTH, OwnerWord, StepChange, Table
from tables.models.work_forms import WorkForm, WorkFormChoice

__all__ = [
    "ANSWER_LENGTH",
    "NOTE_LENGTH",
    "Action",
    "Ballot",
    "Choice",
    "ChoiceNumber",
    "CoreAnswer",
    "CoreAnswerVersion",
    "Effect",
    "Evaluation",
    "Invitation",
    "Meeting",
    "Minutes",
    "MinutesVersion",
    "News",
    "OwnerWord",
    "QuestionAnswer",
    "Seat",
    "StepChange",
    "SurveyAnswer",
    "SurveyPass",
    "Table",
    "TableQuestion",
    "Variant",
    "WorkForm",
    "WorkFormChoice",
]
