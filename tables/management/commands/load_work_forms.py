"""`manage.py load_work_forms`."""

from typing import Any

from django.core.management.base import BaseCommand

from tables.services import work_form_library


class Command(BaseCommand):
    help = (
        "Loads the national library of work forms that comes with the product: creates, updates and ends, never "
        "deletes, and may be run again. What municipalities wrote themselves stays."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        counts = work_form_library.load(work_form_library.read())
        self.stdout.write(
            f"work forms: {counts.created} created, {counts.updated} updated, {counts.unchanged} unchanged, "
            f"{counts.ended} ended"
        )
