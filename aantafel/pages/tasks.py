"""Periodic work that touches every app: thin over services, safe to run twice."""

from celery import shared_task

from aantafel.pages.coordinator import weekly


@shared_task(name="pages.weekly_overviews")
def weekly_overviews() -> None:
    weekly.send_all()
