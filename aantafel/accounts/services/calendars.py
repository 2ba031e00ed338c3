"""The address at which a calendar program follows somebody's own days. Which days those are, each app says."""

from itertools import chain

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from aantafel.accounts.models import CalendarKey, User, new_calendar_key
from aantafel.accounts.services import people
from aantafel.core import clock, icalendar
from aantafel.core.icalendar import Event
from aantafel.core.registry import calendar_sources


def renew(*, actor: User) -> CalendarKey:
    """A first address, or a new one in place of the old, which stops at once."""
    with transaction.atomic():
        people.lock(actor)
        values = {"key": new_calendar_key(), "renewed_at": clock.now()}
        return CalendarKey.objects.update_or_create(user=actor, defaults=values)[0]


def key_of(user: User) -> CalendarKey | None:
    return CalendarKey.objects.filter(user=user).first()


def read(secret: str) -> User | None:
    """Whose days stand at this address; None for one that nobody has, or no longer."""
    key = CalendarKey.objects.select_related("user").filter(key=secret, user__is_active=True).first()
    return key.user if key else None


def address(key: CalendarKey) -> str:
    """On the national site, so that it stays when local sites come and go."""
    return settings.BASE_URL + reverse("calendar_feed", args=[key.key])


def events(user: User) -> list[Event]:
    """What all apps have for this person, in the language in force, earliest first."""
    return sorted(chain.from_iterable(calendar_sources.run(user=user)), key=lambda event: (event.starts_at, event.uid))


def coming(user: User) -> list[Event]:
    """What still has to be, for a screen."""
    return [event for event in events(user) if not event.is_cancelled and event.ends_at > clock.now()]


def feed(user: User) -> str:
    """The whole file, in the person's language."""
    with translation.override(user.language):
        return icalendar.calendar(settings.SITE_NAME, events(user))
