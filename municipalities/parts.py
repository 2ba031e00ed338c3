"""Doors of the parts that a municipality can turn off on its site."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from aantafel.core import typed
from aantafel.core.htmx import sentence, wants_fragment
from municipalities import sites, switches
from municipalities.switches import Switch

View = Callable[..., HttpResponseBase]


def part_required(switch: Switch) -> Callable[[View], View]:
    """The view exists only where its part is on. Elsewhere its address says so (404), and shows what was typed."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if switches.is_on(sites.of(request), switch):
                return view(request, *args, **kwargs)
            return off(request, switch)

        return guarded

    return decorate


def off(request: HttpRequest, switch: Switch) -> HttpResponseBase:
    """What stands at the address of a part that is off: why, and another way."""
    said = switches.SAID_WHEN_OFF[switch]
    if wants_fragment(request):
        return sentence(said, 404)
    return render(request, "part_off.html", {"said": said, "typed": typed.texts(request)}, status=404)
