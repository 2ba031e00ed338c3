"""Every address of the site is known to the tests."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from tests.site.pages import LANGUAGES, PAGES, SUMMARISED


def walk(patterns: list[URLPattern | URLResolver], space: str = "", prefix: str = "") -> Iterator[tuple[str, str]]:
    """Each pattern as (name with its namespaces, address)."""
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield space + (pattern.name or ""), address
        else:
            own = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from walk(pattern.url_patterns, space + own, address)


def routes(language: str) -> list[tuple[str, str]]:
    with translation.override(language):
        found = list(walk(get_resolver().url_patterns))
    return [(name, address) for name, address in found if name.partition(":")[0] not in SUMMARISED]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_address_is_listed(language: str) -> None:
    listed = {page.route for page in PAGES}
    assert [(name, address) for name, address in routes(language) if name not in listed] == []


def test_every_listed_address_exists() -> None:
    assert {page.route for page in PAGES} - {name for name, _address in routes("nl")} == set()


def test_every_summarised_tree_exists() -> None:
    spaces = {name.partition(":")[0] for name, _address in walk(get_resolver().url_patterns)}
    assert set(SUMMARISED) <= spaces


def test_an_address_has_one_name() -> None:
    addresses = [address for _name, address in routes("nl")]
    assert sorted(address for address in set(addresses) if addresses.count(address) > 1) == []


def test_english_has_the_addresses_of_dutch() -> None:
    dutch, english = routes("nl"), routes("en")
    machines = {page.route for page in PAGES if page.machine}
    assert [(name, f"en/{address}") for name, address in dutch if name not in machines] == [
        (name, address) for name, address in english if name not in machines
    ]


def test_each_state_of_a_page_has_a_name_of_its_own() -> None:
    names = [page.name for page in PAGES]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_each_page_has_a_heading_in_both_languages_or_none() -> None:
    assert [page.name for page in PAGES if bool(page.nl) != bool(page.en)] == []
