"""Periodic work on tables: thin over services, safe to run twice."""

from celery import shared_task

from tables.services import plan, still
from tables.services.minutes import requests


@shared_task(name="tables.remind_actions")
def remind_actions() -> None:
    plan.remind_due()


@shared_task(name="tables.ask_how_it_goes")
def ask_how_it_goes() -> None:
    """First what has woken, so that nobody rests or is asked for nothing."""
    still.wake()
    still.let_rest()
    still.ask_due()


@shared_task(name="tables.erase_minutes_requests")
def erase_minutes_requests() -> None:
    requests.erase_old()
