"""Coaches, what they are asked, and who wants to become one."""

from coaches.models.application import APPLICATION_LENGTH, CoachApplication
from coaches.models.match import MESSAGE_LENGTH, Match, MatchMessage
from coaches.models.profile import ABOUT_LENGTH, CoachProfile
from coaches.models.weights import MatchWeights

__all__ = [
    "ABOUT_LENGTH",
    "APPLICATION_LENGTH",
    "MESSAGE_LENGTH",
    "CoachApplication",
    "CoachProfile",
    "Match",
    "MatchMessage",
    "MatchWeights",
]
