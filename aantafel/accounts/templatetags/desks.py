"""Which desks the person who looks may enter."""

from django.contrib.auth.models import AnonymousUser
from django.template import Library

from aantafel.accounts import permissions
from aantafel.accounts.models import DeskShare, User
from aantafel.accounts.permissions import OwnDesks, is_operator
from municipalities import scope
from municipalities.models import Instance

register = Library()


@register.simple_tag
def may_enter_desk(user: User | AnonymousUser | str) -> bool:
    """For the way to the operator's desk. One query for who is signed in; none for others, nor at the desk itself."""
    if isinstance(user, str) or not user.is_authenticated:
        return False
    return _is_at_the_desk() or is_operator(user)


@register.simple_tag
def own_desks(user: User | AnonymousUser | str, instance: Instance | None) -> OwnDesks:
    """For the way to the desks of the local site in use; on the national site there are none."""
    if isinstance(user, str) or not instance:
        return OwnDesks()
    return permissions.own_desks(user).at(instance.municipality_id)


@register.simple_tag
def own_desk(user: User | AnonymousUser | str, instance: Instance | None) -> str:
    """The way to the desk of a municipality of who is signed in; "" for visitors, and for who works nowhere."""
    if isinstance(user, str) or not user.is_authenticated:
        return ""
    return permissions.own_desk(user, instance or None)


@register.simple_tag
def standing_in(user: User, instance: Instance) -> DeskShare | None:
    """The period in which the person who looks stands in for the coordinator. One query."""
    return permissions.standing_in(user, instance.municipality_id)


def _is_at_the_desk() -> bool:
    try:
        return isinstance(scope.current(), scope.Operator)
    except scope.ScopeMissing:  # an error page, made outside every scope
        return False
