"""What follows in allauth's own steps."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.signals import authenticator_added
from django.http import HttpRequest

from aantafel.accounts.models import User


def remember_fresh_proof(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Whoever has just typed the app's code need not type it again to see the spare codes."""
    record_authentication(request, user, method="mfa", reauthenticated=True)


def connect() -> None:
    authenticator_added.connect(remember_fresh_proof, dispatch_uid="accounts.remember_fresh_proof")
