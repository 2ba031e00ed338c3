"""Which site a request came to, and so whose rows it may see."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponseBase
from django.http.request import split_domain_port

from municipalities import scope

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


class ScopeMiddleware:
    """Enters the National scope for the hosts of the national site, and leaves it after the response.

    A host that ALLOWED_HOSTS does not allow is refused by Django; one that it allows by a wildcard only, while no
    site answers to that name, is refused here, also with 400.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        host = request.get_host()
        domain, _port = split_domain_port(host)
        if domain not in national_hosts():
            raise DisallowedHost(f"No site answers to the host {host!r}.")
        with scope.national():
            return self.get_response(request)


def national_hosts() -> frozenset[str]:
    """The hosts that are the national site by name: wildcards in ALLOWED_HOSTS name none."""
    named = {host.lower() for host in settings.ALLOWED_HOSTS if not host.startswith((".", "*"))}
    return LOOPBACK | named | {settings.BASE_DOMAIN}
