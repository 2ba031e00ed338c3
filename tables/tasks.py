"""Periodic work on tables: thin over services, safe to run twice."""

from celery import shared_task

from tables.services import followers, invitations, meeting_reminders, plan, questions, seat_privacy, still, survey
from tables.services.minutes import requests


@shared_task(name="tables.remind_meetings")
def remind_meetings() -> None:
    meeting_reminders.remind()


@shared_task(name="tables.settle_meetings")
def settle_meetings() -> None:
    meeting_reminders.settle()


@shared_task(name="tables.remind_actions")
def remind_actions() -> None:
    plan.remind_due()


@shared_task(name="tables.ask_how_it_goes")
def ask_how_it_goes() -> None:
    """First what has woken, so that nobody rests or is asked for nothing."""
    still.wake()
    still.let_rest()
    still.ask_due()


@shared_task(name="tables.chase_due")
def chase_due() -> None:
    invitations.chase_due()


@shared_task(name="tables.tell_answers")
def tell_answers() -> None:
    invitations.tell_answers()


@shared_task(name="tables.erase_people")
def erase_people() -> None:
    seat_privacy.erase_old()
    seat_privacy.erase_sign_ups()


@shared_task(name="tables.erase_minutes_requests")
def erase_minutes_requests() -> None:
    requests.erase_old()


@shared_task(name="tables.keep_question_days")
def keep_question_days() -> None:
    questions.keep_days()


@shared_task(name="tables.remind_surveys")
def remind_surveys() -> None:
    survey.remind_due()


@shared_task(name="tables.tell_followers")
def tell_followers() -> None:
    followers.tell_week()
