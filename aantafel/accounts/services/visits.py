"""When somebody was here before: what came on the site since then is news to them."""

from datetime import datetime, timedelta

from aantafel.accounts.models import User
from aantafel.core import clock

GAP = timedelta(minutes=30)  # who was away for so long, and comes back, begins a new visit
NOTED_EVERY = timedelta(minutes=5)


def news_since(user: User) -> datetime | None:
    """When this person's visit before this one ended; None at the first visit. For pages that tell what is new.

    Notes that they are here, at most once in five minutes. Two requests at one moment begin one visit.
    """
    now, seen = clock.now(), user.seen_at
    if seen is not None and now - seen < NOTED_EVERY:
        return user.news_since
    noted = {"seen_at": now}
    if seen is not None and now - seen >= GAP:
        noted["news_since"] = seen
    if User.objects.filter(pk=user.pk, seen_at=seen).update(**noted):
        user.seen_at, user.news_since = now, noted.get("news_since", user.news_since)
    else:
        user.refresh_from_db(fields=["seen_at", "news_since"])
    return user.news_since
