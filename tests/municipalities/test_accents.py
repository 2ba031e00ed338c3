"""What a municipality chooses: one writer, a history, and nobody overwritten unseen."""

from typing import Any

import pytest
from django.db import connection

from aantafel.accounts.models import User
from aantafel.core import page_cache
from aantafel.core.errors import DomainError
from municipalities import sites, switches
from municipalities.models import Instance, LookDraft, Neighbourhood
from municipalities.services import accents, looks, neighbourhoods
from municipalities.services.accents import Overtaken
from municipalities.services.looks import AnotherDraft, CannotBeRead
from municipalities.services.neighbourhoods import Ended, NameTaken, Renamed
from municipalities.switches import Switch
from tests.factories.accounts import UserFactory
from tests.factories.instances import InstanceFactory, NeighbourhoodFactory
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db

GOOD = b":root { --nl-button-primary-background-color: #0b4a9e }"
BAD = b":root { --nl-link-color: #eeeeee }"


@pytest.fixture
def instance() -> Instance:
    return InstanceFactory.create()


@pytest.fixture
def actor() -> User:
    return UserFactory.create()


def change(actor: User, instance: Instance, seen: int | None = None, **values: Any) -> bool:
    seen = accents.version(instance) if seen is None else seen
    return accents.change(actor=actor, instance_id=instance.pk, seen=seen, **values)


def test_a_change_is_kept_with_who_made_it(instance: Instance, actor: User) -> None:
    before = accents.version(instance)
    assert change(actor, instance, welcome_title="Welkom")
    instance.refresh_from_db()
    assert instance.welcome_title == "Welkom"
    event = accents.events(instance).order_by("-pgh_id").first()
    assert event.pgh_id == accents.version(instance) > before
    assert event.pgh_context.metadata == {"user": actor.pk}


def test_what_stood_like_that_already_is_no_change(instance: Instance, actor: User) -> None:
    before = accents.version(instance)
    assert not change(actor, instance, seen=0, name=instance.name)
    assert accents.version(instance) == before


def test_whoever_is_overtaken_is_told_and_nothing_is_lost(instance: Instance, actor: User) -> None:
    seen = accents.version(instance)
    change(UserFactory.create(), instance, welcome_title="Van de ander")
    with pytest.raises(Overtaken) as overtaken:
        change(actor, instance, seen=seen, welcome_title="Van mij")
    assert overtaken.value.now.welcome_title == "Van de ander"
    assert change(actor, instance, seen=overtaken.value.version, welcome_title="Van mij")


def test_another_topic_overtakes_nobody(instance: Instance, actor: User) -> None:
    seen = accents.version(instance)
    change(UserFactory.create(), instance, contact_name="Corrie")
    assert change(actor, instance, seen=seen, welcome_title="Van mij")


@pytest.mark.parametrize("seen", [0, 2**31 - 1])
def test_a_line_that_is_not_in_this_history_overtakes(instance: Instance, actor: User, seen: int) -> None:
    with pytest.raises(Overtaken):
        change(actor, instance, seen=seen, welcome_title="Van mij")


def test_a_line_of_another_site_s_history_overtakes(instance: Instance, actor: User) -> None:
    other = InstanceFactory.create()
    with pytest.raises(Overtaken):
        change(actor, instance, seen=accents.version(other), welcome_title="Van mij")


@pytest.mark.parametrize("field", ["state", "subdomain", "main_host", "municipality_id", "early_reason", "look_digest"])
def test_what_is_not_theirs_cannot_be_set(instance: Instance, actor: User, field: str) -> None:
    with pytest.raises(ValueError, match="not a municipality's"):
        accents.change(actor=actor, instance_id=instance.pk, seen=0, **{field: "x"})


