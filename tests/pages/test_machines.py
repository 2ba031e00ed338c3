"""Files for machines, and uploaded pictures."""

import io
import re
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from redis.exceptions import ConnectionError as NoAnswer

from aantafel.pages.public import sitemaps
from tests.factories.ideas import IdeaFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db

NAME = "0123456789abcdef0123456789abcdef.jpg"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200
    return [found.text or "" for found in ElementTree.fromstring(response.content).iter(f"{SPACE}loc")]


def all_of(client: Client, part: str) -> list[str]:
    """Every address in a part of the sitemap, over all of its pages."""
    pages = [path for path in addresses(client, "/sitemap.xml") if f"/sitemap-{part}.xml" in path]
    return [found for page in pages for found in addresses(client, page.removeprefix("http://testserver"))]


class TestSitemap:
    def test_the_index_names_every_part(self, client: Client) -> None:
        found = addresses(client, "/sitemap.xml")
        assert {path.split("?")[0] for path in found} == {
            f"http://testserver/sitemap-{part}.xml" for part in sitemaps.SECTIONS
        }

    def test_public_ideas_tables_and_municipalities_of_today(self, client: Client) -> None:
        table = TableFactory.create()
        IdeaFactory.create(waiting=True, municipality=table.municipality)
        MunicipalityFactory.create(merged_into=table.municipality)
        home = "http://testserver"
        assert all_of(client, "ideeen") == [home + table.idea.get_absolute_url()]
        assert all_of(client, "tafels") == [home + table.get_absolute_url()]
        assert all_of(client, "gemeenten") == [home + table.municipality.get_absolute_url()]

    def test_the_pages_of_prose(self, client: Client) -> None:
        found = addresses(client, "/sitemap-paginas.xml")
        assert "http://testserver/" in found
        assert f"http://testserver{reverse('pages:how_it_works')}" in found
        assert not [address for address in found if "/en/" in address]

    def test_pages_go_by_key_and_lose_none(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        ideas = IdeaFactory.create_batch(5, published=True)
        monkeypatch.setattr(sitemaps.IdeaSitemap, "limit", 2)
        found = all_of(client, "ideeen")
        assert sorted(found) == sorted(f"http://testserver{idea.get_absolute_url()}" for idea in ideas)

    @pytest.mark.parametrize("path", ["/sitemap-onbekend.xml", "/sitemap-ideeen.xml?p=999", "/sitemap-ideeen.xml?p=x"])
    def test_what_is_not_there_is_not_found(self, client: Client, path: str) -> None:
        assert client.get(path).status_code == 404

    def test_a_page_costs_two_queries_and_sets_nothing(self, client: Client) -> None:
        for _round in range(2):
            IdeaFactory.create_batch(2, published=True)
            with CaptureQueriesContext(connection) as captured:
                response = client.get("/sitemap-ideeen.xml")
            assert len(captured) == 2
            assert not response.cookies


@pytest.fixture
def kept() -> str:
    out = io.BytesIO()
    Image.effect_noise((1600, 1200), 60).convert("RGB").save(out, "JPEG")
    default_storage.delete(f"pictures/{NAME}")
    default_storage.save(f"pictures/{NAME}", ContentFile(out.getvalue()))
    return NAME


class TestPictures:
    def test_a_picture_may_be_kept_for_ever_and_is_nothing_else(self, client: Client, kept: str) -> None:
        response = client.get(f"/media/pictures/{kept}")
        content = response.getvalue()
        assert response.status_code == 200
        assert content.startswith(b"\xff\xd8\xff")
        assert response.headers["Content-Type"] == "image/jpeg"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "immutable" in response.headers["Cache-Control"]
        assert not response.cookies

    def test_a_small_one_fits_a_card(self, client: Client, kept: str) -> None:
        response = client.get(f"/media/small/{kept}")
        assert Image.open(io.BytesIO(response.content)).size == (480, 270)
        assert "immutable" in response.headers["Cache-Control"]
        assert client.get(f"/media/small/{kept}").content == response.content

    def test_a_small_one_is_made_without_the_cache_too(
        self, client: Client, kept: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def gone(*_args: object, **_kwargs: object) -> None:
            raise NoAnswer

        monkeypatch.setattr(cache, "get", gone)
        monkeypatch.setattr(cache, "set", gone)
        assert client.get(f"/media/small/{kept}").status_code == 200

    @pytest.mark.parametrize(
        "path",
        [
            "/media/",
            "/media/pictures/",
            "/media/pictures/ffffffffffffffffffffffffffffffff.jpg",
            "/media/small/ffffffffffffffffffffffffffffffff.jpg",
            "/media/pictures/../../etc/passwd",
            "/media/pictures/..%2f..%2fetc%2fpasswd",
            "/media/pictures/naam.jpg",
        ],
    )
    def test_nothing_else_is_served(self, client: Client, path: str) -> None:
        assert client.get(path).status_code == 404

    def test_a_card_on_the_front_page_shows_it_small(self, client: Client, kept: str) -> None:
        IdeaFactory.create(published=True, picture=f"pictures/{kept}", picture_description="Een plein")
        page = client.get(reverse("pages:home")).content.decode()
        assert re.search(rf'<img src="/media/small/{kept}" alt="Een plein"', page)
        assert kept not in client.get(reverse("ideas:list")).content.decode()
