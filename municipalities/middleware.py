"""Which site a request came to, and so whose rows it may see."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

from aantafel.core.locale import in_language, language_of
from municipalities import host_names, scope, sites
from municipalities.enums import InstanceState
from municipalities.models import Instance


class CertificateMiddleware:
    """Tells the proxy whether a host name may get a certificate: that of a local site, of one that has ended too,
    since its hosts lead on by HTTPS.

    Stands before the middleware that knows hosts: the proxy asks by the machine's own name, and lets nobody else ask.
    """

    PATH = "/certificaat"

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path != self.PATH:
            return self.get_response(request)
        return HttpResponse(status=200 if _may_have_certificate(request.GET.get("domain", "")) else 404)


def _may_have_certificate(typed: str) -> bool:
    try:
        return sites.find(host_names.clean_host(typed)) is not None
    except host_names.NoHostName:
        return False


class ScopeMiddleware:
    """Enters the scope of the site that the host leads to, and leaves it after the response.

    A host of the national site gives the National scope, one of a local site the Local scope of its municipality and
    `request.instance`; its other hosts lead to the canonical one, and those of an ended site to the national site. What
    a form sends to a host that leads on goes with `request.leads_to`, to be given back to who typed it. A host that no
    site answers to is refused with 400: this is the only place that knows them, so ALLOWED_HOSTS lets every name pass.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        domain = sites.domain_of(request)
        if domain in sites.national_hosts():
            with scope.national():
                return self.get_response(request)
        instance = sites.find(domain)
        if instance is None:
            raise DisallowedHost(f"No site answers to the host {domain!r}.")
        away = _leads_on(instance, domain)
        if away and request.method in {"GET", "HEAD"}:
            return HttpResponseRedirect(away + request.get_full_path())
        if away:
            request.leads_to = away  # type: ignore[attr-defined]  # read by sites.leads_to
            with scope.national():
                return self.get_response(request)
        if language_of(request.path_info) not in instance.languages:
            return _in_dutch(request)
        request.instance = instance  # type: ignore[attr-defined]  # read by sites.of
        with scope.local(instance.municipality):
            return self.get_response(request)


def _in_dutch(request: HttpRequest) -> HttpResponseBase:
    """The same page of a site that speaks Dutch alone; a form goes along as it was sent (307)."""
    there = f"{in_language(request.path, 'nl')}?{request.META.get('QUERY_STRING', '')}".removesuffix("?")
    response = HttpResponseRedirect(there)
    if request.method not in {"GET", "HEAD"}:
        response.status_code = 307
    return response


def _leads_on(instance: Instance, domain: str) -> str:
    """The site where the same path is found instead; "" when it is this one. Not for good: both may change back."""
    if instance.state == InstanceState.ENDED:
        return str(settings.BASE_URL)
    return "" if domain == sites.host_of(instance) else sites.base_url_of(instance)
