"""What the tests of this folder share."""

import signal
from collections.abc import Iterator

import pytest


@pytest.fixture
def signals_kept() -> Iterator[None]:
    """Put this process's own signal handlers back."""
    numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD)
    before = {number: signal.getsignal(number) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)
