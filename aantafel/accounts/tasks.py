"""Periodic work on people: thin over services, safe to run twice."""

from celery import shared_task

from aantafel.accounts.services import invitations, retention


@shared_task(name="accounts.erase_tokens")
def erase_tokens() -> None:
    retention.erase_tokens()


@shared_task(name="accounts.erase_invitations")
def erase_invitations() -> None:
    invitations.erase_old()
