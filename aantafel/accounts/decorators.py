"""Doors: who may enter a view."""

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from aantafel.accounts import second_factor
from aantafel.accounts.models import User
from aantafel.accounts.permissions import is_operator
from aantafel.core import typed
from aantafel.core.htmx import sentence, wants_fragment
from municipalities import scope

View = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """A request whose user is known to be a person."""

    user: User


def signed_in(view: View) -> View:
    """Sign in first; the page is never kept by a browser or proxy."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs) if request.user.is_authenticated else _sign_in_first(request)

    return never_cache(guarded)


def _sign_in_first(request: HttpRequest) -> HttpResponseBase:
    """To the page for that, and back. A form cannot be sent on: it gets a page with what was typed, and the way back to
    where it stood; its own address need not be one that can be opened.
    """
    if wants_fragment(request):
        return sentence(_("You are no longer signed in. Copy what you typed, and load the page again."), 403)
    if request.method in {"GET", "HEAD"}:
        return redirect_to_login(request.get_full_path())
    back = urlencode({"next": typed.page_of(request)})
    context = {"typed": typed.texts(request), "sign_in_url": f"{resolve_url(settings.LOGIN_URL)}?{back}"}
    return render(request, "accounts/signed_out_meanwhile.html", context, status=403)


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

    return signed_in(guarded)
