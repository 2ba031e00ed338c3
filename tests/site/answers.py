"""What the site answers: each address is asked once per role and language, and is kept for every check."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

from babel.messages.pofile import read_po
from django.conf import settings
from django.db import connection, transaction
from django.db.utils import InternalError
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ideas.models import Idea
from municipalities import sites
from tests.site.pages import Page, Role
from tests.site.world import World

# what a browser fetches by itself, by element
RESOURCES = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "link": ("href",),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "object": ("data",),
    "embed": ("src",),
    "input": ("src",),
    "use": ("href",),
    "form": ("action",),
}
FETCHED_LINKS = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload", "manifest"}
# elements in which nothing stands
ALONE = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
CHOSEN_FROM = {"title", "textarea", "option", "label", "script"}
PLAIN = "tests.site.plain_urls"  # the same addresses, with errors of one word
CLOSED = {403, 404}
TRANSACTIONS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK", "SET TRANSACTION")


@dataclass
class Document(HTMLParser):
    """What the checks ask of a page. `bare` are the texts in <main> that stand in no element with a language of its
    own, but for what a form lets choose from; `unsaid` elements whose language is empty.
    """

    language: str = ""
    title: str = ""
    headings: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    resources: list[str] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._inside: list[str] = []
        self._says: list[bool] = []  # for each of those, whether it or one around it says its language

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = values.get("lang", "")
        if tag == "h1":
            self.headings.append("")
        if tag != "link" or set(values.get("rel", "").split()) & FETCHED_LINKS:
            self.resources += [values[name] for name in RESOURCES.get(tag, ()) if values.get(name)]
        self.texts += [
            values[name] for name in ("alt", "aria-label", "placeholder", "content", "value") if values.get(name)
        ]
        if values.get("lang", tag) == "":
            self.unsaid.append(self.get_starttag_text() or tag)
        if tag not in ALONE:
            says = bool(values.get("lang")) and tag not in {"html", "main"}
            self._says.append(says or self._says[-1:] == [True])
            self._inside.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in ALONE:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self._inside:
            self._says.pop()
            if self._inside.pop() == tag:
                break

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        names = set(self._inside)
        if not text or {"script", "style"} & names:
            return
        self.texts.append(text)
        if self._inside[-1:] == ["title"] and "svg" not in names:
            self.title += text
        if "h1" in names:
            self.headings[-1] = f"{self.headings[-1]} {text}".strip()
        if "main" in names and not CHOSEN_FROM & names and not self._says[-1]:
            self.bare.append(text)

    @property
    def text(self) -> str:
        return "\n".join(self.texts)


@dataclass(frozen=True)
class Answer:
    """One response. `wrote` is what PostgreSQL said when the request tried to write."""

    page: Page
    role: Role
    language: str
    status: int
    headers: Mapping[str, str]
    cookies: tuple[str, ...]
    body: str
    queries: tuple[str, ...]
    wrote: str

    @property
    def who(self) -> str:
        return f"{self.page.name} as {self.role} in {self.language}"

    @property
    def is_html(self) -> bool:
        return self.headers.get("Content-Type", "").startswith("text/html")

    @cached_property
    def document(self) -> Document:
        document = Document()
        document.feed(self.body)
        document.close()
        return document


def client(world: World, role: Role) -> Client:
    """A browser without JavaScript, as somebody."""
    visitor = Client()
    if role is not Role.VISITOR:
        visitor.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[role]
    return visitor


def netloc(world: World, page: Page) -> str:
    """The host that the page is asked of."""
    return urlsplit(world.local_url(settings.BASE_URL) if page.local else settings.BASE_URL).netloc


def ask(world: World, page: Page, role: Role, language: str, *, briefly: bool = False) -> Answer:
    """GET the page, in a transaction in which nothing can be written; `briefly` with errors of one word."""
    path = page.path(world, language)
    wrote = ""
    with patch.object(settings, "ROOT_URLCONF", PLAIN if briefly else settings.ROOT_URLCONF):
        try:
            response, queries = _get(world, page, role, path, read_only=role is Role.VISITOR or not page.writes)
        except InternalError as error:
            wrote = str(error)
            response, queries = _get(world, page, role, path, read_only=False)
    content: bytes = response.getvalue()
    return Answer(
        page,
        role,
        language,
        response.status_code,
        dict(response.headers.items()),
        tuple(response.cookies),
        content.decode(errors="replace"),
        queries,
        wrote,
    )


def _get(world: World, page: Page, role: Role, path: str, *, read_only: bool) -> tuple[Any, tuple[str, ...]]:
    connection.queries_log.clear()  # of every page together it would hold more than Django keeps, and warn
    sites.base_url(0)  # which sites are open is read once and remembered: no page pays for that
    with transaction.atomic(), CaptureQueriesContext(connection) as captured:
        if read_only:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
        response = client(world, role).get(path, headers={"host": netloc(world, page)})
        transaction.set_rollback(True)
    made = [query["sql"] for query in captured.captured_queries]
    return response, tuple(sql for sql in made if not sql.startswith(TRANSACTIONS))


class Answers:
    """Asked when first wanted, and then kept."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._kept: dict[tuple[str, Role, str], Answer] = {}

    def of(self, page: Page, role: Role, language: str) -> Answer:
        key = (page.name, role, language)
        if key not in self._kept:
            briefly = page.access.of(role) in CLOSED and role is not self.looks_at_closed(page)
            self._kept[key] = ask(self.world, page, role, language, briefly=briefly)
        return self._kept[key]

    def looks_at_closed(self, page: Page) -> Role | None:
        """Of those for whom the page is closed the one who gets to see the page that says so: the others get the same,
        so that over all pages each has a turn.
        """
        closed = [role for role in page.roles if page.access.of(role) in CLOSED]
        return closed[len(page.name) % len(closed)] if closed else None

    def all_of(self, page: Page) -> Iterator[Answer]:
        """For every role, in the languages that it is asked in."""
        for role in page.roles:
            for language in page.languages(role):
                yield self.of(page, role, language)

    def shown(self, page: Page) -> Iterator[Answer]:
        """Those in which the page itself shows."""
        yield from (answer for answer in self.all_of(page) if answer.role in page.seen_by())

    def reads(self, answer: Answer) -> bool:
        """Whether it is a document that people get to see; of doors that are closed one for each page."""
        is_brief = answer.status in CLOSED and answer.role is not self.looks_at_closed(answer.page)
        return answer.is_html and not is_brief

    @cached_property
    def titles(self) -> frozenset[str]:
        """Of all ideas."""
        return frozenset(Idea.everywhere.values_list("title", flat=True))

    @cached_property
    def english(self) -> frozenset[str]:
        """Messages that read differently in Dutch, of several words, so that a name or a loan word does not count."""
        with Path(settings.ROOT, "locale/nl/LC_MESSAGES/django.po").open("rb") as file:
            catalogue = read_po(file, locale="nl")
        pairs = [(message.id, message.string) for message in catalogue if isinstance(message.id, str)]
        return frozenset(" ".join(one.split()) for one, other in pairs if one != other and len(one.split()) > 1)
