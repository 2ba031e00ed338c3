"""Mails as rows: one per event, with what was tried; addresses that bounce; what people do not want to get."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from aantafel.core import clock
from aantafel.outbox.enums import UNSETTLED, Lane, Result, State

CAN_KEEP_SECRET = (*UNSETTLED, State.FAILED)
CAN_EXPIRE = (State.QUEUED, State.HELD, State.FAILED)


class OutgoingMail(models.Model):
    """One mail. `dedupe_key` names the event, so that an event mails once, ever.

    `secret` (a code) stands in the text as a placeholder and only here for real; it is emptied as soon as it has
    been used. `attachments` are small texts that travel along (`outbox.attachments`). `claim_token` and `claimed_at`
    say which worker has it; `in_flight_at` that it is being handed to the mail server at this moment: a worker killed
    then leaves a mail that may have arrived.
    """

    dedupe_key = models.CharField(max_length=200)
    kind = models.CharField(_("kind"), max_length=80)
    lane = models.PositiveSmallIntegerField(choices=Lane.choices, default=Lane.NORMAL)
    recipient = models.CharField(max_length=80, blank=True)
    to_address = models.EmailField(_("to"), max_length=254)
    to_name = models.CharField(max_length=200, blank=True)
    from_name = models.CharField(max_length=200, blank=True)
    reply_to = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(_("subject"), max_length=255)
    body_text = models.TextField()
    body_html = models.TextField()
    attachments = models.JSONField(default=list, db_default=models.Value([], models.JSONField()), blank=True)
    language = models.CharField(max_length=8)
    headers = models.JSONField(default=dict, blank=True)
    secret = models.CharField(max_length=255, blank=True)
    optional = models.BooleanField(default=False)
    category = models.CharField(max_length=40, blank=True)
    conversation = models.CharField(max_length=320, blank=True)
    message_id = models.CharField(max_length=255)
    request_id = models.CharField(max_length=64, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    next_attempt_at = models.DateTimeField(default=clock.now)
    claim_token = models.UUIDField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    in_flight_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    redacted_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        constraints = [
            models.UniqueConstraint(fields=["dedupe_key"], name="one_mail_per_event"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="mail_state_is_known"),
            models.CheckConstraint(condition=~Q(dedupe_key=""), name="mail_names_its_event"),
            models.CheckConstraint(
                condition=Q(state=State.SENDING, claim_token__isnull=False, claimed_at__isnull=False)
                | (~Q(state=State.SENDING) & Q(claim_token=None, claimed_at=None, in_flight_at=None)),
                name="mail_is_claimed_while_sending",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SENT) | Q(sent_at__isnull=False), name="mail_sent_has_a_moment"
            ),
            models.CheckConstraint(
                condition=Q(secret="") | Q(state__in=CAN_KEEP_SECRET, expires_at__isnull=False),
                name="mail_secret_ends",
            ),
            models.CheckConstraint(condition=Q(optional=False) | ~Q(category=""), name="mail_optional_has_category"),
        ]
        indexes = [
            models.Index("lane", "next_attempt_at", "id", name="mail_due", condition=Q(state=State.QUEUED)),
            models.Index("claimed_at", name="mail_claimed", condition=Q(state=State.SENDING)),
            models.Index(
                "conversation",
                "id",
                name="mail_in_conversation",
                condition=Q(state__in=UNSETTLED) & ~Q(conversation=""),
            ),
            models.Index("expires_at", name="mail_expiring", condition=Q(state__in=CAN_EXPIRE)),
            models.Index(fields=["-created_at", "-id"], name="mail_by_moment"),
            models.Index(fields=["state", "-created_at", "-id"], name="mail_by_state", condition=~Q(state=State.SENT)),
            models.Index(fields=["kind", "-created_at", "-id"], name="mail_by_kind"),
            models.Index("recipient", name="mail_by_recipient", condition=~Q(recipient="")),
            models.Index(Lower("to_address"), name="mail_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class MailAttempt(models.Model):
    """What was tried or done with a mail. Appended, never changed. `actor` is a label such as "user:1"."""

    mail = models.ForeignKey(OutgoingMail, models.CASCADE, related_name="history")
    at = models.DateTimeField(default=clock.now)
    result = models.CharField(max_length=10, choices=Result.choices)
    smtp_code = models.PositiveSmallIntegerField(null=True, blank=True)
    message = models.TextField(blank=True)
    actor = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")

    def __str__(self) -> str:
        return f"{self.get_result_display()} {self.at:%Y-%m-%d %H:%M}"


class AddressBlock(models.Model):
    """An address that a mail server refused for good. Nothing is sent to it until an operator lifts the block."""

    address = models.EmailField(max_length=254, unique=True)
    recipient = models.CharField(max_length=80, blank=True)
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name = _("blocked address")
        verbose_name_plural = _("blocked addresses")
        constraints = [
            models.CheckConstraint(condition=Q(address=Lower("address")), name="block_is_lower_case"),
        ]

    def __str__(self) -> str:
        return self.address


class OptOut(models.Model):
    """A sort of mail that an address does not want."""

    address = models.EmailField(max_length=254)
    category = models.CharField(max_length=40)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("stopped mail")
        verbose_name_plural = _("stopped mail")
        constraints = [
            models.UniqueConstraint(fields=["address", "category"], name="one_opt_out"),
            models.CheckConstraint(condition=Q(address=Lower("address")), name="opt_out_is_lower_case"),
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.category}"
