"""Addresses with a query."""

from collections.abc import Mapping
from urllib.parse import urlencode


def with_query(path: str, query: Mapping[str, str]) -> str:
    """The path with those values that say something: `/ideeen/?q=bankje`."""
    said = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(said)}" if said else path
