"""Periodic work on tables: thin over services, safe to run twice."""

from celery import shared_task

from tables.services import plan, questions


@shared_task(name="tables.remind_actions")
def remind_actions() -> None:
    plan.remind_due()


@shared_task(name="tables.keep_question_days")
def keep_question_days() -> None:
    questions.keep_days()
