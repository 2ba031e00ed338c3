"""Periodic work on tables: thin over services, safe to run twice."""

from celery import shared_task

from tables.services import plan, questions, survey


@shared_task(name="tables.remind_actions")
def remind_actions() -> None:
    plan.remind_due()


@shared_task(name="tables.keep_question_days")
def keep_question_days() -> None:
    questions.keep_days()


@shared_task(name="tables.remind_surveys")
def remind_surveys() -> None:
    survey.remind_due()
