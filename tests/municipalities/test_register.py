"""The tables that come with the product, loaded whole."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from aantafel.core import clock
from municipalities.models import Municipality, Place, Postcode
from municipalities.services.load import Counts, load
from municipalities.services.tables import DATA, read_tables

pytestmark = pytest.mark.usefixtures("netherlands")


def test_the_whole_country_is_there() -> None:
    assert Municipality.objects.count() == 342
    assert Place.objects.count() == 2501
    assert Postcode.objects.count() == 4232
    per_province = {
        province: Municipality.objects.filter(province=province).count()
        for province in ("Noord-Brabant", "Gelderland", "Drenthe", "Flevoland", "Fryslân")
    }
    assert list(per_province.values()) == [56, 51, 12, 6, 18]


@pytest.mark.parametrize(
    ("code", "slug", "name"),
    [
        ("GM0301", "zutphen", "Zutphen"),
        ("GM0518", "den-haag", "Den Haag"),
        ("GM0796", "s-hertogenbosch", "'s-Hertogenbosch"),
        ("GM0373", "bergen-nh", "Bergen (NH)"),
        ("GM1900", "sudwest-fryslan", "Súdwest-Fryslân"),
    ],
)
def test_addresses_are_readable(code: str, slug: str, name: str) -> None:
    one = Municipality.objects.get(code=code)
    assert (one.slug, one.name) == (slug, name)


def test_missing_mailboxes_stay_missing() -> None:
    assert Municipality.objects.filter(email="").count() == 16
    assert Municipality.objects.filter(email="").exclude(contact_form="").count() == 14


def test_every_postcode_has_one_best_answer() -> None:
    best = Postcode.objects.filter(rank=1)
    assert best.count() == best.values("pc4").distinct().count() == Postcode.objects.values("pc4").distinct().count()


def test_a_second_time_changes_nothing_and_writes_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(7):  # savepoint twice, the lock, and four tables read
        report = load(read_tables())
    assert report.municipalities == Counts(unchanged=342)
    assert report.places == Counts(unchanged=2501)
    assert report.postcodes == Counts(unchanged=4232)


def test_the_planned_merger_is_only_reported() -> None:
    with clock.frozen(datetime(2026, 12, 31, 12, tzinfo=UTC)):
        report = load(read_tables(), apply_mergers=True)
    assert report.warnings == [
        "Wijdemeren is planned to merge into Hilversum on 2027-01-01 (planned - verify before applying)."
    ]
    assert Municipality.objects.current().filter(code="GM1696").exists()


def test_on_its_date_the_merger_waits_for_somebody_who_has_checked() -> None:
    with clock.frozen(datetime(2027, 1, 2, 12, tzinfo=UTC)):
        report = load(read_tables())
        assert "run again with --apply-mergers" in report.warnings[0]
        assert Municipality.objects.get(code="GM1696").is_current


def test_a_checked_merger_is_applied_once_and_for_good() -> None:
    with clock.frozen(datetime(2027, 1, 2, 12, tzinfo=UTC)):
        first = load(read_tables(), apply_mergers=True)
        again = load(read_tables(), apply_mergers=True)
        later = load(read_tables())
    wijdemeren = Municipality.objects.get(code="GM1696")
    assert wijdemeren.ends_on == date(2027, 1, 1)
    assert wijdemeren.successor is not None
    assert wijdemeren.successor.name == "Hilversum"
    assert first.merged[0].startswith("Wijdemeren into Hilversum on 2027-01-01: register: ")
    for report in (again, later):
        assert not report.merged
        assert not report.warnings
        assert report.places.created == report.places.updated == 0
        assert report.postcodes.created == report.postcodes.updated == 0
    assert not Postcode.objects.filter(municipality=wijdemeren).exists()
    assert not Place.objects.filter(municipality=wijdemeren).exists()


def test_a_newer_register_without_the_merged_municipality_is_fine(tmp_path: Path) -> None:
    newer = tmp_path / "newer.csv"
    lines = (DATA / "municipalities.csv").read_text(encoding="utf-8").splitlines()
    newer.write_text("\n".join(line for line in lines if "GM1696" not in line), encoding="utf-8")
    with clock.frozen(datetime(2027, 1, 2, 12, tzinfo=UTC)):
        load(read_tables(), apply_mergers=True)
        report = load(read_tables(newer))
    assert not report.warnings
