"""Going through a site as somebody: every page, every link on it, every form, and addresses that were guessed."""

import re
import zipfile
import zlib
from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import urlencode, urljoin, urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from aantafel.outbox.models import OutgoingMail
from tests.site.answers import client
from tests.site.pages import Role
from tests.site.world import World

LEADS = {"href", "src", "hx-get", "data-url"}
OF_A_KIND = 4  # pages that one view shows, so that lists and filters come to an end
FILLED_IN = {"email": "iemand@tafeldam.example", "date": "2027-03-01", "number": "1", "tel": "0600000009"}
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


@dataclass
class Form:
    action: str
    is_search: bool = False
    fields: dict[str, str] = field(default_factory=dict)


@dataclass
class Reader(HTMLParser):
    """Links and forms of a page; a form is filled in as it stands, and where it is empty with something that fits."""

    looked_for: str = ""
    links: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._form: Form | None = None
        self._choice = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.links += [values[name] for name in LEADS & values.keys()]
        if tag == "form":
            self._form = Form(values.get("action", ""), values.get("method", "get").lower() == "get")
        if self._form is not None and tag in {"input", "select", "textarea", "button", "option"}:
            self._fill(self._form, tag, values)

    def handle_data(self, data: str) -> None:
        if self._form is not None and self._area and data.strip():
            self._form.fields[self._area] = data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._form is not None:
            self._end_form(self._form)
            self._form = None
        if tag == "textarea":
            self._area = ""

    def _end_form(self, form: Form) -> None:
        """A search leads on as a link does."""
        if form.is_search:
            self.links.append(f"{form.action.partition('?')[0]}?{urlencode(form.fields)}")
        else:
            self.forms.append(form)

    def _fill(self, form: Form, tag: str, values: dict[str, str]) -> None:
        name, kind = values.get("name", ""), values.get("type", "text")
        if tag == "select":
            self._choice = name
        elif tag == "option":
            if self._choice not in form.fields or not form.fields[self._choice] or "selected" in values:
                form.fields[self._choice] = values.get("value", "")
        elif tag == "textarea" and name:
            self._area = name
            form.fields[name] = "Een zin van de proef."
        elif kind in {"checkbox", "radio"}:
            if "checked" in values or name not in form.fields:
                form.fields[name] = values.get("value", "on")
        elif name and kind != "file":
            usual = self.looked_for if form.is_search else FILLED_IN.get(kind, "Een woord")
            form.fields.setdefault(name, values.get("value") or usual)


NEIGHBOURS = "@buurdam.example"


@dataclass
class Visit:
    """What an address gave to somebody: `text` is all that can be read in it, `mails` what went into the outbox, but
    for what the neighbour's own people get: an answer to what they asked the whole country; `asked` the SQL.
    """

    who: Role
    path: str
    status: int
    location: str
    text: str
    mails: str = ""
    asked: tuple[str, ...] = ()


class Browser:
    """Somebody on the local site. Nothing that is done there lasts."""

    def __init__(self, world: World, role: Role) -> None:
        self.role = role
        self.host = urlsplit(world.local_url(settings.BASE_URL)).netloc
        self._world = world

    def get(self, path: str) -> Visit:
        return self._ask("get", path, {})

    def post(self, path: str, fields: dict[str, str] | None = None) -> Visit:
        return self._ask("post", path, fields or {})

    def _ask(self, method: str, path: str, fields: dict[str, str]) -> Visit:
        """In a browser that has just come in; a page that breaks is an answer too (500)."""
        browser = client(self._world, self.role)
        browser.raise_request_exception = False
        if method == "post":
            cache.clear()  # or so many forms would be refused for being so many
        connection.queries_log.clear()
        with transaction.atomic(), CaptureQueriesContext(connection) as captured:
            before = set(OutgoingMail.objects.values_list("pk", flat=True)) if method == "post" else None
            response = getattr(browser, method)(path, fields, headers={"host": self.host})
            asked = tuple(query["sql"] for query in captured.captured_queries)
            text = readable(response)
            mails = "" if before is None else _sent_since(before)
            transaction.set_rollback(True)
        return Visit(self.role, path, response.status_code, response.headers.get("Location", ""), text, mails, asked)


def _sent_since(before: Collection[int]) -> str:
    sent = OutgoingMail.objects.exclude(pk__in=before).exclude(to_address__endswith=NEIGHBOURS)
    return "\n".join(str(vars(mail)) for mail in sent)


def readable(response: HttpResponseBase) -> str:
    """The headers and the body of an answer; of a packed file what is in it."""
    body: bytes = response.getvalue()
    if body.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    if body.startswith(b"%PDF"):
        body += b"\n".join(_unpacked(stream) for stream in STREAM.findall(body))
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return f"{headers}\n\n{body.decode(errors='replace')}"


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream.strip(b"\r\n"))
    except zlib.error:
        return stream


def links_in(visit: Visit, host: str, looked_for: str) -> Iterator[str]:
    """Addresses on the same host, without what stands behind a #; those of its searches look for one word."""
    reader = Reader(looked_for)
    reader.feed(visit.text)
    for link in (*reader.links, visit.location, *re.findall(r"<loc>([^<]+)", visit.text)):
        there = urlsplit(urljoin(f"http://{host}{visit.path}", link))
        if link and there.scheme in {"http", "https"} and there.netloc == host:
            yield there.path + (f"?{there.query}" if there.query else "")


def crawl(
    browser: Browser, seeds: Iterable[str], leave: tuple[str, ...], looked_for: str, of_a_kind: int = OF_A_KIND
) -> Iterator[Visit]:
    """Every seed, and whatever can be reached from there by links and searches, a few of each kind of page; what begins
    with one of `leave` is left alone.
    """
    waiting = deque(address for address in dict.fromkeys(seeds) if not address.startswith(leave))
    known, kinds = set(waiting), Counter(_kind(address) for address in waiting)
    while waiting:
        visit = browser.get(waiting.popleft())
        yield visit
        for link in links_in(visit, browser.host, looked_for):
            if link not in known and not link.startswith(leave) and kinds[_kind(link)] < of_a_kind:
                known.add(link)
                kinds[_kind(link)] += 1
                waiting.append(link)


def _kind(address: str) -> str:
    """The view behind it, with and without a question."""
    path, _mark, query = address.partition("?")
    try:
        return f"{resolve(path).view_name}{bool(query)}"
    except Resolver404:
        return path


def forms_on(visit: Visit) -> list[tuple[str, dict[str, str]]]:
    """Where each form of a page is sent, and what it is filled in with."""
    reader = Reader()
    reader.feed(visit.text)
    return [(form.action or visit.path, form.fields) for form in reader.forms]
