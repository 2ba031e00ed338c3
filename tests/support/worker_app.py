"""The Celery application for a worker that dies where KILL_AT says."""

import os

from aantafel.celery import app
from tests.support.workers import die_at

if os.environ.get("KILL_AT"):
    die_at(os.environ["KILL_AT"])

__all__ = ["app"]
