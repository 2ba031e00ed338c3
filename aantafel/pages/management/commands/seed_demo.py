"""`manage.py seed_demo`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from aantafel.pages.demo import seed
from municipalities.models import Municipality
from tables.models import WorkForm


class Command(BaseCommand):
    help = "Makes invented people, ideas and tables to look around in. Once: a second time changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            seed.refuse_real_sites()
        except seed.NotHere as error:
            raise CommandError(str(error)) from error
        if not Municipality.objects.exists():
            raise CommandError("There are no municipalities yet: run load_municipalities first.")
        if not WorkForm.everywhere.exists():
            raise CommandError("There are no work forms yet: run load_work_forms first.")
        made = seed.seed()
        self.stdout.write(str(made) if made else "The demo is there already; nothing was changed.")
