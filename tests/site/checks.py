"""What is looked at in each answer of the site. A check gives what is wrong, in words."""

import gzip
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from django.conf import settings

from tests.site.answers import Answer, Answers, netloc
from tests.site.pages import COOKIELESS, LANGUAGES, Role

Check = Callable[[Answers, Answer], Iterator[str]]

LEFT_OVER = ("{{", "{%", "{#", "%(", "[[geheim]]", "<built-in", "object at 0x")
FORM_COOKIES = {settings.CSRF_COOKIE_NAME}
MOST_QUERIES = 8
MOST_BYTES = 25_000  # compressed; with styles (22 kB) and scripts (25 kB) every first visit stays near 70 kB
MOST_FETCHES = 7  # beside the page itself: styles, script, icon and what stands above the fold
CLOSED = {
    403: ("Je kunt deze pagina niet openen", "You cannot open this page"),
    404: ("Deze pagina is er niet", "This page is not here"),
}
HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}


def faults(answers: Answers, answer: Answer) -> list[str]:
    """All that is wrong with an answer."""
    return [f"{check.__name__}: {fault}" for check in _checks(answers, answer) for fault in check(answers, answer)]


def _checks(answers: Answers, answer: Answer) -> Iterator[Check]:
    """Of every answer, of a document, of the page as it is meant, of that page with a heading, and of a closed door."""
    page = answer.page
    yield from (status, sign_in, written, headers, policy, cookies, queries)
    if answers.reads(answer):
        yield from (left_over, third_parties, weight, unsaid)
    if answer.role in page.seen_by():
        yield seeded
        if page.is_whole:
            yield from (heading, language, english, titles)
    elif answer.status in CLOSED and answers.reads(answer):
        yield closed


def status(_answers: Answers, answer: Answer) -> Iterator[str]:
    """Each role gets the expected answer."""
    if answer.status != answer.page.access.of(answer.role):
        yield f"{answer.status} instead of {answer.page.access.of(answer.role)}"


def sign_in(_answers: Answers, answer: Answer) -> Iterator[str]:
    """A visitor is led to sign in and back."""
    if answer.role is Role.VISITOR and answer.status == 302:
        prefix = "" if answer.language == "nl" else "/en"
        there = urlsplit(answer.headers["Location"]).path
        if not there.startswith((f"{prefix}/inloggen/", f"{prefix}/mijn/tweede-stap/")):
            yield f"leads to {there}"


def written(_answers: Answers, answer: Answer) -> Iterator[str]:
    """Reading writes nothing: each GET runs in a transaction in which PostgreSQL refuses every change."""
    if answer.wrote:
        yield answer.wrote


def heading(answers: Answers, answer: Answer) -> Iterator[str]:
    wanted = answer.page.heading(answers.world, answer.language)
    if answer.document.headings != [wanted]:
        yield f"{answer.document.headings} instead of {wanted!r}"


def closed(_answers: Answers, answer: Answer) -> Iterator[str]:
    """A closed door says so in words."""
    if answer.document.headings != [CLOSED[answer.status][LANGUAGES.index(answer.language)]]:
        yield str(answer.document.headings)


def seeded(answers: Answers, answer: Answer) -> Iterator[str]:
    """The page shows what was seeded."""
    wanted = answer.page.seeded(answers.world)
    if wanted not in (answer.document.text if answer.is_html else answer.body):
        yield f"{wanted!r} does not show"


def language(_answers: Answers, answer: Answer) -> Iterator[str]:
    said = (answer.document.language, answer.headers.get("Content-Language"))
    if said != (answer.language, answer.language):
        yield f"says {said}"


def left_over(_answers: Answers, answer: Answer) -> Iterator[str]:
    """Nothing of the template is left over."""
    yield from (mark for mark in LEFT_OVER if mark in answer.body)


def english(answers: Answers, answer: Answer) -> Iterator[str]:
    """A Dutch page holds no English."""
    if answer.language == "nl":
        yield from sorted(set(answer.document.texts) & answers.english)


def titles(answers: Answers, answer: Answer) -> Iterator[str]:
    """On an English page the texts of people stand as they were written: each says its own language, for voices."""
    if answer.language == "en":
        yield from sorted(set(answer.document.bare) & answers.titles)


def unsaid(_answers: Answers, answer: Answer) -> Iterator[str]:
    """No element says that it is in no language."""
    yield from answer.document.unsaid


def headers(_answers: Answers, answer: Answer) -> Iterator[str]:
    """The page is protected."""
    for name, value in HEADERS.items():
        if answer.headers.get(name) != value:
            yield f"{name} is {answer.headers.get(name)}"
    if "camera=()" not in answer.headers.get("Permissions-Policy", ""):
        yield "the camera is not refused"


def policy(_answers: Answers, answer: Answer) -> Iterator[str]:
    """The content security policy lets nothing in but ourselves; a part that others made is shut in."""
    rules = (rule.split() for rule in answer.headers.get("Content-Security-Policy", "").split(";") if rule.strip())
    found = {name: sources for name, *sources in rules}
    if found.get("default-src") != ["'none'"]:
        yield f"default-src is {found.get('default-src')}"
    if answer.page.part and "sandbox" in found:
        if found.get("frame-ancestors") != ["'self'"] or "script-src" in found:
            yield f"a part that is shut in has {found}"
        return
    allowed = {"'self'", "'none'", *answer.page.policy}
    yield from sorted({source for sources in found.values() for source in sources} - allowed)
    if (found.get("frame-ancestors"), answer.headers.get("X-Frame-Options")) != (["'none'"], "DENY"):
        yield "may stand in a frame"


def cookies(_answers: Answers, answer: Answer) -> Iterator[str]:
    """Cookies come only when needed."""
    if answer.role is Role.VISITOR:
        yield from sorted(set(answer.cookies) - (set() if answer.page.route in COOKIELESS else FORM_COOKIES))


def third_parties(answers: Answers, answer: Answer) -> Iterator[str]:
    """The page asks nothing of others."""
    own = netloc(answers.world, answer.page)
    yield from sorted({urlsplit(address).netloc for address in answer.document.resources} - {"", own})


def queries(_answers: Answers, answer: Answer) -> Iterator[str]:
    """A public page costs few queries."""
    if answer.role is Role.VISITOR and answer.role in answer.page.seen_by() and len(answer.queries) > MOST_QUERIES:
        yield "\n".join(answer.queries)


def weight(_answers: Answers, answer: Answer) -> Iterator[str]:
    """The page is light: its own bytes as they travel and what it makes a browser fetch at once. Pictures that
    wait until they are scrolled to are no part of that.
    """
    size = len(gzip.compress(answer.body.encode(), compresslevel=6))
    if size > MOST_BYTES:
        yield f"{size} bytes"
    fetched = {address for address in answer.document.resources if urlsplit(address).path.startswith("/static/")}
    if len(fetched) > MOST_FETCHES:
        yield f"fetches {sorted(fetched)}"
