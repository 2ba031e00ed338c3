"""Loading the register: repeatable, careful with repairs, and all or nothing."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from aantafel.core import clock
from municipalities.models import Municipality, Place, Postcode
from municipalities.services import load as loading
from municipalities.services.load import Counts, Report, load
from municipalities.services.tables import DATA, MalformedFile, MergerRow, Tables, read_municipalities, read_tables
from tests.factories.municipalities import MunicipalityFactory

HEADER = "code,name,cbs_name,province,email,contact_form,website,population,lat,lon"
ZUTPHEN = "GM0301,Zutphen,Zutphen,Gelderland,info@zutphen.example,,https://zutphen.example,48000,52.1,6.2"
LOCHEM = "GM0262,Lochem,Lochem,Gelderland,info@lochem.example,,https://lochem.example,34000,52.2,6.4"

Writer = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Writer:
    """A register of these lines under the usual header."""

    def write(*lines: str, header: str = HEADER) -> Path:
        path = tmp_path / "register.csv"
        path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
        return path

    return write


def load_file(path: Path) -> Report:
    return load(Tables(read_municipalities(path), [], [], []))


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("load_municipalities", *arguments, stdout=out, no_color=True)
    return out.getvalue()


@pytest.mark.django_db
class TestRegister:
    """A file that an operator loads."""

    def test_creates_updates_and_leaves(self, written: Writer) -> None:
        assert load_file(written(ZUTPHEN, LOCHEM)).municipalities == Counts(created=2)
        changed = written(ZUTPHEN.replace("48000", "48123"), LOCHEM)
        assert load_file(changed).municipalities == Counts(updated=1, unchanged=1)
        assert Municipality.objects.get(code="GM0301").population == 48123

    def test_further_columns_and_another_order_are_fine(self, written: Writer) -> None:
        rows = list(csv.DictReader(io.StringIO(f"{HEADER}\n{ZUTPHEN}")))
        header = ["phone", *reversed(rows[0])]
        load_file(written(",".join(["0570", *reversed(rows[0].values())]), header=",".join(header)))
        assert Municipality.objects.get(code="GM0301").email == "info@zutphen.example"

    def test_a_byte_order_mark_and_empty_lines_are_fine(self, tmp_path: Path) -> None:
        path = tmp_path / "register.csv"
        path.write_bytes(b"\xef\xbb\xbf" + f"{HEADER}\r\n\r\n{ZUTPHEN}\r\n\r\n".encode())
        assert load_file(path).municipalities == Counts(created=1)

    def test_a_vanished_municipality_is_reported_and_stays(self, written: Writer) -> None:
        load_file(written(ZUTPHEN, LOCHEM))
        report = load_file(written(ZUTPHEN))
        assert report.municipalities == Counts(unchanged=1)
        assert [line[:13] for line in report.warnings] == ["GM0262 Lochem"]
        assert Municipality.objects.get(code="GM0262").is_current

    def test_a_new_name_keeps_the_address(self, written: Writer) -> None:
        load_file(written(ZUTPHEN))
        load_file(written(ZUTPHEN.replace("Zutphen,Zutphen", "Groot Zutphen,Zutphen")))
        one = Municipality.objects.get(code="GM0301")
        assert (one.name, one.sort_name, one.slug) == ("Groot Zutphen", "groot zutphen", "zutphen")
        assert one.search_names == ["grootzutphen", "zutphen"]

    def test_namesakes_get_addresses_of_their_own(self, written: Writer) -> None:
        load_file(written(ZUTPHEN, ZUTPHEN.replace("GM0301", "GM0999")))
        assert list(Municipality.objects.order_by("code").values_list("slug", flat=True)) == [
            "zutphen",
            "zutphen-gm0999",
        ]

    def test_a_repaired_mailbox_stays(self, written: Writer) -> None:
        load_file(written(ZUTPHEN))
        Municipality.objects.update(email="initiatief@zutphen.example")
        assert load_file(written(ZUTPHEN)).municipalities == Counts(unchanged=1)
        report = load_file(written(ZUTPHEN.replace("info@", "post@")))
        assert Municipality.objects.get().email == "initiatief@zutphen.example"
        assert "the register now says 'post@zutphen.example'" in report.warnings[0]
        assert not load_file(written(ZUTPHEN.replace("info@", "post@"))).warnings

    def test_a_register_that_agrees_with_the_repair_takes_over_again(self, written: Writer) -> None:
        load_file(written(ZUTPHEN))
        Municipality.objects.update(email="post@zutphen.example")
        load_file(written(ZUTPHEN.replace("info@", "post@")))
        load_file(written(ZUTPHEN.replace("info@", "nieuw@")))
        assert Municipality.objects.get().email == "nieuw@zutphen.example"

    def test_another_mailbox_is_open_again(self, written: Writer) -> None:
        load_file(written(ZUTPHEN))
        Municipality.objects.update(mail_blocked_at=clock.now(), mail_blocked_reason="550")
        load_file(written(ZUTPHEN))
        assert Municipality.objects.get().mail_address == ""
        load_file(written(ZUTPHEN.replace("info@", "post@")))
        assert Municipality.objects.get().mail_address == "post@zutphen.example"

    def test_an_ended_municipality_is_left_alone(self, written: Writer) -> None:
        load_file(written(ZUTPHEN, LOCHEM))
        Municipality.objects.filter(code="GM0262").update(ends_on=date(2020, 1, 1))
        report = load_file(written(ZUTPHEN, LOCHEM.replace("34000", "1")))
        assert report.municipalities == Counts(unchanged=2)
        assert Municipality.objects.get(code="GM0262").population == 34000


@pytest.mark.django_db
class TestPlacesAndPostcodes:
    @pytest.fixture
    def tables(self, written: Writer) -> Tables:
        from municipalities.services.tables import PlaceRow, PostcodeRow

        return Tables(
            read_municipalities(written(ZUTPHEN, LOCHEM)),
            [PlaceRow("Eefde", "GM0262"), PlaceRow("'T Joppe", "GM0262")],
            [PostcodeRow("7211", "GM0262", 1, "Eefde"), PostcodeRow("7211", "GM0301", 2, "")],
            [],
        )

    def test_a_place_that_now_lies_elsewhere_moves(self, tables: Tables) -> None:
        load(tables)
        key = Place.objects.get(name="Eefde").pk
        tables.places[0] = type(tables.places[0])("Eefde", "GM0301")
        report = load(tables)
        assert report.places == Counts(updated=1, unchanged=1)
        moved = Place.objects.get(name="Eefde")
        assert (moved.pk, moved.municipality.code) == (key, "GM0301")

    def test_a_postcode_changes_rank_and_place(self, tables: Tables) -> None:
        load(tables)
        row = type(tables.postcodes[0])
        tables.postcodes[:] = [row("7211", "GM0262", 2, "Eefde"), row("7211", "GM0301", 1, "Zutphen")]
        assert load(tables).postcodes == Counts(updated=2)
        assert Postcode.objects.get(rank=1).place == "Zutphen"

    def test_what_is_no_longer_listed_stays_and_is_reported(self, tables: Tables) -> None:
        load(tables)
        tables.places.pop()
        tables.postcodes.pop()
        report = load(tables)
        assert report.warnings == [
            "1 places are no longer in the table. They are left as they are.",
            "1 postcodes are no longer in the table. They are left as they are.",
        ]
        assert Place.objects.count() == Postcode.objects.count() == 2

    def test_rows_of_an_unknown_municipality_are_passed_over(self, tables: Tables) -> None:
        tables.places.append(type(tables.places[0])("Elders", "GM9999"))
        tables.postcodes.append(type(tables.postcodes[0])("9999", "GM9999", 1, ""))
        assert load(tables).places == Counts(created=2)

    def test_a_merger_with_a_municipality_that_is_not_known_is_reported(self, tables: Tables) -> None:
        tables.mergers.append(MergerRow("GM0262", "GM9999", date(2020, 1, 1), "confirmed"))
        tables.mergers.append(MergerRow("GM9998", "GM0262", date(2020, 1, 1), "confirmed"))
        report = load(tables, apply_mergers=True)
        assert [line[-21:] for line in report.warnings] == [
            "GM9999 is not known.".rjust(21),
            "GM9998 is not known.".rjust(21),
        ]


MALFORMED = [
    (["GM301,Zutphen,,Gelderland,,,,1,52,6"], 2, "municipality's code"),
    ([ZUTPHEN, "GM0262,,,Gelderland,,,,1,52,6"], 3, "name of 1 to 100"),
    ([ZUTPHEN.replace("Gelderland", "Achterhoek")], 2, "'Achterhoek' is not a province"),
    ([ZUTPHEN.replace("info@zutphen.example", "info(at)zutphen")], 2, "not an e-mail address"),
    ([ZUTPHEN.replace("https://", "javascript:")], 2, "not a web address"),
    ([ZUTPHEN.replace("https://zutphen.example", f"https://zutphen.example/{'a' * 300}")], 2, "at most 300"),
    ([ZUTPHEN.replace("48000", "veel")], 2, "population must be a whole number"),
    ([ZUTPHEN.replace("48000", "-1")], 2, "population must be a whole number"),
    ([ZUTPHEN.replace("52.1", "")], 2, "lat must lie between 50 and 54"),
    ([ZUTPHEN.replace("6.2", "nan")], 2, "lon must lie between 3 and 8"),
    ([ZUTPHEN, ZUTPHEN], 3, "stands in this file twice"),
    ([ZUTPHEN, "GM0262,Lochem"], 3, "2 cells where 10 are needed"),
    ([ZUTPHEN, 'GM0262,"Lochem'], 3, "not readable as CSV"),
    ([ZUTPHEN, "GM0262,\x00"], 3, "NUL character"),
    ([], 1, "no municipality"),
]


@pytest.mark.django_db
class TestCommand:
    def test_tells_what_it_did(self, written: Writer) -> None:
        said = run(str(written(ZUTPHEN, LOCHEM)))
        assert "municipalities: 2 created, 0 updated, 0 unchanged" in said
        assert "places: " in said
        assert "postcodes: " in said
        assert "note: The merger of GM1696 into GM0402: GM1696 is not known." in said

    @pytest.mark.parametrize(("lines", "line", "problem"), MALFORMED)
    def test_a_malformed_file_changes_nothing_and_names_the_line(
        self, written: Writer, lines: list[str], line: int, problem: str
    ) -> None:
        before = MunicipalityFactory.create(code="GM0301", population=5)
        with pytest.raises(CommandError, match="Nothing was changed") as raised:
            run(str(written(*lines)))
        assert f"line {line}: " in str(raised.value)
        assert problem in str(raised.value)
        before.refresh_from_db()
        assert before.population == 5
        assert Municipality.objects.count() == 1

    def test_missing_columns_are_named(self, written: Writer) -> None:
        with pytest.raises(CommandError, match=r"line 1: these columns are missing: name, lat\."):
            run(str(written(header=HEADER.replace("name,cbs_name", "cbs_name").replace(",lat", ""))))

    def test_semicolons_get_a_hint(self, written: Writer) -> None:
        with pytest.raises(CommandError, match="separated by commas"):
            run(str(written(header=HEADER.replace(",", ";"))))

    def test_a_double_column_is_refused(self, written: Writer) -> None:
        with pytest.raises(CommandError, match="a column stands in it twice"):
            run(str(written(header=f"{HEADER},name")))

    def test_another_encoding_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "register.csv"
        path.write_bytes(f"{HEADER}\n{ZUTPHEN}\n".encode() + "GM1900,Súdwest".encode("latin-1"))
        with pytest.raises(CommandError, match="line 3: not readable as UTF-8"):
            run(str(path))

    def test_an_empty_file_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "register.csv"
        path.touch()
        with pytest.raises(CommandError, match="line 1: these columns are missing"):
            run(str(path))

    def test_a_file_that_is_not_there_is_one_sentence(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match=r"cannot be read: No such file or directory\. Nothing was changed"):
            run(str(tmp_path / "none.csv"))

    def test_an_impossible_merger_changes_nothing(
        self, written: Writer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        ended = MunicipalityFactory.create(code="GM0402", ends_on=date(2020, 1, 1))
        old = MunicipalityFactory.create(code="GM1696", name="Wijdemeren")
        with clock.frozen(datetime(2027, 2, 1, tzinfo=UTC)), pytest.raises(CommandError, match="already ended"):
            run(str(written(ZUTPHEN)), "--apply-mergers")
        old.refresh_from_db()
        assert old.is_current
        assert set(Municipality.objects.values_list("code", flat=True)) == {ended.code, old.code}


@pytest.mark.parametrize(
    ("table", "header", "row", "problem"),
    [
        ("postcodes.csv", "pc4,gm_code,rank,place", "0123,GM0301,1,", "postcode of four digits"),
        ("postcodes.csv", "pc4,gm_code,rank,place", "7201,GM0301,0,", "rank must be a whole number from 1"),
        ("places.csv", "woonplaats,gm_code", "Eefde,301", "municipality's code"),
        ("mergers.csv", "old_code,new_code,date,status", "GM0301,GM0262,soon,planned", "Invalid isoformat"),
        ("mergers.csv", "old_code,new_code,date,status", "GM0301,GM0301,2027-01-01,planned", "into itself"),
    ],
)
def test_our_own_other_tables_are_checked_too(
    table: str, header: str, row: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in DATA.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / table).write_text(f"{header}\n{row}\n", encoding="utf-8")
    monkeypatch.setattr("municipalities.services.tables.DATA", tmp_path)
    with pytest.raises(MalformedFile, match=problem) as raised:
        read_tables()
    assert raised.value.line == 2


def test_the_lock_is_a_number_that_postgresql_takes() -> None:
    assert 0 < loading.LOCK < 2**63
