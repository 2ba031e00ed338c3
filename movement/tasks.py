"""Periodic work on a movement: thin over services, safe to run twice."""

from celery import shared_task

from movement.services import visits


@shared_task(name="movement.erase_visits")
def erase_visits() -> None:
    visits.erase_old()
