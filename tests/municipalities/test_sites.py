"""Where a host leads, and where what belongs to a municipality stands."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from municipalities import scope, sites
from tests.factories.instances import HostFactory, InstanceFactory
from tests.factories.municipalities import MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _addresses(settings: Settings) -> None:
    settings.BASE_URL, settings.BASE_DOMAIN = "https://aantafel.example:8443", "aantafel.example"


def test_a_host_is_found_below_the_domain_and_by_its_own_name() -> None:
    instance = InstanceFactory.create(subdomain="zutphen")
    HostFactory.create(instance=instance, name="www.tafel.example")
    assert sites.find("zutphen.aantafel.example") == instance
    assert sites.find("www.tafel.example") == instance
    assert sites.find("zutphen.other.example") is None
    assert sites.find("a.zutphen.aantafel.example") is None
    assert sites.find("tafel.example") is None


def test_the_canonical_host_is_the_own_one_where_there_is_one() -> None:
    assert sites.base_url_of(InstanceFactory.build(subdomain="zutphen")) == "https://zutphen.aantafel.example:8443"
    own = InstanceFactory.build(subdomain="zutphen", main_host="www.tafel.example")
    assert sites.base_url_of(own) == "https://www.tafel.example:8443"


def test_only_an_open_site_is_where_things_stand() -> None:
    opened = InstanceFactory.create(subdomain="open").municipality
    others = [InstanceFactory.create(preparing=True).municipality, InstanceFactory.create(ended=True).municipality]
    assert sites.base_url(opened.pk) == "https://open.aantafel.example:8443"
    for other in [*others, MunicipalityFactory.create()]:
        assert sites.base_url(other.pk) == "https://aantafel.example:8443"
    assert sites.base_url(None) == "https://aantafel.example:8443"


def test_a_link_leads_elsewhere_only_when_it_has_to() -> None:
    here, there = (
        InstanceFactory.create(subdomain="hier").municipality,
        InstanceFactory.create(subdomain="daar").municipality,
    )
    nowhere = MunicipalityFactory.create()
    with scope.national():
        assert sites.elsewhere(nowhere.pk) == ""
        assert sites.elsewhere(here.pk) == "https://hier.aantafel.example:8443"
    for within in (scope.local(here), scope.tenant(here)):
        with within:
            assert sites.elsewhere(here.pk) == ""
            assert sites.elsewhere(there.pk) == "https://daar.aantafel.example:8443"
            assert sites.elsewhere(nowhere.pk) == "https://aantafel.example:8443"


def test_a_mail_that_was_asked_for_here_leads_back_here_also_before_the_opening() -> None:
    town = InstanceFactory.create(preparing=True, subdomain="straks").municipality
    with scope.local(town):
        assert sites.here() == "https://straks.aantafel.example:8443"
    with scope.national():
        assert sites.here() == "https://aantafel.example:8443"


def test_the_open_sites_are_read_once_until_something_changes() -> None:
    town = InstanceFactory.create(subdomain="zutphen").municipality
    sites.base_url(town.pk)
    with CaptureQueriesContext(connection) as asked:
        assert sites.base_url(town.pk) == "https://zutphen.aantafel.example:8443"
    assert len(asked) == 0
    InstanceFactory.create(subdomain="nieuw")
    town.instance.main_host = "www.tafel.example"
    town.instance.save()
    sites.forget()
    assert sites.base_url(town.pk) == "https://www.tafel.example:8443"
