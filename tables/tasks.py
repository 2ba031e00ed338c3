"""Periodic work on tables: thin over services, safe to run twice."""

from celery import shared_task

from tables.services import still


@shared_task(name="tables.ask_how_it_goes")
def ask_how_it_goes() -> None:
    """First what has woken, so that nobody rests or is asked for nothing."""
    still.wake()
    still.let_rest()
    still.ask_due()
