"""Tables in the neighbourhood, for pages of lower floors: a line on the home page, and where to hand in paper."""

from django import template
from django.http import HttpRequest

from movement import schedules
from movement.models import PhysicalTable
from movement.schedules import Shown
from municipalities import sites, switches
from municipalities.switches import Switch

register = template.Library()


@register.simple_tag(takes_context=True)
def tables_to_drop_in(context: template.Context) -> list[Shown]:
    """Those of the local site in use, who is open first on top; none on the national site or where they are off.

    Three queries on a local site, none elsewhere.
    """
    request: HttpRequest | None = context.get("request")
    instance = sites.of(request) if request else None
    if instance is None or not switches.is_on(instance, Switch.PHYSICAL_TABLES):
        return []
    tables = [schedules.shown(table) for table in PhysicalTable.objects.with_hours()]
    return sorted(tables, key=lambda shown: not shown.now)
