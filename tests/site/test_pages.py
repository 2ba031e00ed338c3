"""Every page for every role, in both languages: the right answer, a heading, headers that protect, nothing written."""

from collections import defaultdict
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from tests.site.answers import Answer, Answers, netloc
from tests.site.pages import COOKIELESS, LANGUAGES, PAGES, SAME_TITLE, WHOLE, Page, Role

pytestmark = pytest.mark.django_db

LEFT_OVER = ("{{", "{%", "{#", "%(", "[[geheim]]", "<built-in", "object at 0x")
FORM_COOKIES = {settings.CSRF_COOKIE_NAME}
MOST_QUERIES = 8
CLOSED = {
    403: ("Je kunt deze pagina niet openen", "You cannot open this page"),
    404: ("Deze pagina is er niet", "This page is not here"),
}

every_page = pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
every_whole_page = pytest.mark.parametrize("page", WHOLE, ids=[page.name for page in WHOLE])


@every_page
def test_each_role_gets_the_expected_answer(answers: Answers, page: Page) -> None:
    found = {answer.who: answer.status for answer in answers.all_of(page)}
    assert found == {answer.who: page.access.of(answer.role) for answer in answers.all_of(page)}


@every_page
def test_a_visitor_is_led_to_sign_in_and_back(answers: Answers, page: Page) -> None:
    for answer in answers.all_of(page):
        if answer.role is Role.VISITOR and answer.status == 302:
            there = urlsplit(answer.headers["Location"])
            prefix = "" if answer.language == "nl" else "/en"
            assert there.path.startswith((f"{prefix}/inloggen/", f"{prefix}/mijn/tweede-stap/")), answer.who


@every_page
def test_reading_writes_nothing(answers: Answers, page: Page) -> None:
    """Each GET runs in a transaction in which PostgreSQL refuses every change."""
    assert {answer.who: answer.wrote for answer in answers.all_of(page) if answer.wrote} == {}


@every_whole_page
def test_page_has_its_one_heading(answers: Answers, page: Page) -> None:
    found = {answer.who: answer.document.headings for answer in answers.shown(page)}
    assert found == {answer.who: [page.heading(answers.world, answer.language)] for answer in answers.shown(page)}


@every_page
def test_a_closed_door_says_so_in_words(answers: Answers, page: Page) -> None:
    for answer in answers.all_of(page):
        if answer.status in CLOSED:
            assert answer.document.headings == [CLOSED[answer.status][LANGUAGES.index(answer.language)]], answer.who


@every_page
def test_page_shows_what_was_seeded(answers: Answers, page: Page) -> None:
    wanted = page.seeded(answers.world)
    for answer in answers.shown(page):
        assert wanted in (answer.document.text if answer.is_html else answer.body), answer.who


@every_whole_page
def test_page_says_its_language(answers: Answers, page: Page) -> None:
    for answer in answers.shown(page):
        assert answer.document.language == answer.language, answer.who
        assert answer.headers["Content-Language"] == answer.language, answer.who


@every_page
def test_nothing_of_the_template_is_left_over(answers: Answers, page: Page) -> None:
    for answer in answers.all_of(page):
        if answer.is_html:
            assert [mark for mark in LEFT_OVER if mark in answer.body] == [], answer.who


@every_whole_page
def test_dutch_page_holds_no_english(answers: Answers, page: Page, english: frozenset[str]) -> None:
    for answer in answers.shown(page):
        if answer.language == "nl":
            assert set(answer.document.texts) & english == set(), answer.who


@every_page
def test_page_is_protected(answers: Answers, page: Page) -> None:
    for answer in answers.all_of(page):
        _assert_protected(answer)


def _assert_protected(answer: Answer) -> None:
    assert answer.headers["X-Content-Type-Options"] == "nosniff", answer.who
    assert answer.headers["Referrer-Policy"] == "same-origin", answer.who
    assert "camera=()" in answer.headers["Permissions-Policy"], answer.who
    policy = _policy(answer)
    assert policy["default-src"] == ["'none'"], answer.who
    if answer.page.part and "sandbox" in policy:
        assert policy["frame-ancestors"] == ["'self'"], answer.who
        assert "script-src" not in policy, answer.who
        return
    allowed = {"'self'", "'none'", *answer.page.policy}
    assert {source for sources in policy.values() for source in sources} <= allowed, answer.who
    assert policy["frame-ancestors"] == ["'none'"], answer.who
    assert answer.headers["X-Frame-Options"] == "DENY", answer.who


def _policy(answer: Answer) -> dict[str, list[str]]:
    rules = (rule.split() for rule in answer.headers["Content-Security-Policy"].split(";") if rule.strip())
    return {name: sources for name, *sources in rules}


@every_page
def test_cookies_come_only_when_needed(answers: Answers, page: Page) -> None:
    for answer in answers.all_of(page):
        if answer.role is Role.VISITOR:
            allowed = set() if page.route in COOKIELESS else FORM_COOKIES
            assert set(answer.cookies) <= allowed, answer.who


@every_page
def test_page_asks_nothing_of_third_parties(answers: Answers, page: Page) -> None:
    own = netloc(answers.world, page)
    for answer in answers.all_of(page):
        if answer.is_html:
            hosts = {urlsplit(address).netloc for address in answer.document.resources}
            assert hosts <= {"", own}, answer.who


@every_page
def test_public_page_costs_few_queries(answers: Answers, page: Page) -> None:
    if Role.VISITOR in page.seen_by():
        for language in page.languages(Role.VISITOR):
            queries = answers.of(page, Role.VISITOR, language).queries
            assert len(queries) <= MOST_QUERIES, "\n".join(queries)


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


@pytest.fixture(scope="module")
def english() -> frozenset[str]:
    """Messages that read differently in Dutch, of several words, so that a name or a loan word does not count."""
    with Path(settings.ROOT, "locale/nl/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file, locale="nl")
    pairs = [(message.id, message.string) for message in catalogue if isinstance(message.id, str)]
    return frozenset(" ".join(one.split()) for one, other in pairs if one != other and len(one.split()) > 1)
