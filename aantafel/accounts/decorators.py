"""Doors: who may enter a view."""

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from aantafel.accounts import second_factor
from aantafel.accounts.enums import DeskPart
from aantafel.accounts.models import User
from aantafel.accounts.permissions import coach_in, desk_parts, desks_of, is_coach, is_operator
from aantafel.core import typed
from aantafel.core.htmx import sentence, wants_fragment
from municipalities import scope, sites
from municipalities.models import Instance, Municipality

View = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """A request whose user is known to be a person."""

    user: User


def of_somebody(view: View) -> View:
    """Marks a page that depends on who is signed in: whoever does not find it there reads as whom they are in."""
    view.of_somebody = True  # type: ignore[attr-defined]  # wrappers take it over
    return view


def is_of_somebody(view: View) -> bool:
    return getattr(view, "of_somebody", False)


def signed_in(view: View) -> View:
    """Sign in first; the page is never kept by a browser or proxy."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs) if request.user.is_authenticated else _sign_in_first(request)

    return never_cache(of_somebody(guarded))


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


class DeskRequest(SignedInRequest):
    """A request at a desk of the municipality of `instance`; `parts` of the coordinator's desk are open to the user."""

    instance: Instance
    parts: frozenset[DeskPart]


def desk_required(*any_of: DeskPart) -> Callable[[View], View]:
    """The coordinator's desk of the municipality whose site it is, in its own scope: whoever may work at one of these
    parts of it, or, without any, at any part. On the national site the person is led to their own desk.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            instance = sites.of(request)
            if instance is None:
                return _to_own_desk(request, desks_of(request.user))
            parts = desk_parts(request.user, instance.municipality_id)
            if not parts or (any_of and parts.isdisjoint(any_of)):
                raise PermissionDenied
            request.parts = parts  # type: ignore[attr-defined]  # what DeskRequest says
            return _at_local_desk(view, request, instance, *args, **kwargs)

        return signed_in(guarded)

    return decorate


def coach_required(view: View) -> View:
    """The desk of the coaches of the municipality whose site it is, in its own scope."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        instance = sites.of(request)
        if instance is None:
            return _to_own_desk(request, coach_in(request.user))
        if not is_coach(request.user, instance.municipality_id):
            raise PermissionDenied
        request.parts = frozenset()  # type: ignore[attr-defined]  # what DeskRequest says
        return _at_local_desk(view, request, instance, *args, **kwargs, second_step=False)

    return signed_in(guarded)


def coach_or_desk_required(part: DeskPart) -> Callable[[View], View]:
    """What coaches share with the desk: the coaches of the municipality, and whoever may work at `part` of its desk."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            instance = sites.of(request)
            if instance is None:
                return _to_own_desk(request, coach_in(request.user) or desks_of(request.user))
            parts = desk_parts(request.user, instance.municipality_id)
            coach = is_coach(request.user, instance.municipality_id)
            if not coach and part not in parts:
                raise PermissionDenied
            request.parts = parts  # type: ignore[attr-defined]  # what DeskRequest says
            return _at_local_desk(view, request, instance, *args, **kwargs, second_step=not coach)

        return signed_in(guarded)

    return decorate


def _at_local_desk(
    view: View, request: HttpRequest, instance: Instance, *args: Any, second_step: bool = True, **kwargs: Any
) -> HttpResponseBase:
    missing = second_factor.still_to_take(request) if second_step else ""
    if missing:
        return redirect(missing)
    with scope.tenant(instance.municipality):
        return view(request, *args, **kwargs)


def _to_own_desk(request: HttpRequest, municipalities: list[Municipality]) -> HttpResponseBase:
    """From the national site: straight on for who has one desk, a choice for who has several."""
    if not municipalities:
        raise PermissionDenied
    if request.method not in {"GET", "HEAD"}:
        raise Http404
    path = request.get_full_path()
    desks = [(one.name, sites.base_url_of(one.instance) + path) for one in municipalities]
    if len(desks) == 1:
        return redirect(desks[0][1])
    return render(request, "accounts/choose_desk.html", {"desks": desks})
