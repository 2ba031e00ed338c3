"""Makes the database of the site under fire, and says who and what is in it, as one line of JSON.

`python -m tests.ideas.fire.prepare NAME=LIKES …` makes an idea for each name, which so many neighbours liked already.
"""

import json
import sys
from importlib import import_module
from typing import Any

import django

LOCALS, OTHERS = 60, 40  # people with a session
TABLES, COMING = 3, 8  # tables with a meeting tomorrow, and who comes to each
EARLIER, LISTENING = 49, 3  # neighbours who can have liked before, and how many of them want to hear more
MAILBOX = "post@proefdam.nl"  # no site may write to it: outside production it becomes an example address
PC4 = "1999"  # no postcode in the Netherlands


def main() -> None:
    django.setup()
    from tests.support import kept_schema

    sys.stdout, said = sys.stderr, sys.stdout
    kept_schema.migrate()
    said.write(json.dumps(_seed(dict(argument.split("=") for argument in sys.argv[1:]))) + "\n")


def _seed(wanted: dict[str, str]) -> dict[str, Any]:
    from aantafel.accounts.models import User
    from tests.factories.accounts import UserFactory
    from tests.factories.municipalities import MunicipalityFactory, PostcodeFactory

    town = MunicipalityFactory.create(name="Proefdam", code="GM8001", email=MAILBOX)
    elsewhere = MunicipalityFactory.create(name="Elders", code="GM8002")
    PostcodeFactory.create(pc4=PC4, municipality=town)
    earlier: list[User] = UserFactory.create_batch(EARLIER, home_municipality=town)
    homes = [town] * LOCALS + [elsewhere] * OTHERS
    return {
        "people": [_person(UserFactory.create(home_municipality=home), home == town) for home in homes],
        "ideas": {name: _idea(name, town, earlier[: int(likes)]) for name, likes in wanted.items()},
        "tables": [_table(number, town) for number in range(TABLES)],
    }


def _person(user: Any, is_local: bool) -> dict[str, Any]:
    return {"pk": user.pk, "email": user.email, "cookie": _session(user), "is_local": is_local}


def _idea(name: str, town: Any, likers: list[Any]) -> dict[str, Any]:
    from ideas.models import IdeaTally, Like
    from tests.factories.accounts import UserFactory
    from tests.factories.ideas import IdeaFactory

    pinner = UserFactory.create(email=f"prikker.{name}@buurt.example", home_municipality=town)
    idea = IdeaFactory.create(published=True, municipality=town, owner=pinner, title=f"Een proef met {name}")
    Like.objects.bulk_create(
        Like(idea=idea, user=user, municipality=town, wants_updates=place < LISTENING)
        for place, user in enumerate(likers)
    )
    IdeaTally.objects.filter(idea=idea).update(local=len(likers))
    listening = [user.email for user in likers[:LISTENING]]
    told = {"pinner": pinner.email, "listening": listening}
    return {"pk": idea.pk, "path": idea.get_absolute_url(), "title": idea.title, **told}


def _table(number: int, town: Any) -> dict[str, Any]:
    from datetime import timedelta

    from aantafel.core import clock
    from tests.factories.accounts import UserFactory
    from tests.factories.ideas import IdeaFactory
    from tests.factories.meetings import InvitationFactory, MeetingFactory
    from tests.factories.minutes import came, meeting_of, minutes_of, seat_of
    from tests.factories.tables import TableFactory

    owner = UserFactory.create(email=f"eigenaar{number}@buurt.example", home_municipality=town)
    idea = IdeaFactory.create(published=True, municipality=town, owner=owner, title=f"Een tafel in het vuur {number}")
    table = TableFactory.create(idea=idea, step=4)
    tomorrow = MeetingFactory.create(
        table=table, number=2, purpose="second", starts_at=clock.now() + timedelta(days=1), size=0
    )
    asked = [InvitationFactory.create(meeting=tomorrow, answer="comes") for _each in range(COMING)]
    yesterday = meeting_of(table, readers="everyone")
    seats = [seat_of(table, email=f"was{number}.{place}@buurt.example") for place in range(2)]
    for seat in seats:
        came(yesterday, seat)
    return {
        "pk": table.pk,
        "path": table.get_absolute_url(),
        "title": idea.title,
        "owner": _person(owner, True),
        "come": [one.seat.email for one in asked],
        "was_there": [seat.email for seat in seats],
        "minutes": minutes_of(yesterday).pk,
        "number": yesterday.number,
    }


def _session(user: Any) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    main()
