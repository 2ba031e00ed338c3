"""The look of a local site: tried, measured, published, served under its own digest, and gone again."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from aantafel.accounts.enums import Role
from aantafel.accounts.models import User
from municipalities.models import Instance, LookDraft
from municipalities.services import accents, looks
from tests.factories.instances import InstanceFactory, somebody
from tests.pages.desks.conftest import html
from tests.support.heard import title

pytestmark = pytest.mark.django_db

LOOK = "/coordinator/instellingen/vormgeving/"


@pytest.fixture(autouse=True)
def _base(settings: Settings) -> None:
    settings.BASE_DOMAIN = "localhost"


@pytest.fixture
def instance() -> Instance:
    return InstanceFactory.create()


@pytest.fixture
def coordinator(instance: Instance) -> User:
    return somebody(Role.COORDINATOR, instance.municipality)


def browser(instance: Instance, user: User | None = None) -> Client:
    host = f"{instance.subdomain}.localhost"
    client = Client(headers={"host": host, "origin": f"http://{host}"})
    if user is not None:
        client.force_login(user)
    return client


def send_file(client: Client, text: str | bytes, name: str = "huisstijl.css") -> Any:
    content = text if isinstance(text, bytes) else text.encode()
    return client.post(f"{LOOK}bestand/", {"file": SimpleUploadedFile(name, content)})


def publish(client: Client, instance: Instance) -> Any:
    draft = LookDraft.objects.get(instance=instance)
    return client.post(f"{LOOK}publiceren/", {"digest": draft.digest, "seen": accents.version(instance)}, follow=True)


def test_a_colour_is_tried_looked_at_and_published(instance: Instance, coordinator: User) -> None:
    client, visitor = browser(instance, coordinator), browser(instance)
    assert client.post(f"{LOOK}kleur/", {"typed": "0B4A9E", "chosen": "#1d5546"}).status_code == 302
    draft = LookDraft.objects.get(instance=instance)
    assert draft.accent == "#0b4a9e"
    assert "/vormgeving/" not in visitor.get("/").content.decode()
    preview = client.get("/onderdelen/?concept=1").content.decode()
    assert f"/vormgeving/{draft.digest}.css" in preview
    published = publish(client, instance)
    assert "De nieuwe vormgeving staat op de site." in published.content.decode()
    page = visitor.get("/").content.decode()
    assert f'href="/vormgeving/{draft.digest}.css"' in page
    assert page.index("public.css") < page.index("/vormgeving/")
    sheet = visitor.get(f"/vormgeving/{draft.digest}.css")
    assert sheet.headers["Content-Type"] == "text/css; charset=utf-8"
    assert sheet.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "--basis-color-action-1-bg-default:#0b4a9e;" in sheet.content.decode()


def test_the_theme_colour_follows_the_page(instance: Instance, coordinator: User) -> None:
    client = browser(instance, coordinator)
    assert '<meta name="theme-color" content="#faf5ec">' in browser(instance).get("/").content.decode()
    send_file(client, ":root { --basis-color-default-bg-document: #ffffff }")
    publish(client, instance)
    assert '<meta name="theme-color" content="#ffffff">' in browser(instance).get("/").content.decode()


@pytest.mark.parametrize("typed", ["", "rood", "#12", "#1234567", "#0b4a9e;}", "url(x)", "<b>"])
def test_what_is_no_colour_is_said_and_kept(instance: Instance, coordinator: User, typed: str) -> None:
    answer = browser(instance, coordinator).post(f"{LOOK}kleur/", {"typed": typed, "chosen": ""})
    assert answer.status_code == 422
    assert "Een kleur ziet eruit als #0b4a9e." in answer.content.decode()
    assert title(answer).startswith("Fout: ")
    assert not LookDraft.objects.exists()


def test_every_pair_that_cannot_be_read_is_shown_and_nothing_is_published(
    instance: Instance, coordinator: User
) -> None:
    client = browser(instance, coordinator)
    send_file(client, ":root { --nl-link-color: #dddddd; --nl-skip-link-color: rgb(0 0 0 / 20%) }")
    page = client.get(LOOK).content.decode()
    for text in ('fill="#dddddd"', 'fill="#faf5ec"', "--nl-link-color", "moet 4,5 of meer zijn", "niet te meten"):
        assert text in page
    assert "style=" not in page
    assert f"{LOOK}publiceren/" not in page
    refused = publish(client, instance)
    assert "Met deze kleuren kan niet iedereen de site lezen." in refused.content.decode()
    instance.refresh_from_db()
    assert instance.look_digest == ""


def test_what_was_left_out_is_told_with_the_reason(instance: Instance, coordinator: User) -> None:
    client = browser(instance, coordinator)
    send_file(client, "@import url(//evil.example); :root { --nl-x: url(x); --eigen: red; --nl-link-color: #113355 }")
    page = client.get(LOOK).content.decode()
    assert "3 waarden zijn weggelaten" in page
    for text in ("Deze naam gebruiken we niet.", "--eigen", "--nl-x", "Dit is een regel en geen waarde."):
        assert text in page


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "leeg.css", "Dit bestand is leeg."),
        (b"\xff\xfe\x00\x01", "x.css", "We kunnen dit bestand niet lezen."),
        (b"<script>alert(1)</script>", "x.css", "We kunnen dit bestand niet lezen."),
        (b":root { color: red }", "x.css", "In dit bestand staat niets dat we kunnen gebruiken."),
        (b"/*" + b"x" * 310_000 + b"*/", "x.css", "hoogstens 300 kilobyte"),
        (b":root { --nl-x: red }", "x" * 300 + ".css", "De naam van dit bestand is te lang."),
    ],
)
def test_a_file_that_is_none_is_refused(
    instance: Instance, coordinator: User, content: bytes, name: str, sentence: str
) -> None:
    answer = send_file(browser(instance, coordinator), content, name)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not LookDraft.objects.exists()


def test_no_file_at_all_is_said(instance: Instance, coordinator: User) -> None:
    assert "Kies een bestand." in browser(instance, coordinator).post(f"{LOOK}bestand/").content.decode()


def test_the_name_of_a_file_is_shown_as_text(instance: Instance, coordinator: User) -> None:
    client = browser(instance, coordinator)
    send_file(client, ":root { --nl-link-color: #113355 }", "<script>alert(1)<.css")
    assert "<script>alert" not in client.get(LOOK).content.decode()


def test_a_draft_is_for_the_people_of_the_desk_alone(instance: Instance, coordinator: User) -> None:
    draft = looks.try_accent(actor=coordinator, instance_id=instance.pk, accent="#0b4a9e")
    address = f"/vormgeving/{draft.digest}.css"
    own = browser(instance, coordinator).get(address)
    assert (own.status_code, own.headers["Cache-Control"]) == (200, "no-store")
    neighbour_site = InstanceFactory.create()
    neighbour = somebody(Role.COORDINATOR, neighbour_site.municipality)
    for client in (
        browser(instance),
        browser(instance, somebody(Role.COACH, instance.municipality)),
        browser(instance, neighbour),
        browser(neighbour_site, neighbour),
        browser(neighbour_site, coordinator),
        Client(),
    ):
        assert client.get(address).status_code == 404
    assert browser(instance).get("/onderdelen/?concept=1").status_code == 302
    assert browser(instance, neighbour).get("/onderdelen/?concept=1").status_code == 403
    assert draft.digest not in Client().get("/onderdelen/?concept=1").content.decode()


def test_a_published_look_is_on_its_own_host_alone(instance: Instance, coordinator: User) -> None:
    draft = looks.try_accent(actor=coordinator, instance_id=instance.pk, accent="#0b4a9e")
    publish(browser(instance, coordinator), instance)
    address = f"/vormgeving/{draft.digest}.css"
    assert browser(instance).get(address).status_code == 200
    assert browser(InstanceFactory.create()).get(address).status_code == 404
    assert Client().get(address).status_code == 404
    assert "/vormgeving/" not in Client().get("/").content.decode()
    for other in ("0" * 16, "x" * 16, draft.digest[:15], f"{draft.digest}0"):
        assert browser(instance).get(f"/vormgeving/{other}.css").status_code == 404


def test_one_click_and_our_own_look_is_back(instance: Instance, coordinator: User) -> None:
    client = browser(instance, coordinator)
    looks.try_accent(actor=coordinator, instance_id=instance.pk, accent="#0b4a9e")
    publish(client, instance)
    seen = accents.version(instance)
    assert client.post(f"{LOOK}standaard/", {"seen": seen}).status_code == 302
    assert "/vormgeving/" not in browser(instance).get("/").content.decode()
    assert "#0b4a9e" in client.get(LOOK).content.decode()


def test_an_earlier_look_is_put_ready_and_looked_at_first(instance: Instance, coordinator: User) -> None:
    client = browser(instance, coordinator)
    for accent in ("#0b4a9e", "#7a1f3d"):
        looks.try_accent(actor=coordinator, instance_id=instance.pk, accent=accent)
        publish(client, instance)
    [address] = re.findall(r'action="(/coordinator/instellingen/vormgeving/eerder/\d+/)"', html(client.get(LOOK)))
    assert client.post(address).headers["Location"] == LOOK
    assert LookDraft.objects.get(instance=instance).accent == "#0b4a9e"
    instance.refresh_from_db()
    assert instance.accent == "#7a1f3d"
    publish(client, instance)
    instance.refresh_from_db()
    assert instance.accent == "#0b4a9e"


def test_a_look_of_another_site_is_not_in_the_history(instance: Instance, coordinator: User) -> None:
    beside = InstanceFactory.create()
    looks.try_accent(actor=coordinator, instance_id=beside.pk, accent="#0b4a9e")
    draft = LookDraft.objects.get()
    looks.publish(actor=coordinator, instance_id=beside.pk, digest=draft.digest, seen=accents.version(beside))
    client = browser(instance, coordinator)
    for version in (accents.version(beside), accents.version(instance), 0):
        assert client.post(f"{LOOK}eerder/{version}/").status_code == 404
    assert not LookDraft.objects.exists()


def test_what_was_ready_is_thrown_away(instance: Instance, coordinator: User) -> None:
    client = browser(instance, coordinator)
    looks.try_accent(actor=coordinator, instance_id=instance.pk, accent="#0b4a9e")
    client.post(f"{LOOK}weggooien/")
    assert not LookDraft.objects.exists()
    assert client.get("/onderdelen/?concept=1").headers["Location"] == LOOK


def test_who_published_an_older_page_is_told(instance: Instance, coordinator: User) -> None:
    client = browser(instance, coordinator)
    first = looks.try_accent(actor=coordinator, instance_id=instance.pk, accent="#0b4a9e")
    sent = {"digest": first.digest, "seen": accents.version(instance)}
    looks.try_accent(actor=coordinator, instance_id=instance.pk, accent="#a8431c")
    answer = client.post(f"{LOOK}publiceren/", sent, follow=True)
    assert "Een collega heeft intussen een andere vormgeving klaargezet." in answer.content.decode()
    instance.refresh_from_db()
    assert instance.look_digest == ""


@pytest.mark.parametrize("path", ["kleur", "bestand", "publiceren", "weggooien", "standaard"])
def test_nobody_else_may(instance: Instance, path: str) -> None:
    for person in (
        somebody(Role.COACH, instance.municipality),
        somebody(Role.COORDINATOR, InstanceFactory.create().municipality),
    ):
        assert browser(instance, person).post(f"{LOOK}{path}/", {"typed": "#0b4a9e"}).status_code == 403


def test_a_site_that_is_being_prepared_has_its_look_already() -> None:
    instance = InstanceFactory.create(preparing=True)
    coordinator = somebody(Role.COORDINATOR, instance.municipality)
    client = browser(instance, coordinator)
    client.post(f"{LOOK}kleur/", {"typed": "#0b4a9e"})
    publish(client, instance)
    instance.refresh_from_db()
    assert instance.look_digest
    assert browser(instance).get(f"/vormgeving/{instance.look_digest}.css").status_code == 200
    assert instance.look_digest in client.get(LOOK).content.decode()
