"""The second step of signing in, where the settings demand it: of this session, not only of this person."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from aantafel.core.addresses import with_query


def still_to_take(request: HttpRequest) -> str:
    """Where a signed-in person has to go first; "" when nothing is missing.

    A session that began before the step was turned on (or that somebody took over by mail) has proved nothing yet, so
    that having the step is not enough: it was taken in this very session.
    """
    if not settings.SECOND_FACTOR_REQUIRED:
        return ""
    if not is_mfa_enabled(request.user):
        return reverse("mfa_index")
    taken = {record["method"] for record in get_authentication_records(request, request.user)}
    return "" if "mfa" in taken else with_query(reverse("mfa_reauthenticate"), {"next": request.get_full_path()})
