"""The menu of the desk whose page this is, with what waits. All of that is counted in one statement at most."""

from collections.abc import Collection, Mapping
from typing import Any

from django.template import Context, Library
from django.utils.translation import get_language

from aantafel.accounts.enums import DeskPart
from aantafel.pages import menus
from aantafel.pages.coach import board
from aantafel.pages.coordinator import menu_counts
from aantafel.pages.desks import overview
from aantafel.pages.desks.counting import Tally
from aantafel.pages.menus import ALL, Group, Menu
from municipalities import scope

register = Library()


@register.simple_tag(takes_context=True)
def coordinator_menu(context: Context) -> Menu:
    request: Any = context.get("request")
    parts: frozenset[DeskPart] = getattr(request, "parts", frozenset())
    return _menu(context, menus.COORDINATOR, menu_counts.of(request) if parts else {}, parts)


@register.simple_tag(takes_context=True)
def coach_menu(context: Context) -> Menu:
    request: Any = context.get("request")
    with scope.tenant(request.instance.municipality):  # their requests for help stand outside the desk
        found = board.tallies(request.user)
    return _menu(context, menus.COACH, found)


@register.simple_tag(takes_context=True)
def operator_menu(context: Context) -> Menu:
    request: Any = context.get("request")
    found = overview.tallies_of(request)
    return _menu(context, menus.OPERATOR, {key: one for key, one in found.items() if key != overview.ANSWERS})


def _menu(
    context: Context, desk: Collection[Group], found: Mapping[str, Tally], parts: Collection[DeskPart] = ()
) -> Menu:
    page: Any = context.get("page") or {}
    counts = {key: tally.count for key, tally in found.items()}
    counts[ALL] = sum(counts.values())
    return menus.menu(desk, page.get("path", ""), get_language() or "nl", counts, parts)
