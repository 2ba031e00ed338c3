"""A work form on paper: one sheet of A4 for each of the library, and what stands on it."""

import re

import pytest

from tables.services.work_form_library import read
from tests.e2e.browsing import Visits
from tests.site.pages import Role

PAGE = re.compile(rb"/Type\s*/Page\b")
LIBRARY = read()


@pytest.mark.parametrize("slug", LIBRARY)
def test_a_form_is_one_sheet(visits: Visits, slug: str) -> None:
    page = visits.page(Role.VISITOR)
    page.goto(f"/werkvormen/{slug}/blad/")
    printed = page.pdf(format="A4")
    assert len(PAGE.findall(printed)) == 1


def test_the_sheet_is_all_that_is_printed(visits: Visits) -> None:
    page = visits.page(Role.VISITOR)
    page.goto("/werkvormen/het-wildste-idee-eerst/")
    page.get_by_role("link", name="Afdrukken").click()
    button = page.get_by_role("button", name="Afdrukken")
    assert button.is_visible()
    page.emulate_media(media="print")
    assert not button.is_visible()
    assert not page.get_by_role("heading", name="Op papier").is_visible()
    assert not page.get_by_role("contentinfo").is_visible()
    assert page.get_by_role("heading", name="Het wildste idee eerst").is_visible()


def test_the_button_prints(visits: Visits) -> None:
    page = visits.page(Role.VISITOR, script="window.print = () => { window.printed = (window.printed ?? 0) + 1; };")
    page.goto("/werkvormen/het-wildste-idee-eerst/blad/")
    page.get_by_role("button", name="Afdrukken").click()
    assert page.evaluate("window.printed") == 1


def test_without_a_script_there_is_no_button_that_does_nothing(visits: Visits) -> None:
    page = visits.page(Role.VISITOR, javascript=False)
    page.goto("/werkvormen/het-wildste-idee-eerst/blad/")
    assert page.get_by_role("button", name="Afdrukken").count() == 0
    assert page.get_by_text("Druk het af met Ctrl en P.").is_visible()
