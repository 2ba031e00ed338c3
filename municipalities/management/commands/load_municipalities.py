"""`manage.py load_municipalities [FILE] [--apply-mergers]`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from aantafel.core.errors import DomainError
from municipalities.services.load import Counts, Report, load
from municipalities.services.tables import MalformedFile, read_tables


class Command(BaseCommand):
    help = (
        "Loads municipalities, places and postcodes: creates and updates, never deletes, and may be run again. "
        "FILE is a newer register of municipalities (CSV, UTF-8, commas) with at least the columns code, name, "
        "cbs_name, province, email, contact_form, website, population, lat and lon; without it the table that comes "
        "with the product is loaded."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE")
        parser.add_argument(
            "--apply-mergers",
            action="store_true",
            help="apply the mergers whose date has come, after you have checked that they went ahead",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load(read_tables(options["file"]), apply_mergers=options["apply_mergers"])
        except MalformedFile as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be read: {error.strerror}. Nothing was changed.") from error
        except DomainError as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        self._tell(report)

    def _tell(self, report: Report) -> None:
        for label in ("municipalities", "places", "postcodes"):
            counts: Counts = getattr(report, label)
            self.stdout.write(
                f"{label}: {counts.created} created, {counts.updated} updated, {counts.unchanged} unchanged"
            )
        for line in report.merged:
            self.stdout.write(f"merged: {line}")
        for line in report.warnings:
            self.stdout.write(self.style.WARNING(f"note: {line}"))
