"""`manage.py check_outbox`: is mail being sent? For a monitor: exit code 1 when not."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from aantafel.outbox.services.health import figures


class Command(BaseCommand):
    help = "Prints how the outbox is doing. Exit code 1 when mail is late, a worker is stuck or mail has failed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--minutes", type=int, default=10, help="how long a mail may be due (10)")
        parser.add_argument("--allow-failed", action="store_true", help="failed mail alone is no reason for code 1")

    def handle(self, *, minutes: int, allow_failed: bool, **options: Any) -> None:
        now = figures()
        self.stdout.write(
            f"queued {now.queued}, held {now.held}, sending {now.sending}, stuck {now.stuck}, "
            f"failed in a week {now.failed}, oldest due for {int(now.lag.total_seconds())} s"
        )
        if now.is_late(timedelta(minutes=minutes)) or (now.failed and not allow_failed):
            raise SystemExit(1)
