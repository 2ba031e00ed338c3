"""Which names the proxy may ask a certificate for."""

import pytest
from django.test import Client
from django.test.utils import override_settings

from tests.factories.instances import HostFactory, InstanceFactory

pytestmark = pytest.mark.django_db


def may(name: str) -> bool:
    """Asked as the proxy asks: by the web server's own name, and without TLS."""
    with override_settings(SECURE_SSL_REDIRECT=True):
        answer = Client(headers={"host": "web:8000"}).get("/certificaat", {"domain": name})
    assert answer.status_code in {200, 404}
    assert answer.content == b""
    return answer.status_code == 200


def test_names_of_a_site_that_is_prepared_or_open_may() -> None:
    for flags in ({}, {"preparing": True}):
        site = InstanceFactory.create(**flags)
        host = HostFactory.create(instance=site)
        assert may(f"{site.subdomain}.testserver")
        assert may(f"{site.subdomain}.TESTSERVER")
        assert may(host.name)


def test_no_other_name_may() -> None:
    ended = InstanceFactory.create(ended=True)
    host = HostFactory.create(instance=ended)
    for name in (
        f"{ended.subdomain}.testserver",
        host.name,
        "niemand.testserver",
        f"www.{ended.subdomain}.testserver",
        "testserver",
        "elders.example",
        "",
        "127.0.0.1",
        "x\x00y.example",
        "a" * 3000,
    ):
        assert not may(name), name
