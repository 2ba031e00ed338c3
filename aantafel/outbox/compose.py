"""From a row to a message as it travels: secrets in place, headers that mail programs understand."""

from email.utils import format_datetime, formataddr, parseaddr
from functools import cache

from django.conf import settings
from django.utils import timezone
from django.utils.html import escape

from aantafel.core import clock
from aantafel.outbox import addresses, attachments, mime
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.render import PLACEHOLDER
from aantafel.outbox.transports import Letter


def letter(mail: OutgoingMail) -> Letter:
    """The mail as it goes out. Outside production a real address becomes one that leads nowhere.

    Raises ValueError for what would break a header.
    """
    to = addresses.deliverable(mail.to_address)
    headers = {
        "Subject": with_secret(mail.subject, mail.secret),
        "From": from_header(mail),
        "To": formataddr((mail.to_name, to)),
        "Reply-To": mail.reply_to,
        "Date": format_datetime(timezone.localtime(clock.now())),
        "Message-ID": mail.message_id,
        "Content-Language": mail.language,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
        **mail.headers,
    }
    content = mime.message(
        [(name, value) for name, value in headers.items() if value],
        with_secret(mail.body_text, mail.secret),
        with_secret_html(mail.body_html, mail.secret),
        attachments.kept(mail.attachments),
    )
    return Letter(mail=mail, sender=_sender(settings.DEFAULT_FROM_EMAIL)[1], to=to, content=content)


def from_header(mail: OutgoingMail) -> str:
    """The site's own address, under the name that the mail asks for."""
    name, address = _sender(settings.DEFAULT_FROM_EMAIL)
    return formataddr((mail.from_name or name, address))


@cache
def _sender(written: str) -> tuple[str, str]:
    """Name and address of what the settings say."""
    return parseaddr(written)


def with_secret(text: str, secret: str) -> str:
    return text.replace(PLACEHOLDER, secret) if secret else text


def with_secret_html(html: str, secret: str) -> str:
    return html.replace(PLACEHOLDER, escape(secret)) if secret else html
