"""When the site says no or nothing at all to a press of a button: a sentence stands there, and what was typed stays."""

import re

from playwright.sync_api import Page, Route, expect

from tests.e2e.browsing import PHONE, Visits
from tests.e2e.people import dutch
from tests.site.pages import Role

TEXT = "Ik neem stoelen mee, en koffie."
FAILED = dutch(
    "That did not work. What you typed is still here. Wait a moment and try again. Does it go wrong once more? "
    "Then copy your text, and load the page again."
)
OFFLINE = dutch("We cannot reach the site. Is your internet working? What you typed is still here. Try it again.")
TOO_LONG = dutch("This page was open for a long time. Copy what you typed, and load the page again.")


def reacting(visits: Visits) -> Page:
    """Somebody who has typed a reaction in its place below the idea."""
    world = visits.site.world
    page = visits.page(Role.OTHER, size=PHONE)
    page.goto(f"/ideeen/{world.published}-{world.published_slug}/")
    page.get_by_role("link", name=dutch("React", "button")).first.click()
    page.get_by_label(dutch("What do you want to say?")).fill(TEXT)
    return page


def sends(page: Page, said: str) -> None:
    page.get_by_role("button", name=dutch("React", "button"), exact=True).click()
    expect(page.get_by_role("alert")).to_have_text(said)
    expect(page.get_by_role("alert")).to_be_in_viewport()
    expect(page.get_by_label(dutch("What do you want to say?"))).to_have_value(TEXT)


def test_a_press_never_fails_in_silence(visits: Visits) -> None:
    page = reacting(visits)
    address = re.compile("/reageren/$")

    def breaks(route: Route) -> None:
        route.fulfill(status=502, content_type="text/html", body="<h1>Bad gateway</h1>")

    page.route(address, breaks)
    sends(page, FAILED)
    page.unroute(address)
    page.route(address, lambda route: route.abort("internetdisconnected"))
    sends(page, OFFLINE)
    page.unroute(address)
    page.context.clear_cookies(name="csrftoken")
    sends(page, TOO_LONG)
    assert {re.split(r"[ :]", trouble)[0] for trouble in visits.take_troubles()} == {"answer", "console", "failed"}


def test_a_link_that_fails_in_place_is_followed_as_a_link(visits: Visits) -> None:
    page = visits.page()
    page.goto("/ideeen/")
    page.route(
        re.compile("sorteer=populair"),
        lambda route: route.fulfill(status=503) if "hx-request" in route.request.headers else route.continue_(),
    )
    page.locator("details.at-filters summary").click()
    page.locator("#kies-sorteer").select_option("populair")
    page.get_by_role("button", name=dutch("Show"), exact=True).click()
    expect(page).to_have_url(re.compile("sorteer=populair"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    visits.take_troubles()
