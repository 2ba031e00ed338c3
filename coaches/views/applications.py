"""Applying to become a coach, with a code for who is not signed in; and how one's application stands."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from aantafel.accounts.decorators import SignedInRequest, signed_in
from aantafel.accounts.models import User
from aantafel.accounts.permissions import is_coach
from aantafel.core.errors import DomainError
from aantafel.core.ratelimit import client_address
from coaches.forms import ApplyForm, moment_rows
from coaches.local import local_site
from coaches.models import CoachApplication
from coaches.services import applications as service
from municipalities import sites
from municipalities.models import Instance
from municipalities.parts import part_required
from municipalities.switches import Switch


@local_site
@part_required(Switch.BECOME_COACH)
@never_cache
@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest) -> HttpResponseBase:
    user = request.user if isinstance(request.user, User) else None
    instance = _instance(request)
    form = ApplyForm(request.POST or None, user=user, initial=_typed(request, user, instance))
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_send(request, instance, form, user))
        except DomainError as error:
            form.add_error(None, str(error.message))
    context = {
        "form": form,
        "moments": moment_rows(form["moments"]),
        "is_coach": user is not None and is_coach(user, instance.municipality_id),
    }
    return render(request, "coaches/apply.html", context, status=422 if form.errors else 200)


@local_site
@signed_in
@require_http_methods(["GET", "POST"])
def applied(request: SignedInRequest) -> HttpResponseBase:
    """How it stands with one's last application here; taking it back."""
    municipality = _instance(request).municipality
    if request.method == "POST":
        if service.withdraw(actor=request.user, municipality=municipality):
            messages.success(request, _("You have taken your application back."))
        return redirect("coaches:applied")
    own = CoachApplication.everywhere.filter(user=request.user, municipality=municipality)
    return render(request, "coaches/applied.html", {"application": own.order_by("-created_at", "-pk").first()})


def _instance(request: HttpRequest) -> Instance:
    instance = sites.of(request)
    assert instance is not None, "local_site is the door"
    return instance


def _send(request: HttpRequest, instance: Instance, form: ApplyForm, user: User | None) -> str:
    """Where to go next: how it stands, or for who is not signed in the question for the code."""
    shared: dict[str, Any] = {
        "municipality": instance.municipality,
        "typed": form.typed(),
        "language": get_language() or "nl",
    }
    if user is not None:
        service.apply(user=user, **shared)
        messages.success(request, _("Thank you. Your application has been sent."))
        return reverse("coaches:applied")
    token = service.mean(email=form.cleaned_data["email"], client=client_address(request), **shared)
    return reverse("accounts:code", args=[token.key])


def _typed(request: HttpRequest, user: User | None, instance: Instance) -> dict[str, Any]:
    """What somebody had typed before they came back to correct it; or what waits already; or their name."""
    kept = service.find(request.GET.get("terug", ""))
    if kept is not None and kept.municipality_id == instance.municipality_id:
        return {name: getattr(kept, name) for name in (*service.TYPED, "email")}
    if user is None:
        return {}
    waiting = CoachApplication.everywhere.waiting().filter(user=user, municipality=instance.municipality).first()
    return {name: getattr(waiting, name) for name in service.TYPED} if waiting else {"name": user.name}
