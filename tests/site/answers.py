"""What the site answers: each address is asked once per role and language, and is kept for every check."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction
from django.db.utils import InternalError
from django.test import Client
from django.test.utils import CaptureQueriesContext

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
TRANSACTIONS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK", "SET TRANSACTION")


@dataclass
class Document(HTMLParser):
    """What the checks ask of a page."""

    language: str = ""
    title: str = ""
    headings: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    resources: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._inside: list[str] = []
        self._foreign = 0

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
        self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop() != tag:
            continue

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if not text or {"script", "style"} & set(self._inside):
            return
        self.texts.append(text)
        if self._inside[-1:] == ["title"] and "svg" not in self._inside:
            self.title += text
        if "h1" in self._inside:
            self.headings[-1] = f"{self.headings[-1]} {text}".strip()

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


def ask(world: World, page: Page, role: Role, language: str) -> Answer:
    """GET the page, in a transaction in which nothing can be written."""
    path = page.path(world, language)
    wrote = ""
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
            self._kept[key] = ask(self.world, page, role, language)
        return self._kept[key]

    def all_of(self, page: Page) -> Iterator[Answer]:
        """For every role, in the languages that it is asked in."""
        for role in page.roles:
            for language in page.languages(role):
                yield self.of(page, role, language)

    def shown(self, page: Page) -> Iterator[Answer]:
        """Those in which the page itself shows."""
        yield from (answer for answer in self.all_of(page) if answer.role in page.seen_by())
