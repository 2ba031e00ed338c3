"""The Django admin behind the same door as the operator's desk."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from aantafel.accounts import second_factor
from aantafel.accounts.permissions import is_operator


class OperatorAdminSite(admin.AdminSite):
    """For operators whose account opens the admin, with the second step where the settings demand it."""

    def has_permission(self, request: HttpRequest) -> bool:
        return self._is_keeper(request) and not second_factor.still_to_take(request)

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """There is no password here: signing in goes by the site's own page, and what is missing is asked first."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next") or request.get_full_path())
        if not self._is_keeper(request):
            raise PermissionDenied
        return redirect(second_factor.still_to_take(request) or "admin:index")

    def _is_keeper(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and is_operator(request.user)


class AuthenticatorAdmin(admin.ModelAdmin[Any]):
    """Who has a second step. Removing one helps somebody who lost their phone; its secret is nobody's business."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    fields = ["user", "type", "created_at", "last_used_at"]
    list_select_related = ["user"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def put_own_pages() -> None:
    """Instead of those of allauth, which show the secrets of second steps and let addresses be called verified.

    Idempotent: an app config may be made ready twice.
    """
    for model in (Authenticator, EmailAddress):
        if admin.site.is_registered(model):
            admin.site.unregister(model)
    admin.site.register(Authenticator, AuthenticatorAdmin)
