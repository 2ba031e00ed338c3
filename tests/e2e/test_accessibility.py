"""axe finds nothing on any page, and no page scrolls sideways, down to 320 pixels wide."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser
from playwright.sync_api import Page as BrowserPage

from tests.e2e.browsing import DESKTOP, PHONE, Visits
from tests.site.pages import WHOLE, Page, Role
from tests.support.running_site import RunningSite

AXE = Path(settings.ROOT, "node_modules/axe-core/axe.min.js")
RUN = """async () => {
    const found = await axe.run(document, {resultTypes: ["violations"], preload: false});
    return found.violations.map(each => [each.id, each.help, each.nodes.map(node => node.html)]);
}"""
# What can be read or used and reaches beyond the screen, whether one can scroll there or it is cut off. A table in a
# box of its own that scrolls is fine.
BEYOND = """() => {
    const controls = "img, input, select, textarea, button, iframe, table";
    const says = each => [...each.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const scrolls = each => each && (["auto", "scroll"].includes(getComputedStyle(each).overflowX)
        || scrolls(each.parentElement));
    const beyond = each => {
        const box = each.getBoundingClientRect();
        return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1);
    };
    const found = [...document.querySelectorAll("body *")].filter(each => (each.matches(controls) || says(each))
        && each.checkVisibility({visibilityProperty: true}) && beyond(each) && !scrolls(each.parentElement));
    const told = found.map(each => each.outerHTML.slice(0, 120));
    return document.documentElement.scrollWidth > innerWidth ? ["the page scrolls", ...told] : told;
}"""
# besides the first role that sees a page: what shows more to somebody who is signed in
ALSO = {("ideas:detail", Role.OWNER), ("tables:detail", Role.OWNER), ("pages:home", Role.OPERATOR)}
SMALLEST = 320


@dataclass(frozen=True)
class Case:
    page: Page
    role: Role

    @property
    def name(self) -> str:
        return f"{self.page.name}-{self.role}"


CASES = [
    Case(page, role)
    for page in WHOLE
    for role in page.seen_by()
    if role is page.seen_by()[0] or (page.name, role) in ALSO
]


@dataclass
class Tabs:
    """One page for each role, used for all tests of this module: opening one costs more than looking at it."""

    visits: Visits
    open: dict[Role, BrowserPage] = field(default_factory=dict)

    def of(self, role: Role) -> BrowserPage:
        if role not in self.open:
            self.open[role] = self.visits.page(role, script=AXE.read_text(encoding="utf-8"))
        resize(self.open[role], DESKTOP)
        return self.open[role]


@pytest.fixture(scope="module")
def tabs(browser: Browser, site: RunningSite) -> Iterator[Tabs]:
    visits = Visits(browser, site)
    yield Tabs(visits)
    visits.close()


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_page_is_for_everyone(tabs: Tabs, case: Case) -> None:
    """Dutch on a wide screen and on a phone, English on a phone; axe reads English where everyone comes."""
    page, world = tabs.of(case.role), tabs.visits.site.world
    page.goto(case.page.address(world, "nl", tabs.visits.site.url))
    found = {"nl on a desktop": violations(page)}
    resize(page, PHONE)
    found["nl on a phone"] = violations(page)
    too_wide = sideways(page)
    page.goto(case.page.address(world, "en", tabs.visits.site.url))
    if case.role is Role.VISITOR:
        found["en on a phone"] = violations(page)
    too_wide += sideways(page)
    assert {where: each for where, each in found.items() if each} == {}
    assert too_wide == []
    assert tabs.visits.take_troubles() == []


def test_axe_and_the_ruler_find_faults(visits: Visits) -> None:
    """So that silence means something."""
    page = visits.page(size=PHONE, script=AXE.read_text(encoding="utf-8"))
    page.goto("/")
    page.evaluate(
        """() => {
            const wide = document.createElement("div");
            wide.style.minWidth = "900px";
            wide.textContent = "wide";
            document.querySelector("main").append(new Image(), wide);
        }"""
    )
    assert [name for name, *_ in violations(page)] == ["image-alt"]
    assert len(sideways(page)) == 2


@pytest.mark.parametrize(
    ("role", "path", "title"),
    [
        (Role.VISITOR, "/ideeen/", "h3 a"),
        (Role.OWNER, "/mijn/", ".at-row a"),
        (Role.OWNER, "/mijn/steun/aan-mij/", ".at-row a"),
        (Role.OPERATOR, "/beheer/reacties/?stand=alles", "tbody th > span"),
    ],
    ids=["ideas", "mine", "to answer", "desk"],
)
def test_a_title_without_spaces_stays_on_the_screen(visits: Visits, role: Role, path: str, title: str) -> None:
    """A title takes 140 characters, and Dutch glues its words together."""
    page = visits.page(role)
    page.goto(path)
    page.locator(title).first.evaluate("shown => { shown.textContent = 'arbeidsovereenkomst'.repeat(8).slice(0, 140) }")
    assert page.evaluate(BEYOND) == []
    assert sideways(page) == []


def violations(page: BrowserPage) -> list[Any]:
    found: list[Any] = page.evaluate(RUN)
    return found


def resize(page: BrowserPage, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


def sideways(page: BrowserPage) -> list[str]:
    """At which widths the page is wider than the screen, or loses something that is, and what."""
    wide = []
    for width in (SMALLEST, PHONE[0]):
        resize(page, (width, DESKTOP[1]))
        beyond = page.evaluate(BEYOND)
        if beyond:
            wide.append(f"{page.url} at {width}: {beyond[:3]}")
    return wide
