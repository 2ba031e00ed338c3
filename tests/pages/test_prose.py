"""The pages of prose: there in both languages, alike in build, readable, and true to the promises."""

import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from aantafel.core import clock
from aantafel.pages.public.prose import PAGES, SECURITY_TXT_DAYS
from tests.factories.instances import InstanceFactory
from tests.support.local import at_site

pytestmark = pytest.mark.django_db

NAMES = [prose.name for prose in PAGES]
LONGEST_SENTENCE = 20
BLOCKS = {"p", "li", "h1", "h2", "h3", "summary"}


class Article(HTMLParser):
    """Collects what stands inside <article>: blocks of text, headings, ids and links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inside = False
        self.blocks: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self.inside = True
        if not self.inside:
            return
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))
        if tag in BLOCKS:
            self.blocks.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside and self.blocks:
            tag, text = self.blocks[-1]
            self.blocks[-1] = (tag, text + data)

    @property
    def texts(self) -> list[str]:
        return [" ".join(text.split()) for _tag, text in self.blocks if text.strip()]

    def count(self, tag: str) -> int:
        return sum(1 for name, _text in self.blocks if name == tag)

    @property
    def sentences(self) -> list[str]:
        return [part for text in self.texts for part in re.split(r"(?<=[.?:;])\s+", text) if part]


def address(name: str, language: str) -> str:
    path = reverse(f"pages:{name}")
    return path if language == "nl" else f"/en{path}"


def article(client: Client, name: str, language: str) -> Article:
    response = client.get(address(name, language))
    assert response.status_code == 200
    return Article(response.content.decode())


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", NAMES)
class TestEachPage:
    def test_says_its_language_and_has_one_heading(self, client: Client, name: str, language: str) -> None:
        response = client.get(address(name, language))
        html = response.content.decode()
        assert f'<html lang="{language}"' in html
        assert html.count("<h1") == 1
        assert response.headers["Content-Language"] == language

    def test_sets_no_cookie(self, client: Client, name: str, language: str) -> None:
        assert not client.get(address(name, language)).cookies

    def test_does_not_shout(self, client: Client, name: str, language: str) -> None:
        text = " ".join(article(client, name, language).texts).replace("AanTafel!", "AanTafel")
        assert "!" not in text

    def test_sentences_are_short(self, client: Client, name: str, language: str) -> None:
        long = [s for s in article(client, name, language).sentences if len(s.split()) > LONGEST_SENTENCE]
        assert long == []

    def test_links_inside_the_site_lead_somewhere(self, client: Client, name: str, language: str) -> None:
        for link in article(client, name, language).links:
            if link.startswith("/"):
                path, _hash, anchor = link.partition("#")
                response = client.get(path, follow=True)
                assert response.status_code == 200, link
                assert not anchor or f'id="{anchor}"' in response.content.decode(), link

    def test_contents_list_every_section(self, client: Client, name: str, language: str) -> None:
        html = client.get(address(name, language)).content.decode()
        sections = re.findall(r'<h2 id="([\w-]+)">(.+?)</h2>', html)
        assert len(sections) > 3
        assert re.findall(r'<li><a href="#([\w-]+)">(.+?)</a></li>', html) == sections

    def test_refuses_to_be_posted_to(self, client: Client, name: str, language: str) -> None:
        assert client.post(address(name, language)).status_code == 405


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_are_built_alike(client: Client, name: str) -> None:
    dutch, english = article(client, name, "nl"), article(client, name, "en")
    assert dutch.ids == english.ids
    assert [dutch.count(tag) for tag in sorted(BLOCKS)] == [english.count(tag) for tag in sorted(BLOCKS)]
    assert len(dutch.links) == len(english.links)


@pytest.mark.parametrize("name", NAMES)
def test_dutch_sentences_are_short_on_average(client: Client, name: str) -> None:
    sentences = article(client, name, "nl").sentences
    assert sum(len(sentence.split()) for sentence in sentences) / len(sentences) < 11


@pytest.mark.parametrize("name", NAMES)
def test_dutch_says_je(client: Client, name: str) -> None:
    words = re.findall(r"\w+", " ".join(article(client, name, "nl").texts).lower())
    assert "je" in words
    assert not {"u", "uw", "gelieve", "middels", "indien", "teneinde"} & set(words)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", ["privacy", "accessibility", "contact"])
@override_settings(
    OPERATOR_NAME="Stichting Proef", OPERATOR_EMAIL="iemand@proef.example", OPERATOR_PHONE="085 111 11 11"
)
def test_the_operator_can_be_reached(client: Client, name: str, language: str) -> None:
    html = client.get(address(name, language)).content.decode()
    assert 'href="mailto:iemand@proef.example"' in html
    assert "085 111 11 11" in html


def test_how_it_works_explains_the_seven_steps(client: Client) -> None:
    html = client.get(address("how_it_works", "nl")).content.decode()
    places = [html.index(f"<h3>{step}</h3>") for step in STEPS]
    assert places == sorted(places)


def test_how_it_works_tells_at_a_local_site_what_happens_there(client: Client) -> None:
    instance = InstanceFactory.create()
    here = at_site(instance.municipality)
    for language, reader, mail in (
        ("nl", "De coördinator in {} leest", "De gemeente krijgt"),
        ("en", "in {} reads", "The municipality gets"),
    ):
        national = client.get(address("how_it_works", language)).content.decode()
        local = here.get(address("how_it_works", language)).content.decode()
        words = reader.format(instance.municipality.name)
        assert words in local and words not in national
        assert mail in national and mail not in local


STEPS = ["Idee", "Match", "Stel je vraag", "Creëer en ontwerp", "Maak een keuze", "Doen", "Evalueren"]


class TestSecurityTxt:
    def test_names_the_operator_and_ends_within_a_year(self, client: Client) -> None:
        moment = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
        with clock.frozen(moment), override_settings(OPERATOR_EMAIL="lek@proef.example"):
            response = client.get("/.well-known/security.txt")
        fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
        assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert fields["Contact"] == "mailto:lek@proef.example"
        assert fields["Canonical"] == "http://testserver/.well-known/security.txt"
        expires = datetime.fromisoformat(fields["Expires"])
        assert timedelta(days=SECURITY_TXT_DAYS - 1) < expires - moment <= timedelta(days=SECURITY_TXT_DAYS)

    def test_its_policy_is_on_the_contact_page(self, client: Client) -> None:
        fields = dict(
            line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines()
        )
        path, _hash, anchor = fields["Policy"].removeprefix("http://testserver").partition("#")
        assert f'id="{anchor}"' in client.get(path).content.decode()


def test_robots_are_kept_off_the_desks_in_both_languages(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /beheer/", "Disallow: /en/beheer/", "Disallow: /mijn/"} <= set(lines)
    assert "Sitemap: http://testserver/sitemap.xml" in lines
