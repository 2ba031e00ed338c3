"""A worker that dies among the mails about a meeting, and Redis or PostgreSQL gone while minutes are made."""

import re
from collections import Counter

import redis
from celery import Celery

from aantafel.settings import env
from tests.ideas.fire.site import BurningSite, BurningTable, until
from tests.ideas.fire.visitor import Answer, Visitor

PATIENT = 20.0  # seconds that a visitor waits for a site without Redis
REMINDED = "tables/meeting_reminder"
_VALUE = re.compile(r'name="seen" value="(\d+)"')


def remind(site: BurningSite, times: int = 1) -> None:
    """As the clock does in the morning."""
    with Celery(broker=env.celery_broker(site.environment["REDIS_URL"]), set_as_current=False) as app:
        for _time in range(times):
            app.send_task("tables.remind_meetings")


def reminded(site: BurningSite) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for table in site.tables:
        found += Counter({key: n for key, n in site.mails_about(table).items() if key[0] == REMINDED})
    return found


def everybody(site: BurningSite) -> Counter[tuple[str, str]]:
    people = [email for table in site.tables for email in (table.owner.email, *table.come)]
    return Counter((REMINDED, email) for email in people)


def writes(site: BurningSite, table: BurningTable, text: str, visitor: Visitor | None = None) -> Answer:
    """The owner opens the summary by itself, types and saves."""
    browser, here = visitor or site.visitor(table.owner), f"{minutes_path(table)}schrijven/deel/kort/"
    page = browser.open(here, patience=PATIENT)
    seen = _VALUE.search(page.text)
    if seen is None:
        return page
    return browser.submit(f"{here}bewaren/", patience=PATIENT, text=text, seen=seen[1])


def minutes_path(table: BurningTable) -> str:
    return f"/mijn/tafels/{table.pk}/verslagen/{table.number}/"


def stands(site: BurningSite, table: BurningTable) -> str:
    [(text,)] = site.rows("SELECT text FROM tables_minutespart WHERE minutes_id = %s AND part = 'kort'", table.minutes)
    return str(text)


def test_a_worker_killed_among_reminders_leaves_nobody_out_and_sends_nobody_two(site: BurningSite) -> None:
    site.order_death("meeting:remind", passes=4)
    remind(site)
    site.died_at("meeting:remind")
    until(lambda: sum(reminded(site).values()) >= len(everybody(site)), "everybody is reminded")
    site.mail_is_out()
    assert reminded(site) == everybody(site)


def test_the_same_task_many_times_over_reminds_nobody_again(site: BurningSite) -> None:
    _waiting, lost = queued(site)  # what a killed worker left comes back only after an hour
    remind(site, times=6)
    until(lambda: queued(site) <= (0, lost), "the tasks are done")
    site.mail_is_out()
    assert reminded(site) == everybody(site)


def queued(site: BurningSite) -> tuple[int, int]:
    """How many tasks wait for a worker, and how many are being done or were lost with one."""
    with redis.Redis.from_url(site.environment["REDIS_URL"]) as broker:
        return int(broker.llen("celery")), int(broker.zcard("unacked_index"))


def test_without_redis_minutes_are_written_read_along_and_published(site: BurningSite) -> None:
    table, store = site.tables[0], site.parts["valkey"]
    owner, reader = site.visitor(table.owner), site.visitor()
    store.kill()
    try:
        assert writes(site, table, "- We halen de stoelen uit het vuur.", owner).is_done
        along = reader.open(f"{table.path}verslagen/{table.number}/live/", patience=PATIENT)
        assert along.status == 200 and "uit het vuur" in along.text
        check = owner.open(f"{minutes_path(table)}nakijken/", patience=PATIENT)
        seen = _VALUE.search(check.text)
        assert seen is not None, check.status
        assert owner.submit(f"{minutes_path(table)}nakijken/", patience=PATIENT, seen=seen[1]).is_done
        assert "uit het vuur" in reader.open(f"{table.path}verslagen/{table.number}/", patience=PATIENT).text
    finally:
        store.start()
    site.mail_is_out()
    told = {key: n for key, n in site.mails_about(table).items() if key[0] == "tables/minutes_published"}
    assert told == {("tables/minutes_published", email): 1 for email in table.was_there}


def test_a_database_killed_while_somebody_writes_loses_nothing_that_was_saved(site: BurningSite) -> None:
    table, database = site.tables[1], site.parts["postgres"]
    saved = [text for number in range(3) if writes(site, table, text := f"- Tekst nummer {number}.").is_done]
    assert len(saved) == 3
    database.kill()
    assert not writes(site, table, "- Tekst in de nacht.").is_done
    database.start()
    until(lambda: site.visitor(table.owner).open(minutes_path(table)).status == 200, "the site is back")
    assert stands(site, table) == saved[-1]
    again = "each process has found its way back"
    until(lambda: writes(site, table, "- Tekst van de ochtend.").is_done, again)
    assert stands(site, table) == "- Tekst van de ochtend."
