"""What everyone may read about coaches, on a local site: who they are, and how you become one."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aantafel.core.page_cache import public_page
from aantafel.core.paging import by_moment
from coaches.local import local_site
from coaches.models import CoachProfile
from coaches.shown import shown as as_shown
from municipalities.parts import part_required
from municipalities.switches import Switch


@local_site
@part_required(Switch.COACHES_SHOWN)
@require_safe
@public_page
def shown(request: HttpRequest) -> HttpResponse:
    """The coaches who show themselves, who came last first; each with what they chose to show."""
    rows = CoachProfile.objects.public().select_related("user").prefetch_related("neighbourhoods").defer("search")
    page = by_moment(rows, moment="started_at", after=request.GET.get("na", ""))
    context = {
        "coaches": [as_shown(profile, profile.public_name) for profile in page.items],
        "newer": "" if page.is_first else reverse("coaches:shown"),
        "older": f"?na={page.next}" if page.next else "",
    }
    return render(request, "coaches/shown.html", context)


@local_site
@part_required(Switch.BECOME_COACH)
@require_safe
@public_page
def become(request: HttpRequest) -> HttpResponse:
    title = _("Become an AanTafel!coach")
    description = _("What a coach does, what it asks of you, and how you become one.")
    context = {
        "prose": {"title": title, "description": description},
        "breadcrumbs": [(_("Home"), reverse("pages:home")), (title, "")],
    }
    return render(request, f"pages/{get_language() or settings.LANGUAGE_CODE}/become_coach.html", context)
