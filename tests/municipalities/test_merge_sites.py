"""Local sites of municipalities that merge: the open one stays, every address leads there, and pinners hear it."""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client

from aantafel.accounts.enums import Role
from aantafel.outbox.models import OutgoingMail
from movement.enums import SiteEntryKind
from movement.models import SiteEntry
from movement.services import sites as service
from municipalities import host_names, sites
from municipalities.enums import InstanceState
from municipalities.models import Instance, Municipality
from municipalities.services.merge import merge
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory, owner_of
from tests.factories.instances import HostFactory, InstanceFactory, somebody
from tests.factories.municipalities import MunicipalityFactory

pytestmark = pytest.mark.django_db

DAY = date(2027, 1, 1)


@pytest.fixture
def old(db: None) -> Municipality:
    return MunicipalityFactory.create(name="Wijdemeren")


@pytest.fixture
def new(db: None) -> Municipality:
    return MunicipalityFactory.create(name="Hilversum")


def site(municipality: Municipality, state: str = "open", **fields: object) -> Instance:
    flags = {} if state == "open" else {state: True}
    made: Instance = InstanceFactory.create(municipality=municipality, **flags, **fields)
    SiteEntry.objects.create(instance=made, kind=SiteEntryKind.PREPARED, text=f"Verhaal van {municipality.name}")
    return made


@pytest.mark.parametrize("state", ["open", "preparing", "ended"])
def test_every_address_leads_to_the_site_of_the_successor(old: Municipality, new: Municipality, state: str) -> None:
    gone, stays = site(old, state, subdomain="wijdemeren"), site(new)
    own = HostFactory.create(instance=gone)
    merge(old=old, new=new, on=DAY)
    for name in (f"wijdemeren.{settings.BASE_DOMAIN}", own.name, sites.host_of(stays)):
        assert sites.find(name) == stays, name
    answer = Client(headers={"host": f"wijdemeren.{settings.BASE_DOMAIN}"}).get("/ideeen/")
    assert (answer.status_code, answer["Location"]) == (302, f"{sites.base_url_of(stays)}/ideeen/")
    assert SiteEntry.objects.filter(instance=stays).count() == 2


@pytest.mark.parametrize("state", ["preparing", "ended"])
def test_an_open_site_outlives_one_of_the_successor_that_is_not(
    old: Municipality, new: Municipality, state: str
) -> None:
    stays, gone = site(old), site(new, state, subdomain="hilversum")
    merge(old=old, new=new, on=DAY)
    (left,) = Instance.objects.all()
    assert (left, left.municipality, left.state) == (stays, new, InstanceState.OPEN)
    assert sites.find(f"hilversum.{settings.BASE_DOMAIN}") == stays
    assert SiteEntry.objects.filter(instance=stays).count() == 2 and gone.pk != stays.pk


@pytest.mark.parametrize("with_site", ["old", "new"])
def test_who_waits_hears_that_another_desk_reads_it_now(old: Municipality, new: Municipality, with_site: str) -> None:
    at, without = (old, new) if with_site == "old" else (new, old)
    opened = site(at)
    IdeaFactory.create(waiting=True, municipality=at)
    other = IdeaFactory.create(waiting=True, municipality=without)
    merge(old=old, new=new, on=DAY)
    (mail,) = OutgoingMail.objects.filter(kind="ideas/at_local_desk")
    assert mail.to_address == owner_of(other).email
    assert sites.host_of(opened) in mail.body_text
    assert Instance.objects.get().municipality == new


def test_nobody_is_told_between_two_open_sites(old: Municipality, new: Municipality) -> None:
    for town in (old, new):
        site(town)
        IdeaFactory.create(waiting=True, municipality=town)
    merge(old=old, new=new, on=DAY)
    assert not OutgoingMail.objects.filter(kind="ideas/at_local_desk").exists()


def test_a_subdomain_of_before_leads_on_and_is_nobody_elses(old: Municipality) -> None:
    here, operator = site(old, subdomain="meren"), somebody(Role.COORDINATOR, old)
    service.change(actor=operator, instance_id=here.pk, name=here.name, subdomain="wijde-meren")
    before = f"meren.{settings.BASE_DOMAIN}"
    assert sites.find(before) == here
    with pytest.raises(host_names.Taken):
        host_names.check_subdomain("meren", own=InstanceFactory.create())
    service.change(actor=UserFactory.create(), instance_id=here.pk, name=here.name, subdomain="meren")
    here.refresh_from_db()
    assert (here.subdomain, sites.host_of(here)) == ("meren", before)
    assert sites.find(f"wijde-meren.{settings.BASE_DOMAIN}") == here
    assert list(here.hosts.values_list("name", flat=True)) == [f"wijde-meren.{settings.BASE_DOMAIN}"]
