"""What a mail's state means, in a sentence for the operator."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aantafel.outbox.enums import State

EXPLANATIONS: dict[State, Promise] = {
    State.QUEUED: _("This mail waits for its turn."),
    State.HELD: _("Mail to municipalities is switched off. This mail goes out as soon as that is switched on."),
    State.SENDING: _("This mail is being sent at this moment."),
    State.SENT: _("The receiver's mail server has taken this mail."),
    State.FAILED: _("This mail was not sent. You can try again."),
    State.BLOCKED: _("The receiver's mail server says that this address does not exist. Nothing more goes there."),
    State.UNWANTED: _("The receiver has stopped this kind of mail, so it was not sent."),
    State.CANCELLED: _("Somebody cancelled this mail, so it was not sent."),
    State.EXPIRED: _("This mail was not sent in time and is of no more use."),
}
