"""What people type, and the municipality they mean."""

from datetime import date

import pytest
from django.utils import translation
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from aantafel.core import clock
from municipalities.lookup import Kind, Lookup, find
from municipalities.models import Municipality, Place, Postcode
from tests.factories.municipalities import MunicipalityFactory, PlaceFactory, PostcodeFactory

pytestmark = pytest.mark.usefixtures("netherlands")


def shown(found: Lookup) -> list[str]:
    return [one.name for one in found.municipalities]


@pytest.mark.parametrize(
    ("typed", "kind", "municipality"),
    [
        ("8601", "postcode", "Súdwest-Fryslân"),
        ("8601 ab", "postcode", "Súdwest-Fryslân"),
        ("8601AB", "postcode", "Súdwest-Fryslân"),
        ("  8601  a b ", "postcode", "Súdwest-Fryslân"),
        ("86 01", "postcode", "Súdwest-Fryslân"),
        ("8.601-AB", "postcode", "Súdwest-Fryslân"),
        ("NL-8601 AB", "postcode", "Súdwest-Fryslân"),
        ("８６０１", "postcode", "Súdwest-Fryslân"),
        ("8601 Sneek", "postcode", "Súdwest-Fryslân"),
        ("Marktstraat 15, 8601CR Sneek", "postcode", "Súdwest-Fryslân"),
        ("7211", "postcode", "Lochem"),
        ("7201", "postcode", "Zutphen"),
        ("Den Haag", "municipality", "Den Haag"),
        ("den haag", "municipality", "Den Haag"),
        ("denhaag", "municipality", "Den Haag"),
        ("'s-Gravenhage", "municipality", "Den Haag"),
        ("s gravenhage", "municipality", "Den Haag"),
        ("gravenhage", "municipality", "Den Haag"),
        ("the hague", "municipality", "Den Haag"),
        ("den bosch", "municipality", "'s-Hertogenbosch"),
        ("s-hertogenbosch", "municipality", "'s-Hertogenbosch"),
        ("’s-Hertogenbosch", "municipality", "'s-Hertogenbosch"),
        ("Hertogenbosch", "municipality", "'s-Hertogenbosch"),
        ("sudwest fryslan", "municipality", "Súdwest-Fryslân"),
        ("SÚDWEST-FRYSLÂN", "municipality", "Súdwest-Fryslân"),
        ("zuidwest friesland", "municipality", "Súdwest-Fryslân"),
        ("Noardeast", "municipality", "Noardeast-Fryslân"),
        ("waadhoeke", "municipality", "Waadhoeke"),
        ("Ljouwert", "municipality", "Leeuwarden"),
        ("Nuenen", "municipality", "Nuenen, Gerwen en Nederwetten"),
        ("nuenen c.a.", "municipality", "Nuenen, Gerwen en Nederwetten"),
        ("Gemeente Zutphen", "municipality", "Zutphen"),
        ("Utrecht", "municipality", "Utrecht"),
        ("Bergen (NH)", "municipality", "Bergen (NH)"),
        ("Bergen (NH.)", "municipality", "Bergen (NH)"),
        ("bergen limburg", "municipality", "Bergen (L)"),
        ("bergen, Noord-Holland", "municipality", "Bergen (NH)"),
        ("Sneek", "place", "Súdwest-Fryslân"),
        ("snits", "nothing", ""),
        ("eefde", "place", "Lochem"),
        ("hengelo gld", "place", "Bronckhorst"),
        ("Hengelo (Gelderland)", "place", "Bronckhorst"),
        ("sint annaparochie", "place", "Waadhoeke"),
        ("st annaparochie", "place", "Waadhoeke"),
        ("annaparochie", "nothing", ""),
        ("'t harde", "place", "Elburg"),
        ("harde", "place", "Elburg"),
    ],
)
def test_what_people_type_leads_to_their_municipality(typed: str, kind: Kind, municipality: str) -> None:
    found = find(typed)
    assert (found.kind, shown(found)) == (kind, [municipality] if municipality else [])
    assert found.is_certain is bool(municipality)


@pytest.mark.parametrize("typed", ["8601", "8601 ab", "8601AB", "8601xz Sneek"])
def test_only_the_four_digits_are_kept(typed: str) -> None:
    found = find(typed)
    assert found.postcode == "8601"
    assert "ab" not in repr(found.postcode).lower()


def test_a_postcode_knows_its_place() -> None:
    assert find("8601").place == "Sneek"


def test_a_shared_postcode_offers_the_choice_best_first() -> None:
    found = find("1251")
    assert (found.kind, shown(found), found.postcode) == ("shared", ["Laren", "Hilversum"], "1251")
    assert not found.is_certain


