"""The mails of the seeded world, and the codes in them."""

import uuid
from datetime import timedelta
from typing import Any

from aantafel.accounts.models import SignInToken, User
from aantafel.accounts.services import sign_in
from aantafel.core import clock, icalendar
from aantafel.outbox.attachments import CALENDAR, Attachment, checked
from aantafel.outbox.enums import Result, State
from aantafel.outbox.mailbox.models import CapturedMail
from aantafel.outbox.models import AddressBlock, MailAttempt, OutgoingMail
from aantafel.outbox.services import optout
from tests.factories.outbox import OutgoingMailFactory

CODE = "246802"


STOPPABLE = "news-of-the-tests"


def make_mails(owner: User) -> dict[str, Any]:
    sent = OutgoingMailFactory.create(subject="Je idee is geprikt", state=State.SENT, sent_at=clock.now(), attempts=1)
    failed = OutgoingMailFactory.create(subject="Je idee staat op tafel", state=State.FAILED, last_error="451 Later")
    later = clock.now() + timedelta(days=1)
    waiting = OutgoingMailFactory.create(
        subject="Wil je meer vertellen?", next_attempt_at=later, recipient=owner.recipient
    )
    MailAttempt.objects.create(mail=failed, result=Result.LATER, smtp_code=451, message="451 Later")
    block = AddressBlock.objects.create(address="weg@buurt.example", reason="550 No such user")
    stopped = optout.Wish("gestopt@buurt.example", STOPPABLE)
    optout.stop(stopped)
    captured = captured_mail("Je code is klaar", owner.email)
    return {
        **{f"mail_{name}": mail.pk for name, mail in (("sent", sent), ("failed", failed), ("waiting", waiting))},
        **_subjects(mail_sent=sent, mail_failed=failed, mail_waiting=waiting),
        "block": block.pk,
        "blocked_address": block.address,
        "stop": optout.token("stop@buurt.example", STOPPABLE),
        "stopped": optout.token(stopped.address, stopped.category),
        "stop_address": "stop@buurt.example",
        "captured": captured.pk,
        "captured_subject": captured.subject,
    }


def _subjects(**mails: OutgoingMail) -> dict[str, str]:
    return {f"{name}_subject": mail.subject for name, mail in mails.items()}


def captured_mail(subject: str, to: str) -> CapturedMail:
    html = "<!DOCTYPE html><html lang='nl'><head><title>Code</title></head><body><p>Hier is je code.</p></body></html>"
    return CapturedMail.objects.create(
        message_id=f"<{uuid.uuid4()}@aantafel.example>",
        kind="accounts/sign_in",
        language="nl",
        to_address=to,
        sender="AanTafel! <post@aantafel.example>",
        subject=subject,
        body_text="Hier is je code.",
        body_html=html,
        attachments=checked([Attachment("uitnodiging.ics", CALENDAR, icalendar.calendar("Agenda", []))]),
    )


def make_tokens(owner: User) -> dict[str, Any]:
    def token(**more: Any) -> SignInToken:
        made = SignInToken(email=owner.email, **{"expires_at": clock.now() + timedelta(days=1), **more})
        made.code_digest = sign_in._digest(made, CODE)
        made.save()
        return made

    expired = token(expires_at=clock.now() - timedelta(minutes=1))
    return {"token": str(token().key), "token_address": owner.email, "expired_token": str(expired.key)}
