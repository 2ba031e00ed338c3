"""What the bench needs from a seeded database: sessions of people, and addresses worth measuring.

`python -m bench.prepare` prints that as JSON; `python -m bench.prepare --likes` what the hot ideas count,
`python -m bench.prepare --mails N` puts so many mails in the outbox, `--send` sends them until none is due.
"""

import json
import sys
import time
from importlib import import_module
from typing import Any

import django

from bench import prepare_tables

LIKERS = 100
ROUNDS = 5
SECRET = "b" * 32  # a CSRF cookie and what is sent beside it


def main() -> None:
    django.setup()
    if "--likes" in sys.argv:
        answer: Any = _counts([int(pk) for pk in sys.argv[2:]])
    elif "--send" in sys.argv:
        answer = _send()
    elif "--mails" in sys.argv:
        answer = _mails(int(sys.argv[2]))
    else:
        answer = _facts()
    sys.stdout.write(json.dumps(answer))


def _facts() -> dict[str, Any]:
    from aantafel.accounts.models import User
    from ideas.models import Idea
    from municipalities.models import Municipality

    public = Idea.everywhere.public()
    town = Municipality.objects.order_by("-population")[0]
    hot = list(public.filter(municipality=town).order_by("tally__total", "pk")[:ROUNDS])
    busy = public.order_by("-tally__total").select_related("table")[0]
    likers = User.objects.filter(home_municipality=town).exclude(likes__idea__in=hot).order_by("-pk")[:LIKERS]
    return {
        "town": town.slug,
        "postcode": "1011",
        "hot": [[idea.pk, idea.slug] for idea in hot],
        "before": _counts([idea.pk for idea in hot]),
        "idea": busy.get_absolute_url(),
        "like": f"{busy.get_absolute_url()}goed-idee/",
        "table": busy.table.get_absolute_url(),
        "deep": _deep(),
        "desk": _desk(),
        "cookie": _cookie(likers[0]),
        "likers": [_cookie(user) for user in likers],
        **prepare_tables.facts(_cookie),
    }


def _desk() -> dict[str, Any]:
    """Who looks after the local site, and an idea there that waits for a coach."""
    from aantafel.accounts.enums import Role
    from aantafel.accounts.models import Membership
    from ideas.models import Idea
    from municipalities import sites

    held = Membership.objects.select_related("user", "municipality__instance").get(role=Role.COORDINATOR)
    place = held.municipality
    if place is None:
        raise SystemExit("There is no local site to measure.")
    idea = Idea.everywhere.public().filter(municipality=place, matches=None).order_by("pk")[0]
    return {"host": sites.host_of(place.instance), "cookie": _cookie(held.user), "idea": idea.pk}


def _deep() -> dict[str, str]:
    """The keys of pages halfway the lists."""
    from ideas.models import Idea, IdeaTally
    from tables.models import Table

    ideas = Idea.everywhere.public().order_by("-published_at", "-pk")
    middle = ideas[ideas.count() // 2]
    tallies = IdeaTally.objects.filter(listed=True).order_by("-total", "-pk")
    tally = tallies[tallies.count() // 2]
    tables = Table.everywhere.order_by("-opened_at", "-pk")
    table = tables[tables.count() // 2]
    return {
        "moment": f"{int(middle.published_at.timestamp() * 1e6)}-{middle.pk}" if middle.published_at else "",
        "likes": f"{tally.total}-{tally.pk}",
        "table": f"{int(table.opened_at.timestamp() * 1e6)}-{table.pk}",
    }


def _cookie(user: Any) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={SECRET}"


def _counts(ideas: list[int]) -> list[list[int]]:
    """For each idea: what its tally says, and how many likes there are."""
    from ideas.models import IdeaTally, Like

    tallies = IdeaTally.objects.in_bulk(ideas)
    return [[tallies[pk].total, Like.objects.filter(idea=pk).count()] for pk in ideas]


def _mails(count: int) -> int:
    from django.db import transaction

    from aantafel.core import clock
    from aantafel.outbox.services import enqueue

    with transaction.atomic():
        for number in range(count):
            enqueue(
                kind="outbox/test",
                to=f"meting{number}@buurt.example",
                language="nl",
                context={"at": clock.now()},
                dedupe_key=f"bench:{number}",
            )
    return count


def _send() -> dict[str, float]:
    """When this process began and ended to send, on the clock that all processes of a machine share."""
    from aantafel.outbox.services import deliver

    began = time.monotonic()
    deliver.run(seconds=120)
    return {"began": began, "ended": time.monotonic()}


if __name__ == "__main__":
    main()
