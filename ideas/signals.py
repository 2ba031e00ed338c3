"""News of ideas for upper floors, sent inside the transaction that makes it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.dispatch import Signal

from aantafel.outbox.attachments import Attachment


@dataclass(frozen=True)
class Along:
    """What an upper floor has to say to somebody in the mail that tells them of an idea."""

    context: dict[str, Any] = field(default_factory=dict)
    attachments: Sequence[Attachment] = ()


idea_withdraws = Signal()  # idea, actor, along: the same, before anything of it ends; takes an Along by address (`key`)
idea_withdrawn = Signal()  # idea, actor, along: the idea goes off the site (or never came there)
threshold_reached = Signal()  # idea_id: enough people of the municipality like it; sent once, ever
pinner_gone = Signal()  # idea, stays: whose it was erased their account; it stays on the site without them, or goes too
idea_merged = Signal()  # stays, goes, actor: the idea `goes` became part of `stays`, and is no longer on the site
idea_taken_over = Signal()  # idea, actor: somebody else entered it, and the one whose it is looks after it now
idea_left = Signal()  # idea: it goes to another municipality, where nobody was told anything about it yet
