"""Periodic work on the people of tables: thin over services, safe to run twice."""

from celery import shared_task

from tables.services import invitations, seat_privacy


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
