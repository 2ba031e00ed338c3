"""A municipality gets a site of its own, or that ends: its tables keep their step, and their owners hear of it.

Called with the site locked.
"""

from collections.abc import Callable

from django.db.models import Q
from django.utils.translation import ngettext

from aantafel.accounts.models import User
from aantafel.outbox.enums import UNSETTLED
from aantafel.outbox.models import OutgoingMail
from ideas.models import Idea
from ideas.notifications import addressee, fifty_municipality_key
from municipalities.models import Municipality
from tables.enums import TableState
from tables.models import Table
from tables.notifications import published as notifications
from tables.notifications.published import municipality_key

Tell = Callable[[Municipality, User, list[Table]], None]


def hand_over(*, municipality: Municipality, actor: User | None) -> list[str]:
    """Owners hear that there is a site, and that they may get a coach. `actor` opened the site."""
    return [*_tell_owners(municipality, notifications.site_opened), *_on_their_way(municipality)]


def hand_back(*, municipality: Municipality, actor: User | None) -> list[str]:
    """Owners hear that their table stands on the national site again."""
    return _tell_owners(municipality, notifications.site_ended)


def _tell_owners(municipality: Municipality, tell: Tell) -> list[str]:
    """One mail to each, about all of their tables."""
    running = Table.everywhere.public().filter(municipality=municipality, state=TableState.RUNNING)
    tables = list(running.select_related("idea__owner").defer("idea__search").order_by("pk"))
    by_owner: dict[User, list[Table]] = {}
    for table in tables:
        owner = addressee(table.idea)
        if owner is not None:
            by_owner.setdefault(owner, []).append(table)
    for owner, theirs in by_owner.items():
        tell(municipality, owner, theirs)
    return [*_count_tables(len(tables)), *_count_owners(len(by_owner))]


def _count_tables(count: int) -> list[str]:
    text = ngettext("%(n)d running table keeps its step.", "%(n)d running tables keep their step.", count)
    return [text % {"n": count}] if count else []


def _count_owners(count: int) -> list[str]:
    text = ngettext("%(n)d table owner gets a mail.", "%(n)d table owners get a mail.", count)
    return [text % {"n": count}] if count else []


def _on_their_way(municipality: Municipality) -> list[str]:
    """Mails to the municipality about what was published before: they tell what is true, and are not stopped."""
    ideas = Idea.everywhere.filter(Q(notice__municipality=municipality) | Q(free_meeting__municipality=municipality))
    keys = [key(pk) for pk in ideas.values_list("pk", flat=True) for key in (municipality_key, fifty_municipality_key)]
    count = OutgoingMail.objects.filter(dedupe_key__in=keys, state__in=UNSETTLED).count()
    text = ngettext(
        "%(n)d mail to the municipality about an earlier idea still goes out.",
        "%(n)d mails to the municipality about earlier ideas still go out.",
        count,
    )
    return [text % {"n": count}] if count else []