def test_contradictions_are_refused_whichever_comes_first(instance: Instance, actor: User) -> None:
    off = switches.to_keep(set(Switch) - {Switch.LIKES})
    with pytest.raises(DomainError, match="0"):
        change(actor, instance, switches=off)
    change(actor, instance, likes_threshold=0)
    change(actor, instance, switches=off)
    with pytest.raises(DomainError):
        change(actor, instance, likes_threshold=25)
    instance.refresh_from_db()
    assert (instance.likes_threshold, instance.switches) == (0, {"likes": False})


def test_dutch_stays(instance: Instance, actor: User) -> None:
    with pytest.raises(ValueError, match="Dutch"):
        change(actor, instance, languages=["en"])


def test_kept_pages_and_remembered_sites_go(
    instance: Instance, actor: User, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    said: list[str] = []
    monkeypatch.setattr(page_cache, "purge", lambda: said.append("purged"))
    monkeypatch.setattr(sites, "forget", lambda: said.append("forgotten"))
    with django_capture_on_commit_callbacks(execute=True):
        change(actor, instance, name="Een andere naam")
    assert sorted(said) == ["forgotten", "purged"]


def test_a_look_is_tried_then_published(instance: Instance, actor: User) -> None:
    draft = looks.try_file(actor=actor, instance_id=instance.pk, content=GOOD, file_name="huisstijl.css")
    instance.refresh_from_db()
    assert instance.look_digest == ""
    publish(actor, instance, draft)
    instance.refresh_from_db()
    assert instance.tokens == {"--nl-button-primary-background-color": "#0b4a9e"}
    assert (instance.look_digest, instance.theme_color) == (draft.digest, "#faf5ec")
    assert looks.draft_of(instance) is None


def publish(actor: User, instance: Instance, draft: LookDraft, seen: int | None = None) -> None:
    seen = accents.version(instance) if seen is None else seen
    looks.publish(actor=actor, instance_id=instance.pk, digest=draft.digest, seen=seen)


def test_a_look_that_cannot_be_read_stays_off_the_site(instance: Instance, actor: User) -> None:
    draft = looks.try_file(actor=actor, instance_id=instance.pk, content=BAD, file_name="x.css")
    with pytest.raises(CannotBeRead):
        publish(actor, instance, draft)
    instance.refresh_from_db()
    assert (instance.tokens, instance.look_digest) == ({}, "")
    assert looks.draft_of(instance) == draft


def test_only_the_look_that_was_looked_at_is_published(instance: Instance, actor: User) -> None:
    first = looks.try_accent(actor=actor, instance_id=instance.pk, accent="#0b4a9e")
    old = LookDraft(digest=first.digest)
    looks.try_accent(actor=UserFactory.create(), instance_id=instance.pk, accent="#a8431c")
    with pytest.raises(AnotherDraft):
        publish(actor, instance, old)
    neighbour = InstanceFactory.create()
    with pytest.raises(AnotherDraft):
        publish(actor, neighbour, first)


def test_our_own_look_comes_back_and_the_other_stays_in_the_history(instance: Instance, actor: User) -> None:
    publish(actor, instance, looks.try_accent(actor=actor, instance_id=instance.pk, accent="#0b4a9e"))
    assert looks.back_to_ours(actor=actor, instance_id=instance.pk, seen=accents.version(instance))
    instance.refresh_from_db()
    assert (instance.tokens, instance.accent, instance.look_digest, instance.theme_color) == ({}, "", "", "")
    assert accents.events(instance).filter(accent="#0b4a9e").exists()
    assert not looks.back_to_ours(actor=actor, instance_id=instance.pk, seen=accents.version(instance))


def test_neighbourhoods_are_added_once(instance: Instance, actor: User) -> None:
    town = instance.municipality
    add = neighbourhoods.add
    assert add(actor=actor, municipality=town, names=["De Hoven", "Noord"]) == ["De Hoven", "Noord"]
    assert add(actor=actor, municipality=town, names=["de hoven", "Zuid"]) == ["Zuid"]
    assert list(town.neighbourhoods.values_list("name", flat=True)) == ["De Hoven", "Noord", "Zuid"]


def test_one_that_ended_is_used_again(instance: Instance, actor: User) -> None:
    town = instance.municipality
    quarter = NeighbourhoodFactory.create(municipality=town, name="De Hoven")
    neighbourhoods.end(actor=actor, municipality=town, pk=quarter.pk)
    neighbourhoods.end(actor=actor, municipality=town, pk=quarter.pk)
    assert neighbourhoods.add(actor=actor, municipality=town, names=["DE HOVEN"]) == ["DE HOVEN"]
    quarter.refresh_from_db()
    assert (quarter.name, quarter.ended_at) == ("DE HOVEN", None)


def test_renaming(instance: Instance, actor: User) -> None:
    town = instance.municipality
    quarter = NeighbourhoodFactory.create(municipality=town, name="De Hoven")
    NeighbourhoodFactory.create(municipality=town, name="Noord")

    def rename(name: str, was: str) -> None:
        neighbourhoods.rename(actor=actor, municipality=town, pk=quarter.pk, name=name, was=was)

    with pytest.raises(NameTaken):
        rename("noord", "De Hoven")
    rename("Hoven", "De Hoven")
    with pytest.raises(Renamed, match="Hoven"):
        rename("De Grote Hoven", "De Hoven")
    rename("De Grote Hoven", "Hoven")
    neighbourhoods.end(actor=actor, municipality=town, pk=quarter.pk)
    with pytest.raises(Ended):
        rename("Hoven", "De Grote Hoven")


def test_those_of_a_neighbour_are_not_there(instance: Instance, actor: User) -> None:
    quarter = NeighbourhoodFactory.create()
    with pytest.raises(Neighbourhood.DoesNotExist):
        neighbourhoods.rename(actor=actor, municipality=instance.municipality, pk=quarter.pk, name="x", was="x")
    with pytest.raises(Neighbourhood.DoesNotExist):
        neighbourhoods.end(actor=actor, municipality=instance.municipality, pk=quarter.pk)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told() -> None:
    instance = InstanceFactory.create()
    people = [UserFactory.create(), UserFactory.create()]
    seen = accents.version(instance)

    def save(place: int) -> str:
        try:
            change(people[place], instance, seen=seen, welcome_title=f"Welkom {place}")
        except Overtaken as overtaken:
            return f"overtaken by {overtaken.now.welcome_title}"
        return "saved"

    found = at_once(lambda: save(0), lambda: save(1))
    instance.refresh_from_db()
    assert sorted(found) == [f"overtaken by {instance.welcome_title}", "saved"]


@pytest.mark.django_db(transaction=True)
def test_two_who_add_the_same_neighbourhoods_at_once_add_them_once() -> None:
    town = InstanceFactory.create().municipality
    people = [UserFactory.create(), UserFactory.create()]
    names = ["De Hoven", "Noord", "Zuid"]

    def add(place: int) -> int:
        return len(neighbourhoods.add(actor=people[place], municipality=town, names=names))

    assert sorted(at_once(lambda: add(0), lambda: add(1))) == [0, 3]


@pytest.mark.django_db(transaction=True)
def test_a_draft_made_while_another_is_published_is_not_published_in_its_place() -> None:
    instance = InstanceFactory.create()
    one, other = UserFactory.create(), UserFactory.create()
    draft = looks.try_accent(actor=one, instance_id=instance.pk, accent="#0b4a9e")
    seen = accents.version(instance)

    def first() -> str:
        try:
            looks.publish(actor=one, instance_id=instance.pk, digest=draft.digest, seen=seen)
        except AnotherDraft:
            return "refused"
        return "published"

    def second() -> str:
        return looks.try_accent(actor=other, instance_id=instance.pk, accent="#a8431c").digest

    said, digest = at_once(first, second)
    instance.refresh_from_db()
    assert instance.accent == ("#0b4a9e" if said == "published" else "")
    left = looks.draft_of(instance)
    assert left is not None
    assert left.digest == digest
    assert connection.in_atomic_block is False
