"""How the addresses of a local site are read, and which ones are taken."""

import pytest
from django.test.utils import override_settings
from hypothesis import given
from hypothesis import strategies as st

from municipalities import host_names
from municipalities.host_names import NoHostName, NoSubdomain, OfTheNationalSite, Taken
from tests.factories.instances import HostFactory, InstanceFactory


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("AanTafel.Gemeente.NL", "aantafel.gemeente.nl"),
        (" aantafel.gemeente.nl. ", "aantafel.gemeente.nl"),
        ("tafel.súdwest.example", "tafel.xn--sdwest-pya.example"),
        ("a-b.c3.example", "a-b.c3.example"),
    ],
)
def test_a_host_is_kept_in_one_form(typed: str, name: str) -> None:
    assert host_names.clean_host(typed) == name


@pytest.mark.parametrize(
    "typed",
    [
        *("", ".", "localhost", "https://tafel.example", "tafel.example/pad", "tafel.example:8000", "twee woorden.nl"),
        *("-begin.example", "eind-.example", "a..example", "127.0.0.1", "[::1]", "*.example.nl", "x_y.example"),
        *(f"{'a' * 64}.example", ".".join(["abcdefgh"] * 40), "tafel\n.example", "tafel.example\x00"),
    ],
)
def test_what_is_no_host_name_is_refused(typed: str) -> None:
    with pytest.raises(NoHostName):
        host_names.clean_host(typed)


@given(st.text(max_size=80))
def test_whatever_is_typed_becomes_a_plain_name_or_a_sentence(typed: str) -> None:
    try:
        name = host_names.clean_host(typed)
    except NoHostName:
        return
    assert name == name.lower() and name.isascii() and host_names.clean_host(name) == name


@pytest.mark.parametrize("typed", ["", "-x", "x-", "a.b", "súdwest", "twee woorden", "a" * 61, "a_b"])
def test_what_is_no_subdomain_is_refused(typed: str) -> None:
    with pytest.raises(NoSubdomain):
        host_names.clean_subdomain(typed)


def test_names_that_are_kept_free() -> None:
    assert host_names.clean_subdomain(" Sudwest-Fryslan ") == "sudwest-fryslan"
    for name in ("www", "mail", "api"):
        with pytest.raises(Taken):
            host_names.clean_subdomain(name)


@pytest.mark.django_db
def test_no_address_leads_to_two_sites() -> None:
    host = HostFactory.create()
    own, other = host.instance, InstanceFactory.create()
    host_names.check_host(host.name, own=own)
    host_names.check_subdomain(own.subdomain, own=own)
    for whose in (None, other):
        with pytest.raises(Taken):
            host_names.check_host(host.name, own=whose)
        with pytest.raises(Taken):
            host_names.check_subdomain(own.subdomain, own=whose)


@pytest.mark.django_db
def test_no_address_of_the_national_site() -> None:
    with override_settings(NATIONAL_HOSTS=["aantafel.example", "beheer.testserver"], BASE_DOMAIN="testserver"):
        for name in ("testserver", "aantafel.example", "iets.testserver"):
            with pytest.raises(OfTheNationalSite):
                host_names.check_host(name)
        with pytest.raises(OfTheNationalSite):
            host_names.check_subdomain("beheer")
