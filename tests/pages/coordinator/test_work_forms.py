"""The library of work forms at the desk: who may, what is refused, what shows, and two who save at once."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from aantafel.accounts.enums import DELEGABLE, Role
from aantafel.accounts.models import User
from municipalities.models import Municipality
from tables.models import WorkForm
from tables.models.work_forms import MOST_STEPS, STEP_LENGTH
from tables.services import work_forms as service
from tests.factories.instances import helps_at_desk, somebody
from tests.factories.work_forms import WorkFormFactory, version_of
from tests.support.heard import focused, title
from tests.support.local import at_site

pytestmark = pytest.mark.django_db

BASE = "/coordinator/instellingen/werkvormen/"
XSS = "</textarea></h1><script>alert(1)</script>"
TYPED = {
    "title": "Ons  rondje",
    "goal": "Iedereen komt\r\nop adem.",
    "smallest": "2",
    "largest": "20",
    "minutes": "15",
    "materials": "",
    "steps": "Lopen (10 minuten): Loop een rondje.\r\n\r\n  Zeg wat je zag. \r\n",
    "reading_tip": "Niets te lezen.",
    "everyone": "",
    "stalls": "",
}
OWN = {**TYPED, "phase": "kiezen", "seen": "0"}


@pytest.fixture
def national() -> WorkForm:
    return WorkFormFactory.create(title="Rondje", slug="rondje")


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def seen_in(page: str) -> str:
    found = re.search(r'name="seen" value="(\d+)"', page)
    assert found
    return found.group(1)


def write(client: Client, pk: int, seen: str = "", **changed: str) -> Any:
    address = f"{BASE}{pk}/"
    return client.post(address, {**TYPED, "seen": seen or seen_in(text(client, address)), **changed})


def of(town: Municipality) -> list[str]:
    return list(WorkForm.everywhere.filter(municipality=town, ended_at=None).values_list("title", flat=True))


class TestTheDoor:
    def test_is_for_who_leads(self, town: Municipality, beside: Municipality, national: WorkForm, desk: Client) -> None:
        own = WorkFormFactory.create(municipality=town)
        delegate = somebody(Role.INITIATIVE, town)
        for part in DELEGABLE:
            helps_at_desk(delegate, town, part)
        others = [delegate, somebody(Role.COORDINATOR, beside), somebody(Role.COACH, town)]
        paths = ["", "nieuw/", f"{national.pk}/", f"{own.pk}/stoppen/", f"{national.pk}/landelijk/"]
        paths += [f"{national.pk}/uit/", f"{national.pk}/aan/", f"{own.pk}/weer/"]
        for path in paths:
            for person in others:
                assert at_site(town, person).get(BASE + path).status_code == 403, path
                assert at_site(town, person).post(BASE + path, OWN).status_code == 403, path
            assert at_site(town).get(BASE + path).status_code == 302
        assert desk.get(BASE).status_code == 200
        assert of(town) == [own.title]

    def test_has_nothing_of_the_neighbours_behind_it(self, desk: Client, beside: Municipality) -> None:
        theirs = WorkFormFactory.create(municipality=beside, title="Van de buren")
        gone = WorkFormFactory.create(municipality=beside, ended=True)
        for path in (f"{theirs.pk}/", f"{theirs.pk}/stoppen/", f"{theirs.pk}/landelijk/"):
            assert desk.get(BASE + path).status_code == 404, path
            assert desk.post(BASE + path, OWN).status_code == 404, path
        for path in (f"{theirs.pk}/uit/", f"{theirs.pk}/aan/", f"{gone.pk}/weer/"):
            assert desk.post(BASE + path).status_code == 404, path
        assert "Van de buren" not in text(desk, BASE)
        assert of(beside) == ["Van de buren"]

    def test_a_look_changes_nothing(self, desk: Client, town: Municipality, national: WorkForm) -> None:
        own = WorkFormFactory.create(municipality=town)
        for path in (f"{national.pk}/uit/", f"{national.pk}/aan/", f"{own.pk}/weer/"):
            assert desk.get(BASE + path).status_code == 405
        assert "Zeker" not in text(desk, f"{BASE}{own.pk}/stoppen/")
        assert of(town) == [own.title]


class TestTheList:
    def test_tells_how_each_one_is_used(self, desk: Client, town: Municipality, national: WorkForm) -> None:
        version_of(national, town, title="Ons rondje")
        WorkFormFactory.create(municipality=town, title="Onze vorm")
        WorkFormFactory.create(municipality=town, title="Oude vorm", ended=True)
        WorkFormFactory.create(title="Gewoon")
        WorkFormFactory.create(title="Vervallen", ended=True)
        off = WorkFormFactory.create(title="Niet voor ons")
        desk.post(f"{BASE}{off.pk}/uit/")
        page = text(desk, BASE)
        for words in ("Ons rondje", "Onze vorm", "Oude vorm", "Gewoon", "Niet voor ons"):
            assert words in page
        assert "Vervallen" not in page
        assert ">Rondje<" not in page
        assert "3 werkvormen op de site. 1 eigen versie. 1 eigen werkvorm. 1 staat uit." in page
        assert "3 werkvormen op de site." in text(desk, "/coordinator/instellingen/")

    def test_costs_the_same_with_many(self, desk: Client, town: Municipality, coordinator: User) -> None:
        by: dict[str, Any] = {"actor": coordinator, "municipality": town}
        few = self._counted(desk)
        for form in WorkFormFactory.create_batch(10):
            version_of(form, town)
            service.turn(**by, national=form, is_off=True)
        WorkFormFactory.create_batch(10, municipality=town)
        WorkFormFactory.create_batch(10, municipality=town, ended=True)
        many = self._counted(desk)
        assert many <= few + 1  # the names of who changed something, asked once there are any

    def _counted(self, desk: Client) -> int:
        text(desk, BASE)
        with CaptureQueriesContext(connection) as captured:
            text(desk, BASE)
        return len(captured)

    def test_tells_who_changed_what(self, desk: Client, national: WorkForm) -> None:
        write(desk, national.pk)
        write(desk, national.pk, title="Rondom")
        desk.post(f"{BASE}{national.pk}/uit/")
        desk.post(f"{BASE}{national.pk}/aan/")
        desk.post(f"{BASE}{national.pk}/landelijk/")
        told = text(desk, BASE).partition('id="geschiedenis"')[2]
        lines = re.findall(r"<strong>([^<]+):</strong>", told)
        written = ["Terug naar de landelijke tekst", "Gewijzigd", "Eigen versie"]
        assert [line for line in lines if line in written] == written
        assert [line for line in lines if line not in written] == ["Aangezet", "Uitgezet"]
        assert told.count("Corrie Coord") == 5
        logbook = text(desk, "/coordinator/logboek/")
        for words in ("Schreef een werkvorm", "Zette een werkvorm uit", "Stopte met een eigen werkvorm"):
            assert words in logbook


class TestAnOwnVersion:
    def test_begins_with_the_national_text(self, desk: Client, national: WorkForm) -> None:
        page = text(desk, f"{BASE}{national.pk}/")
        assert "<h1>Een eigen versie maken: Rondje</h1>" in page
        assert "Beginnen (5 minuten): Zeg hallo.\nGooi de bal rond." in page
        assert 'name="phase"' not in page

    def test_comes_on_the_site_at_once(self, desk: Client, town: Municipality, national: WorkForm) -> None:
        answer = write(desk, national.pk)
        assert (answer.status_code, answer.headers["Location"]) == (302, BASE)
        form = WorkForm.everywhere.get(municipality=town)
        assert (form.title, form.goal) == ("Ons rondje", "Iedereen komt op adem.")
        assert form.steps == ["Lopen (10 minuten): Loop een rondje.", "Zeg wat je zag."]
        assert "Ons rondje" in text(at_site(town), "/werkvormen/rondje/")
        assert "<h1>Eigen versie van: Rondje</h1>" in text(desk, f"{BASE}{national.pk}/")

    def test_of_one_that_is_off_does_not_show(self, desk: Client, town: Municipality, national: WorkForm) -> None:
        desk.post(f"{BASE}{national.pk}/uit/")
        write(desk, national.pk)
        assert "Deze werkvorm staat uit, dus hij is niet op de site te zien." in text(desk, BASE)
        assert "Ons rondje" not in text(at_site(town), "/werkvormen/")

    def test_gives_way_to_the_national_text_and_is_not_lost(
        self, desk: Client, town: Municipality, national: WorkForm
    ) -> None:
        write(desk, national.pk)
        assert national.goal in text(desk, f"{BASE}{national.pk}/landelijk/")
        assert desk.post(f"{BASE}{national.pk}/landelijk/").status_code == 302
        assert "Ons rondje" not in text(at_site(town), "/werkvormen/rondje/")
        page = text(desk, f"{BASE}{national.pk}/")
        assert "Dit is de eigen versie die jullie eerder hadden" in page
        assert 'value="Ons rondje"' in page
        assert national.goal in page
        assert desk.get(f"{BASE}{national.pk}/landelijk/").status_code == 302

    def test_of_a_colleague_stands_beside_what_was_typed(
        self, desk: Client, town: Municipality, national: WorkForm
    ) -> None:
        seen = seen_in(text(desk, f"{BASE}{national.pk}/"))
        colleague = at_site(town, somebody(Role.COORDINATOR, town))
        write(colleague, national.pk, title="Rondom de plas")
        answer = write(desk, national.pk, seen, stalls="Wacht even.")
        page = answer.content.decode()
        assert answer.status_code == 409
        assert title(answer).startswith("Let op: ")
        assert 'role="alert"' in focused(answer)
        for words in ("Rondom de plas", "Ons rondje", "Wacht even."):
            assert words in page
        assert of(town) == ["Rondom de plas"]
        assert write(desk, national.pk, seen_in(page)).status_code == 302
        assert of(town) == ["Ons rondje"]


class TestAnOwnForm:
    def test_is_added_changed_ended_and_used_again(self, desk: Client, town: Municipality) -> None:
        assert desk.post(f"{BASE}nieuw/", OWN).status_code == 302
        form = WorkForm.everywhere.get(municipality=town)
        assert form.phase == "kiezen"
        assert "Ons rondje" in text(at_site(town), "/werkvormen/?fase=kiezen")
        assert write(desk, form.pk, title="Rondom", phase="openen").status_code == 302
        assert "Rondom" in text(at_site(town), "/werkvormen/?fase=openen")
        assert "<h1>Rondom niet meer aanbieden?</h1>" in text(desk, f"{BASE}{form.pk}/stoppen/")
        assert desk.post(f"{BASE}{form.pk}/stoppen/").status_code == 302
        assert "Rondom" not in text(at_site(town), "/werkvormen/")
        assert desk.get(f"{BASE}{form.pk}/").status_code == 404
        assert desk.post(f"{BASE}{form.pk}/weer/").status_code == 302
        assert "Rondom" in text(at_site(town), "/werkvormen/")

    def test_that_stopped_while_somebody_typed_gives_the_words_back(self, desk: Client, town: Municipality) -> None:
        form = WorkFormFactory.create(municipality=town)
        seen = seen_in(text(desk, f"{BASE}{form.pk}/"))
        desk.post(f"{BASE}{form.pk}/stoppen/")
        answer = write(desk, form.pk, seen, phase="openen")
        assert answer.status_code == 422
        assert "Deze werkvorm wordt niet meer gebruikt." in answer.content.decode()
        assert "Niets te lezen." in answer.content.decode()

    def test_there_is_an_end_to_them(self, desk: Client, town: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(service, "MOST_OWN", 1)
        stopped = WorkFormFactory.create(municipality=town, ended=True)
        desk.post(f"{BASE}nieuw/", OWN)
        answer = desk.post(f"{BASE}nieuw/", OWN)
        assert answer.status_code == 422
        assert "heel veel eigen werkvormen" in answer.content.decode()
        desk.post(f"{BASE}{stopped.pk}/weer/")
        assert "heel veel eigen werkvormen" in text(desk, BASE)

    def test_outlives_the_national_form_that_it_was_a_version_of(
        self, desk: Client, town: Municipality, national: WorkForm
    ) -> None:
        version = version_of(national, town, title="Ons rondje")
        assert desk.get(f"{BASE}{version.pk}/").status_code == 404
        WorkForm.everywhere.filter(pk=national.pk).update(ended_at=national.created_at)
        assert f'href="{BASE}{version.pk}/"' in text(desk, BASE)
        assert write(desk, version.pk, phase="openen", title="Rondom").status_code == 302
        assert desk.get(f"{BASE}{national.pk}/").status_code == 404


WRONG: list[tuple[dict[str, str], str]] = [
    ({"title": " "}, "Geef de werkvorm een naam."),
    ({"title": "x" * 81}, "hoogstens 80 tekens"),
    ({"goal": ""}, "Schrijf op waar de werkvorm goed voor is."),
    ({"goal": "x" * 601}, "hoogstens 600 tekens"),
    ({"smallest": ""}, "Typ een getal."),
    ({"smallest": "twee"}, "Typ een heel getal."),
    ({"smallest": "0"}, "Typ 1 of meer."),
    ({"smallest": "30"}, "Typ minstens zoveel als in het veld hierboven."),
    ({"largest": "501"}, "Typ hoogstens 500."),
    ({"minutes": "241"}, "Typ hoogstens 240."),
    ({"steps": " \n "}, "Typ minstens één stap."),
    ({"steps": "stap\n" * (MOST_STEPS + 1)}, f"Gebruik er hoogstens {MOST_STEPS}."),
    ({"steps": f"kort\n{'x' * (STEP_LENGTH + 1)}"}, "Stap 2 is te lang."),
    ({"reading_tip": "\u200b"}, "Schrijf op hoe iemand meedoet die moeilijk leest."),
    ({"phase": "onzin"}, "onzin"),
    ({"seen": "veel"}, ""),
]


@pytest.mark.parametrize(("typed", "sentence"), WRONG)
def test_what_is_wrong_is_said_and_nothing_changes(
    desk: Client, town: Municipality, typed: dict[str, str], sentence: str
) -> None:
    answer = desk.post(f"{BASE}nieuw/", {**OWN, **typed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert "Lopen (10 minuten)" in page or "steps" in typed
    assert title(answer).startswith("Fout: ")
    assert of(town) == []


def test_what_somebody_types_is_never_trusted(desk: Client, town: Municipality) -> None:
    texts = dict.fromkeys(("title", "goal", "materials", "steps", "reading_tip", "everyone", "stalls"), XSS)
    desk.post(f"{BASE}nieuw/", {**OWN, **texts})
    form = WorkForm.everywhere.get(municipality=town)
    for path in ("", f"{form.pk}/", f"{form.pk}/stoppen/"):
        assert "<script>alert" not in text(desk, BASE + path)
        assert "&lt;script&gt;alert(1)" in text(desk, BASE + path)


def test_the_menu_leads_there(desk: Client) -> None:
    page = text(desk, BASE)
    assert f'href="{BASE}" aria-current="page"' in page
