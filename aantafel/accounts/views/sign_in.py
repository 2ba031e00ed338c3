"""Signing in and out."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from aantafel.accounts import intents
from aantafel.accounts.forms import CodeForm, EmailForm
from aantafel.accounts.models import SignInToken
from aantafel.accounts.services import sign_in as service
from aantafel.core import ratelimit
from aantafel.core.errors import DomainError


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Ask for the address; the answer is the same whether anybody has it."""
    if request.user.is_authenticated:
        return redirect(service.safe_path(request.GET.get("next", "")) or resolve_url(settings.LOGIN_REDIRECT_URL))
    form = EmailForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    if request.method == "POST" and form.is_valid():
        try:
            _allow(request)
            token = service.request_token(
                email=form.cleaned_data["email"],
                language=get_language() or "nl",
                next_path=form.cleaned_data["next"],
            )
        except DomainError as error:
            form.add_error("email", str(error.message))
        else:
            return redirect("accounts:code", key=token.key)
    return render(request, "accounts/sign_in.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Ask for the six digits."""
    form = CodeForm(request.POST or None)
    try:
        token = service.find(str(key))
    except service.Unusable:
        return _unusable(request, str(key))
    if request.method == "POST" and form.is_valid():
        try:
            _allow(request)
            token = service.check_code(key=str(key), code=form.cleaned_data["code"])
            return service.complete(request=request, token=token)
        except service.Unusable:
            return _unusable(request, str(key))
        except DomainError as error:
            form.add_error("code", str(error.message))
    intent = token.intent
    context = {"form": form, "token": token, "back_path": intents.way_back(intent), "until": intents.until(intent)}
    return render(request, "accounts/code.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
def new_code(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Another mail with other digits, for who finds none or came too late."""
    try:
        _allow(request)
        token = service.request_again(key=str(key), language=get_language() or "nl")
    except service.Unusable:
        return _unusable(request, str(key))
    except DomainError as error:
        messages.error(request, str(error.message))
        return redirect("accounts:code", key=key)
    messages.success(request, _("A new mail is on its way. Only the code in that mail works now."))
    return redirect("accounts:code", key=token.key)


@never_cache
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, key: UUID, code: str) -> HttpResponseBase:
    """The link from the mail: a button to see, so that a mail scanner that opens links signs nobody in."""
    try:
        token = service.find(str(key))
        if request.method == "POST":
            _allow(request)
            token = service.check_code(key=str(key), code=code)
            return service.complete(request=request, token=token)
    except (service.Unusable, service.WrongCode):
        return _unusable(request, str(key))
    except DomainError as error:
        return render(request, "409.html", {"message": error.message}, status=409)
    context = {"token": token, "meaning": intents.meaning(token.intent)}
    return render(request, "accounts/link.html", context)


@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        logout(request)
        there = service.safe_path(request.POST.get("next", ""))
        return redirect_to_login(there) if there else redirect(settings.LOGOUT_REDIRECT_URL)
    return render(request, "accounts/sign_out.html")


def _unusable(request: HttpRequest, key: str) -> HttpResponseBase:
    """With the way back to what the person was doing, also when the code itself has run out.

    Whoever is in already (a button pressed twice, the mail opened again) goes on as if it were the first time; on
    another device than the one where the code was used, they read that it was.
    """
    token = SignInToken.objects.filter(key=key).first()
    if token is None:
        return render(request, "accounts/unusable.html", status=410)
    if token.used_at is None:
        return render(request, "accounts/unusable.html", {"token": token}, status=410)
    if getattr(request.user, "email", "") == token.email:
        return redirect(intents.way_back(token.intent) or token.next_path or settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/used.html", {"next_path": token.next_path}, status=410)


def _allow(request: HttpRequest) -> None:
    """Two hundred an hour from one address: a class of fifty passes, a guessing machine does not."""
    address = ratelimit.client_address(request)
    if not ratelimit.hit("sign-in-address", address, limit=200, per=timedelta(hours=1)):
        raise service.TooMany(_("There have been very many tries from your connection. Wait an hour and try again."))
