"""Local sites at the operator's desk: prepared, looked at, opened and ended."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import Capacity, InvitationState, Role
from aantafel.accounts.models import Invitation, Membership, User
from aantafel.outbox.models import OutgoingMail
from movement.models import SiteEntry
from municipalities import sites
from municipalities.models import Host, Instance, Municipality
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import HostFactory, InstanceFactory, initiative_group, somebody
from tests.factories.municipalities import MunicipalityFactory
from tests.support.heard import focused, title

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Municipality:
    return MunicipalityFactory.create(name="Tafeldam")


@pytest.fixture
def site(town: Municipality) -> Instance:
    return InstanceFactory.create(municipality=town, preparing=True)


@pytest.fixture
def whole(site: Instance) -> Instance:
    """With a whole group and a coordinator."""
    initiative_group(site.municipality)
    somebody(Role.COORDINATOR, site.municipality)
    return site


def typed(town: Municipality, **changes: str) -> dict[str, str]:
    return {
        "municipality": town.code,
        "name": "AanTafel Tafeldam",
        "subdomain": "Tafeldam",
        "hosts": "Tafel.Tafeldam.example\nwww.tafeldam.example",
        "coordinator": "Corrie@tafeldam.example",
        "residents": "ria@tafeldam.example\nroel@tafeldam.example",
        "professionals": "pro@tafeldam.example",
        "employees": "emma@tafeldam.example",
        "message": "Fijn als je meedoet.",
        **changes,
    }


def page(desk: Client, route: str, town: Municipality, *more: int) -> str:
    return desk.get(reverse(f"desk:{route}", args=[town.code, *more])).content.decode()


def post(desk: Client, route: str, town: Municipality, *more: int, **data: str) -> Any:
    return desk.post(reverse(f"desk:{route}", args=[town.code, *more]), data)


# preparing


def test_one_screen_prepares_a_site_and_asks_its_people(desk: Client, operator: User, town: Municipality) -> None:
    answer = desk.post(reverse("desk:site_prepare"), typed(town), follow=True)
    made = Instance.objects.get(municipality=town)
    assert (made.state, made.name, made.subdomain) == ("preparing", "AanTafel Tafeldam", "tafeldam")
    assert made.main_host == "tafel.tafeldam.example"
    assert list(made.hosts.values_list("name", flat=True)) == ["tafel.tafeldam.example", "www.tafeldam.example"]
    asked = set(Invitation.objects.values_list("email", "role", "capacity"))
    assert asked == {
        ("corrie@tafeldam.example", "coordinator", ""),
        ("ria@tafeldam.example", "initiative", "resident"),
        ("roel@tafeldam.example", "initiative", "resident"),
        ("pro@tafeldam.example", "initiative", "professional"),
        ("emma@tafeldam.example", "initiative", "employee"),
    }
    mail = OutgoingMail.objects.get(to_address="corrie@tafeldam.example")
    assert "//tafel.tafeldam.example/" in mail.body_text
    assert "Fijn als je meedoet." in mail.body_text
    html = answer.content.decode()
    assert "5 uitnodigingen zijn onderweg." in html
    assert html.count("Ontbreekt nog") == 4
    assert SiteEntry.objects.get().actor == operator


def test_a_site_can_begin_without_people(desk: Client, town: Municipality) -> None:
    nobody = {"hosts": "", "coordinator": "", "residents": "", "professionals": "", "employees": ""}
    assert desk.post(reverse("desk:site_prepare"), typed(town, **nobody)).status_code == 302
    assert sites.host_of(Instance.objects.get()) == "tafeldam.testserver"


def test_what_is_left_empty_is_the_name_of_the_municipality(desk: Client) -> None:
    town = MunicipalityFactory.create(name="Súdwest Fryslân")
    assert desk.post(reverse("desk:site_prepare"), typed(town, name="", subdomain="")).status_code == 302
    made = Instance.objects.get()
    assert (made.name, made.subdomain) == ("AanTafel! Súdwest Fryslân", "sudwest-fryslan")


def test_without_a_municipality_nothing_is_made_of_nothing(desk: Client, town: Municipality) -> None:
    answer = desk.post(reverse("desk:site_prepare"), typed(town, municipality="", name="", subdomain=""))
    assert answer.status_code == 422 and "Kies een gemeente." in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("municipality", "", "Kies een gemeente."),
        ("municipality", "GM0000", "Deze gemeente heeft al een site"),
        ("subdomain", "Twee woorden", "Gebruik alleen de letters"),
        ("subdomain", "www", "leidt al naar een andere site"),
        ("hosts", "https://tafel.example/", "Dit is geen heel adres."),
        ("hosts", "iets.testserver", "hoort bij de landelijke site"),
        ("hosts", "\n".join(f"tafel{n}.example" for n in range(11)), "hooguit 10"),
        ("coordinator", "corrie", "geen heel e-mailadres"),
        ("residents", "ria@tafeldam.example\nroel", "“roel” is geen heel e-mailadres"),
        ("employees", "ria@tafeldam.example", "staat bij twee hoedanigheden"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    desk: Client, town: Municipality, field: str, value: str, sentence: str
) -> None:
    answer = desk.post(reverse("desk:site_prepare"), typed(town, **{field: value}))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in html
    assert "pro@tafeldam.example" in html
    assert not Instance.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_addresses_of_others_are_refused(desk: Client, town: Municipality) -> None:
    host = HostFactory.create()
    for changes in ({"hosts": host.name}, {"subdomain": host.instance.subdomain}):
        answer = desk.post(reverse("desk:site_prepare"), typed(town, **changes))
        assert "leidt al naar een andere site" in answer.content.decode()
    assert Instance.objects.count() == 1


def test_only_municipalities_without_a_site_can_be_chosen(desk: Client, site: Instance) -> None:
    free = MunicipalityFactory.create()
    gone = MunicipalityFactory.create(merged_into=free)
    html = desk.get(reverse("desk:site_prepare")).content.decode()
    assert f'value="{free.code}"' in html
    assert f'value="{site.municipality.code}"' not in html
    assert f'value="{gone.code}"' not in html


def test_who_cannot_be_asked_keeps_nobody_else_from_their_mail(desk: Client, town: Municipality) -> None:
    somebody(Role.COORDINATOR, town, email="corrie@tafeldam.example")
    answer = desk.post(reverse("desk:site_prepare"), typed(town), follow=True)
    html = answer.content.decode()
    assert "corrie@tafeldam.example: " in html
    assert "4 uitnodigingen zijn onderweg." in html
    assert Invitation.objects.count() == 4


# the page of a site


def test_the_page_tells_who_said_yes_and_who_is_missing(desk: Client, site: Instance) -> None:
    town = site.municipality
    somebody(Role.INITIATIVE, town, name="Ria Resident")
    post(desk, "site_invite", town, email="pro@tafeldam.example", seat="professionals")
    html = page(desk, "site", town)
    assert "Ria Resident" in html
    assert "pro@tafeldam.example" in html
    assert "Uitgenodigd, nog geen antwoord" in html
    assert html.count("Ontbreekt nog") == 3
    assert "Nog niet iedereen is er." in html
    Invitation.objects.update(state=InvitationState.DECLINED)
    assert "Zei nee" in page(desk, "site", town)
    assert "Verstuur opnieuw" not in page(desk, "site", town)


def test_an_invitation_is_sent_again_and_taken_back(desk: Client, site: Instance) -> None:
    town = site.municipality
    post(desk, "site_invite", town, email="pro@tafeldam.example", seat="professionals")
    asked = Invitation.objects.get()
    assert post(desk, "site_invite_again", town, asked.pk).status_code == 302
    assert OutgoingMail.objects.filter(to_address="pro@tafeldam.example").count() == 2
    assert post(desk, "site_invite_back", town, asked.pk).status_code == 302
    asked.refresh_from_db()
    assert asked.state == InvitationState.WITHDRAWN
    other = InstanceFactory.create().municipality
    assert post(desk, "site_invite_again", other, asked.pk).status_code == 404


def test_a_preparation_stops_and_nobody_need_answer_any_more(desk: Client, site: Instance) -> None:
    town = site.municipality
    post(desk, "site_invite", town, email="pro@tafeldam.example", seat="professionals")
    assert "Stop de voorbereiding" in page(desk, "site", town)
    assert post(desk, "site_stop", town).status_code == 302
    assert Instance.objects.get().state == "ended"
    assert Invitation.objects.get().state == InvitationState.WITHDRAWN
    assert "Stop de voorbereiding" not in page(desk, "site", town)
    again = desk.post(reverse("desk:site_stop", args=[town.code]), follow=True).content.decode()
    assert "Alleen de voorbereiding" in again
    assert post(desk, "site_again", town).status_code == 302


def test_a_site_that_ends_leaves_no_invitation_open(desk: Client, whole: Instance) -> None:
    town = whole.municipality
    post(desk, "site_open", town)
    post(desk, "site_invite", town, email="pro@tafeldam.example", seat="professionals")
    ahead = post(desk, "site_end", town, kijk="1", reason="Geen tijd.").content.decode()
    assert "1 uitnodiging wordt ingetrokken." in ahead
    assert Invitation.objects.get().state == InvitationState.OPEN
    post(desk, "site_end", town, reason="Geen tijd.")
    assert Invitation.objects.get().state == InvitationState.WITHDRAWN


def test_an_open_site_without_a_coordinator_asks_for_one(desk: Client, whole: Instance) -> None:
    town = whole.municipality
    post(desk, "site_open", town)
    assert "zorgt voor de ideeën" in page(desk, "site", town)
    Membership.objects.filter(municipality=town, role=Role.COORDINATOR).delete()
    assert "Nodig een coördinator uit." in page(desk, "site", town)


def test_asking_somebody_twice_is_said(desk: Client, site: Instance) -> None:
    town = site.municipality
    post(desk, "site_invite", town, email="pro@tafeldam.example", seat="professionals")
    answer = post(desk, "site_invite", town, email="pro@tafeldam.example", seat="residents")
    assert answer.status_code == 422
    assert "al gevraagd" in answer.content.decode()
    assert post(desk, "site_invite", town, email="pro@tafeldam.example").status_code == 422


# addresses


def test_hosts_are_added_chosen_and_removed(desk: Client, site: Instance) -> None:
    town = site.municipality
    post(desk, "site_hosts", town, host="Tafel.Tafeldam.example")
    host = Host.objects.get()
    assert host.name == "tafel.tafeldam.example"
    post(desk, "site_hosts", town, host="tafel.tafeldam.example")
    assert Host.objects.count() == 1
    post(desk, "site_host_main", town, host.pk)
    site.refresh_from_db()
    assert sites.host_of(site) == "tafel.tafeldam.example"
    post(desk, "site_host_main", town, 0)
    site.refresh_from_db()
    assert site.main_host == ""
    post(desk, "site_host_main", town, host.pk)
    post(desk, "site_host_remove", town, host.pk)
    post(desk, "site_host_remove", town, host.pk)
    site.refresh_from_db()
    assert (site.main_host, Host.objects.count()) == ("", 0)
    kinds = list(SiteEntry.objects.values_list("kind", flat=True))
    assert kinds == ["host_added", "changed", "changed", "changed", "host_gone"]


def test_the_hosts_of_another_site_are_left_alone(desk: Client, site: Instance) -> None:
    other = HostFactory.create()
    assert post(desk, "site_host_main", site.municipality, other.pk).status_code == 404
    post(desk, "site_host_remove", site.municipality, other.pk)
    assert Host.objects.filter(pk=other.pk).exists()
    answer = post(desk, "site_hosts", site.municipality, host=other.name)
    assert answer.status_code == 422
    assert other.name in answer.content.decode()


def test_name_and_subdomain_change(desk: Client, site: Instance) -> None:
    town = site.municipality
    taken = InstanceFactory.create().subdomain
    assert post(desk, "site_change", town, name="Tafel van dam", subdomain=taken).status_code == 422
    assert post(desk, "site_change", town, name="Tafel van dam", subdomain="dam").status_code == 302
    site.refresh_from_db()
    assert (site.name, site.subdomain) == ("Tafel van dam", "dam")
    assert post(desk, "site_change", town, name="Tafel van dam", subdomain="dam").status_code == 302
    assert SiteEntry.objects.count() == 1


# opening and ending


def test_looking_ahead_shows_all_of_it_and_does_nothing(desk: Client, whole: Instance) -> None:
    town = whole.municipality
    IdeaFactory.create(waiting=True, municipality=town)
    before = page(desk, "site_open", town)
    assert "De site mag open." in before
    assert "Dit zou er gebeuren" not in before
    ahead = post(desk, "site_open", town, kijk="1")
    html = ahead.content.decode()
    assert ahead.status_code == 200
    assert "1 idee wacht op een beoordeling." in html
    assert "Er is nog niets gebeurd" in html
    assert Instance.objects.get(pk=whole.pk).state == "preparing"
    assert not OutgoingMail.objects.exists()
    done = desk.post(reverse("desk:site_open", args=[town.code]), {}, follow=True).content.decode()
    assert "1 idee wacht op een beoordeling." in done
    assert Instance.objects.get(pk=whole.pk).is_open


def test_without_everybody_it_takes_a_reason(desk: Client, site: Instance) -> None:
    town = site.municipality
    assert "Er is nog geen coördinator." in page(desk, "site_open", town)
    ahead = post(desk, "site_open", town, kijk="1", reason="")
    assert "De site gaat eerder open" in ahead.content.decode()
    refused = post(desk, "site_open", town, reason="")
    assert refused.status_code == 422
    assert "ontbreekt nog" in refused.content.decode()
    assert post(desk, "site_open", town, reason="x" * 501).status_code == 422
    assert post(desk, "site_open", town, reason="De wethouder opent zaterdag.").status_code == 302
    assert "De wethouder opent zaterdag." in page(desk, "site", town)
    assert "Eerder geopend" in desk.get(reverse("desk:sites")).content.decode()


def test_a_site_ends_with_a_reason_and_is_prepared_again(desk: Client, whole: Instance) -> None:
    town = whole.municipality
    post(desk, "site_open", town)
    assert post(desk, "site_end", town, reason="").status_code == 422
    looked = post(desk, "site_end", town, kijk="1", reason="Niemand heeft tijd.")
    assert title(looked).startswith("Dit zou er gebeuren: ") and 'id="gevolgen"' in focused(looked)
    ahead = looked.content.decode()
    assert "Niemand heeft tijd." in ahead
    assert "is gestopt" in ahead
    assert Instance.objects.get(pk=whole.pk).is_open
    assert post(desk, "site_end", town, reason="Niemand heeft tijd.").status_code == 302
    assert "Niemand heeft tijd." in page(desk, "site", town)
    assert post(desk, "site_again", town).status_code == 302
    assert Instance.objects.get(pk=whole.pk).state == "preparing"
    again = desk.post(reverse("desk:site_again", args=[town.code]), follow=True)
    assert "Alleen een site die is gestopt" in again.content.decode()
    assert post(desk, "site_open", town).status_code == 302
    assert Membership.objects.filter(municipality=town, ended_at=None).count() == 4


def test_opening_twice_says_that_it_was_open(desk: Client, whole: Instance) -> None:
    town = whole.municipality
    post(desk, "site_open", town)
    again = desk.post(reverse("desk:site_open", args=[town.code]), {}, follow=True)
    assert "De site was al open." in again.content.decode()
    assert SiteEntry.objects.count() == 1


def test_an_idea_at_the_local_desk_has_no_decisions_here(desk: Client, whole: Instance) -> None:
    town = whole.municipality
    idea = IdeaFactory.create(waiting=True, municipality=town)
    approve = reverse("desk:approve", args=[idea.pk])
    assert approve in desk.get(reverse("desk:idea", args=[idea.pk])).content.decode()
    post(desk, "site_open", town)
    html = desk.get(reverse("desk:idea", args=[idea.pk])).content.decode()
    assert approve not in html
    assert "De coördinator daarvan zorgt voor dit idee." in html
    assert desk.get(approve).status_code == 302
    assert desk.post(approve, {"seen": 0}).status_code == 409
    idea.refresh_from_db()
    assert idea.state == "waiting"


@pytest.mark.parametrize("capacity", Capacity)
def test_each_capacity_has_its_place_in_the_form(desk: Client, site: Instance, capacity: Capacity) -> None:
    seat = {"resident": "residents", "professional": "professionals", "employee": "employees"}[capacity]
    post(desk, "site_invite", site.municipality, email="wie@tafeldam.example", seat=seat)
    assert Invitation.objects.get().capacity == capacity


def test_nobody_but_an_operator_comes_here(site: Instance) -> None:
    coordinator = somebody(Role.COORDINATOR, site.municipality)
    for user in (coordinator, UserFactory.create()):
        client = Client()
        client.force_login(user)
        for name in ("site", "site_open", "site_hosts", "site_invite"):
            assert client.get(reverse(f"desk:{name}", args=[site.municipality.code])).status_code == 403
        assert client.post(reverse("desk:site_open", args=[site.municipality.code]), {"reason": "x"}).status_code == 403
    assert Instance.objects.get().state == "preparing"
