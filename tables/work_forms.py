"""The library of work forms as it is read: by everyone on the site, and by who plans a meeting.

For a meeting: `choices_for` is what can be chosen, `get` one of them. A form that was chosen before stays a choice
(`keep`), whatever became of it since.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from municipalities import scope, sites
from municipalities.models import Municipality
from tables.enums_work_forms import Phase
from tables.models import WorkForm
from tables.querysets_work_forms import WorkFormQuerySet

EXPLAINED: dict[Phase, str | Promise] = {
    Phase.OPENING: _("Everybody arrives, gets to know each other and dares to speak."),
    Phase.WIDENING: _("Think up as much as you can, the wildest first. Nobody judges yet."),
    Phase.REFINING: _("Look at a rough idea again, and make it better."),
    Phase.COMBINING: _("Bring a lot of ideas together into a few plans."),
    Phase.CHOOSING: _("Choose together what you go on with, and say why."),
    Phase.CLOSING: _("Agree on what happens next, and let everybody be heard once more."),
    Phase.GUIDE: _("A whole conversation from beginning to end, to hold at the table."),
}

Group = tuple[Phase, list[WorkForm]]


@dataclass(frozen=True)
class Wish:
    """What somebody looks for; what is left out does not matter."""

    phase: str = ""
    people: int | None = None
    minutes: int | None = None


@dataclass(frozen=True)
class Card:
    """What a list shows of a work form."""

    title: str
    goal: str
    url: str
    people: str
    minutes: str


def card(form: WorkForm) -> Card:
    return Card(form.title, form.goal, form.get_absolute_url(), people(form), minutes(form))


def people(form: WorkForm) -> str:
    """For how many people it is, in words."""
    if form.smallest == form.largest:
        return ngettext("%(n)d person", "%(n)d people", form.largest) % {"n": form.largest}
    return gettext("%(least)d to %(most)d people") % {"least": form.smallest, "most": form.largest}


def minutes(form: WorkForm) -> str:
    """How long it takes, in words."""
    return ngettext("%(n)d minute", "%(n)d minutes", form.minutes) % {"n": form.minutes}


def find(wish: Wish) -> list[Group]:
    """What fits, of the library of the site in use. One query."""
    rows = WorkForm.objects.all()
    if wish.phase:
        rows = rows.filter(phase=wish.phase)
    if wish.people:
        rows = rows.filter(smallest__lte=wish.people, largest__gte=wish.people)
    if wish.minutes:
        rows = rows.filter(minutes__lte=wish.minutes)
    return grouped(rows)


def choices_for(municipality: Municipality | None, *, keep: int | None = None) -> list[Group]:
    """What a meeting of a table there can choose from, in the order of a meeting. One query.

    Without a municipality, or where its site is not open, that is the national library.
    """
    return grouped(_choosable(municipality, keep))


def get(municipality: Municipality | None, pk: int, *, keep: int | None = None) -> WorkForm | None:
    """One of those choices; None for any other number. One query."""
    return _choosable(municipality, keep).filter(pk=pk).first()


def _choosable(municipality: Municipality | None, keep: int | None) -> WorkFormQuerySet:
    rows = WorkForm.everywhere.all()
    if municipality is None or not sites.is_open(municipality.pk):
        offered = rows.public()
    else:
        offered = rows.offered_in(municipality.pk)
    return rows.filter(Q(pk__in=offered.order_by().values("pk")) | Q(pk=keep)) if keep else offered


def grouped(rows: Iterable[WorkForm]) -> list[Group]:
    """By phase, in the order of a meeting; a phase without any is left out."""
    found: dict[str, list[WorkForm]] = {phase: [] for phase in Phase}
    for form in rows:
        found[form.phase].append(form)
    return [(Phase(phase), forms) for phase, forms in found.items() if forms]


def as_options(groups: list[Group]) -> list[tuple[str, list[tuple[int, str]]]]:
    """For a menu of a form, with the phases as its groups."""
    return [(str(phase.label), [(form.pk, form.title) for form in forms]) for phase, forms in groups]


def at(slug: str) -> WorkForm | None:
    """What stands at an address of the site in use: the form that is offered, else the one that was. One query.

    A form that is no longer offered stays readable, for who planned a meeting with it: `is_offered` tells.
    """
    match scope.current():
        case scope.Local(municipality_id=key) | scope.Tenant(municipality_id=key):
            rows = WorkForm.everywhere.known_in(key)
        case _:
            rows = WorkForm.everywhere.national()
    best_first = (F("ended_at").desc(nulls_first=True), F("municipality").asc(nulls_last=True), "-pk")
    return rows.filter(slug=slug).order_by(*best_first).first()


def is_offered(form: WorkForm) -> bool:
    """Whether the library of the site in use has it. One query."""
    return WorkForm.objects.filter(pk=form.pk).exists()


def after(phase: Phase) -> Phase | None:
    """What comes next in a meeting; None after the last, and after a conversation that is whole by itself."""
    following = dict(pairwise(Phase)).get(phase)
    return None if following is Phase.GUIDE else following
