"""How the web server runs in production. Read by `gunicorn --config python:aantafel.gunicorn`."""

import os
from typing import Any

from aantafel.core.logs import json_logging

bind = os.environ.get("WEB_BIND", "0.0.0.0:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True
keepalive = 30
graceful_timeout = 20
timeout = 60
worker_tmp_dir = "/dev/shm"  # noqa: S108  the heartbeat must not wait for a disk
no_control_socket = True
logconfig_dict = json_logging()
logconfig_dict["loggers"]["gunicorn.error"] = {"level": "INFO", "handlers": [], "propagate": True}  # JSON as all else
accesslog = None  # the application writes a line for each request, by the name of its address


def child_exit(_server: Any, worker: Any) -> None:
    """What a worker counted stays; its open gauges go."""
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)
