"""Periodic work on ideas: thin over services, safe to run twice."""

from celery import shared_task

from ideas.services import fifty, idea_merge, intentions, letters, pass_on, reports, retention, voice


@shared_task(name="ideas.remind_unconfirmed")
def remind_unconfirmed() -> None:
    retention.remind_unconfirmed()


@shared_task(name="ideas.erase_unconfirmed")
def erase_unconfirmed() -> None:
    retention.erase_unconfirmed()


@shared_task(name="ideas.erase_calls")
def erase_calls() -> None:
    retention.erase_calls()


@shared_task(name="ideas.erase_claim_codes")
def erase_claim_codes() -> None:
    letters.erase_old()


@shared_task(name="ideas.erase_intentions")
def erase_intentions() -> None:
    intentions.erase_old()


@shared_task(name="ideas.erase_reports")
def erase_reports() -> None:
    reports.erase_old()


@shared_task(name="ideas.settle_fifty")
def settle_fifty(*, idea_id: int) -> None:
    fifty.settle(idea_id)


@shared_task(name="ideas.settle_fifties")
def settle_fifties() -> None:
    fifty.settle_all()


@shared_task(name="ideas.expire_proposals")
def expire_proposals() -> None:
    idea_merge.expire()
    pass_on.expire()


@shared_task(name="ideas.erase_voices")
def erase_voices() -> None:
    voice.erase_old()
    voice.sweep()
