"""One site and one browser for all tests of this folder, which run in one process (`tests.support.spread`)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from embedded import chromium
from tests.e2e.browsing import ARGUMENTS, PATIENCE, WAYS, Visits, Way
from tests.e2e.people import COUNTER, Mailbox, Person, Somebody
from tests.site.pages import Role
from tests.support.running_site import RunningSite, running_site


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="package")
def site() -> Iterator[RunningSite]:
    with running_site() as running:
        yield running


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Closed with the last test here: while it is open no other test of this process could use the database."""
    found = chromium.find()
    assert found is not None, "There is no Chromium: `make test` says how to get it."
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        expect.set_options(timeout=PATIENCE)
        yield started
        started.close()


@pytest.fixture
def visits(browser: Browser, site: RunningSite) -> Iterator[Visits]:
    """Pages to open. A test fails when one of them does something wrong on the side."""
    made = Visits(browser, site)
    yield made
    troubles = made.take_troubles()
    made.close()
    assert troubles == []


@pytest.fixture(scope="package")
def mailbox(site: RunningSite) -> Mailbox:
    return Mailbox(site.smtp)


@pytest.fixture
def somebody(visits: Visits, mailbox: Mailbox) -> Somebody:
    """A person at a browser of their own."""

    def make(role: Role = Role.VISITOR, way: Way = WAYS[0], *, at: str = "") -> Person:
        page = visits.page(role, at=at, size=way.size, javascript=way.javascript, script=COUNTER)
        return Person(page, visits.site, mailbox)

    return make
