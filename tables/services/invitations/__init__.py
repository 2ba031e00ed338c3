"""Asking people for a meeting, and what they answer.

Each change locks the table, the seat, the meeting and the invitation, in that order.
"""

from tables.services.invitations.answers import Told, answer, be_quiet, sign_off
from tables.services.invitations.asking import Asked, note_by_hand, send
from tables.services.invitations.base import answer_offers, refuse_too_many
from tables.services.invitations.by_dates import take_words
from tables.services.invitations.letters import find
from tables.services.invitations.rounds import chase_due, tell_answers
from tables.services.invitations.signing_up import ask_to_sign_up, confirm, sign_up
from tables.services.places import fill_places

__all__ = [
    "Asked",
    "Told",
    "answer",
    "answer_offers",
    "ask_to_sign_up",
    "be_quiet",
    "chase_due",
    "confirm",
    "fill_places",
    "find",
    "note_by_hand",
    "refuse_too_many",
    "send",
    "sign_off",
    "sign_up",
    "take_words",
    "tell_answers",
]
