"""For local work: nothing leaves the machine, every mail is shown in the local mailbox, secrets included."""

from django.utils.translation import gettext

from aantafel.outbox import compose
from aantafel.outbox.mailbox.models import CapturedMail
from aantafel.outbox.transports import Letter


class Transport:
    def open(self) -> None:
        """Nothing to connect to."""

    def send(self, letter: Letter) -> str:
        mail = letter.mail
        CapturedMail.objects.create(
            message_id=mail.message_id,
            kind=mail.kind,
            language=mail.language,
            to_address=letter.to,
            to_name=mail.to_name,
            sender=compose.from_header(mail),
            reply_to=mail.reply_to,
            subject=compose.with_secret(mail.subject, mail.secret),
            body_text=compose.with_secret(mail.body_text, mail.secret),
            body_html=compose.with_secret_html(mail.body_html, mail.secret),
            attachments=mail.attachments,
            stop_url=mail.headers.get("List-Unsubscribe", "").strip("<>"),
        )
        return gettext("Captured in the local mailbox.")

    def close(self) -> None:
        """Nothing to close."""
