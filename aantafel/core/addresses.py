"""Addresses of our own pages."""

from collections.abc import Mapping
from functools import cache
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, override

UNMATCHED = "unmatched"


def route_of(request: HttpRequest) -> str:
    """The name of the address that a request came to, to keep in its place: the address may hold a key or a code."""
    match = request.resolver_match
    return (match.view_name or match.route or UNMATCHED) if match is not None else UNMATCHED


def with_query(path: str, query: Mapping[str, str]) -> str:
    """The path with those values that say something: `/ideeen/?q=bankje`."""
    said = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(said)}" if said else path


def numbered(route: str, number: int, slug: str) -> str:
    """The address `<number>-<slug>/` of a thing, in the language in force. A list of twenty looks its route up once."""
    return f"{_beginning(route, get_language() or settings.LANGUAGE_CODE)}{number}-{slug}/"


@cache
def _beginning(route: str, language: str) -> str:
    with override(language):
        return reverse(route, args=[0, "x"]).removesuffix("0-x/")
