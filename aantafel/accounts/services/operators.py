"""Who runs the national site."""

from dataclasses import dataclass

from django.db import transaction

from aantafel.accounts.enums import Role
from aantafel.accounts.models import Membership, User


@dataclass(frozen=True)
class Made:
    """What `make_operator` did."""

    user: User
    new_person: bool
    new_role: bool
    opened_admin: bool


def make_operator(*, email: str, name: str, admin: bool) -> Made:
    """Give the person with this address the national role, and make the person where there is none.

    `admin` opens the Django admin too. Running it twice changes nothing the second time.
    """
    with transaction.atomic():
        user = User.objects.find(email)
        new_person = user is None
        if user is None:
            user = User.objects.create_user(email, name=name)
        _membership, new_role = Membership.objects.get_or_create(
            user=user, municipality=None, role=Role.OPERATOR, ended_at=None
        )
        opened = admin and not (user.is_staff and user.is_superuser)
        if opened:
            user.is_staff = user.is_superuser = True
            user.save(update_fields=["is_staff", "is_superuser"])
    return Made(user, new_person, new_role, opened)
