"""What a first visit costs: everything that the browser loads, as it travels."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.e2e.browsing import DESKTOP, PHONE, Visits

MOST_BYTES = 70_000
MOST_REQUESTS = 8
BUNDLES = {".css": 22_000, ".js": 25_000}
CARDS = 20  # fewer would make the page lighter than it is


@dataclass
class Traffic:
    """What came over the line, response headers included: bytes by address."""

    addresses: dict[str, str] = field(default_factory=dict)
    bytes: dict[str, int] = field(default_factory=dict)

    def follow(self, page: Page) -> None:
        line = page.context.new_cdp_session(page)
        line.on("Network.requestWillBeSent", self._sent)
        line.on("Network.loadingFinished", self._finished)
        line.send("Network.enable")

    def _sent(self, event: dict[str, Any]) -> None:
        self.addresses[event["requestId"]] = event["request"]["url"]

    def _finished(self, event: dict[str, Any]) -> None:
        self.bytes[self.addresses[event["requestId"]]] = int(event["encodedDataLength"])


def load(visits: Visits, path: str, size: tuple[int, int]) -> Traffic:
    """A first visit, until nothing more is loaded."""
    page, traffic = visits.page(size=size), Traffic()
    traffic.follow(page)
    page.goto(path, wait_until="networkidle")
    assert page.get_by_role("main").get_by_role("listitem").count() >= CARDS
    return traffic


@pytest.mark.parametrize("path", ["/ideeen/", "/en/ideeen/", "/tafels/"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_first_visit_is_light(visits: Visits, path: str, size: tuple[int, int]) -> None:
    traffic = load(visits, path, size)
    assert sum(traffic.bytes.values()) <= MOST_BYTES, traffic.bytes
    assert len(traffic.addresses) <= MOST_REQUESTS, traffic.addresses
    assert {urlsplit(address).netloc for address in traffic.addresses.values()} == {urlsplit(visits.site.url).netloc}


def test_styles_and_scripts_stay_within_their_share(visits: Visits) -> None:
    traffic = load(visits, "/ideeen/", DESKTOP)
    for ending, most in BUNDLES.items():
        found = {address: size for address, size in traffic.bytes.items() if address.endswith(ending)}
        assert found
        assert sum(found.values()) <= most, found


def test_a_second_page_loads_itself_alone(visits: Visits) -> None:
    """Styles, script and icon have a name that says what is in them, and are kept for ever."""
    page, traffic = visits.page(), Traffic()
    page.goto("/ideeen/", wait_until="networkidle")
    traffic.follow(page)
    page.goto("/tafels/", wait_until="networkidle")
    assert {address: size for address, size in traffic.bytes.items() if "/static/" in address and size} == {}
    assert sum(traffic.bytes.values()) <= MOST_BYTES - sum(BUNDLES.values())
