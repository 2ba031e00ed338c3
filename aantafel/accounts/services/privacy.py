"""One's own data: to take along, and to have erased. What each app holds, it gives and erases by its own handler."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import CalendarKey, DeskShare, Invitation, Membership, SignInToken, User
from aantafel.accounts.permissions import is_operator
from aantafel.accounts.services import memberships
from aantafel.core import clock, page_cache
from aantafel.core.errors import WrongState
from aantafel.core.registry import on_erase, on_export
from municipalities.models import Instance


class StillNeeded(WrongState):
    default = _("You are an operator. Let another operator end that role first; then you can erase your account.")


class OnlyCoordinator(StillNeeded):
    default = _(
        "You are the only coordinator of a municipality. Let somebody else become coordinator first. "
        "Then you can erase your account."
    )


def download(*, actor: User) -> dict[str, Any]:
    """Everything that the site holds about this person, by subject."""
    parts: list[dict[str, Any]] = on_export.run(user=actor)
    return {"made_at": clock.now(), **{name: rows for part in parts for name, rows in part.items()}}


def erase(*, actor: User, ideas_too: bool) -> None:
    """Erase the account in one transaction: all of it, or nothing. Raises StillNeeded for an operator and for the only
    coordinator of an open site; other roles end first, so that their work is handed on.

    Ideas that were never on the site go. Those on the site stay without any trace of the person, or go too. Locks in
    the order of signing in (ways in, person, ideas), so that a code typed at this moment waits or is too late.
    """
    with transaction.atomic():
        list(SignInToken.objects.select_for_update().filter(email=actor.email).order_by("pk"))
        user = User.objects.select_for_update(no_key=True).get(pk=actor.pk)
        if is_operator(user):
            raise StillNeeded
        on_erase.run(user=user, ideas_too=ideas_too)
        transaction.on_commit(page_cache.purge, robust=True)


def lock_roles(*, user: User, **_others: Any) -> None:
    """First of all in an erasure: the sites where this person has a role, and then the roles, of each the lowest number
    first. Whoever ends a role begins with these too."""
    held = Membership.objects.filter(user=user, ended_at=None)
    sites = Instance.objects.filter(municipality__in=held.values("municipality"))
    for rows in (sites, held):
        list(rows.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))


def end_roles(*, user: User, **_others: Any) -> None:
    """Before anything is erased, and after all locks: what the person did is handed on. Raises OnlyCoordinator."""
    try:
        memberships.end_all(user=user)
    except memberships.LastCoordinator:
        raise OnlyCoordinator from None


def export_person(*, user: User, **_others: Any) -> dict[str, Any]:
    """The account itself, for `on_export`."""
    return {
        "account": {
            "email": user.email,
            "name": user.name,
            "name_display": user.name_display,
            "capacity": user.capacity,
            "home_municipality": str(user.home_municipality or ""),
            "home_postcode": user.home_postcode,
            "work_municipality": str(user.work_municipality or ""),
            "language": user.language,
            "created_at": user.created_at,
            "last_visit": user.seen_at,
            "second_step": Authenticator.objects.filter(user=user).exists(),
            "calendar_address": CalendarKey.objects.filter(user=user).exists(),
        },
        "roles": list(
            Membership.objects.filter(user=user).values(
                "role", "municipality__name", "capacity", "started_at", "ended_at"
            )
        ),
        "shares_in_desks": list(
            DeskShare.objects.filter(user=user).values("municipality__name", "part", "starts_on", "ends_on", "ended_at")
        ),
        "invitations": list(
            Invitation.objects.filter(email=user.email).values(
                "municipality__name", "role", "name", "message", "state", "created_at", "answered_at"
            )
        ),
    }


def erase_person(*, user: User, **_others: Any) -> None:
    """The account itself, for `on_erase`: last of all, since the others ask for it."""
    SignInToken.objects.filter(email=user.email).delete()
    Invitation.objects.filter(email=user.email).delete()
    EmailAddress.objects.filter(user=user).delete()
    for session in Session.objects.filter(expire_date__gte=clock.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
    user.delete()
