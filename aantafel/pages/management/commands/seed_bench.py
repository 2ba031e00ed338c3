"""`manage.py seed_bench`."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from aantafel.pages.bench import seed


class Command(BaseCommand):
    help = "Fills a database with as many invented ideas, likes, tables and minutes as a country has, to measure with."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--ideas", type=int, default=100_000)
        parser.add_argument("--likes", type=int, default=1_000_000)
        parser.add_argument("--tables", type=int, default=20_000, help="at so many tables people met")
        parser.add_argument("--minutes", type=int, default=40_000, help="so many minutes those have together")
        parser.add_argument("--seed", type=int, default=1, help="another number gives other rows")
        parser.add_argument("--anyway", action="store_true", help="also where there are ideas already")

    def handle(
        self, *args: Any, ideas: int, likes: int, tables: int, minutes: int, anyway: bool, **options: Any
    ) -> None:
        if ideas < 1 or min(likes, tables, minutes) < 0:
            raise CommandError("Ask for at least one idea, and for nothing less than nought.")
        began = time.monotonic()
        try:
            seed.refuse(anyway=anyway)
        except seed.NotHere as error:
            raise CommandError(str(error)) from error
        made = seed.seed(ideas=ideas, likes=likes, tables=tables, minutes=minutes, seed_number=options["seed"])
        wrong = seed.check()
        if wrong:
            raise CommandError(f"{wrong} tallies do not agree with their likes.")
        counted = ", ".join(f"{count:,} {kind}" for kind, count in made.items())
        self.stdout.write(f"Made {counted} in {time.monotonic() - began:.0f} seconds; every tally agrees.")
