"""What the own screens of all who organise a table name as the next thing, at any moment of its road."""

from collections.abc import Callable

from django.utils import translation
from playwright.sync_api import expect

from tables.road.todo import WORDS, Task
from tests.e2e.road.cast import Road, todo

OWNER, COACH, COORDINATOR = ORGANISERS = ("fleur", "fem.coach", "coordinator")
GUIDES = (OWNER, COACH)


def after(road: Road, act: Callable[[Road], object], task: Task, *does: str, meanwhile: Task | None = None) -> None:
    """Somebody acts, and then this is what each of their screens names next: it can be done there by who `does` it. The
    others read whom they wait for, or what they can do `meanwhile`. Read in a second tab, so that nobody loses where
    they were.
    """
    act(road)
    for who in [who for who in ORGANISERS if who in road.people]:
        named = task if who in does else meanwhile or task
        text, waits, label = said(named)
        can = who in does or meanwhile is not None
        tab = road.people[who].page.context.new_page()
        tab.goto(road.workplace())
        part = todo(tab)
        expect(part).to_contain_text(text if can else waits)
        expect(part.get_by_role("link", name=label)).to_have_count(1 if can else 0)
        tab.close()


def said(task: Task) -> tuple[str, str, str]:
    """As the screen says it, up to the first value that is filled in."""
    words = WORDS[task]
    with translation.override("nl"):
        text, waits, label = (str(one).partition("%(")[0] for one in (words.text, words.waits, words.label))
    return text, waits, label
