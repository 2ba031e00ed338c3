"""Which tests are measured for coverage: those that look closely, each once.

Measuring makes everything half as slow again. What a crawl or a browser comes by says little of what is tested, and a
second case of the same test hardly reaches a new line. So these run without being measured: what is found is the least
that is covered.
"""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

CRAWLS = ("tests/site/", "tests/e2e/", "tests/ideas/fire/")
FOR_CHILDREN = ("COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG")


class Measured:
    """Remembers which tests have had their first case in this process."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def counts(self, nodeid: str) -> bool:
        test = nodeid.partition("[")[0]
        is_first = test not in self._seen
        self._seen.add(test)
        return is_first and not nodeid.startswith(CRAWLS)


@contextmanager
def unmeasured() -> Iterator[None]:
    """Nothing that runs in here is measured, nor in processes that are started in here."""
    here, threads = sys.gettrace(), threading.gettrace()
    kept = {name: os.environ.pop(name) for name in FOR_CHILDREN if name in os.environ}
    sys.settrace(None)
    threading.settrace(None)  # type: ignore[arg-type]  # None is what it gives when there is none
    try:
        yield
    finally:
        os.environ.update(kept)
        threading.settrace(threads)  # type: ignore[arg-type]
        sys.settrace(here)
