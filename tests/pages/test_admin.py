"""The Django admin looks things up; what has rules and a history is not changed there."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from ideas.models import CallBack, Idea
from tables.models import Table
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory, SupportFactory
from tests.factories.tables import TableFactory

LOOK_ONLY = {"ideas.Idea", "ideas.MunicipalityNotice", "ideas.CallBack", "ideas.Support", "tables.Table"}


@pytest.fixture
def keeper(db: None) -> Client:
    """Somebody who may do everything that the admin offers."""
    client = Client()
    client.force_login(
        UserFactory.create(email="kim@aantafel.example", operator=True, is_staff=True, is_superuser=True)
    )
    return client


def pages(name: str, pk: int) -> tuple[str, str, str, str]:
    model = apps.get_model(name)
    base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    return (
        reverse(f"{base}_changelist"),
        reverse(f"{base}_change", args=[pk]),
        reverse(f"{base}_add"),
        reverse(f"{base}_delete", args=[pk]),
    )


def test_drafts_of_every_municipality_are_found(keeper: Client) -> None:
    idea = IdeaFactory.create(title="Een concept dat gezocht wordt")
    listing, change, _add, _delete = pages("ideas.Idea", idea.pk)
    assert idea.title in keeper.get(listing, {"q": "gezocht"}).content.decode()
    assert idea.title in keeper.get(change).content.decode()


@pytest.mark.parametrize("name", sorted(LOOK_ONLY))
def test_nothing_is_added_changed_or_deleted(keeper: Client, name: str) -> None:
    table = TableFactory.create()
    call = CallBack.objects.create(name="Riet", phone="0612345678")
    support = SupportFactory.create(idea=table.idea)
    made = {"ideas.Idea": table.idea_id, "tables.Table": table.pk, "ideas.CallBack": call.pk}
    pk = {**made, "ideas.Support": support.pk}.get(name)
    listing, change, add, delete = pages(name, pk or 1)
    assert keeper.get(listing).status_code == 200
    assert keeper.get(add).status_code == 403
    assert keeper.post(add, {}).status_code == 403
    if pk is not None:
        assert keeper.get(change).status_code == 200
        assert keeper.post(change, {"title": "Anders"}).status_code == 403
        assert keeper.post(delete, {"post": "yes"}).status_code == 403
    assert Idea.everywhere.count() == Table.everywhere.count() == 1


def test_people_are_looked_up_and_never_deleted(keeper: Client) -> None:
    user = UserFactory.create(email="noor@buurt.example", operator=True)
    listing, change, add, delete = pages("accounts.User", user.pk)
    assert "noor@buurt.example" in keeper.get(listing, {"q": "noor"}).content.decode()
    assert keeper.get(change).status_code == 200
    assert keeper.get(add).status_code == 403
    assert keeper.post(delete, {"post": "yes"}).status_code == 403
    membership = user.memberships.get()
    data = {
        "name": "Noor Nieuw",
        "name_display": "first",
        "capacity": "resident",
        "language": "nl",
        "is_active": "on",
        "memberships-TOTAL_FORMS": "1",
        "memberships-INITIAL_FORMS": "1",
        "memberships-0-id": str(membership.pk),
        "memberships-0-user": str(user.pk),
        "memberships-0-role": "operator",
        "memberships-0-started_at_0": "2026-01-05",
        "memberships-0-started_at_1": "09:00:00",
        "memberships-0-ended_at_0": "2026-02-05",
        "memberships-0-ended_at_1": "09:00:00",
    }
    assert keeper.post(change, data).status_code == 302
    user.refresh_from_db()
    membership.refresh_from_db()
    assert user.name == "Noor Nieuw"
    assert membership.ended_at is not None


def test_a_resident_does_not_get_in(db: None) -> None:
    client = Client()
    client.force_login(UserFactory.create())
    for model in admin.site._registry:
        response = client.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"))
        assert response.status_code in {302, 403}
