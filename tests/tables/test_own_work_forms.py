"""What a municipality makes of the library: versions, own forms, off and on, two at once, and a merger."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from django.apps import apps

from aantafel.accounts.enums import Role
from aantafel.accounts.models import User
from municipalities import scope
from municipalities.models import Municipality
from municipalities.services.merge import merge
from tables import work_forms as read
from tables.models import WorkForm, WorkFormChoice
from tables.services import work_forms
from tables.services.work_forms import Ended, Full, Overtaken
from tests.factories.instances import InstanceFactory, somebody
from tests.factories.work_forms import WorkFormFactory, version_of
from tests.support.at_once import at_once

WORDS: dict[str, Any] = {
    "title": "Ons rondje",
    "goal": "Iedereen komt op adem.",
    "smallest": 2,
    "largest": 20,
    "minutes": 15,
    "materials": "",
    "steps": ["Loop een rondje."],
    "reading_tip": "Niets te lezen.",
    "everyone": "",
    "stalls": "",
}
OWN = {**WORDS, "phase": "kiezen"}


@pytest.fixture
def town(db: None) -> Municipality:
    return InstanceFactory.create().municipality


@pytest.fixture
def by(town: Municipality) -> dict[str, Any]:
    return {"actor": somebody(Role.COORDINATOR, town), "municipality": town}


@pytest.fixture
def national(db: None) -> WorkForm:
    return WorkFormFactory.create(title="Rondje", slug="rondje", position=3)


def shown(town: Municipality) -> list[str]:
    with scope.local(town):
        return list(WorkForm.objects.values_list("title", flat=True))


class TestAnOwnVersion:
    def test_stands_in_the_place_of_the_national_one(
        self, by: dict[str, Any], town: Municipality, national: WorkForm
    ) -> None:
        made = work_forms.save_version(**by, national=national, seen=0, values=WORDS)
        assert (made.slug, made.phase, made.position, made.replaces) == ("rondje", national.phase, 3, national)
        assert shown(town) == ["Ons rondje"]
        national.refresh_from_db()
        assert national.title == "Rondje"

    def test_is_changed_in_its_own_row(self, by: dict[str, Any], national: WorkForm) -> None:
        first = work_forms.save_version(**by, national=national, seen=0, values=WORDS)
        values = {**WORDS, "title": "Rondom"}
        second = work_forms.save_version(**by, national=national, seen=work_forms.version(first), values=values)
        assert (second.pk, second.title) == (first.pk, "Rondom")

    def test_of_a_colleague_is_never_overwritten_unseen(self, by: dict[str, Any], national: WorkForm) -> None:
        work_forms.save_version(**by, national=national, seen=0, values=WORDS)
        with pytest.raises(Overtaken) as raised:
            work_forms.save_version(**by, national=national, seen=0, values={**WORDS, "title": "Mijn rondje"})
        assert raised.value.now.title == "Ons rondje"
        seen = raised.value.version
        work_forms.save_version(**by, national=national, seen=seen, values={**WORDS, "title": "Mijn rondje"})
        with pytest.raises(Overtaken):
            work_forms.save_version(**by, national=national, seen=seen, values=WORDS)

    def test_twice_the_same_is_once(self, by: dict[str, Any], national: WorkForm) -> None:
        first = work_forms.save_version(**by, national=national, seen=0, values=WORDS)
        seen = work_forms.version(first)
        work_forms.save_version(**by, national=national, seen=0, values=WORDS)
        assert work_forms.version(first) == seen

    def test_keeps_its_row_when_the_national_text_comes_back(
        self, by: dict[str, Any], town: Municipality, national: WorkForm
    ) -> None:
        first = work_forms.save_version(**by, national=national, seen=0, values=WORDS)
        for _time in range(2):
            work_forms.back_to_national(**by, national=national)
        assert shown(town) == ["Rondje"]
        assert work_forms.earlier_version(town, national) == first
        second = work_forms.save_version(**by, national=national, seen=0, values=WORDS)
        assert second.pk != first.pk
        assert shown(town) == ["Ons rondje"]
        assert read.get(town, first.pk, keep=first.pk) == first

    def test_takes_only_words(self, by: dict[str, Any], national: WorkForm) -> None:
        with pytest.raises(ValueError, match="slug"):
            work_forms.save_version(**by, national=national, seen=0, values={**WORDS, "slug": "gekaapt"})


class TestAnOwnForm:
    def test_gets_an_address_of_its_own_that_stays(self, by: dict[str, Any], town: Municipality) -> None:
        end = town.code.lower()
        first = work_forms.add(**by, values=OWN)
        second = work_forms.add(**by, values=OWN)
        assert (first.slug, second.slug) == (f"ons-rondje-{end}", f"ons-rondje-2-{end}")
        values = {**OWN, "title": "Heel anders"}
        changed = work_forms.change(**by, pk=first.pk, seen=work_forms.version(first), values=values)
        assert (changed.title, changed.slug) == ("Heel anders", f"ons-rondje-{end}")

    @pytest.mark.parametrize("title", ["!", "Één: “é”", "x" * 80, "日本"])
    def test_whatever_its_name(self, by: dict[str, Any], town: Municipality, title: str) -> None:
        made = work_forms.add(**by, values={**OWN, "title": title})
        assert made.slug.endswith(town.code.lower())
        assert len(made.slug) <= 80

    def test_of_a_colleague_is_never_overwritten_unseen(self, by: dict[str, Any]) -> None:
        made = work_forms.add(**by, values=OWN)
        seen = work_forms.version(made)
        work_forms.change(**by, pk=made.pk, seen=seen, values={**OWN, "goal": "Iets anders."})
        with pytest.raises(Overtaken):
            work_forms.change(**by, pk=made.pk, seen=seen, values={**OWN, "title": "Rondom"})

    def test_ends_and_is_used_again(self, by: dict[str, Any], town: Municipality) -> None:
        made = work_forms.add(**by, values=OWN)
        for _time in range(2):
            work_forms.end(**by, pk=made.pk)
        assert shown(town) == []
        with pytest.raises(Ended):
            work_forms.change(**by, pk=made.pk, seen=work_forms.version(made), values={**OWN, "title": "Rondom"})
        for _time in range(2):
            work_forms.use_again(**by, pk=made.pk)
        assert shown(town) == ["Ons rondje"]

    def test_of_the_neighbours_is_not_there(self, by: dict[str, Any], national: WorkForm) -> None:
        theirs = WorkFormFactory.create(municipality=InstanceFactory.create().municipality)
        for pk in (theirs.pk, national.pk):
            with pytest.raises(WorkForm.DoesNotExist):
                work_forms.change(**by, pk=pk, seen=0, values=OWN)
            with pytest.raises(WorkForm.DoesNotExist):
                work_forms.end(**by, pk=pk)
            with pytest.raises(WorkForm.DoesNotExist):
                work_forms.use_again(**by, pk=pk)

    def test_there_is_an_end_to_them(
        self, by: dict[str, Any], town: Municipality, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(work_forms, "MOST_OWN", 2)
        ended = WorkFormFactory.create(municipality=town, ended=True)
        WorkFormFactory.create(municipality=town)
        work_forms.add(**by, values=OWN)
        with pytest.raises(Full):
            work_forms.add(**by, values=OWN)
        with pytest.raises(Full):
            work_forms.use_again(**by, pk=ended.pk)


class TestOffAndOn:
    def test_hides_it_here_alone(self, by: dict[str, Any], town: Municipality, national: WorkForm) -> None:
        beside = InstanceFactory.create().municipality
        for is_off, here in ((True, []), (True, []), (False, ["Rondje"]), (False, ["Rondje"])):
            work_forms.turn(**by, national=national, is_off=is_off)
            assert work_forms.is_off(town, national) == is_off
            assert (shown(town), shown(beside)) == (here, ["Rondje"])

    def test_turning_on_what_is_on_leaves_no_trace(self, by: dict[str, Any], national: WorkForm) -> None:
        work_forms.turn(**by, national=national, is_off=False)
        assert not WorkFormChoice.everywhere.exists()


def test_the_history_tells_who(by: dict[str, Any], national: WorkForm) -> None:
    work_forms.save_version(**by, national=national, seen=0, values=WORDS)
    work_forms.turn(**by, national=national, is_off=True)
    for model in ("WorkFormEvent", "WorkFormChoiceEvent"):
        event = apps.get_model("tables", model).objects.select_related("pgh_context").latest("pgh_id")
        assert event.pgh_context.metadata == {"user": by["actor"].pk}


@pytest.mark.django_db(transaction=True)
def test_two_who_make_a_version_at_once_make_one() -> None:
    town = InstanceFactory.create().municipality
    people = [somebody(Role.COORDINATOR, town) for _number in range(4)]
    national = WorkFormFactory.create()

    def save(person: User, number: int) -> str:
        values = {**WORDS, "title": f"Rondje {number}"}
        try:
            work_forms.save_version(actor=person, municipality=town, national=national, seen=0, values=values)
        except Overtaken:
            return "overtaken"
        return "saved"

    came = at_once(*(partial(save, person, number) for number, person in enumerate(people)))
    assert sorted(came) == ["overtaken"] * 3 + ["saved"]
    assert WorkForm.everywhere.filter(municipality=town).count() == 1


class TestAMerger:
    def test_keeps_the_words_of_the_successor_and_loses_no_row(
        self, by: dict[str, Any], town: Municipality, national: WorkForm
    ) -> None:
        new = InstanceFactory.create().municipality
        other, third = WorkFormFactory.create(title="Ander"), WorkFormFactory.create(title="Derde")
        for place in (town, new):
            version_of(national, place, title=f"Van {place.name}")
        version_of(other, town, title="Ons ander")
        own = WorkFormFactory.create(municipality=town, title="Eigen")
        work_forms.turn(**by, national=third, is_off=True)
        work_forms.turn(actor=by["actor"], municipality=new, national=third, is_off=True)
        work_forms.turn(actor=by["actor"], municipality=new, national=third, is_off=False)
        before = WorkForm.everywhere.count()
        merge(old=town, new=new, on=date(2020, 1, 1))
        assert WorkForm.everywhere.count() == before
        assert set(shown(new)) == {f"Van {new.name}", "Ons ander", own.title, "Derde"}
        assert not WorkForm.everywhere.filter(municipality=town).exists()
