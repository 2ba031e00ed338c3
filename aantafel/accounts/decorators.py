"""Doors: who may enter a view."""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from aantafel.accounts import second_factor
from aantafel.accounts.models import User
from aantafel.accounts.permissions import is_operator
from municipalities import scope

View = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """A request whose user is known to be a person."""

    user: User


def signed_in(view: View) -> View:
    """Sign in first; the page is never kept by a browser or proxy."""
    return never_cache(login_required(view))


def operator_required(view: View) -> View:
    """Operators only, who see every municipality's rows: the view runs in the operator's scope.

    Where a second factor is demanded (production), the desk opens only to a session that has given it.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_operator(request.user):
            raise PermissionDenied
        missing = second_factor.still_to_take(request)
        if missing:
            return redirect(missing)
        with scope.operator():
            return view(request, *args, **kwargs)

    return never_cache(login_required(guarded))
