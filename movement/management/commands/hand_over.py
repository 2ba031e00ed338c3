"""`manage.py hand_over CODE`: a local site opens."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from movement.management import handing
from movement.services import hand_over


class Command(BaseCommand):
    help = "Open the local site of a municipality: its own people look after its ideas and tables from then on."

    def add_arguments(self, parser: CommandParser) -> None:
        handing.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        handing.run(self.stdout, hand_over.open_site, **options)
