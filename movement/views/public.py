"""Where and when you can drop in: the tables in the neighbourhood of a local site."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from aantafel.core import icalendar
from aantafel.core.page_cache import public_page
from movement import schedules
from movement.models import PhysicalTable
from municipalities import sites
from municipalities.models import Instance
from municipalities.parts import part_required
from municipalities.switches import Switch


@part_required(Switch.PHYSICAL_TABLES)
@require_safe
@public_page
def drop_in(request: HttpRequest) -> HttpResponse:
    instance = _instance(request)
    tables = [schedules.shown(table) for table in PhysicalTable.objects.with_hours()]
    webcal = sites.base_url_of(instance).partition("://")[2] + reverse("agenda")
    return render(request, "movement/drop_in.html", {"tables": tables, "webcal": f"webcal://{webcal}"})


@part_required(Switch.PHYSICAL_TABLES)
@require_safe
@public_page
def agenda(request: HttpRequest) -> HttpResponse:
    """The calendar of the municipality, to follow or to open once; none before its site opens. In Dutch: a calendar
    program asks no language.
    """
    instance = _instance(request)
    if not instance.is_open:
        raise Http404
    base = sites.base_url_of(instance)
    with translation.override("nl"):
        url = base + reverse("movement:drop_in")
        events = [event for table in PhysicalTable.objects.with_hours() for event in schedules.events(table, url)]
        content = icalendar.calendar(instance.name, events)
    return icalendar.response(content, f"agenda-{instance.subdomain}.ics")


def _instance(request: HttpRequest) -> Instance:
    """Only a local site has tables in the neighbourhood."""
    instance = sites.of(request)
    if instance is None:
        raise Http404
    return instance
