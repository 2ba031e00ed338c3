"""At which desk something is done to an idea: its coordinator's while a local site is open, else the operator's.

Whoever acts at a desk locks the site first, so that none opens or ends in between.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.core.errors import Conflict
from ideas.enums import ReviewRole
from municipalities.services import instances


class OtherDesk(Conflict):
    """The idea lies on the desk of somebody else: a local site opened or ended, or did not open yet."""

    default = _("The site of this municipality is not open. The operator decides about this now.")


def hold(municipality_id: int | None, role: ReviewRole) -> None:
    """Lock the site inside the caller's transaction. Raises OtherDesk for whoever does not decide there."""
    instance = instances.lock(municipality_id)
    is_local = instance is not None and instance.is_open
    if is_local and role is not ReviewRole.COORDINATOR:
        raise OtherDesk(_("This municipality has a site of its own now. Its coordinator decides about this."))
    if not is_local and role is ReviewRole.COORDINATOR:
        raise OtherDesk


@contextmanager
def acting(municipality_id: int | None, role: ReviewRole) -> Iterator[None]:
    """What is done within is done at the desk where this role decides, or not at all. Raises OtherDesk."""
    with transaction.atomic():
        hold(municipality_id, role)
        yield
