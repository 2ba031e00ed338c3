"""Whose work forms show where, what a meeting can choose from, and the pages that everyone reads."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from municipalities import scope, sites
from municipalities.models import Municipality
from municipalities.scope import ScopeMissing
from tables import work_forms
from tables.enums_work_forms import Phase
from tables.models import WorkForm, WorkFormChoice
from tests.factories.instances import InstanceFactory
from tests.factories.work_forms import WorkFormFactory, version_of
from tests.support.local import at_site

pytestmark = pytest.mark.django_db

XSS = "</h1><script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.fixture
def town() -> Municipality:
    return InstanceFactory.create().municipality


@pytest.fixture
def beside() -> Municipality:
    return InstanceFactory.create().municipality


@pytest.fixture
def national() -> WorkForm:
    return WorkFormFactory.create(title="Rondje", slug="rondje")


def titles(within: AbstractContextManager[Any]) -> set[str]:
    with within:
        return set(WorkForm.objects.values_list("title", flat=True))


def turn_off(form: WorkForm, town: Municipality) -> None:
    WorkFormChoice.everywhere.create(municipality=town, form=form, is_off=True)


class TestWhoseFormsShow:
    def test_everyone_has_the_national_ones(self, town: Municipality, national: WorkForm) -> None:
        WorkFormFactory.create(title="Oud", ended=True)
        for within in (scope.national(), scope.local(town)):
            assert titles(within) == {"Rondje"}

    def test_an_own_version_stands_in_the_place_of_the_national_one(
        self, town: Municipality, beside: Municipality, national: WorkForm
    ) -> None:
        version_of(national, town, title="Ons rondje")
        assert titles(scope.local(town)) == {"Ons rondje"}
        assert titles(scope.local(beside)) == {"Rondje"}
        assert titles(scope.national()) == {"Rondje"}

    def test_going_back_shows_the_national_one_again(self, town: Municipality, national: WorkForm) -> None:
        version_of(national, town, title="Ons rondje", ended=True)
        assert titles(scope.local(town)) == {"Rondje"}

    def test_what_is_turned_off_does_not_show_and_its_own_version_neither(
        self, town: Municipality, beside: Municipality, national: WorkForm
    ) -> None:
        turn_off(national, town)
        assert titles(scope.local(town)) == set()
        version_of(national, town, title="Ons rondje")
        assert titles(scope.local(town)) == set()
        assert titles(scope.local(beside)) == {"Rondje"}
        WorkFormChoice.everywhere.update(is_off=False)
        assert titles(scope.local(town)) == {"Ons rondje"}

    def test_an_own_form_shows_at_home_alone(self, town: Municipality, beside: Municipality) -> None:
        WorkFormFactory.create(municipality=town, title="Eigen")
        WorkFormFactory.create(municipality=town, title="Oud", ended=True)
        assert titles(scope.local(town)) == {"Eigen"}
        assert titles(scope.local(beside)) == titles(scope.national()) == set()

    def test_an_own_version_outlives_its_national_form(self, town: Municipality) -> None:
        version_of(WorkFormFactory.create(ended=True), town, title="Ons rondje")
        assert titles(scope.local(town)) == {"Ons rondje"}

    def test_a_desk_sees_the_whole_library_and_nothing_of_the_neighbours(
        self, town: Municipality, beside: Municipality, national: WorkForm
    ) -> None:
        turn_off(national, town)
        WorkFormFactory.create(municipality=town, title="Oud", ended=True)
        WorkFormFactory.create(municipality=beside, title="Van de buren")
        assert titles(scope.tenant(town)) == {"Rondje", "Oud"}
        assert titles(scope.operator()) == {"Rondje", "Oud", "Van de buren"}

    def test_nothing_without_a_scope(self) -> None:
        with pytest.raises(ScopeMissing):
            WorkForm.objects.count()
        with scope.national():
            assert not WorkFormChoice.objects.exists()


class TestWhatCannotBe:
    @pytest.mark.parametrize(
        "wrong",
        [
            {"smallest": 0},
            {"smallest": 13},
            {"largest": 501},
            {"minutes": 0},
            {"minutes": 241},
            {"steps": []},
        ],
    )
    def test_numbers_that_say_nothing(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            WorkFormFactory.create(**wrong)

    def test_two_at_one_address(self, town: Municipality, national: WorkForm) -> None:
        version_of(national, town, ended=True)
        version_of(national, town)
        own = WorkFormFactory.create(municipality=town)
        doubled: list[Callable[[], WorkForm]] = [
            lambda: version_of(national, town),
            lambda: WorkFormFactory.create(slug=national.slug),
            lambda: WorkFormFactory.create(slug=own.slug, municipality=town, ended=True),
        ]
        for make in doubled:
            with pytest.raises(IntegrityError), transaction.atomic():
                make()

    def test_a_version_of_nobody(self, national: WorkForm) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            WorkFormFactory.create(replaces=national)


class TestWhatAMeetingChoosesFrom:
    def test_in_the_order_of_a_meeting_with_one_query(self, town: Municipality, national: WorkForm) -> None:
        WorkFormFactory.create(phase=Phase.GUIDE, title="Gesprek")
        WorkFormFactory.create(phase=Phase.CHOOSING, title="Stippen", position=2)
        WorkFormFactory.create(phase=Phase.CHOOSING, title="Wegen", position=1)
        WorkFormFactory.create(phase=Phase.CHOOSING, title="Eigen", municipality=town)
        version_of(national, town, title="Ons rondje")
        sites.is_open(town.pk)
        with CaptureQueriesContext(connection) as captured:
            found = work_forms.choices_for(town)
        assert len(captured) == 1
        assert [(phase, [form.title for form in forms]) for phase, forms in found] == [
            (Phase.OPENING, ["Ons rondje"]),
            (Phase.CHOOSING, ["Wegen", "Stippen", "Eigen"]),
            (Phase.GUIDE, ["Gesprek"]),
        ]
        labels = [label for label, _options in work_forms.as_options(found)]
        assert labels == ["Openen", "Kiezen", "Gespreksgids"]

    def test_where_no_site_is_open_that_is_the_national_library(self, national: WorkForm) -> None:
        closed = InstanceFactory.create(ended=True).municipality
        version_of(national, closed)
        WorkFormFactory.create(municipality=closed)
        for place in (None, closed):
            ((_phase, forms),) = work_forms.choices_for(place)
            assert forms == [national]

    def test_one_that_was_chosen_stays_a_choice(self, town: Municipality, national: WorkForm) -> None:
        turn_off(national, town)
        gone = WorkFormFactory.create(municipality=town, ended=True)
        assert work_forms.choices_for(town) == []
        assert work_forms.get(town, gone.pk) is None
        for chosen in (national, gone):
            assert work_forms.choices_for(town, keep=chosen.pk) == [(Phase.OPENING, [chosen])]
            assert work_forms.get(town, chosen.pk, keep=chosen.pk) == chosen

    def test_nothing_of_the_neighbours_can_be_chosen(
        self, town: Municipality, beside: Municipality, national: WorkForm
    ) -> None:
        theirs = WorkFormFactory.create(municipality=beside)
        assert work_forms.get(town, theirs.pk) is None
        assert work_forms.get(town, national.pk) == national
        assert work_forms.get(beside, theirs.pk) == theirs

    def test_the_address_leads_to_the_site_where_it_stands(self, town: Municipality, national: WorkForm) -> None:
        own = WorkFormFactory.create(municipality=town)
        with scope.national():
            assert own.url == f"{sites.base_url(town.pk)}/werkvormen/{own.slug}/"
            assert national.url == "/werkvormen/rondje/"
        with scope.local(town):
            assert (own.url, national.url) == (f"/werkvormen/{own.slug}/", "/werkvormen/rondje/")

    def test_of_a_site_that_is_not_open_there_is_no_address_elsewhere(self, town: Municipality) -> None:
        for closed in ({"ended": True}, {"preparing": True}):
            place = InstanceFactory.create(**closed).municipality
            own = WorkFormFactory.create(municipality=place)
            with scope.national():
                assert own.url == ""
            with scope.local(town):
                assert own.url == ""
            with scope.local(place):
                assert own.url == own.get_absolute_url()


class TestTheRoad:
    def test_each_phase_leads_to_the_next(self) -> None:
        assert [work_forms.after(phase) for phase in Phase] == [*list(Phase)[1:-1], None, None]

    def test_each_phase_is_explained(self) -> None:
        assert set(work_forms.EXPLAINED) == set(Phase)


class TestSteps:
    @pytest.mark.parametrize(
        ("line", "head", "text"),
        [
            ("Beginnen (5 minuten): Zeg hallo.", "Beginnen (5 minuten)", "Zeg hallo."),
            ("Zeg: “Welkom.”", "Zeg", "“Welkom.”"),
            ("Zeg hallo. Vraag daarna: “Wie ben je?”", "", "Zeg hallo. Vraag daarna: “Wie ben je?”"),
            ("Begin om 10:30 uur.", "", "Begin om 10:30 uur."),
            ("Zeg hallo.", "", "Zeg hallo."),
            ("a" * 71 + ": b", "", "a" * 71 + ": b"),
        ],
    )
    def test_what_stands_before_a_colon_is_the_head(self, line: str, head: str, text: str) -> None:
        (step,) = WorkForm(steps=[line]).told_steps
        assert (step.head, step.text) == (head, text)


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


class TestTheLibrary:
    @pytest.fixture(autouse=True)
    def _forms(self) -> None:
        WorkFormFactory.create(title="Klein en kort", smallest=2, largest=6, minutes=10)
        WorkFormFactory.create(title="Groot en lang", smallest=10, largest=40, minutes=60, phase=Phase.CHOOSING)

    @pytest.mark.parametrize(
        ("query", "small", "large"),
        [
            ("", True, True),
            ("?fase=openen", True, False),
            ("?fase=kiezen", False, True),
            ("?fase=onzin", True, True),
            ("?mensen=6", True, False),
            ("?mensen=10", False, True),
            ("?mensen=8", False, False),
            ("?minuten=30", True, False),
            ("?minuten=60", True, True),
            ("?minuten=7", True, True),
            ("?mensen=6&minuten=30&fase=kiezen", False, False),
            ("?mensen=twee", True, True),
            ("?mensen=0", True, True),
            ("?mensen=501", True, True),
            ("?mensen=6%00", True, True),
        ],
    )
    def test_shows_what_fits(self, client: Client, query: str, *, small: bool, large: bool) -> None:
        shown = page(client, f"/werkvormen/{query}")
        assert ("Klein en kort" in shown, "Groot en lang" in shown) == (small, large)
        assert ("Hier past geen werkvorm bij" in shown) == (not small and not large)

    @pytest.mark.parametrize(
        ("typed", "said"), [("0", "Typ 1 of meer."), ("501", "Typ hoogstens 500."), ("twaalf", "Typ een heel getal.")]
    )
    def test_a_number_that_cannot_be_is_given_back(self, client: Client, typed: str, said: str) -> None:
        shown = page(client, f"/werkvormen/?mensen={typed}")
        assert said in shown
        assert f'value="{typed}"' in shown
        assert "<title>Fout: " in shown

    def test_a_chip_keeps_what_was_typed(self, client: Client) -> None:
        shown = page(client, "/werkvormen/?mensen=6&minuten=30&fase=openen")
        assert 'href="/werkvormen/?fase=kiezen&amp;mensen=6&amp;minuten=30"' in shown
        assert 'href="/werkvormen/?mensen=6&amp;minuten=30"' in shown
        assert '<input type="hidden" name="fase" value="openen">' in shown

    def test_costs_the_same_with_many(self, town: Municipality) -> None:
        browser = at_site(town)
        page(browser, "/werkvormen/")
        with CaptureQueriesContext(connection) as few:
            page(browser, "/werkvormen/")
        for form in WorkFormFactory.create_batch(20):
            version_of(form, town)
        WorkFormFactory.create_batch(20, municipality=town)
        with CaptureQueriesContext(connection) as many:
            assert page(browser, "/werkvormen/").count("<article") == 42
        assert len(many) == len(few) <= 8


class TestOneForm:
    def test_tells_all_of_it(self, client: Client, national: WorkForm) -> None:
        for address in ("/werkvormen/rondje/", "/werkvormen/rondje/blad/"):
            shown = page(client, address)
            for words in (
                *(national.title, national.goal, national.materials, national.reading_tip),
                *(national.everyone, national.stalls, "4 tot 12 mensen", "20 minuten", "Beginnen (5 minuten)"),
            ):
                assert words in shown, words
        assert 'href="/werkvormen/rondje/blad/"' in page(client, "/werkvormen/rondje/")

    def test_leads_on(self, client: Client, national: WorkForm) -> None:
        assert 'href="/werkvormen/?fase=verbreden"' in page(client, "/werkvormen/rondje/")
        guide = WorkFormFactory.create(phase=Phase.GUIDE)
        shown = page(client, f"/werkvormen/{guide.slug}/")
        assert "volgende deel" not in shown
        assert "Een andere werkvorm" not in shown
        assert "Bekijk alle werkvormen" in shown

    def test_of_a_municipality_is_not_found_elsewhere(
        self, client: Client, town: Municipality, beside: Municipality
    ) -> None:
        own = WorkFormFactory.create(municipality=town)
        for address in (f"/werkvormen/{own.slug}/", f"/werkvormen/{own.slug}/blad/"):
            page(client, address, 404)
            page(at_site(beside), address, 404)
            page(at_site(town), address)

    def test_at_a_local_site_is_its_own_version(self, client: Client, town: Municipality, national: WorkForm) -> None:
        version_of(national, town, title="Ons rondje")
        assert "Ons rondje" in page(at_site(town), "/werkvormen/rondje/")
        assert "Ons rondje" not in page(client, "/werkvormen/rondje/")

    def test_that_is_no_longer_offered_can_still_be_read(self, town: Municipality, national: WorkForm) -> None:
        """Somebody may lead a meeting with it tonight."""
        browser = at_site(town)
        ended = WorkFormFactory.create(municipality=town, title="Gestopt", ended=True)
        off = WorkFormFactory.create(title="Uit")
        turn_off(off, town)
        for form in (ended, off):
            shown = page(browser, f"/werkvormen/{form.slug}/")
            assert "Deze werkvorm staat niet meer in onze lijst" in shown
            assert '<meta name="robots" content="noindex">' in shown
            assert form.title in page(browser, f"/werkvormen/{form.slug}/blad/")
            assert form.title not in page(browser, "/werkvormen/")
            assert form.slug not in page(browser, "/sitemap-werkvormen.xml")
        assert "noindex" not in page(browser, "/werkvormen/rondje/")

    def test_that_ended_gives_way_to_the_one_in_use(self, town: Municipality, national: WorkForm) -> None:
        version_of(national, town, title="Ons eerste rondje", ended=True)
        assert "Ons eerste rondje" not in page(at_site(town), "/werkvormen/rondje/")
        version_of(national, town, title="Ons tweede rondje")
        assert "Ons tweede rondje" in page(at_site(town), "/werkvormen/rondje/")

    def test_never_trusts_what_somebody_typed(self, town: Municipality) -> None:
        typed = dict.fromkeys(("goal", "materials", "reading_tip", "everyone", "stalls"), XSS)
        form = WorkFormFactory.create(municipality=town, title=XSS, steps=[f"{XSS}: {XSS}", XSS], **typed)
        for address in ("/werkvormen/", form.get_absolute_url(), f"{form.get_absolute_url()}blad/"):
            shown = page(at_site(town), address)
            assert "<script>alert" not in shown
            assert "<img src=x" not in shown
            assert "&lt;script&gt;alert(1)" in shown

    def test_may_do_without_what_is_not_required(self, client: Client) -> None:
        bare = WorkFormFactory.create(materials="", everyone="", stalls="", smallest=6, largest=6)
        shown = page(client, bare.get_absolute_url())
        assert "Met 6 mensen" in shown
        assert "Je hebt nodig" not in shown
        assert "Als het niet goed loopt" not in shown


def test_the_sitemap_of_a_local_site_lists_what_it_wrote_itself(
    client: Client, town: Municipality, national: WorkForm
) -> None:
    own = WorkFormFactory.create(municipality=town)
    local, country = page(at_site(town), "/sitemap-werkvormen.xml"), page(client, "/sitemap-werkvormen.xml")
    assert (own.slug in local, national.slug in local) == (True, False)
    assert (own.slug in country, national.slug in country) == (False, True)
    assert "/werkvormen/</loc>" in page(client, "/sitemap-paginas.xml")


def test_the_footer_leads_there(client: Client) -> None:
    assert 'href="/werkvormen/"' in page(client, "/")
    assert 'href="/werkvormen/"' in page(client, "/hoe-werkt-het/").partition("</main>")[0]
