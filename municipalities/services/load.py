"""Bring the list of municipalities, places and postcodes in line with tables that have been read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import connection, transaction

from aantafel.core import clock
from aantafel.core.text import slugify
from municipalities import names
from municipalities.models import Municipality, Place, Postcode
from municipalities.services.merge import merge
from municipalities.services.tables import MergerRow, MunicipalityRow, PlaceRow, PostcodeRow, Tables

MENDABLE = ("email", "contact_form", "website")  # the operator may change these; see `_follow`
FOLLOWING = ("name", "official_name", "sort_name", "search_names", "province", "population", "latitude", "longitude")
LOCK = 5_302_601  # any number that nothing else locks on

Linked = TypeVar("Linked", Place, Postcode)


@dataclass(slots=True)
class Counts:
    created: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass(slots=True)
class Report:
    municipalities: Counts = field(default_factory=Counts)
    places: Counts = field(default_factory=Counts)
    postcodes: Counts = field(default_factory=Counts)
    merged: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@transaction.atomic
def load(tables: Tables, *, apply_mergers: bool = False) -> Report:
    """Create and update; never delete. Safe to run again, and two at once wait for each other.

    Mergers are announced in the table long before their date, and some do not go ahead: one is applied only when its
    date has come and `apply_mergers` says that somebody has checked it. Until then it is reported, and changes
    nothing. A municipality that the register no longer lists is reported; so are places and postcodes.
    Raises DomainError when a merger cannot be applied; nothing is changed then.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    report = Report()
    known = _load_municipalities(tables.municipalities, report)
    _merge_due(tables.mergers, known, report, apply=apply_mergers)
    living = _by_code_of_old_and_new()
    _load_places(tables.places, living, report)
    _load_postcodes(tables.postcodes, living, report)
    return report


def _load_municipalities(rows: Iterable[MunicipalityRow], report: Report) -> dict[str, Municipality]:
    known = {one.code: one for one in Municipality.objects.all()}
    taken = {one.slug for one in known.values()}
    new: list[Municipality] = []
    changed: list[Municipality] = []
    listed = set()
    for row in rows:
        listed.add(row.code)
        one = known.get(row.code)
        if one is None:
            one = Municipality(code=row.code, slug=_free_slug(row, taken))
            _follow(one, row, report)
            new.append(one)
        elif one.ends_on is None and _follow(one, row, report):
            changed.append(one)
    Municipality.objects.bulk_create(new)
    Municipality.objects.bulk_update(
        changed, [*FOLLOWING, *MENDABLE, "register", "mail_blocked_at", "mail_blocked_reason"], batch_size=100
    )
    report.municipalities = Counts(len(new), len(changed), len(listed) - len(new) - len(changed))
    report.warnings += [
        f"{one.code} {one.name} is no longer in the register; it is left as it is (mergers go by their own table)."
        for one in known.values()
        if one.code not in listed and one.ends_on is None
    ]
    return known | {one.code: one for one in new}


def _free_slug(row: MunicipalityRow, taken: set[str]) -> str:
    """An address of its own, which stays when the name changes. Namesakes get their code behind it."""
    slug = slugify(row.name)
    if slug in taken:
        slug = f"{slug[:50]}-{row.code.lower()}"
    taken.add(slug)
    return slug


def _follow(one: Municipality, row: MunicipalityRow, report: Report) -> bool:
    """Take over the row; True when something changed.

    What the operator has mended since the register was last read stays, and is reported when the register now says
    something else. Another mailbox than the one that refused our mail is open again.
    """
    before = {name: getattr(one, name) for name in (*FOLLOWING, *MENDABLE, "register")}
    one.name, one.official_name, one.province = row.name, row.official_name, row.province
    one.sort_name = names.sort_name(row.name)
    one.search_names = names.municipality_keys(row.code, row.name, row.official_name)
    one.population, one.latitude, one.longitude = row.population, row.latitude, row.longitude
    told = {name: getattr(row, name) for name in MENDABLE}
    for name, value in told.items():
        own, last = getattr(one, name), one.register.get(name, "")
        if own == last:
            setattr(one, name, value)
        elif value not in (own, last):
            report.warnings.append(f"{one.code} {one.name}: {name} stays {own!r}; the register now says {value!r}.")
    one.register = told
    if one.email != before["email"]:
        one.mail_blocked_at, one.mail_blocked_reason = None, ""
    return any(getattr(one, name) != value for name, value in before.items())


