"""Somebody who uses the keyboard only, or hears the page: what has the focus shows, and is not left behind."""

from playwright.sync_api import Page, expect

from tests.e2e.browsing import PHONE, Visits

ON_TOP = """() => {
    const {left, top, width, height} = document.activeElement.getBoundingClientRect();
    return document.activeElement.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}"""


def test_the_skip_link_shows_and_skips(visits: Visits) -> None:
    page = visits.page()
    page.goto("/ideeen/")
    page.keyboard.press("Tab")
    expect(page.locator(".nl-skip-link")).to_be_focused()
    assert page.evaluate(ON_TOP)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


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


def test_a_refused_form_says_so_first(visits: Visits) -> None:
    page = visits.page(size=PHONE)
    page.goto("/ideeen/prik/")
    page.get_by_role("button", name="Verder").press("Enter")
    expect(page).to_have_title("Fout: Prik je idee - AanTafel!")
    expect(page.locator(".at-errors")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#id_title")).to_be_focused()


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
