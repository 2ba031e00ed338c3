"""`manage.py demo_accounts`."""

from typing import Any

from django.core.management.base import BaseCommand

from aantafel.pages.demo import accounts


class Command(BaseCommand):
    help = "Prints whom you can sign in as. The code to sign in comes in the local mailbox (/postvak/)."

    def handle(self, *args: Any, **options: Any) -> None:
        found = accounts.existing()
        self.stdout.write(accounts.table(found) if found else "There are no demo accounts: run seed_demo first.")
