"""The national library of work forms: what its texts promise, and how they come in the database."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command

from municipalities import scope
from municipalities.models import Municipality
from tables.enums_work_forms import Phase
from tables.models import WorkForm
from tables.models.work_forms import CONTENT, MOST_STEPS, TITLE_LENGTH
from tables.services import work_form_library
from tables.services.work_form_library import Counts, Malformed, load, read
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.work_forms import WorkFormFactory, version_of

LIBRARY = read()
TEXTS = ("goal", "materials", "reading_tip", "everyone", "stalls")
SENTENCE_ENDS = re.compile(r"(?<=[.?…:])[”)]?\s+")
LONGEST_SENTENCE = 20
EACH = pytest.mark.parametrize("slug", LIBRARY)


def words_of(form: dict[str, Any]) -> list[str]:
    return [form["title"], *(form[name] for name in TEXTS), *form["steps"]]


class TestTheTexts:
    def test_there_are_enough_for_every_part_of_a_meeting(self) -> None:
        counts = {phase: sum(form["phase"] == phase for form in LIBRARY.values()) for phase in Phase}
        assert sum(counts.values()) >= 14
        assert counts.pop(Phase.GUIDE) >= 1
        assert min(counts.values()) >= 2

    def test_the_wildest_ideas_come_first(self) -> None:
        widening = [slug for slug, form in LIBRARY.items() if form["phase"] == Phase.WIDENING]
        assert widening[0] == "het-wildste-idee-eerst"

    @EACH
    def test_every_field_is_filled_and_fits(self, slug: str) -> None:
        form = LIBRARY[slug]
        WorkForm(slug=slug, **form).full_clean(
            exclude=["municipality"], validate_unique=False, validate_constraints=False
        )
        assert all(form[name] for name in CONTENT)
        assert len(form["title"]) <= TITLE_LENGTH

    @EACH
    def test_the_numbers_can_be_true(self, slug: str) -> None:
        form = LIBRARY[slug]
        assert 2 <= form["smallest"] < form["largest"] <= 100
        assert form["minutes"] % 5 == 0
        assert 3 <= len(form["steps"]) <= MOST_STEPS

    @EACH
    def test_every_step_says_how_long_it_takes(self, slug: str) -> None:
        form = LIBRARY[slug]
        told = [step.head for step in WorkForm(**form).told_steps]
        parts = [re.search(r"\((\d+) minu(?:ut|ten)\)$", head) for head in told]
        assert all(parts), told
        assert sum(int(part[1]) for part in parts if part) == form["minutes"]

    @EACH
    def test_it_is_written_as_we_write(self, slug: str) -> None:
        for text in words_of(LIBRARY[slug]):
            assert "!" not in text
            assert not re.search(r"\b[Uu]w?\b", text), text
            assert text[0].isupper() or text[0] == "“", text
            assert text == text.strip()
            assert text.count("“") == text.count("”")

    @EACH
    def test_no_sentence_is_too_long(self, slug: str) -> None:
        sentences = [one for text in words_of(LIBRARY[slug]) for one in SENTENCE_ENDS.split(text)]
        assert [one for one in sentences if len(one.split()) > LONGEST_SENTENCE] == []

    @EACH
    def test_nobody_is_forgotten(self, slug: str) -> None:
        form = LIBRARY[slug]
        assert "stil" in form["everyone"].lower()
        assert "rolstoel" in " ".join(words_of(form))

    @EACH
    def test_the_address_is_nobody_elses(self, slug: str) -> None:
        """What a municipality makes itself ends with its code."""
        assert re.fullmatch(r"[a-z-]+", slug)


@pytest.mark.django_db
class TestLoading:
    def test_twice_changes_nothing(self) -> None:
        first, second = load(LIBRARY), load(LIBRARY)
        assert (first.created, first.ended) == (len(LIBRARY), 0)
        assert second == Counts(unchanged=len(LIBRARY))
        with scope.national():
            assert [form.slug for form in WorkForm.objects.all()] == list(LIBRARY)

    def test_the_command_says_what_it_did(self, capsys: pytest.CaptureFixture[str]) -> None:
        call_command("load_work_forms")
        call_command("load_work_forms")
        said = capsys.readouterr().out.splitlines()
        assert said == [
            f"work forms: {len(LIBRARY)} created, 0 updated, 0 unchanged, 0 ended",
            f"work forms: 0 created, 0 updated, {len(LIBRARY)} unchanged, 0 ended",
        ]

    def test_only_what_changed_is_written(self) -> None:
        load(LIBRARY)
        slug = next(iter(LIBRARY))
        before = dict(WorkForm.everywhere.values_list("slug", "pk"))
        counts = load({**LIBRARY, slug: {**LIBRARY[slug], "goal": "Iets anders."}})
        assert counts == Counts(updated=1, unchanged=len(LIBRARY) - 1)
        assert dict(WorkForm.everywhere.values_list("slug", "pk")) == before
        form = WorkForm.everywhere.get(slug=slug)
        assert form.goal == "Iets anders."
        assert apps.get_model("tables", "WorkFormEvent").objects.filter(pgh_obj=form.pk).count() == 2

    def test_what_is_no_longer_in_the_file_ends_and_may_come_back(self) -> None:
        load(LIBRARY)
        slug = next(iter(LIBRARY))
        fewer = {name: form for name, form in LIBRARY.items() if name != slug}
        assert load(fewer).ended == 1
        assert load(fewer).ended == 0
        gone = WorkForm.everywhere.get(slug=slug)
        assert gone.ended_at is not None
        assert load(LIBRARY).updated == 1
        gone.refresh_from_db()
        assert gone.ended_at is None

    def test_what_a_municipality_wrote_stays(self, town: Municipality) -> None:
        load(LIBRARY)
        slug = next(iter(LIBRARY))
        version = version_of(WorkForm.everywhere.get(slug=slug), town, goal="Onze woorden.")
        own = WorkFormFactory.create(municipality=town, slug=f"praten-{town.code.lower()}", goal="Onze vorm.")
        ended = WorkFormFactory.create(municipality=town, ended=True)
        before = WorkForm.everywhere.filter(municipality=town).order_by("pk").values()
        told = list(before)
        load({**LIBRARY, slug: {**LIBRARY[slug], "goal": "Iets anders."}})
        load({})
        assert list(before.all()) == told
        assert {row["id"] for row in told} == {version.pk, own.pk, ended.pk}

    @pytest.fixture
    def town(self) -> Municipality:
        return MunicipalityFactory.create()


class TestReading:
    GOOD = """
        [openen.rondje]
        title = "Rondje"
        goal = "Praten."
        smallest = 2
        largest = 8
        minutes = 10
        materials = "Niets."
        steps = ["Praat."]
        reading_tip = "Niets te lezen."
        everyone = "Iedereen."
        stalls = "Wacht."
    """

    def read(self, tmp_path: Path, text: str) -> dict[str, dict[str, Any]]:
        file = tmp_path / "vormen.toml"
        file.write_text(text, encoding="utf-8")
        return read(file)

    def test_a_file_gives_what_stands_in_it(self, tmp_path: Path) -> None:
        (slug, form), *others = self.read(tmp_path, self.GOOD).items()
        assert (slug, form["phase"], form["position"], others) == ("rondje", "openen", 1, [])

    @pytest.mark.parametrize(
        ("was", "becomes", "said"),
        [
            ("[openen.rondje]", "[bestaatniet.rondje]", "is no phase"),
            ('stalls = "Wacht."', "", "stalls"),
            ('stalls = "Wacht."', 'stalls = "Wacht."\ncolour = "blauw"', "colour"),
        ],
    )
    def test_one_that_is_not_right_is_refused(self, tmp_path: Path, was: str, becomes: str, said: str) -> None:
        with pytest.raises(Malformed, match=said):
            self.read(tmp_path, self.GOOD.replace(was, becomes))

    def test_one_address_for_two_forms_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(Malformed, match="twice"):
            self.read(tmp_path, self.GOOD + self.GOOD.replace("openen", "kiezen"))

    def test_the_file_is_part_of_the_product(self) -> None:
        assert work_form_library.DATA.is_file()
