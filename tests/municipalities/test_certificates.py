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


def test_names_of_a_site_may_of_an_ended_one_too_since_they_lead_on() -> None:
    for flags in ({}, {"preparing": True}, {"ended": True}):
        site = InstanceFactory.create(**flags)
        host = HostFactory.create(instance=site)
        assert may(f"{site.subdomain}.testserver")
        assert may(f"{site.subdomain}.TESTSERVER")
        assert may(host.name)


def test_no_other_name_may() -> None:
    site = InstanceFactory.create()
    for name in (
        "niemand.testserver",
        f"www.{site.subdomain}.testserver",
        "testserver",
        "elders.example",
        "",
        "127.0.0.1",
        "x\x00y.example",
        "a" * 3000,
    ):
        assert not may(name), name