@pytest.mark.parametrize(
    ("typed", "choices"),
    [
        ("bergen", ["Bergen (NH)", "Bergen (L)"]),
        ("hoenderloo", ["Apeldoorn", "Ede"]),
        ("hengelo", ["Hengelo", "Bronckhorst"]),
        ("rijswijk", ["Rijswijk", "Altena", "Buren"]),
        ("vinkel", ["'s-Hertogenbosch", "Bernheze"]),
    ],
)
def test_namesakes_offer_the_choice(typed: str, choices: list[str]) -> None:
    found = find(typed)
    assert found.kind == "several"
    assert shown(found) == choices
    assert found.place == ""


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("Zutpen", "Zutphen"),
        ("snek", "Sneek"),
        ("Amsterdm", "Amsterdam"),
        ("amstredam", "Amsterdam"),
        ("sudwest frislan", "Súdwest-Fryslân"),
        ("s-hertogenbos", "'s-Hertogenbosch"),
        ("leewarden", "Leeuwarden"),
        ("Den Haah", "Den Haag"),
    ],
)
def test_a_slip_of_the_finger_gets_suggestions(typed: str, suggestion: str) -> None:
    found = find(typed)
    assert found.kind == "nothing"
    assert not found.municipalities
    assert suggestion in found.suggestions
    assert suggestion in found.message
    assert len(found.suggestions) <= 3
    assert find(suggestion).municipalities


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Type your postcode"),
        ("   ", "Type your postcode"),
        ("?!", "Type your postcode"),
        ("qqqxxqq", "Check the spelling"),
        ("zz", "Check the spelling"),
        ("8600 AB", "postcode 8600"),
        ("9700", "postcode 9700"),
        ("0123", "four digits"),
        ("12", "four digits"),
        ("123456789", "four digits"),
        ("Gelderland", "is a province"),
        ("gld", "Gelderland is a province"),
        ("friesland", "Fryslân is a province"),
    ],
)
def test_nonsense_gets_help(typed: str, says: str) -> None:
    with translation.override("en"):
        found = find(typed)
    assert found.kind == "nothing"
    assert says in found.message
    assert not found.municipalities


def test_a_po_box_postcode_gets_help_without_its_letters() -> None:
    with translation.override("en"):
        found = find("8600 XZ")
    assert "PO box" in found.message
    assert "xz" not in found.message.lower()


def test_help_is_in_the_language_of_the_page() -> None:
    with translation.override("en"):
        english = find("qqqxxqq").message
    assert find("qqqxxqq").message != english


def test_a_name_beside_an_unknown_postcode_still_helps() -> None:
    for typed in ("Postbus 9, 8600AB Sneek", "8600 Sneek", "Sneek 8600 AB"):
        found = find(typed)
        assert (found.kind, shown(found)) == ("place", ["Súdwest-Fryslân"])
        assert found.postcode == ""


@pytest.mark.parametrize(
    ("typed", "queries"),
    [("8601", 1), ("1251", 1), ("8600", 1), ("8600 Sneek", 3), ("bergen", 2), ("Sneek", 2), ("Zutpen", 3), ("", 0)],
)
def test_few_queries(typed: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(queries):
        find(typed)


def test_more_rows_take_no_more_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _number in range(3):
        other = MunicipalityFactory.create(population=10)
        PlaceFactory.create(name="Sneek", municipality=other)
        PostcodeFactory.create(pc4="8601", rank=2, municipality=other)
    with django_assert_num_queries(2):
        assert len(find("Sneek").municipalities) == 4
    with django_assert_num_queries(1):
        assert len(find("8601").municipalities) == 4


class TestEnded:
    @pytest.fixture(autouse=True)
    def merged(self) -> None:
        hilversum = Municipality.objects.get(code="GM0402")
        wijdemeren = Municipality.objects.get(code="GM1696")
        wijdemeren.ends_on, wijdemeren.successor = date(2027, 1, 1), hilversum
        wijdemeren.save()

    def test_leads_to_the_successor(self) -> None:
        with clock.frozen(clock.now().replace(year=2027, month=1, day=1)):
            assert shown(find("Wijdemeren")) == ["Hilversum"]
            assert shown(find("Ankeveen")) == ["Hilversum"]
            assert shown(find("1244")) == ["Hilversum"]

    def test_still_stands_the_day_before(self) -> None:
        with clock.frozen(clock.now().replace(year=2026, month=12, day=31, hour=12)):
            assert shown(find("Wijdemeren")) == ["Wijdemeren"]

    def test_a_postcode_shared_with_the_successor_is_no_choice(self) -> None:
        wijdemeren, hilversum = (Municipality.objects.get(code=code) for code in ("GM1696", "GM0402"))
        PostcodeFactory.create(pc4="1000", municipality=wijdemeren, rank=1)
        PostcodeFactory.create(pc4="1000", municipality=hilversum, rank=2)
        with clock.frozen(clock.now().replace(year=2027, month=2, day=1)):
            assert find("1000").kind == "postcode"

    def test_its_name_is_not_suggested(self) -> None:
        with clock.frozen(clock.now().replace(year=2027, month=2, day=1)):
            assert "Wijdemeren" not in find("Wijdemeeren").suggestions


quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@quick
@given(st.text(max_size=200))
@example("\x00")
@example("8601\x00ab")
@example("\ud800")
@example("٨٦٠١")
@example("(" * 100)
@example("gemeente ")
@example("limburg limburg")
def test_never_raises_and_always_says_something(text: str) -> None:
    found = find(text)
    assert bool(found.municipalities) != bool(found.message)
    assert (found.kind == "nothing") is (not found.municipalities)
    assert found.postcode == "" or Postcode.objects.filter(pc4=found.postcode).exists()


@quick
@given(
    digits=st.integers(1000, 9999).map(str),
    gap=st.sampled_from(["", " ", "  ", "\t", "\xa0", "-", "."]),
    letters=st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2),
    around=st.sampled_from(["", " ", "\n"]),
)
def test_letters_never_change_the_answer(digits: str, gap: str, letters: str, around: str) -> None:
    bare, full = find(digits), find(f"{around}{digits}{gap}{letters}{around}")
    assert (bare.kind, bare.postcode, shown(bare)) == (full.kind, full.postcode, shown(full))


def test_every_name_in_the_register_leads_to_its_municipality() -> None:
    for one in Municipality.objects.all():
        assert one.name in shown(find(one.name))
    for place in Place.objects.select_related("municipality").order_by("?")[:150]:
        assert place.municipality.name in shown(find(place.name))
