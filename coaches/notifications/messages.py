"""Mails with what pinner and coach write to each other. They name no address, and an answer goes through the site."""

from collections.abc import Iterable

from aantafel.accounts.models import User
from aantafel.outbox.services.privacy import redact_events
from coaches.models import CoachMessage
from coaches.notifications.base import link, send
from coaches.notifications.matches import coach_name


def written(message: CoachMessage, reader: User) -> None:
    """To the other of the two, with a link to where they answer."""
    match = message.match
    to_coach = reader.pk == match.coach.user_id
    route, number = ("coach:message", match.pk) if to_coach else ("coaches:mine", match.idea_id)
    url = link(match.coach.municipality, route, reader.language, number)
    context = {
        "idea": match.idea,
        "writer": match.idea.shown_name if to_coach else coach_name(match),
        "to_coach": to_coach,
        "said": message.text,
        "url": f"{url}#berichten-{match.pk}",
    }
    send("coaches/written", reader, match.coach.municipality, _key(message.pk), context, takes_replies=False)


def forget(numbers: Iterable[int]) -> None:
    """No mail of ours repeats any longer what these messages said."""
    redact_events(f"coaches:{_key(pk)}" for pk in numbers)


def _key(pk: int) -> str:
    return f"written:{pk}"
