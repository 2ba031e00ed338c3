"""Every page for every role, in both languages: the right answer, a heading, headers that protect, nothing written."""

from collections import defaultdict

import pytest

from tests.site.answers import Answers
from tests.site.checks import faults
from tests.site.pages import PAGES, SAME_TITLE, WHOLE, Page, Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_page(answers: Answers, page: Page) -> None:
    """Each answer is asked for once, and everything is looked at in it (`tests.site.checks`)."""
    found = {answer.who: faults(answers, answer) for answer in answers.all_of(page)}
    assert {who: wrong for who, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("role", [Role.VISITOR, Role.OWNER, Role.OPERATOR, Role.COORDINATOR, Role.COACH])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_titles_tell_pages_apart(answers: Answers, role: Role, language: str) -> None:
    pages = defaultdict(set)
    for page in WHOLE:
        is_theirs = role in page.seen_by() and page.local is (role in {Role.COORDINATOR, Role.COACH})
        if is_theirs and language in page.languages(role):
            title = answers.of(page, role, language).document.title
            pages[title].add(next((group for group in SAME_TITLE if page.name in group), page.name))
    assert {title: names for title, names in pages.items() if len(names) > 1} == {}
