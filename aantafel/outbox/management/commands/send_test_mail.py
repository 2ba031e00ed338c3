"""`manage.py send_test_mail ADDRESS`: does mail arrive?"""

import time
import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from aantafel.core import clock
from aantafel.outbox.enums import Lane, State
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.services import deliver, enqueue

PATIENCE = 30.0  # seconds


class Command(BaseCommand):
    help = "Puts a test mail in the outbox, sends what is due and tells what became of it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address")
        parser.add_argument("--language", default="nl", choices=["nl", "en"])

    def handle(self, *, address: str, language: str, **options: Any) -> None:
        mail = self._enqueue(address, language)
        deliver.run()
        self._wait(mail)
        if mail.state != State.SENT:
            raise CommandError(f"Mail {mail.pk} to {mail.to_address} is {mail.state}. {mail.last_error}".strip())
        self.stdout.write(f"Mail {mail.pk} to {mail.to_address} is handed to the mail server.")

    def _wait(self, mail: OutgoingMail) -> None:
        """A worker may have taken it before us: give that one a moment, unless a mail server has refused it."""
        until = time.monotonic() + PATIENCE
        mail.refresh_from_db()
        while mail.state in {State.QUEUED, State.SENDING} and not mail.last_error and time.monotonic() < until:
            time.sleep(0.2)
            mail.refresh_from_db()

    def _enqueue(self, address: str, language: str) -> OutgoingMail:
        try:
            mail = enqueue(
                kind="outbox/test",
                to=address,
                language=language,
                context={"at": clock.now()},
                dedupe_key=f"outbox:test:{uuid.uuid4()}",
                lane=Lane.CODES,
            )
        except ValueError as error:
            raise CommandError(str(error)) from error
        if mail is None:
            raise CommandError("This test mail exists already.")
        return mail
