"""A browser at a local site."""

from django.test import Client

from aantafel.accounts.models import User
from municipalities import sites
from municipalities.models import Municipality


def at_site(municipality: Municipality, user: User | None = None) -> Client:
    """On the host of a municipality's own site, signed in as `user`, or not at all."""
    client = Client(headers={"host": sites.host_of(municipality.instance)})
    if user is not None:
        client.force_login(user)
    return client
