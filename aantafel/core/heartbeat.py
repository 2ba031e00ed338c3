"""A sign of life for whoever watches the worker and the clock: a file that is touched as long as they do their work.

The worker touches HEARTBEAT_FILE while it hears its broker (every two seconds), the clock whenever it has handed over
a task (every minute). Both stop when the broker is gone or when they hang. Without the variable nothing is written.
"""

import os
from pathlib import Path
from typing import Any

from celery.signals import after_task_publish, beat_init, heartbeat_sent

VARIABLE = "HEARTBEAT_FILE"


def touch(**_kwargs: Any) -> None:
    Path(os.environ[VARIABLE]).touch()


def clock_started(**_kwargs: Any) -> None:
    """Only in the clock a task that was handed over is a sign of life: a worker and a web server hand over too."""
    touch()
    after_task_publish.connect(touch, dispatch_uid="heartbeat.clock")


def connect() -> None:
    if os.environ.get(VARIABLE):
        heartbeat_sent.connect(touch, dispatch_uid="heartbeat.worker")
        beat_init.connect(clock_started, dispatch_uid="heartbeat.clock_started")
