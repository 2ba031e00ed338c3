"""Coaches, what they are asked, and who wants to become one."""

from coaches.models.application import APPLICATION_LENGTH, CoachApplication
from coaches.models.help import HELP_LENGTH, HelpEntry, HelpRequest
from coaches.models.match import MESSAGE_LENGTH, Match, MatchMessage
from coaches.models.message import CoachMessage
from coaches.models.notes import NOTE_LENGTH, CoachNote
from coaches.models.profile import ABOUT_LENGTH, CoachProfile
from coaches.models.talk import TALK_LENGTH, TITLE_LENGTH, CoachReply, CoachTopic, TopicRead
from coaches.models.weights import MatchWeights

__all__ = [
    "ABOUT_LENGTH",
    "APPLICATION_LENGTH",
    "HELP_LENGTH",
    "MESSAGE_LENGTH",
    "NOTE_LENGTH",
    "TALK_LENGTH",
    "TITLE_LENGTH",
    "CoachApplication",
    "CoachMessage",
    "CoachNote",
    "CoachProfile",
    "CoachReply",
    "CoachTopic",
    "HelpEntry",
    "HelpRequest",
    "Match",
    "MatchMessage",
    "MatchWeights",
    "TopicRead",
]
