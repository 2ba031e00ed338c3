"""What the mails about ideas share: addresses, whom they are for, and the one way out."""

from typing import Any

from aantafel.accounts.models import User
from aantafel.outbox.services import enqueue
from ideas.models import Idea, Pinner
from municipalities import senders
from municipalities.senders import Sender


def addressee(idea: Idea) -> User | None:
    """Who hears about an idea: its owner, or the helper of somebody without e-mail; None when only a phone is known,
    or nobody any more."""
    if idea.owner is not None:
        return idea.owner
    pinner = Pinner.objects.select_related("helper").filter(idea=idea).first()
    return pinner.helper if pinner is not None else None


def to_pinner(idea: Idea, kind: str, dedupe_key: str, context: dict[str, Any], **more: Any) -> None:
    user = addressee(idea)
    if user is None:
        return
    sender = senders.of(idea.municipality_id)
    url = sender.link("ideas:mine", user.language, idea.pk)
    sketch = sender.link("ideas:sketch_start", user.language, idea.key)
    shared = {"idea": idea, "name": user.get_short_name(), "url": url, "sketch_url": sketch}
    send(sender, kind, user.email, user.language, {**shared, **context}, dedupe_key, recipient=user.recipient, **more)


def send(
    sender: Sender,
    kind: str,
    to: str,
    language: str,
    context: dict[str, Any],
    dedupe_key: str,
    *,
    recipient: str = "",
    **more: Any,
) -> None:
    enqueue(
        kind=kind,
        to=to,
        language=language,
        dedupe_key=f"ideas:{dedupe_key}",
        conversation=f"to:{to}",
        recipient=recipient,
        **sender.mail(context),
        **more,
    )
