"""What follows in allauth's own steps, and when a role ends."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.signals import authenticator_added
from django.http import HttpRequest

from aantafel.accounts.models import Membership, User
from aantafel.accounts.services import invitations
from aantafel.accounts.signals import role_ended


def remember_fresh_proof(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Whoever has just typed the app's code need not type it again to see the spare codes."""
    record_authentication(request, user, method="mfa", reauthenticated=True)


def take_invitations_back(membership: Membership, actor: User | None, **_kwargs: Any) -> None:
    """Nobody becomes coordinator by somebody who no longer is one."""
    invitations.withdraw_with(membership=membership, actor=actor)


def connect() -> None:
    role_ended.connect(take_invitations_back, dispatch_uid="accounts.take_invitations_back")
    authenticator_added.connect(remember_fresh_proof, dispatch_uid="accounts.remember_fresh_proof")
