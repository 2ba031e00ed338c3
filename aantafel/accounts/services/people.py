"""The lock on a person."""

from aantafel.accounts.models import User
from aantafel.core.errors import WrongState


def lock(person: User) -> None:
    """Until the caller's transaction ends, nobody erases this account: what somebody says, offers or likes begins with
    it, so that an erasure either finds it or comes first. Raises WrongState for somebody who is no longer here.
    """
    if not User.objects.select_for_update(no_key=True).filter(pk=person.pk).values_list("pk").first():
        raise WrongState
