"""Somebody who hears the page: what happens is told once, and the menu of a phone covers nothing."""

from playwright.sync_api import Page, expect

from tests.e2e.browsing import PHONE, Visits
from tests.e2e.people import dutch


def test_the_menu_on_a_phone_never_covers_what_has_the_focus(visits: Visits) -> None:
    page = visits.page(size=PHONE)
    page.goto("/")
    menu = page.locator("details.at-menu")
    open_menu(page)
    for _link in menu.locator("a").all():
        page.keyboard.press("Tab")
        expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    expect(menu).not_to_have_attribute("open", "")
    open_menu(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()


def test_the_title_says_first_that_a_form_was_refused(visits: Visits) -> None:
    page = visits.page(javascript=False)
    page.goto("/ideeen/prik/")
    page.get_by_role("button", name=dutch("Next"), exact=True).click()
    expect(page).to_have_title("Fout: Prik je idee - AanTafel!")


def test_what_looks_alike_is_told_in_one_sentence(visits: Visits) -> None:
    page = visits.page()
    page.goto("/ideeen/prik/")
    page.locator("#id_title").press_sequentially(visits.site.world.published_title)
    expect(page.locator("#like-ideas-said")).to_contain_text("onder dit veld")
    expect(page.locator("#id_title")).to_be_focused()


def open_menu(page: Page) -> None:
    page.locator(".at-menu summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.at-menu")).to_have_attribute("open", "")
