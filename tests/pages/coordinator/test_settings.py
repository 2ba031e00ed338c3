"""The settings of a local site: who may, what is refused, what shows, and two who save at once."""

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import Settings

from aantafel.accounts.enums import DELEGABLE, Role
from aantafel.accounts.models import User
from aantafel.pages.coordinator.settings.topics import TOPICS
from ideas.enums import Theme
from municipalities import switches
from municipalities.models import Instance, Neighbourhood
from municipalities.services import accents
from municipalities.switches import Switch
from tests.factories.instances import InstanceFactory, NeighbourhoodFactory, helps_at_desk, somebody
from tests.support.heard import focused, title

pytestmark = pytest.mark.django_db

BASE = "/coordinator/instellingen/"
XSS = "</h1><script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def _base(settings: Settings, tmp_path: Any) -> None:
    settings.BASE_DOMAIN = "localhost"
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def instance() -> Instance:
    return InstanceFactory.create(name="AanTafel Proefstad")


@pytest.fixture
def coordinator(instance: Instance) -> User:
    return somebody(Role.COORDINATOR, instance.municipality, name="Corrie Coord")


def browser(instance: Instance, user: User | None = None) -> Client:
    host = f"{instance.subdomain}.localhost"
    client = Client(headers={"host": host, "origin": f"http://{host}"})
    if user is not None:
        client.force_login(user)
    return client


def seen_in(page: Any) -> str:
    found = re.search(r'name="seen" value="(\d+)"', page.content.decode())
    assert found
    return found.group(1)


def save(client: Client, slug: str, seen: str | None = None, **typed: Any) -> Any:
    address = f"{BASE}{slug}/"
    return client.post(address, {"seen": seen or seen_in(client.get(address)), **typed})


CONTACT = {"contact_email": "hallo@proefstad.example", "contact_phone": "085 000 00 09", "contact_name": "Corrie"}
GOOD: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("teksten", {"name": "Samen  aan tafel"}, {"name": "Samen aan tafel", "welcome_title": ""}),
    ("teksten", {"name": "X", "welcome_text": "Eén.\r\n\r\n\r\nTwee."}, {"welcome_text": "Eén.\n\nTwee."}),
    ("contact", CONTACT, CONTACT),
    ("contact", {"privacy_url": "www.proef.example/privacy"}, {"privacy_url": "https://www.proef.example/privacy"}),
    ("themas", {"themes": ["groen", "zorg"]}, {"themes": ["zorg", "groen"]}),
    ("themas", {}, {"themes": []}),
    ("themas", {"themes": Theme.values}, {"themes": []}),
    ("drempel", {"likes_threshold": "0"}, {"likes_threshold": 0}),
    ("talen", {}, {"languages": ["nl"]}),
    ("talen", {"english": "on"}, {"languages": ["nl", "en"]}),
    ("onderdelen", {"parts": [s.value for s in Switch if s is not Switch.PAPER]}, {"switches": {"paper": False}}),
]


@pytest.mark.parametrize(("slug", "typed", "kept"), GOOD)
def test_what_is_saved_is_kept(
    instance: Instance, coordinator: User, slug: str, typed: dict[str, Any], kept: dict[str, Any]
) -> None:
    answer = save(browser(instance, coordinator), slug, **typed)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{BASE}{slug}/")
    instance.refresh_from_db()
    assert {name: getattr(instance, name) for name in kept} == kept


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("teksten", {"name": " "}, "Geef de site een naam."),
    ("contact", {"contact_email": "geen adres"}, "Dit is geen heel e-mailadres"),
    ("contact", {"contact_phone": "bel maar"}, "Dit is geen heel telefoonnummer"),
    ("contact", {"privacy_url": "http://proef.example/"}, "Het begint met https://."),
    ("contact", {"privacy_url": "javascript:alert(1)"}, "Het begint met https://."),
    ("contact", {"accessibility_url": "ftp://proef.example/"}, "Het begint met https://."),
    ("contact", {"sender_name": "Gemeente <burgemeester@proef.example>"}, "Gebruik in de naam geen"),
    ("themas", {"themes": ["bestaat-niet"]}, "bestaat-niet"),
    ("drempel", {"likes_threshold": "-1"}, "Typ 0 of meer."),
    ("drempel", {"likes_threshold": "veel"}, "Typ een heel getal."),
    ("drempel", {"likes_threshold": "99999"}, "Typ hoogstens 1000."),
    ("onderdelen", {"parts": ["likes"]}, "Laat minstens"),
    ("onderdelen", {"parts": ["helper", "paper", "likes"]}, "Prikken voor iemand anders"),
    ("onderdelen", {"parts": ["pin"]}, "0"),
    ("onderdelen", {"parts": ["bestaat-niet"]}, "bestaat-niet"),
    ("logo", {}, "Kies een bestand met het logo."),
]


