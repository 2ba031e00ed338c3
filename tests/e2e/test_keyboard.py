"""Without a mouse, in the colours of the system, and magnified four times."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import Visits
from tests.e2e.people import Mailbox, code_in, dutch
from tests.site import pages
from tests.site.pages import Role
from tests.support.running_site import RunningSite

MOST_STOPS = 60
ZOOMED = (320, 256)  # a screen of 1280 by 1024 at 400%
# Around itself, or around the whole card that it makes pressable.
HAS_RING = """() => [null, "::after"].some(part => {
    const style = getComputedStyle(document.activeElement, part);
    return parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none";
})"""
# Some line of it lies on the screen with nothing over it.
ON_SCREEN = """() => [...document.activeElement.getClientRects()].some(box => {
    const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return box.width > 1 && (document.activeElement.contains(there) || there?.contains(document.activeElement));
})"""


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has the focus bears this name; every stop on the way shows that it has it."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        assert page.evaluate(HAS_RING), page.evaluate("document.activeElement.outerHTML")
        if (
            page.evaluate("document.activeElement.innerText || document.activeElement.labels?.[0]?.innerText || ''")
            .strip()
            .startswith(name)
        ):
            return
    raise AssertionError(f"{name!r} is not reached with the Tab key")


@pytest.fixture
def mailbox(site: RunningSite) -> Mailbox:
    return Mailbox(site.smtp)


def test_pin_by_keyboard_alone(visits: Visits, mailbox: Mailbox) -> None:
    page, email = visits.page(), "toets.bord@buurt.example"
    page.goto("/")
    tab_to(page, dutch("Pin your idea"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(dutch("Pin your idea"))
    tab_to(page, dutch("What is your idea? Say it in one sentence."))
    page.keyboard.type("Meer zitplekken op de begraafplaats")
    tab_to(page, dutch("What is your postcode or place?"))
    page.keyboard.type("8601")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(dutch("Who are you?"))
    tab_to(page, dutch("What is your name?"))
    page.keyboard.type("Toets Bord")
    tab_to(page, dutch("What is your e-mail address?"))
    page.keyboard.type(email)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(dutch("Look in your mail"))
    tab_to(page, dutch("The six digits from the mail"))
    page.keyboard.type(code_in(mailbox.next(email)))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(dutch("Your idea is pinned"))


def test_skip_link_shows_first_and_leads_to_the_content(visits: Visits) -> None:
    page = visits.page()
    page.goto("/ideeen/")
    link = page.get_by_role("link", name=dutch("Skip to the content"))
    expect(link).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    assert page.evaluate(ON_SCREEN)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_summary_of_errors_takes_the_focus(visits: Visits, javascript: bool) -> None:
    page = visits.page(javascript=javascript)
    page.goto("/ideeen/prik/")
    page.get_by_role("button", name=dutch("Next"), exact=True).click()
    summary = page.get_by_role("alert").filter(has=page.get_by_role("link"))
    expect(summary).to_be_visible()
    expect(summary).to_be_focused()
    expect(page.get_by_label(dutch("What is your idea? Say it in one sentence."))).to_have_attribute(
        "aria-invalid", "true"
    )
    summary.get_by_role("link").first.click()
    expect(page.get_by_label(dutch("What is your idea? Say it in one sentence."))).to_be_focused()


def test_every_stop_of_a_page_can_be_seen(visits: Visits) -> None:
    """Nothing sticky lies over what has the focus."""
    page = visits.page(size=ZOOMED)
    for path in ("/", "/ideeen/", "/ideeen/prik/", "/hoe-werkt-het/"):
        page.goto(path)
        walk(page, lambda: page.evaluate(HAS_RING) and page.evaluate(ON_SCREEN))


def walk(page: Page, holds: Callable[[], bool]) -> None:
    """Through the whole page with the Tab key."""
    page.keyboard.press("Tab")
    first = page.evaluate_handle("document.activeElement")
    for _stop in range(400):
        assert holds(), f"{page.url}: {page.evaluate('document.activeElement.outerHTML')}"
        page.keyboard.press("Tab")
        if page.evaluate(
            "first => document.activeElement === first || document.activeElement === document.body", first
        ):
            return
    raise AssertionError(f"{page.url} has no end")


SMOKE = [
    page
    for page in pages.WHOLE
    if page.name in {"pages:home", "ideas:list", "ideas:detail", "tables:detail", "ideas:pin"}
]


@pytest.mark.parametrize("each", SMOKE, ids=[page.name for page in SMOKE])
def test_page_in_the_colours_of_the_system(visits: Visits, each: pages.Page) -> None:
    """Buttons have an edge, and what has the focus a ring, without our colours."""
    page = visits.page(forced_colors="active")
    page.goto(each.path(visits.site.world, "nl"))
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    for button in page.locator("main .nl-button:visible").all():
        assert button.evaluate("each => parseFloat(getComputedStyle(each).borderTopWidth)") > 0
    page.keyboard.press("Tab")
    assert page.evaluate(HAS_RING)


def test_where_one_is_shows_in_the_colours_of_the_system(visits: Visits) -> None:
    """The desk's menu underlines one link, and the pill of the chosen list has another ground than the rest."""
    page = visits.page(Role.OPERATOR, forced_colors="active")
    page.goto("/beheer/ideeen/")
    here, other = (f".at-desk-nav__link{which}" for which in ("[aria-current]", ":not([aria-current])"))
    line = "each => getComputedStyle(each).borderBottomColor"
    assert page.locator(here).first.evaluate("each => getComputedStyle(each).textDecorationLine") == "underline"
    assert page.locator(here).first.evaluate(line) != page.locator(other).first.evaluate(line)
    page.goto("/beheer/bellen/")
    ground = "each => getComputedStyle(each).backgroundColor"
    chosen, another = page.locator(".at-heaps__link[aria-current]"), page.locator(".at-heaps__link:not([aria-current])")
    assert chosen.evaluate(ground) != another.first.evaluate(ground)


def test_a_table_is_a_stop_only_while_it_scrolls(visits: Visits) -> None:
    page = visits.page(Role.OPERATOR)
    page.goto("/beheer/ideeen/")
    box = page.locator(".at-table-container").first
    expect(box).not_to_have_attribute("tabindex", "0")
    box.evaluate("each => { each.style.width = '90px'; each.firstElementChild.style.minWidth = '600px' }")
    expect(box).to_have_attribute("tabindex", "0")


def test_numbers_that_are_folded_stand_on_paper(visits: Visits) -> None:
    page = visits.page(Role.COORDINATOR)
    page.goto(visits.site.world.local_url(visits.site.url) + "/coordinator/cijfers/")
    numbers = page.locator("details:not([open]) table").first
    expect(numbers).not_to_be_visible()
    page.emulate_media(media="print")
    expect(numbers).to_be_visible()


def test_desk_works_magnified(visits: Visits) -> None:
    """At 400% the operator still reaches and reads an idea, without moving sideways."""
    page = visits.page(Role.OPERATOR, size=ZOOMED)
    page.goto("/beheer/ideeen/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name=visits.site.world.waiting_title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(visits.site.world.waiting_title)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
