"""What can be done with outgoing mail. Higher floors need `enqueue` and perhaps `blocks.is_blocked`."""

from aantafel.outbox.services.enqueue import enqueue

__all__ = ["enqueue"]
