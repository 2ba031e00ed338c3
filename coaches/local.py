"""What only a local site has."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from municipalities import sites

View = Callable[..., HttpResponseBase]


def local_site(view: View) -> View:
    """The national site has no coaches: there the address does not exist."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if sites.of(request) is None:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
