"""Who may enter the mail desk: whoever has the permission `outbox.manage_mail`, which a higher floor gives."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpResponseBase
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponseBase]

PERMISSION = "outbox.manage_mail"


def desk_only(view: View) -> View:
    """Signed out: to sign in. Without the permission: the page that says so. Never kept by a browser."""
    return never_cache(login_required(permission_required(PERMISSION, raise_exception=True)(view)))
