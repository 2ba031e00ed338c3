"""The library of work forms as a desk sees it: what is used here, in whose words, and what is not."""

from dataclasses import dataclass, field

from municipalities.models import Municipality
from tables.enums_work_forms import Phase
from tables.models import WorkForm, WorkFormChoice


@dataclass(frozen=True)
class Place:
    """One work form. `shown` has the words that are used here; `national` is what they replace, or are.

    Where nothing is `national`, the form is the municipality's own.
    """

    shown: WorkForm
    national: WorkForm | None = None
    is_off: bool = False

    @property
    def is_version(self) -> bool:
        return self.national is not None and self.shown != self.national

    @property
    def is_own(self) -> bool:
        return self.national is None

    @property
    def key(self) -> int:
        """By which its pages are found."""
        return (self.national or self.shown).pk


@dataclass(frozen=True)
class Shelf:
    """`phases` in the order of a meeting; `stopped` are own forms that are no longer offered."""

    phases: list[tuple[Phase, list[Place]]]
    stopped: list[WorkForm] = field(default_factory=list)

    @property
    def places(self) -> list[Place]:
        return [place for _phase, places in self.phases for place in places]

    @property
    def used(self) -> int:
        return sum(not place.is_off for place in self.places)

    @property
    def versions(self) -> int:
        return sum(place.is_version for place in self.places)

    @property
    def own(self) -> int:
        return sum(place.is_own for place in self.places)

    @property
    def off(self) -> int:
        return sum(place.is_off for place in self.places)


def of(municipality: Municipality) -> Shelf:
    """In the scope of its desk. Two queries."""
    rows = list(WorkForm.objects.known_in(municipality.pk))
    off = set(WorkFormChoice.objects.filter(municipality=municipality, is_off=True).values_list("form", flat=True))
    running = [form for form in rows if form.ended_at is None]
    national = {form.pk for form in running if form.municipality_id is None}
    versions = {form.replaces_id: form for form in running if form.replaces_id in national}
    places = [
        Place(versions.get(form.pk, form), form, form.pk in off) if form.pk in national else Place(form)
        for form in running
        if form.replaces_id not in national
    ]
    by_phase = [(phase, [place for place in places if place.shown.phase == phase]) for phase in Phase]
    stopped = [form for form in rows if form.ended_at and form.municipality_id and form.replaces_id is None]
    return Shelf([(phase, found) for phase, found in by_phase if found], stopped)
