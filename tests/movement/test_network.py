"""The network list: kept, checked, removed for good, and nobody else's."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from aantafel.accounts.enums import Role
from aantafel.accounts.models import User
from aantafel.accounts.services import privacy
from aantafel.core import clock
from movement.enums import AgreedHow, ContactEntryKind, ContactKind
from movement.models import Contact, ContactEntry
from movement.services import network
from movement.services.network import Details
from municipalities import scope
from municipalities.models import Municipality
from tests.factories.accounts import UserFactory
from tests.factories.instances import InstanceFactory, NeighbourhoodFactory, somebody
from tests.factories.movement import ContactFactory
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db
PERSON: dict[str, Any] = {
    "kind": ContactKind.KEY_PERSON,
    "name": "Zoë van den Berg",
    "agreed_how": AgreedHow.TALK,
    "agreed_on": date(2026, 5, 1),
}


@pytest.fixture
def town(db: None) -> Municipality:
    return InstanceFactory.create().municipality


@pytest.fixture
def coordinator(town: Municipality) -> User:
    return somebody(Role.COORDINATOR, town)


def history(town: Municipality) -> list[str]:
    with scope.tenant(town):
        return [entry.kind for entry in ContactEntry.objects.order_by("pk")]


class TestKeeping:
    def test_who_adds_has_checked(self, coordinator: User, town: Municipality) -> None:
        made = network.add(
            actor=coordinator,
            municipality=town,
            details=Details(**PERSON, email=" Zoe@Buurt.example", themes=("zorg",)),
        )
        made.refresh_from_db()
        assert (made.sort_name, made.email, made.themes) == ("zoe van den berg", "zoe@buurt.example", ["zorg"])
        assert (made.checked_by, made.is_to_check) == (coordinator, False)
        assert history(town) == [ContactEntryKind.ADDED]

    @pytest.mark.parametrize("kind", [ContactKind.KEY_PERSON, ContactKind.PROFESSIONAL])
    @pytest.mark.parametrize("missing", [{"agreed_how": ""}, {"agreed_on": None}])
    def test_no_person_without_a_yes(
        self, coordinator: User, town: Municipality, kind: ContactKind, missing: dict[str, Any]
    ) -> None:
        details = Details(**{**PERSON, "kind": kind, **missing})
        with pytest.raises(IntegrityError, match="person_on_network_list_agreed"), transaction.atomic():
            network.add(actor=coordinator, municipality=town, details=details)

    def test_an_organisation_keeps_nobody_s_yes(self, coordinator: User, town: Municipality) -> None:
        details = Details(**{**PERSON, "kind": ContactKind.ORGANISATION})
        made = network.add(actor=coordinator, municipality=town, details=details)
        assert (made.agreed_how, made.agreed_on) == ("", None)

    def test_neighbourhoods_of_next_door_are_left_out(self, coordinator: User, town: Municipality) -> None:
        ours, theirs = NeighbourhoodFactory.create(municipality=town), NeighbourhoodFactory.create()
        made = network.add(
            actor=coordinator, municipality=town, details=Details(**PERSON), neighbourhoods=[ours, theirs]
        )
        assert list(made.neighbourhoods.all()) == [ours]

    def test_two_who_change_at_once(self, coordinator: User, town: Municipality) -> None:
        contact = ContactFactory.create(municipality=town)
        seen = network.mark_of(contact)

        def change(name: str, mark: str) -> Contact:
            details = Details(kind=ContactKind.ORGANISATION, name=name)
            return network.change(
                actor=coordinator, municipality=town, contact_id=contact.pk, mark=mark, details=details
            )

        change("Buurthuis", seen)
        with pytest.raises(network.ChangedMeanwhile):
            change("Dorpshuis", seen)
        contact.refresh_from_db()
        assert contact.name == "Buurthuis"
        assert change("Dorpshuis", network.mark_of(contact)).sort_name == "dorpshuis"

    def test_checked_in_one_step_and_noted_once_a_day(self, coordinator: User, town: Municipality) -> None:
        contact = ContactFactory.create(municipality=town, checked_at=clock.now() - timedelta(days=366))
        assert contact.is_to_check
        for _time in range(2):
            network.check(actor=coordinator, municipality=town, contact_id=contact.pk)
        contact.refresh_from_db()
        assert (contact.is_to_check, contact.checked_by) == (False, coordinator)
        assert history(town) == [ContactEntryKind.CHECKED]
        with clock.frozen(clock.now() + timedelta(days=1)):
            network.check(actor=coordinator, municipality=town, contact_id=contact.pk)
        assert len(history(town)) == 2

    def test_removing_leaves_the_reason_and_no_name(self, coordinator: User, town: Municipality) -> None:
        contact = ContactFactory.create(municipality=town, person=True, name="Bep Sleutel")
        network.remove(actor=coordinator, municipality=town, contact_id=contact.pk, reason="Is verhuisd.")
        assert not Contact.everywhere.exists()
        entry = ContactEntry.everywhere.get()
        assert (entry.contact, entry.reason, entry.actor) == (None, "Is verhuisd.", coordinator)
        assert "Bep" not in str(vars(entry))

    def test_another_municipality_reaches_nothing(self, coordinator: User, town: Municipality) -> None:
        contact, beside = ContactFactory.create(municipality=town), InstanceFactory.create().municipality
        where: dict[str, Any] = {"actor": coordinator, "municipality": beside, "contact_id": contact.pk}
        with pytest.raises(Contact.DoesNotExist):
            network.check(**where)
        with pytest.raises(Contact.DoesNotExist):
            network.remove(**where, reason="x")
        with pytest.raises(Contact.DoesNotExist):
            network.change(**where, mark=network.mark_of(contact), details=Details(**PERSON))
        with scope.tenant(beside):
            assert not Contact.objects.exists()
            assert not ContactEntry.objects.exists()


def test_the_list_is_never_public(town: Municipality) -> None:
    ContactFactory.create(municipality=town)
    for public in (scope.national(), scope.local(town)):
        with public:
            assert not Contact.objects.exists()


class TestPrivacy:
    def test_an_account_takes_along_what_lists_say(self, town: Municipality) -> None:
        user = UserFactory.create(email="zoe@buurt.example")
        ContactFactory.create(municipality=town, person=True, email=user.email, note="Bel na zessen.")
        ContactFactory.create(municipality=town, person=True, email="other@buurt.example")
        [row] = privacy.download(actor=user)["network_lists"]
        assert (row["municipality__name"], row["note"]) == (town.name, "Bel na zessen.")

    def test_an_erased_account_is_off_every_list(self, town: Municipality) -> None:
        user, beside = UserFactory.create(email="zoe@buurt.example"), InstanceFactory.create().municipality
        for place in (town, beside):
            ContactFactory.create(municipality=place, person=True, email=user.email)
        school = ContactFactory.create(municipality=town, email=user.email)
        other = ContactFactory.create(municipality=town, person=True, email="other@buurt.example")
        privacy.erase(actor=user, ideas_too=False)
        assert set(Contact.everywhere.all()) == {school, other}
        school.refresh_from_db()
        assert school.email == ""
        assert history(town) == [ContactEntryKind.ERASED]

    def test_who_keeps_the_list_is_erased_from_it(self, coordinator: User, town: Municipality) -> None:
        somebody(Role.COORDINATOR, town)
        contact = network.add(actor=coordinator, municipality=town, details=Details(**PERSON))
        privacy.erase(actor=coordinator, ideas_too=False)
        contact.refresh_from_db()
        assert contact.checked_by is None
        assert ContactEntry.everywhere.get().actor is None


@pytest.mark.django_db(transaction=True)
def test_two_who_change_or_remove_at_one_moment_lose_nothing_unseen() -> None:
    town = InstanceFactory.create().municipality
    coordinator = somebody(Role.COORDINATOR, town)
    contact = ContactFactory.create(municipality=town)
    seen = network.mark_of(contact)

    def change(name: str) -> str:
        details = Details(kind=ContactKind.ORGANISATION, name=name)
        try:
            network.change(actor=coordinator, municipality=town, contact_id=contact.pk, mark=seen, details=details)
        except (network.ChangedMeanwhile, Contact.DoesNotExist):
            return "too late"
        return "changed"

    done = at_once(lambda: change("Een"), lambda: change("Twee"), lambda: change("Drie"))
    assert sorted(done) == ["changed", "too late", "too late"]
    assert ContactEntry.everywhere.count() == 1
