"""Periodic work on tables: thin over services, safe to run twice."""

from celery import shared_task

from tables.services import plan


@shared_task(name="tables.remind_actions")
def remind_actions() -> None:
    plan.remind_due()
