"""What every page weighs: its own bytes as they travel, and what it makes a browser fetch."""

import gzip
from urllib.parse import urlsplit

import pytest

from tests.site.answers import Answer, Answers
from tests.site.pages import PAGES, Page

pytestmark = pytest.mark.django_db

MOST_BYTES = 25_000  # compressed; with styles (22 kB) and scripts (25 kB) every first visit stays near 70 kB
MOST_FETCHES = 7  # beside the page itself: styles, script, icon and what stands above the fold


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_is_light(page: Page, answers: Answers) -> None:
    for answer in answers.all_of(page):
        if answer.is_html:
            weight = len(gzip.compress(answer.body.encode(), compresslevel=6))
            assert weight <= MOST_BYTES, f"{answer.who}: {weight} bytes"
            assert len(_fetched(answer)) <= MOST_FETCHES, f"{answer.who}: {_fetched(answer)}"


def _fetched(answer: Answer) -> set[str]:
    """Addresses that load with the page; pictures that wait until they are scrolled to do not."""
    return {address for address in answer.document.resources if urlsplit(address).path.startswith("/static/")}
