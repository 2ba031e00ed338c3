"""The conversation that the desk planned with a pinner: its page, and its file for a calendar. The key opens both."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from aantafel.core import icalendar
from ideas.agenda import event_of
from ideas.enums import TalkWay
from ideas.models import Talk
from ideas.permissions import talk_by_key


@never_cache
@require_safe
def talk(request: HttpRequest, key: UUID) -> HttpResponse:
    found = talk_by_key(key)
    return render(request, "ideas/talk.html", {"talk": found, "idea": found.idea, "facts": _facts(found)})


@never_cache
@require_safe
def calendar(request: HttpRequest, key: UUID) -> HttpResponse:
    found = talk_by_key(key)
    response = HttpResponse(icalendar.single(event_of(found)), content_type=icalendar.CONTENT_TYPE)
    response["Content-Disposition"] = 'attachment; filename="aantafel.ics"'
    return response


def _facts(found: Talk) -> list[tuple[str, str]]:
    starts, ends = localtime(found.starts_at), localtime(found.ends_at)
    where = found.where or _("We ring you.")
    if found.way == TalkWay.LINK:
        where = format_html('<a href="{}" rel="noreferrer">{}</a>', where, where)
    when = f"{date_format(starts, 'l j F Y, H:i')} – {date_format(ends, 'H:i')}"
    return [(pgettext("talk", "When"), when), (found.get_way_display(), where)]
