"""Who may do what, as named predicates."""

from django.contrib.auth.models import AnonymousUser

from aantafel.accounts.enums import Role
from aantafel.accounts.models import Membership, User


def is_operator(user: User | AnonymousUser) -> bool:
    """Runs the national site. Asked of the database each time: a role that ends stops at once."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return Membership.objects.filter(user=user, role=Role.OPERATOR, municipality=None, ended_at=None).exists()