@pytest.mark.parametrize(("slug", "typed", "sentence"), WRONG)
def test_what_is_wrong_is_said_and_nothing_changes(
    instance: Instance, coordinator: User, slug: str, typed: dict[str, Any], sentence: str
) -> None:
    before = accents.version(instance)
    answer = save(browser(instance, coordinator), slug, **typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    for value in typed.values():
        if isinstance(value, str) and value.strip() and slug == "contact":
            assert f'value="{value}"' in answer.content.decode().replace("&lt;", "<").replace("&gt;", ">")
    assert accents.version(instance) == before


@pytest.mark.parametrize("path", [*(topic.slug for topic in TOPICS), "", "buurten", "vormgeving"])
def test_only_who_leads_may_enter(instance: Instance, path: str) -> None:
    address = f"{BASE}{path}/" if path else BASE
    delegate = somebody(Role.INITIATIVE, instance.municipality)
    for part in DELEGABLE:
        helps_at_desk(delegate, instance.municipality, part)
    neighbour = somebody(Role.COORDINATOR, InstanceFactory.create().municipality)
    coach = somebody(Role.COACH, instance.municipality)
    for person in (delegate, neighbour, coach):
        assert browser(instance, person).get(address).status_code == 403
        assert browser(instance, person).post(address, {"name": "Gekaapt"}).status_code == 403
    assert browser(instance).get(address).status_code == 302
    instance.refresh_from_db()
    assert instance.name == "AanTafel Proefstad"


def test_an_unknown_topic_is_not_there(instance: Instance, coordinator: User) -> None:
    assert browser(instance, coordinator).get(f"{BASE}bestaat-niet/").status_code == 404


def test_the_second_of_two_gets_both_texts_and_may_save_after_all(instance: Instance, coordinator: User) -> None:
    colleague = somebody(Role.COORDINATOR, instance.municipality, name="Cas Collega")
    one, other = browser(instance, coordinator), browser(instance, colleague)
    seen = seen_in(one.get(f"{BASE}teksten/"))
    save(other, "teksten", name="AanTafel Proefstad", welcome_title="Van de collega")
    answer = save(one, "teksten", seen, name="AanTafel Proefstad", welcome_title="Van mij")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert title(answer).startswith("Let op: ") and 'role="alert"' in focused(answer)
    assert "Van de collega" in page
    assert 'value="Van mij"' in page
    assert "Cas Collega" in page
    instance.refresh_from_db()
    assert instance.welcome_title == "Van de collega"
    again = save(one, "teksten", seen_in(answer), name="AanTafel Proefstad", welcome_title="Van mij")
    assert again.status_code == 302
    instance.refresh_from_db()
    assert instance.welcome_title == "Van mij"


def test_each_page_tells_who_changed_what(instance: Instance, coordinator: User) -> None:
    client = browser(instance, coordinator)
    save(client, "teksten", name="AanTafel Proefstad", welcome_title="Eerst")
    save(client, "teksten", name="AanTafel Proefstad", welcome_title="Daarna")
    save(client, "drempel", likes_threshold="7")
    page = client.get(f"{BASE}teksten/").content.decode()
    changes = page[page.index("geschiedenis") : page.index("</ol>", page.index("geschiedenis"))]
    assert changes.count("Corrie Coord") == 2
    newest, before = changes.split("</li>")[:2]
    assert ("Daarna" in newest, "Daarna" in before, "Eerst" in before) == (True, False, True)
    assert "Aantal keer" not in changes
    coordinator.delete()
    again = browser(instance, somebody(Role.COORDINATOR, instance.municipality))
    assert "iemand die er niet meer is" in again.get(f"{BASE}teksten/").content.decode()


@pytest.mark.parametrize("path", ["/", "/contact/", "/privacy/", "/toegankelijkheid/", "/ideeen/", "/en/contact/"])
def test_texts_are_shown_as_texts(instance: Instance, path: str) -> None:
    for name in ("name", "welcome_title", "welcome_text", "contact_name", "contact_text", "logo_description"):
        setattr(instance, name, XSS)
    instance.privacy_url = 'https://x.example/"onmouseover="alert(1)'
    instance.save()
    page = browser(instance).get(path).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert '"onmouseover="' not in page


def test_texts_show_where_they_belong_and_nowhere_else(instance: Instance) -> None:
    for name, text in (
        ("welcome_title", "Welkom in Proefstad"),
        ("welcome_text", "Prik hier je idee."),
        ("contact_text", "In de bibliotheek."),
        ("contact_name", "Corrie van AanTafel"),
        ("contact_email", "hallo@proefstad.example"),
        ("privacy_url", "https://www.proefstad.example/privacy"),
        ("accessibility_url", "https://www.proefstad.example/toegankelijk"),
    ):
        setattr(instance, name, text)
    instance.save()
    shown = {
        "/": ["Welkom in Proefstad", "Prik hier je idee.", "hallo@proefstad.example", "AanTafel Proefstad"],
        "/contact/": ["In de bibliotheek.", "Corrie van AanTafel", "hallo@proefstad.example"],
        "/privacy/": ["https://www.proefstad.example/privacy"],
        "/toegankelijkheid/": ["https://www.proefstad.example/toegankelijk"],
    }
    elsewhere = InstanceFactory.create()
    for path, texts in shown.items():
        here = browser(instance).get(path).content.decode()
        for other in (browser(elsewhere).get(path), Client().get(path)):
            assert [text for text in texts if text in other.content.decode()] == []
        assert [text for text in texts if text not in here] == []


def png(size: tuple[int, int] = (900, 300), **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", size, (11, 74, 158, 128)).save(out, "PNG", **more)
    return out.getvalue()


def upload(content: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_who_was_second_hears_beside_the_field_to_choose_the_logo_again(instance: Instance, coordinator: User) -> None:
    client = browser(instance, coordinator)
    page = client.get("/coordinator/instellingen/logo/").content.decode()
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen
    accents.change(actor=coordinator, instance_id=instance.pk, seen=int(seen[1]), logo_description="Van een collega")
    answer = client.post(
        "/coordinator/instellingen/logo/",
        {"seen": seen[1], "logo": upload(png()), "logo_description": "De toren"},
    )
    text = answer.content.decode()
    assert answer.status_code == 409 and "De toren" in text and "Van een collega" in text
    assert re.search(r'id="id_logo_error"[^>]*>.*?Kies het bestand van het logo opnieuw', text, re.DOTALL)


def test_a_logo_is_made_anew_shown_and_taken_away(instance: Instance, coordinator: User) -> None:
    client = browser(instance, coordinator)
    answer = save(client, "logo", logo=upload(png()), logo_description="De toren")
    assert answer.status_code == 302
    instance.refresh_from_db()
    address = f"/media/{instance.logo.name}"
    shown = browser(instance).get(address)
    picture = Image.open(io.BytesIO(shown.getvalue()))
    assert (picture.format, picture.size, picture.mode) == ("PNG", (640, 213), "RGBA")
    assert f'src="{address}" alt="De toren"' in browser(instance).get("/").content.decode()
    assert Client().get(address).status_code == 404
    assert browser(InstanceFactory.create()).get(address).status_code == 404
    assert save(client, "logo", remove="on", logo_description="").status_code == 302
    instance.refresh_from_db()
    assert (instance.logo.name, instance.logo_description) == ("", "")
    assert browser(instance).get(address).status_code == 404


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (SVG, "logo.svg", "SVG"),
        (b"<?xml version='1.0'?>" + SVG, "logo.png", "SVG"),
        (b"<html><script>alert(1)</script></html>", "logo.png", "geen afbeelding"),
        (b"%PDF-1.4", "logo.png", "geen afbeelding"),
        (b"GIF89a" + b"\x00" * 20, "logo.gif", "niet openen"),
        (png()[:200], "logo.png", "niet openen"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * (5 * 1024 * 1024), "logo.png", "5 megabyte"),
    ],
)
def test_what_is_no_picture_is_refused(
    instance: Instance, coordinator: User, content: bytes, name: str, sentence: str
) -> None:
    client = browser(instance, coordinator)
    answer = save(client, "logo", logo=upload(content, name), logo_description="De toren")
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert 'value="De toren"' in answer.content.decode()
    instance.refresh_from_db()
    assert not instance.logo


def test_a_logo_needs_a_description(instance: Instance, coordinator: User) -> None:
    answer = save(browser(instance, coordinator), "logo", logo=upload(png()), logo_description="")
    assert answer.status_code == 422
    assert "Zeg in een paar woorden wat het logo laat zien." in answer.content.decode()


def test_without_english_its_addresses_lead_to_dutch(instance: Instance, coordinator: User) -> None:
    client = browser(instance)
    assert client.get("/en/ideeen/").status_code == 200
    assert 'hreflang="en"' in client.get("/").content.decode()
    save(browser(instance, coordinator), "talen")
    away = client.get("/en/ideeen/?q=tafel")
    assert (away.status_code, away.headers["Location"]) == (302, "/ideeen/?q=tafel")
    assert client.get("/en/").headers["Location"] == "/"
    sent = client.post("/en/ideeen/prik/", {"title": "Een bankje bij de sluis"})
    assert (sent.status_code, sent.headers["Location"]) == (307, "/ideeen/prik/")
    page = client.get("/").content.decode()
    assert 'hreflang="en"' not in page
    assert "English" not in page
    assert browser(InstanceFactory.create()).get("/en/ideeen/").status_code == 200


def test_neighbourhoods_are_added_renamed_and_ended(instance: Instance, coordinator: User) -> None:
    client, address = browser(instance, coordinator), f"{BASE}buurten/"
    assert client.post(address, {"names": "De Hoven\r\n  Noord \n\nnoord\nDe  Hoven"}).status_code == 302
    found = Neighbourhood.objects.filter(municipality=instance.municipality)
    assert sorted(found.values_list("name", flat=True)) == ["De Hoven", "Noord"]
    north = found.get(name="Noord")
    renamed = client.post(f"{address}{north.pk}/", {"name": "Noord-Oost", "was": "Noord"})
    assert renamed.status_code == 302
    overtaken = client.post(f"{address}{north.pk}/", {"name": "Noordzijde", "was": "Noord"})
    assert overtaken.status_code == 422
    assert 'value="Noordzijde"' in overtaken.content.decode()
    assert client.post(f"{address}{north.pk}/", {"name": "Noordzijde", "was": "Noord-Oost"}).status_code == 302
    assert client.post(f"{address}{north.pk}/", {"name": "de hoven", "was": "Noordzijde"}).status_code == 422
    assert client.post(f"{address}{north.pk}/stoppen/").status_code == 302
    assert client.get(f"{address}{north.pk}/").status_code == 404
    page = client.get(address).content.decode()
    assert [word in page for word in ("Toegevoegd", "Andere naam", "Gestopt", "Corrie Coord")] == [True] * 4


@pytest.mark.parametrize(
    ("names", "sentence"),
    [("", "Typ minstens één buurt."), (" \n ", "Typ minstens één buurt."), ("x" * 81, "is te lang")],
)
def test_wrong_neighbourhoods_are_said(instance: Instance, coordinator: User, names: str, sentence: str) -> None:
    answer = browser(instance, coordinator).post(f"{BASE}buurten/", {"names": names})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    many = "\n".join(f"Buurt {number}" for number in range(201))
    assert browser(instance, coordinator).post(f"{BASE}buurten/", {"names": many}).status_code == 422


def test_those_of_a_neighbour_are_not_there(instance: Instance, coordinator: User) -> None:
    quarter = NeighbourhoodFactory.create(name="Overkant")
    client = browser(instance, coordinator)
    for path in (f"{quarter.pk}/", f"{quarter.pk}/stoppen/"):
        assert client.get(f"{BASE}buurten/{path}").status_code == 404
        assert client.post(f"{BASE}buurten/{path}", {"name": "x", "was": "Overkant"}).status_code == 404
    assert "Overkant" not in client.get(f"{BASE}buurten/").content.decode()
    quarter.refresh_from_db()
    assert (quarter.name, quarter.ended_at) == ("Overkant", None)


def test_the_overview_says_how_it_stands(instance: Instance, coordinator: User) -> None:
    instance.themes, instance.switches = ["groen"], switches.to_keep(set(Switch) - {Switch.PAPER})
    instance.save()
    page = browser(instance, coordinator).get(BASE).content.decode()
    for text in ("AanTafel Proefstad", str(Theme.GREEN.label), str(switches.LABELS[Switch.PAPER]), "Nog geen."):
        assert text in page
