"""What every test may use."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from aantafel.core import page_cache, ratelimit
from municipalities import sites
from tests.support.spread import Spread


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Spread:
    """In parallel (`-n`), tests that share something dear run in one process."""
    return Spread(config, log)


@pytest.fixture(autouse=True)
def clean_cache() -> Iterator[None]:
    """Rate limits and kept pages of one test must not reach the next."""
    cache.clear()
    page_cache.breaker.closed_until = 0.0
    ratelimit.breaker.reset()
    sites._directory.clear()
    yield
