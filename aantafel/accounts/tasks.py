"""Periodic work on people: thin over services, safe to run twice."""

from celery import shared_task

from aantafel.accounts.services import retention


@shared_task(name="accounts.erase_tokens")
def erase_tokens() -> None:
    retention.erase_tokens()
