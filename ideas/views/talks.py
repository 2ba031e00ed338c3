"""The conversation that the desk planned with a pinner: its page, and its file for a calendar. The key opens both."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from aantafel.core import icalendar
from aantafel.core.icalendar import Appointment
from ideas.enums import TalkState, TalkWay
from ideas.models import Talk
from ideas.permissions import talk_by_key
from municipalities import sites


@never_cache
@require_safe
def talk(request: HttpRequest, key: UUID) -> HttpResponse:
    found = talk_by_key(key)
    return render(request, "ideas/talk.html", {"talk": found, "idea": found.idea, "facts": _facts(found)})


@never_cache
@require_safe
def calendar(request: HttpRequest, key: UUID) -> HttpResponse:
    found = talk_by_key(key)
    file = icalendar.appointment(_appointment(found))
    response = HttpResponse(file, content_type=icalendar.CONTENT_TYPE)
    response["Content-Disposition"] = 'attachment; filename="aantafel.ics"'
    return response


def _facts(found: Talk) -> list[tuple[str, str]]:
    starts, ends = localtime(found.starts_at), localtime(found.ends_at)
    where = found.where or _("We ring you.")
    if found.way == TalkWay.LINK:
        where = format_html('<a href="{}" rel="noreferrer">{}</a>', where, where)
    when = f"{date_format(starts, 'l j F Y, H:i')} – {date_format(ends, 'H:i')}"
    return [(pgettext("talk", "When"), when), (found.get_way_display(), where)]


def _appointment(found: Talk) -> Appointment:
    return Appointment(
        uid=f"{found.key}@aantafel",
        sequence=found.changes,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        changed_at=found.changed_at,
        title=_("AanTafel!: we talk about “%(title)s”") % {"title": found.idea.title},
        place=found.where or found.get_way_display(),
        text=found.note,
        url=sites.base_url(found.idea.municipality_id) + reverse("ideas:talk", args=[found.key]),
        is_cancelled=found.state == TalkState.CANCELLED,
    )
