"""Somebody who only reads: looks for something, near by and in the list, with JavaScript and without."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import PHONE, Visits
from tests.site.world import PC4

LOOK_FURTHER = "#kies-plaats"


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "without"])
def test_looking_for_an_idea(visits: Visits, javascript: bool) -> None:
    world = visits.site.world
    page = visits.page(size=PHONE, javascript=javascript)
    page.goto("/ideeen/")
    look_for(page, "#zoek-q", world.published_title)
    expect(page.get_by_role("link", name=world.published_title, exact=True)).to_be_visible()
    expect(page).to_have_title(f"Ideeën · “{world.published_title}” - AanTafel!")
    page.locator("summary.at-filters__button").click()
    look_for(page, LOOK_FURTHER, world.municipality)
    page.wait_for_url(f"**&gemeente={world.municipality_slug}")
    expect(page.get_by_role("link", name=world.published_title, exact=True)).to_be_visible()
    assert page.locator("header.at-header").count() == 1
    look_for(page, "#zoek-q", "kwkwkw")
    page.get_by_role("link", name="Prik het zelf").click()
    expect(page.locator("[name=title]")).to_have_value("kwkwkw")
    page.go_back()
    expect(page.get_by_text("Niets gevonden")).to_be_visible()
    assert page.locator("header.at-header").count() == 1


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "without"])
def test_looking_near_by(visits: Visits, javascript: bool) -> None:
    world = visits.site.world
    page = visits.page(size=PHONE, javascript=javascript)
    page.goto("/")
    expect(page.locator("main").get_by_role("link", name="Prik je idee").first).to_be_in_viewport()
    look_for(page, "#zoek-plaats", PC4)
    heading = page.get_by_role("heading", name=f"Op tafel in {world.municipality}")
    expect(heading).to_be_visible()
    if javascript:
        expect(heading).to_be_focused()
    assert page.context.cookies() == []


def test_results_come_without_another_page(visits: Visits) -> None:
    page = visits.page()
    page.goto("/ideeen/")
    page.evaluate("document.documentElement.dataset.kept = 'yes'")
    look_for(page, "#zoek-q", "lange tafel")
    page.wait_for_url("**/ideeen/?q=lange+tafel")
    expect(page.locator("#resultaten-kop")).to_be_focused()
    assert page.evaluate("document.documentElement.dataset.kept") == "yes"


def look_for(page: Page, field: str, text: str) -> None:
    page.locator(field).fill(text)
    page.locator(field).press("Enter")