def _merge_due(mergers: Iterable[MergerRow], known: dict[str, Municipality], report: Report, *, apply: bool) -> None:
    for row in sorted(mergers, key=lambda row: row.on):
        old, new = known.get(row.old_code), known.get(row.new_code)
        if old is None or new is None:
            missing = row.old_code if old is None else row.new_code
            report.warnings.append(f"The merger of {row.old_code} into {row.new_code}: {missing} is not known.")
        elif old.ends_on is not None:
            continue
        elif row.on > clock.today():
            report.warnings.append(f"{old.name} is planned to merge into {new.name} on {row.on} ({row.status}).")
        elif not apply:
            report.warnings.append(
                f"{old.name} was to merge into {new.name} on {row.on} ({row.status}). "
                "Check that it did, then run again with --apply-mergers."
            )
        else:
            moved = merge(old=old, new=new, on=row.on)
            report.merged.append(f"{old.name} into {new.name} on {row.on}: {'; '.join(moved)}")


def _by_code_of_old_and_new() -> dict[str, int]:
    """The key of the municipality that a code stands for today: a merged one stands for its successor."""
    rows = Municipality.objects.values_list("code", "pk", "successor_id")
    return {code: successor or key for code, key, successor in rows}


def _load_places(rows: Iterable[PlaceRow], living: dict[str, int], report: Report) -> None:
    wanted: dict[tuple[str, int], Place] = {}
    for row in rows:
        if row.code in living:
            name = names.shown_place(row.name)
            keys = names.place_keys(name)
            place = Place(name=name, folded=keys[0], search_names=keys, municipality_id=living[row.code])
            wanted.setdefault((place.folded, place.municipality_id), place)
    known = {(one.folded, one.municipality_id): one for one in Place.objects.all()}
    fields = ("name", "search_names", "municipality_id")
    report.places = _bring_in_line("places", Place, known, wanted, fields, report)


def _load_postcodes(rows: Iterable[PostcodeRow], living: dict[str, int], report: Report) -> None:
    wanted: dict[tuple[str, int], Postcode] = {}
    for row in sorted(rows, key=lambda row: row.rank):
        if row.code in living:
            one = Postcode(pc4=row.pc4, rank=row.rank, place=row.place, municipality_id=living[row.code])
            wanted.setdefault((one.pc4, one.municipality_id), one)
    known = {(one.pc4, one.municipality_id): one for one in Postcode.objects.all()}
    fields = ("rank", "place", "municipality_id")
    report.postcodes = _bring_in_line("postcodes", Postcode, known, wanted, fields, report)


def _bring_in_line(
    label: str,
    model: type[Linked],
    known: dict[tuple[str, int], Linked],
    wanted: dict[tuple[str, int], Linked],
    fields: tuple[str, ...],
    report: Report,
) -> Counts:
    """Create and update rows by (name or postcode, municipality). One that now lies elsewhere moves along."""
    stale: dict[str, list[Linked]] = {}
    for key, row in known.items():
        if key not in wanted:
            stale.setdefault(key[0], []).append(row)
    new: list[Linked] = []
    changed: list[Linked] = []
    for key, want in wanted.items():
        moved = stale.get(key[0])
        have = known[key] if key in known else moved.pop() if moved else None
        if have is None:
            new.append(want)
        elif any(getattr(have, name) != getattr(want, name) for name in fields):
            for name in fields:
                setattr(have, name, getattr(want, name))
            changed.append(have)
    model._default_manager.bulk_create(new, batch_size=2000)
    model._default_manager.bulk_update(changed, [name.removesuffix("_id") for name in fields], batch_size=500)
    left = sum(map(len, stale.values()))
    if left:
        report.warnings.append(f"{left} {label} are no longer in the table. They are left as they are.")
    return Counts(len(new), len(changed), len(wanted) - len(new) - len(changed))
