"""`manage.py hand_back CODE`: a local site ends."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from movement.management import handing
from movement.services import hand_over


class Command(BaseCommand):
    help = "End the local site of a municipality: the operator looks after its ideas and tables again."

    def add_arguments(self, parser: CommandParser) -> None:
        handing.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        handing.run(self.stdout, hand_over.end_site, **options)
