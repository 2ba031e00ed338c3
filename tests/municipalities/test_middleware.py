"""The host of a request decides its scope."""

import pytest
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory
from pytest_django import Settings

from municipalities import scope, sites
from municipalities.middleware import ScopeMiddleware
from tests.factories.instances import HostFactory, InstanceFactory

pytestmark = pytest.mark.django_db


def view(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(type(scope.current()).__name__)


def visit(host: str) -> HttpResponse:
    response = ScopeMiddleware(view)(RequestFactory().get("/", headers={"host": host}))
    assert isinstance(response, HttpResponse)
    return response


@pytest.fixture(autouse=True)
def _hosts(settings: Settings) -> None:
    settings.BASE_DOMAIN = "aantafel.example"
    settings.NATIONAL_HOSTS = [".aantafel.example", "www.mee.example", "localhost", ".localhost", "127.0.0.1", "[::1]"]


@pytest.mark.parametrize(
    "host",
    [
        "aantafel.example",
        "AanTafel.Example:443",
        "www.mee.example",
        "localhost:8000",
        "127.0.0.1:8000",
        "[::1]:8000",
    ],
)
def test_the_national_site_has_the_national_scope(host: str) -> None:
    assert visit(host).content == b"National"


@pytest.mark.parametrize(
    "host", ["zutphen.aantafel.example", "zutphen.localhost", "other.example", "mee.example", "a_b"]
)
def test_an_unknown_host_is_refused(host: str) -> None:
    with pytest.raises(DisallowedHost):
        visit(host)


def test_a_wildcard_names_no_site(settings: Settings) -> None:
    settings.NATIONAL_HOSTS = ["*"]
    assert visit("aantafel.example").content == b"National"
    with pytest.raises(DisallowedHost):
        visit("evil.example")


def test_loopback_needs_to_be_allowed(settings: Settings) -> None:
    settings.NATIONAL_HOSTS = ["aantafel.example"]
    with pytest.raises(DisallowedHost):
        visit("localhost")


def test_the_scope_is_left_after_the_response() -> None:
    visit("localhost")
    with pytest.raises(scope.ScopeMissing):
        scope.current()


def test_the_scope_is_left_after_an_error() -> None:
    def broken(_request: HttpRequest) -> HttpResponse:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ScopeMiddleware(broken)(RequestFactory().get("/", headers={"host": "localhost"}))
    with pytest.raises(scope.ScopeMissing):
        scope.current()


def test_the_host_below_the_domain_gives_the_scope_of_its_municipality() -> None:
    town = InstanceFactory.create(subdomain="zutphen").municipality
    request = RequestFactory().get("/", headers={"host": "zutphen.aantafel.example:8000"})
    seen = []

    def looks(found: HttpRequest) -> HttpResponse:
        seen.append((scope.current(), sites.of(found)))
        return HttpResponse()

    ScopeMiddleware(looks)(request)
    assert seen == [(scope.Local(town.pk), town.instance)]


def test_another_host_leads_to_the_canonical_one_with_the_path_kept(settings: Settings) -> None:
    settings.BASE_URL = "https://aantafel.example"
    instance = InstanceFactory.create(subdomain="zutphen", main_host="www.aantafelzutphen.example")
    HostFactory.create(instance=instance, name="www.aantafelzutphen.example")
    HostFactory.create(instance=instance, name="aantafelzutphen.example")
    for host in ("zutphen.aantafel.example", "aantafelzutphen.example"):
        answer = ScopeMiddleware(view)(RequestFactory().get("/ideeen/?q=bank", headers={"host": host}))
        assert isinstance(answer, HttpResponseRedirect)
        assert answer.url == "https://www.aantafelzutphen.example/ideeen/?q=bank"
    assert visit("www.aantafelzutphen.example").content == b"Local"


def test_an_ended_site_leads_to_the_national_one() -> None:
    InstanceFactory.create(subdomain="zutphen", ended=True)
    answer = ScopeMiddleware(view)(RequestFactory().get("/tafels/", headers={"host": "zutphen.aantafel.example"}))
    assert isinstance(answer, HttpResponseRedirect)
    assert answer.url == "http://testserver/tafels/"


@pytest.mark.parametrize("path", ["/en//evil.example/x", "/en/%5Cevil.example/", "/en///evil.example"])
def test_a_site_in_dutch_alone_leads_to_its_own_pages(path: str) -> None:
    instance = InstanceFactory.create(subdomain="zutphen", languages=["nl"])
    for method in ("get", "post"):
        request = getattr(RequestFactory(), method)(path, headers={"host": f"{instance.subdomain}.aantafel.example"})
        answer = ScopeMiddleware(view)(request)
        assert isinstance(answer, HttpResponseRedirect)
        assert answer.url.startswith(("/evil.example", "/%5Cevil.example"))
