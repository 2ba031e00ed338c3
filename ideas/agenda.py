"""Our days with somebody, as a calendar takes them over."""

from django.urls import reverse
from django.utils.translation import gettext as _

from aantafel.accounts.models import User
from aantafel.core import icalendar
from aantafel.core.icalendar import Event
from ideas.enums import TalkState
from ideas.models import Idea, Talk
from municipalities import sites


def events(*, user: User) -> list[Event]:
    """For `calendar_sources`: the conversations about what somebody pinned, or looks after for somebody else. What was
    called off stays for a while, as such.
    """
    talks = Talk.everywhere.filter(idea__in=Idea.everywhere.of(user), starts_at__gte=icalendar.since())
    return [event_of(talk) for talk in talks.select_related("idea").defer("idea__search")]


def event_of(talk: Talk) -> Event:
    """A conversation about an idea, in the language in force."""
    return Event(
        uid=f"{talk.key}@aantafel",
        sequence=talk.changes,
        starts_at=talk.starts_at,
        ends_at=talk.ends_at,
        changed_at=talk.changed_at,
        title=_("AanTafel!: we talk about “%(title)s”") % {"title": talk.idea.title},
        place=talk.where or talk.get_way_display(),
        text=talk.note,
        url=sites.base_url(talk.idea.municipality_id) + reverse("ideas:talk", args=[talk.key]),
        is_cancelled=talk.state == TalkState.CANCELLED,
    )
