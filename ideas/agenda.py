"""Our days with somebody, as a calendar takes them over."""

from django.urls import reverse
from django.utils.translation import gettext as _

from aantafel.core.icalendar import Event
from ideas.enums import TalkState
from ideas.models import Talk
from municipalities import sites


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
