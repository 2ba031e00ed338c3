"""`make test`'s own script: one line for each stage, and what a stage said when it fails."""

import os
import runpy
from collections.abc import Callable
from typing import Any

import pytest

from embedded import shell

SCRIPT: dict[str, Any] = runpy.run_path(str(shell.ROOT / "scripts" / "check.py"))
stage: Callable[..., None] = SCRIPT["stage"]


def test_stage_that_is_in_order_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    stage("format", ("python", "-c", "print('a lot')"), "", dict(os.environ))
    said = capsys.readouterr().out
    assert said.startswith("  format        ok ")
    assert said.count("\n") == 1


def test_stage_that_fails_shows_what_it_said_and_what_may_mend_it(capsys: pytest.CaptureFixture[str]) -> None:
    command = ("python", "-c", "import sys; print('why'); sys.exit(1)")
    with pytest.raises(SystemExit) as ended:
        stage("format", command, "make format", dict(os.environ))
    assert ended.value.code == "format failed. `make format` may mend it."
    assert "failed\n\nwhy" in capsys.readouterr().out


def test_every_folder_with_code_is_type_checked() -> None:
    folders = {path.parent.name for path in shell.ROOT.glob("*/__init__.py")} - {"build", "node_modules"}
    assert folders <= set(SCRIPT["CODE"])


def test_makefile_and_ci_run_this_script() -> None:
    assert "scripts/check.py" in (shell.ROOT / "Makefile").read_text()
    assert "exec make test" in (shell.ROOT / ".ci" / "run").read_text()
