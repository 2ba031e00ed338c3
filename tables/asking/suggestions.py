"""Whom a table could ask: sources that each give people, for one button each. An upper floor registers its own.

A source knows who may see what: it gives nobody to whom they may not be shown. Where somebody did not give their
address to who organises, `hides_address` lets the site mail them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from ideas.enums import SupportKind, SupportState
from ideas.models import Support
from ideas.permissions import may_manage
from tables.enums import ActorRole, Reach, SeatSource, TableState
from tables.models import Seat, TownContact
from tables.permissions import Work

MOST = 20  # of one source on one page


@dataclass(frozen=True)
class Candidate:
    """Somebody who could be asked. `shown` is what who organises reads: a name, or what this person is; `said` what
    they offered. The rest becomes their line on the list.
    """

    number: int
    shown: str
    capacity: str
    source: SeatSource
    role: str = ""
    said: str = ""
    name: str = ""
    email: str = ""
    user: User | None = None
    reach: Reach = Reach.MAIL
    hides_address: bool = True


Find = Callable[[Work], list[Candidate]]


@dataclass(frozen=True)
class Source:
    """`key` stands in forms; `lead` says where these people come from, and what they agreed to."""

    key: str
    title: str | Promise
    lead: str | Promise
    find: Find


_sources: dict[str, tuple[int, Source]] = {}


def register(order: int, source: Source) -> None:
    _sources[source.key] = (order, source)


def sources() -> list[Source]:
    return [source for _order, source in sorted(_sources.values(), key=lambda pair: pair[0])]


def offered(work: Work) -> list[tuple[Source, list[Candidate]]]:
    """Of each source who is not on the list yet; sources without anybody are left out."""
    emails, users = _listed(work)
    found = []
    for source in sources():
        left = [one for one in source.find(work) if not _is_listed(one, emails, users)]
        if left:
            found.append((source, left[:MOST]))
    return found


def candidate(work: Work, key: str, number: int) -> Candidate | None:
    """One of a source, when this person may see them."""
    known = _sources.get(key)
    people = known[1].find(work) if known else []
    return next((one for one in people if one.number == number), None)


def register_own() -> None:
    """What tables and the floors below know."""
    register(
        10,
        Source(
            "gemeente",
            gettext_lazy("The municipality itself"),
            gettext_lazy("Its general mailbox. We ask them to pass it on to somebody who works on this."),
            _the_town,
        ),
    )
    register(
        20,
        Source(
            "steun",
            gettext_lazy("Offered help or wants to join"),
            gettext_lazy(
                "These people said so at the idea. Who kept the address private gets the mail through the site."
            ),
            _supporters,
        ),
    )
    register(
        30,
        Source(
            "medewerkers",
            gettext_lazy("People at the municipality"),
            gettext_lazy(
                "The coordinator knows that they can be asked about this. They get the mail through the site."
            ),
            _town_contacts,
        ),
    )
    register(
        40,
        Source(
            "eerder",
            gettext_lazy("Sat at another table here"),
            gettext_lazy("They agreed that other tables ask them too. They get the mail through the site."),
            _earlier,
        ),
    )


def hidden_supporters(work: Work) -> int:
    """How many offered help whom this person does not get to see: the idea pinner can put them on the list."""
    if _reads_support(work):
        return 0
    return _brought(work).values("user").distinct().count()


def _reads_support(work: Work) -> bool:
    return may_manage(work.user, work.table.idea) or work.role is ActorRole.OPERATOR


def _brought(work: Work) -> QuerySet[Support]:
    rows = Support.objects.filter(idea=work.table.idea_id, kind__in=(SupportKind.HELP, SupportKind.JOIN))
    return rows.exclude(state=SupportState.WITHDRAWN)


def _the_town(work: Work) -> list[Candidate]:
    town = work.table.municipality
    if Seat.everywhere.listed().filter(table=work.table, source=SeatSource.TOWN).exists():
        return []
    said = town.mail_address or _("It has no mailbox that takes our mail: you get a text to paste into its form.")
    shown = _("Municipality of %(name)s") % {"name": town.name}
    return [Candidate(town.pk, shown, Capacity.EMPLOYEE, SeatSource.TOWN, said=said, name=shown, hides_address=False)]


def _supporters(work: Work) -> list[Candidate]:
    """They told the idea pinner, who alone reads it, and the operator. An address only where it was shared."""
    if not _reads_support(work):
        return []
    rows = _brought(work).select_related("user").order_by("-created_at", "-pk")
    found: dict[int, Candidate] = {}
    for one in rows[: 5 * MOST]:
        found.setdefault(one.user_id, _supporter(one))
    return list(found.values())


def _supporter(one: Support) -> Candidate:
    joins = one.kind == SupportKind.JOIN
    return Candidate(
        one.pk,
        one.user.name or str(one.get_kind_display()),
        one.capacity if joins else one.user.capacity,
        SeatSource.SUPPORT,
        role=one.role,
        said=one.text,
        name=one.user.name,
        email=one.user.email,
        user=one.user,
        hides_address=not one.shares_email,
    )


def _town_contacts(work: Work) -> list[Candidate]:
    rows = TownContact.everywhere.filter(municipality=work.table.municipality_id).about(work.table.idea.theme)
    return [
        Candidate(one.pk, one.name, Capacity.EMPLOYEE, SeatSource.OFFICE, role=one.role, name=one.name, email=one.email)
        for one in rows[: 5 * MOST]
    ]


def _earlier(work: Work) -> list[Candidate]:
    """Who sat at another table of the municipality and ticked that others may ask them; by what they show of
    themselves.
    """
    came = Q(invitations__checked_in_at__isnull=False) | Q(
        invitations__answer="comes", table__state__in=(TableState.STOPPED, TableState.FINISHED)
    )
    rows = Seat.everywhere.listed().filter(came, table__municipality=work.table.municipality_id, asks_again=True)
    rows = rows.exclude(table=work.table).exclude(email="").filter(erased_at=None, quiet_at=None).distinct()
    rows = rows.select_related("user", "table__idea__owner", "table__idea__pinner").defer("table__idea__search")
    found: dict[str, Candidate] = {}
    for seat in rows.order_by("-pk")[: 5 * MOST]:
        shown = seat.shown_name or seat.role or str(seat.get_capacity_display())
        found.setdefault(
            seat.email,
            Candidate(
                seat.pk,
                shown,
                seat.capacity,
                SeatSource.EARLIER,
                role=seat.role,
                name=seat.shown_name,
                email=seat.email,
                user=seat.user,
            ),
        )
    return list(found.values())


def _listed(work: Work) -> tuple[set[str], set[int]]:
    rows = Seat.everywhere.listed().filter(table=work.table).values_list("email", "user_id")
    emails, users = set(), set()
    for email, user in rows:
        emails.add(email)
        users.add(user)
    return emails - {""}, users - {None}


def _is_listed(one: Candidate, emails: set[str], users: set[int]) -> bool:
    return one.email in emails or (one.user is not None and one.user.pk in users)
