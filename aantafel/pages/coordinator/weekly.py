"""The mail of Monday morning to everybody who works at a desk: what is planned this week, what is new,
what is late, and links that lead straight to it.

Once for each person and desk in a week of the calendar, whenever it is made: the dedupe key says which week. Whoever is
away, and let somebody stand in, gets none; the stand-in does.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aantafel.accounts.enums import DeskPart, Role
from aantafel.accounts.models import Membership, User
from aantafel.accounts.permissions import running_shares
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.services import enqueue
from aantafel.pages.coordinator import inbox
from aantafel.pages.coordinator.inbox import Line
from aantafel.pages.desks import waiting
from ideas.models import Talk
from movement.models import HeardIdea
from municipalities import scope, senders
from municipalities.enums import InstanceState
from municipalities.models import Instance
from municipalities.senders import Sender

KIND = "pages/weekly"
CATEGORY = "desk"
MOST = 5
WEEK = timedelta(days=7)
Link = tuple[str, str, str]  # what it is about, the words of the link, and where it leads


@dataclass(frozen=True)
class Work:
    """A heap in the mail: what it is called, how much lies there, for how long, and where."""

    label: str
    count: int
    longest: str
    url: str


def send_all() -> int:
    """The overviews of this week that were not made yet; how many those were. Safe to run twice at once.

    A desk for which it fails does not keep the others waiting: its error is raised when they are done.
    """
    sent, errors = 0, []
    for instance in Instance.objects.filter(state=InstanceState.OPEN).select_related("municipality").order_by("pk"):
        try:
            sent += send(instance)
        except Exception as error:
            errors.append(error)
    if errors:
        raise ExceptionGroup("weekly overviews that could not be made", errors)
    return sent


def send(here: Instance) -> int:
    """To everybody at one desk."""
    with scope.tenant(here.municipality):
        return sum(_send_to(user, parts, here) for user, parts in recipients(here))


def recipients(here: Instance) -> list[tuple[User, frozenset[DeskPart]]]:
    """Who gets it, and the parts of the desk that they work at; nobody without work that could wait."""
    held = Membership.objects.filter(municipality=here.municipality_id, role=Role.COORDINATOR, ended_at=None)
    shares = list(running_shares().filter(municipality=here.municipality_id).select_related("user"))
    away = {share.stands_in_for_id for share in shares if not share.part}
    parts: dict[User, set[DeskPart]] = {}
    for membership in held.select_related("user").order_by("pk"):
        if membership.user_id not in away:
            parts[membership.user] = set(DeskPart)
    for share in shares:
        given = {DeskPart(share.part)} if share.part else set(DeskPart)
        if share.user_id not in away:
            parts.setdefault(share.user, set()).update(given)
    found = [(user, frozenset(chosen)) for user, chosen in parts.items() if user.is_active]
    return [(user, chosen) for user, chosen in found if inbox.heaps(chosen)]


def _send_to(user: User, parts: frozenset[DeskPart], here: Instance) -> int:
    year, week, _day = clock.today().isocalendar()
    key = f"desk:weekly:{here.municipality_id}:{user.pk}:{year}-{week:02d}"
    if OutgoingMail.objects.filter(dedupe_key=key).exists():
        return 0
    sender = senders.of_instance(here)
    with translation.override(user.language):
        context = {**_told(here, parts, sender), "name": user.get_short_name(), "municipality": here.municipality}
    made = enqueue(
        kind=KIND,
        to=user.email,
        language=user.language,
        dedupe_key=key,
        conversation=f"to:{user.email}",
        recipient=user.recipient,
        optional=True,
        category=CATEGORY,
        **sender.mail(context),
    )
    return int(made is not None)


def _told(here: Instance, parts: frozenset[DeskPart], sender: Sender) -> dict[str, object]:
    """What the mail says, in the language in force."""
    tallies, home = inbox.tallies(here, parts), sender.base_url + reverse("coordinator:home")
    work = [
        Work(
            str(one.label),
            tallies[one.key].count,
            _("longest: %(time)s") % {"time": waiting.since(tallies[one.key].oldest).text},
            f"{home}?stapel={one.key}",
        )
        for one in inbox.heaps(parts)
        if tallies[one.key].count
    ]
    return {
        "plans": _plans(here, parts, sender),
        "new": [_link(line, sender) for line in inbox.new(here, parts, clock.now() - WEEK, MOST)],
        "late": [_link(line, sender) for line in inbox.late(here, parts)[:MOST]],
        "work": work,
        "total": sum(one.count for one in work),
        "url": home,
    }


def _link(line: Line, sender: Sender) -> Link:
    return line.row.what, line.row.action_label, sender.base_url + line.row.action_url


def _plans(here: Instance, parts: frozenset[DeskPart], sender: Sender) -> list[Link]:
    """Conversations and visits of this week, in the order of the days."""
    if DeskPart.TAKE_IN not in parts:
        return []
    first, last = clock.today(), clock.today() + WEEK
    talks = Talk.objects.planned().filter(starts_at__date__gte=first, starts_at__date__lt=last)
    visits = HeardIdea.objects.open().filter(planned_for__gte=first, planned_for__lt=last)
    found = [
        (timezone.localtime(talk.starts_at).date(), talk.idea.title, reverse("coordinator:talk", args=[talk.pk]))
        for talk in talks.select_related("idea").defer("idea__search").order_by("starts_at", "pk")
    ]
    found += [
        (heard.planned_for, heard.who, reverse("coordinator:visit", args=[heard.pk]))
        for heard in visits.order_by("planned_for", "pk")
        if heard.planned_for
    ]
    found.sort(key=lambda plan: plan[0])
    return [(what, date_format(day, "l j F"), sender.base_url + path) for day, what, path in found]
