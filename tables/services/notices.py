"""Seeing to it that a municipality hears of an idea when the mail to it does not arrive."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from aantafel.accounts.models import User
from aantafel.core.errors import WrongState
from aantafel.outbox import addresses
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.services import blocks, manage
from ideas.enums import NoticeWay
from ideas.models import MunicipalityNotice
from ideas.notifications import fifty_municipality_key
from ideas.services import municipality_mail
from municipalities.models import Municipality
from tables.notifications.published import municipality_key


def tell_by_hand(*, actor: User, notice_id: int) -> None:
    """The mail does not arrive: from now on it is a task to fill in the contact form. A mail that waits is cancelled.

    Raises AlreadyTold for a mail that was sent, WrongState for one that is being sent at this moment.
    """
    with transaction.atomic():
        notice = _by_mail(notice_id)
        municipality_mail.give_up(municipality_key(notice.idea_id), actor=actor)
        notice.way = NoticeWay.FORM
        notice.save(update_fields=["way"])


def keep_from_municipality(*, actor: User, idea_id: int) -> None:
    """The idea was taken back: mails about it and its free meeting that have not gone out stay here. Idempotent."""
    keys = [municipality_key(idea_id), fifty_municipality_key(idea_id)]
    with transaction.atomic():
        for mail in OutgoingMail.objects.select_for_update().filter(dedupe_key__in=keys).order_by("pk"):
            if manage.can_cancel(mail):
                manage.cancel(mail.pk, actor=actor)


def send_again(*, actor: User, notice_id: int) -> None:
    """Send the mail that did not arrive once more, to the mailbox that the municipality has now.

    It stays the same mail, so that the municipality can never get two. Raises AlreadyTold for one that was sent, and
    WrongState while there is no mailbox, or a blocked one.
    """
    with transaction.atomic():
        notice = _by_mail(notice_id)
        key = municipality_key(notice.idea_id)
        municipality_mail.send_again(key, municipality_id=notice.municipality_id, actor=actor)


def correct_mailbox(*, actor: User, municipality_id: int, email: str, contact_form: str) -> None:
    """Write down where the municipality can be reached. Another address starts without a block. Recorded."""
    with transaction.atomic():
        municipality = Municipality.objects.select_for_update().get(pk=municipality_id)
        old = (municipality.email, municipality.contact_form)
        if old == (email, contact_form):
            return
        municipality.email, municipality.contact_form = email, contact_form
        if email != old[0]:
            municipality.mail_blocked_at, municipality.mail_blocked_reason = None, ""
        municipality.save(update_fields=["email", "contact_form", "mail_blocked_at", "mail_blocked_reason"])
        changes = zip(old, (email, contact_form), strict=True)
        _record(actor, municipality, ", ".join(f"{a or '-'} → {b or '-'}" for a, b in changes if a != b))


def lift_block(*, actor: User, municipality_id: int) -> None:
    """The mailbox takes mail again, as far as the operator knows. Safe to run twice. Recorded."""
    with transaction.atomic():
        municipality = Municipality.objects.select_for_update().get(pk=municipality_id)
        if municipality.mail_blocked_at is None:
            return
        for address in {municipality.email, addresses.harmless(municipality.email)}:
            blocks.lift(address, actor=actor)
        municipality.mail_blocked_at, municipality.mail_blocked_reason = None, ""
        municipality.save(update_fields=["mail_blocked_at", "mail_blocked_reason"])
        _record(actor, municipality, f"{municipality.email} ✓")


def _by_mail(notice_id: int) -> MunicipalityNotice:
    """The locked word, of which a mail tells."""
    notice = MunicipalityNotice.objects.select_for_update().get(pk=notice_id)
    if notice.way != NoticeWay.MAIL:
        raise WrongState
    return notice


def _record(actor: User, municipality: Municipality, message: str) -> None:
    """In the log that the Django admin keeps: who changed what, and when."""
    LogEntry.objects.create(
        user=actor,
        content_type=ContentType.objects.get_for_model(Municipality),
        object_id=str(municipality.pk),
        object_repr=municipality.name,
        action_flag=CHANGE,
        change_message=message,
    )
