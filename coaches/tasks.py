"""Periodic work on matches and applications: thin over services, safe to run twice."""

from celery import shared_task

from coaches.services import applications, deadlines


@shared_task(name="coaches.remind_due")
def remind_due() -> None:
    deadlines.remind_due()


@shared_task(name="coaches.expire_due")
def expire_due() -> None:
    deadlines.expire_due()


@shared_task(name="coaches.erase_applications")
def erase_applications() -> None:
    applications.erase_old()
