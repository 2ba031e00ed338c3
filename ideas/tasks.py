"""Periodic work on ideas: thin over services, safe to run twice."""

from celery import shared_task

from ideas.services import intentions, retention


@shared_task(name="ideas.remind_unconfirmed")
def remind_unconfirmed() -> None:
    retention.remind_unconfirmed()


@shared_task(name="ideas.erase_unconfirmed")
def erase_unconfirmed() -> None:
    retention.erase_unconfirmed()


@shared_task(name="ideas.erase_calls")
def erase_calls() -> None:
    retention.erase_calls()


@shared_task(name="ideas.erase_intentions")
def erase_intentions() -> None:
    intentions.erase_old()
