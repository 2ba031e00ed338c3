"""Periodic work on people: thin over services, safe to run twice."""

from celery import shared_task

from aantafel.accounts.services import invitations, retention, sharing


@shared_task(name="accounts.erase_tokens")
def erase_tokens() -> None:
    retention.erase_tokens()


@shared_task(name="accounts.erase_invitations")
def erase_invitations() -> None:
    invitations.erase_old()


@shared_task(name="accounts.tell_who_stood_in")
def tell_who_stood_in() -> None:
    sharing.tell_who_stood_in()
