"""Whole pages for visitors without cookies: what is kept, for whom, and until when."""

import pytest
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django.fixtures import Settings
from redis.exceptions import ConnectionError as RedisGone

from aantafel.core import page_cache
from aantafel.core.page_cache import PageCacheMiddleware, public_page


class Site:
    """A view behind the middleware, that counts how often it is asked."""

    def __init__(self, *, public: bool = True, status: int = 200, cookie: bool = False) -> None:
        self.asked, self.public, self.status, self.cookie = 0, public, status, cookie
        self.middleware = PageCacheMiddleware(self.view)

    def view(self, request: HttpRequest) -> HttpResponse:
        def page(_request: HttpRequest) -> HttpResponse:
            response = HttpResponse(f"page {self.asked}", status=self.status)
            if self.cookie:
                response.set_cookie("x", "y")
            return response

        self.asked += 1
        return public_page(page)(request) if self.public else page(request)

    def get(self, path: str = "/ideeen/", **headers: str) -> bytes:
        response = self.middleware(RequestFactory().get(path, headers=headers))
        assert isinstance(response, HttpResponse)
        return response.content


@pytest.fixture(autouse=True)
def on(settings: Settings) -> None:
    settings.PAGE_CACHE_SECONDS = 60


def test_the_second_visitor_gets_the_kept_page() -> None:
    site = Site()
    assert site.get() == site.get() == b"page 1"
    assert site.asked == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [("/ideeen/?q=bank", "/ideeen/?q=boom"), ("/ideeen/", "/tafels/"), ("/ideeen/", "/en/ideeen/")],
)
def test_other_addresses_are_other_pages(first: str, second: str) -> None:
    site = Site()
    assert site.get(first) != site.get(second)


def test_the_order_of_a_query_does_not_matter_and_a_part_is_no_page() -> None:
    site = Site()
    assert site.get("/ideeen/?q=a&thema=zorg") == site.get("/ideeen/?thema=zorg&q=a")
    assert site.get("/ideeen/", **{"HX-Request": "true"}) != site.get("/ideeen/")


def test_another_host_is_another_page() -> None:
    site = Site()
    assert site.get(Host="localhost") != site.get(Host="zutphen.localhost")


@pytest.mark.parametrize("path", ["/ideeen/?utm_source=x", "/ideeen/?q=a&onbekend=1"])
def test_an_unknown_name_in_the_query_goes_past_it(path: str) -> None:
    site = Site()
    assert site.get(path) != site.get(path)


def test_whoever_brings_a_cookie_goes_past_it() -> None:
    site = Site()
    site.get()
    assert site.get(Cookie="sessionid=abc") == b"page 2"
    assert site.get() == b"page 1"


@pytest.mark.parametrize(
    "site", [Site(public=False), Site(status=404), Site(cookie=True)], ids=["private", "missing", "cookie"]
)
def test_what_is_not_for_everyone_is_not_kept(site: Site) -> None:
    site.get()
    site.get()
    assert site.asked == 2


def test_purging_makes_every_page_stale() -> None:
    site = Site()
    site.get()
    page_cache.purge()
    assert site.get() == b"page 2"
    page_cache.purge()
    assert site.get() == b"page 3"


def test_a_page_does_not_come_back_when_the_cache_forgets_how_often_was_purged() -> None:
    site = Site()
    page_cache.purge()
    site.get()
    cache.delete(page_cache.GENERATION_KEY)  # what a full cache does
    page_cache.purge()
    assert site.get() == b"page 2"


def test_a_cache_that_is_gone_costs_one_try_and_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []

    def gone(*_args: object, **_kwargs: object) -> None:
        tries.append(1)
        raise RedisGone

    monkeypatch.setattr(cache, "get_many", gone)
    site = Site()
    assert [site.get() for _ in range(3)] == [b"page 1", b"page 2", b"page 3"]
    assert len(tries) == 1


def test_posts_are_never_answered_from_it() -> None:
    site = Site()
    site.get()
    response = site.middleware(RequestFactory().post("/ideeen/"))
    assert isinstance(response, HttpResponse)
    assert response.content == b"page 2"


def test_a_cache_makes_one_client_for_many_questions() -> None:
    client = cache._cache  # type: ignore[attr-defined]
    assert client.get_client("a") is client.get_client("b", write=True)
