"""The one mail that tells a municipality something, when it does not arrive: sent once more, or given up.

Inside the caller's transaction, in which the row that the mail is about is locked.
"""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core.errors import WrongState
from aantafel.outbox import addresses
from aantafel.outbox.enums import State as MailState
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.services import manage
from municipalities.models import Municipality


class AlreadyTold(WrongState):
    default = _("The municipality has heard of this idea already.")


def give_up(key: str, *, actor: User) -> None:
    """A mail that waits is cancelled: somebody tells the municipality by hand.

    Raises AlreadyTold for a mail that was sent, WrongState for one that is being sent at this moment.
    """
    mail = _not_arrived(key)
    if mail is not None and mail.state == MailState.SENDING:
        raise WrongState
    if mail is not None and manage.can_cancel(mail):
        manage.cancel(mail.pk, actor=actor)


def send_again(key: str, *, municipality_id: int, actor: User) -> None:
    """The same mail once more, to the mailbox that the municipality has now.

    Raises AlreadyTold for one that was sent, and WrongState while there is no mailbox, or a blocked one.
    """
    mail = _not_arrived(key)
    if mail is None or not manage.can_retry(mail):
        raise WrongState
    address = Municipality.objects.get(pk=municipality_id).mail_address
    if not address:
        raise WrongState(_("This municipality has no mailbox that takes our mail."))
    mail.to_address = address if settings.MAIL_REAL_ADDRESSES else addresses.harmless(address)
    mail.save(update_fields=["to_address"])
    manage.retry(mail.pk, actor=actor)


def _not_arrived(key: str) -> OutgoingMail | None:
    """The locked mail, which the municipality has not got."""
    mail = OutgoingMail.objects.select_for_update().filter(dedupe_key=key).first()
    if mail is not None and mail.state == MailState.SENT:
        raise AlreadyTold
    return mail
