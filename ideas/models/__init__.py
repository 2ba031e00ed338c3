"""Ideas, the people behind them and around them, and what happened in their review."""

from ideas.models.claim import ClaimCode
from ideas.models.desk import NOTE_LENGTH, DeskMark, IdeaNote, Talk
from ideas.models.idea import SKETCH_LENGTH, TITLE_LENGTH, Idea, Pinner, picture_name, shown_name
from ideas.models.intention import Intention
from ideas.models.likes import FreeMeeting, IdeaTally, Like, likes_to_go
from ideas.models.proposals import REASON_LENGTH, MergeProposal, PassOn
from ideas.models.reactions import REPORT_LENGTH, ReactionEntry, ReactionReport
from ideas.models.review import CallBack, MunicipalityNotice, ReviewEntry
from ideas.models.support import REACTION_LENGTH, SUPPORT_LENGTH, Reaction, Support
from ideas.models.voice import VoiceMessage

__all__ = [
    "NOTE_LENGTH",
    "REACTION_LENGTH",
    "REASON_LENGTH",
    "REPORT_LENGTH",
    "SKETCH_LENGTH",
    "SUPPORT_LENGTH",
    "TITLE_LENGTH",
    "CallBack",
    "ClaimCode",
    "DeskMark",
    "FreeMeeting",
    "Idea",
    "IdeaNote",
    "IdeaTally",
    "Intention",
    "Like",
    "MergeProposal",
    "MunicipalityNotice",
    "PassOn",
    "Pinner",
    "Reaction",
    "ReactionEntry",
    "ReactionReport",
    "ReviewEntry",
    "Support",
    "Talk",
    "VoiceMessage",
    "likes_to_go",
    "picture_name",
    "shown_name",
]
