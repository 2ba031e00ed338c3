"""The same news brought many times, to several workers at once."""

from celery import Celery

from aantafel.settings import env
from embedded import site as programs
from tests.ideas.fire.site import BurningSite, Part
from tests.ideas.fire.test_killed import comes_once

TIMES = 4


def test_one_task_delivered_many_times_to_two_workers_brings_one_meeting(site: BurningSite) -> None:
    idea, worker = site.ideas["dubbel"], site.parts["worker"]
    second = Part(programs.worker(site.directory / "second.log", site.environment))
    worker.kill()
    try:
        assert site.like(site.people[0], idea).is_done
        with Celery(broker=env.celery_broker(site.environment["REDIS_URL"]), set_as_current=False) as app:
            for _time in range(TIMES):
                app.send_task("ideas.settle_fifty", kwargs={"idea_id": idea.pk}, task_id="the-same-task")
                app.send_task("ideas.settle_fifties")
        assert not site.standing(idea).is_settled
    finally:  # the tests after this one need it
        worker.start()
    second.start()
    try:
        comes_once(site, idea)
    finally:
        second.end()
