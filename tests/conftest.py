"""What every test may use."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from aantafel.core import page_cache


@pytest.fixture(autouse=True)
def clean_cache() -> Iterator[None]:
    """Rate limits and kept pages of one test must not reach the next."""
    cache.clear()
    page_cache.breaker.closed_until = 0.0
    yield
