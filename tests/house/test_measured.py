"""What is measured for coverage, and what is not."""

import os
import subprocess
import sys
import threading

import pytest

from tests.support.measured import Measured, unmeasured

ASKED = "COVERAGE_PROCESS_CONFIG"


def test_the_first_case_of_a_test_is_measured_and_no_crawl() -> None:
    measured = Measured()
    tests = ["tests/a.py::test_a[1]", "tests/a.py::test_a[2]", "tests/a.py::test_b", "tests/site/test_pages.py::test_c"]
    assert [measured.counts(test) for test in tests] == [True, False, True, False]


def test_nothing_is_measured_meanwhile_and_all_is_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ASKED, ":data:")
    here, threads = sys.gettrace(), threading.gettrace()
    seen: list[object] = []
    with unmeasured():
        assert (sys.gettrace(), threading.gettrace()) == (None, None)
        other = threading.Thread(target=lambda: seen.append(sys.gettrace()))
        other.start()
        other.join()
        child = "import os, sys; sys.exit('COVERAGE_PROCESS_CONFIG' in os.environ)"
        assert subprocess.run([sys.executable, "-c", child], check=False).returncode == 0
    assert seen == [None]
    assert (sys.gettrace(), threading.gettrace()) == (here, threads)
    assert os.environ[ASKED] == ":data:"
