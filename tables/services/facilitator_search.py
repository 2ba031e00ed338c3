"""The end of a search for somebody to lead a meeting."""

from aantafel.accounts.models import User
from coaches.enums_talk import HelpSide
from coaches.services import help_requests
from tables.enums import FacilitatorState
from tables.models import FacilitatorAsk, Meeting


def call_off(meeting: Meeting, *, actor: User | None, text: str = "") -> None:
    """Nobody need be found for a locked meeting any more. Inside the caller's transaction."""
    rows = FacilitatorAsk.everywhere.running().select_for_update(of=("self",)).filter(meeting=meeting)
    for ask in rows.order_by("pk"):
        ask.state = FacilitatorState.OFF
        ask.save(update_fields=["state"])
        help_requests.finish(actor=actor, request_id=ask.request_id, side=HelpSide.ASKER, text=text)
