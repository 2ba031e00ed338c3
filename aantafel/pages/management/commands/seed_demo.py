"""`manage.py seed_demo`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from aantafel.pages.demo import seed
from municipalities.models import Municipality


class Command(BaseCommand):
    help = "Makes invented people, ideas and tables to look around in. Once: a second time changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            seed.refuse_real_sites()
        except seed.NotHere as error:
            raise CommandError(str(error)) from error
        if not Municipality.objects.exists():
            raise CommandError("There are no municipalities yet: run load_municipalities first.")
        made = seed.seed()
        if made is None:
            self.stdout.write("The demo is there already; nothing was changed.")
            return
        self.stdout.write(
            f"Made {made.ideas} ideas in {made.municipalities} municipalities and {made.calls} requests to be called; "
            f"{made.mails} mails stand in the local mailbox (/postvak/)."
        )
