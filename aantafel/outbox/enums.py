"""The words of the outbox."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Lane(models.IntegerChoices):
    """Who goes first. Somebody is waiting for a code with the page open; everything else can wait a moment."""

    CODES = 0, _("Codes to sign in")
    NORMAL = 10, _("Other mail")


class State(models.TextChoices):
    """Where a mail stands. Queued, held and sending will still change by themselves; the others are settled."""

    QUEUED = "queued", _("Waiting")
    HELD = "held", _("Held")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    BLOCKED = "blocked", _("Address blocked")
    UNWANTED = "unwanted", _("Not wanted")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Expired")


UNSETTLED = (State.QUEUED, State.HELD, State.SENDING)
SETTLED = tuple(state for state in State if state not in UNSETTLED)


class Result(models.TextChoices):
    """What came of one attempt, or what somebody did."""

    SENT = "sent", _("Handed to the mail server")
    LATER = "later", _("Did not work now, tried again later")
    REFUSED = "refused", _("Refused by the mail server")
    BOUNCED = "bounced", _("The address does not exist")
    GAVE_UP = "gave_up", _("Did not work, given up")
    UNKNOWN = "unknown", _("The worker stopped while sending: it may have arrived")
    RETRIED = "retried", _("Put back in the queue by hand")
    CANCELLED = "cancelled", _("Cancelled by hand")
