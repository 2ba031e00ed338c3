"""Real worker processes, working on the database of the test that starts them.

`python -m tests.support.workers` sends what is due, once; with a number it puts so many mails in the outbox instead.
`worker_app` is the Celery application for a Celery worker. A worker ends by SIGKILL where KILL_AT says.
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent
KILLED = -signal.SIGKILL


def environment(email_url: str, *, kill_at: str = "", **more: str) -> dict[str, str]:
    """As this process, but for the test's own database, a mail server, and perhaps a place to die."""
    database = re.sub(r"/[^/]*$", f"/{connection.settings_dict['NAME']}", os.environ["DATABASE_URL"])
    return {
        **os.environ,
        "DATABASE_URL": database,
        "EMAIL_URL": email_url,
        "DJANGO_SETTINGS_MODULE": "tests.support.smtp_settings",
        "KILL_AT": kill_at,
        **more,
    }


def start(variables: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """A process that sends what is due, once."""
    return subprocess.Popen([sys.executable, "-m", "tests.support.workers"], cwd=ROOT, env=dict(variables))


def start_celery(variables: Mapping[str, str], *, processes: int = 1) -> subprocess.Popen[bytes]:
    """A Celery worker, as in production. Stop it by `stop`."""
    command = ["worker", "--pool", "prefork", "--concurrency", str(processes), "--loglevel", "WARNING"]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    return subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "tests.support.worker_app", *command, *quiet],
        cwd=ROOT,
        env=dict(variables),
        start_new_session=True,
    )


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ends a worker and its children; also one that is dead already."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=10)


def die_at(place: str) -> None:
    """From now on this process ends by SIGKILL when it reaches that place."""
    from aantafel.core import killpoints

    def handler(name: str) -> None:
        if name == place:
            os.kill(os.getpid(), signal.SIGKILL)

    killpoints.handler = handler


def enqueue(variables: Mapping[str, str], count: int) -> list[float]:
    """Let another process put so many mails in the outbox, each in a transaction; how many seconds each commit took."""
    command = [sys.executable, "-m", "tests.support.workers", str(count)]
    done = subprocess.run(command, cwd=ROOT, env=dict(variables), check=True, capture_output=True, text=True)
    seconds: list[float] = json.loads(done.stdout)
    return seconds


def _enqueue(count: int) -> list[float]:
    from django.db import transaction

    from aantafel.core import clock
    from aantafel.outbox.services import enqueue

    seconds = []
    for number in range(count):
        with transaction.atomic():
            enqueue(
                kind="outbox/test",
                to=f"bewoner{number}@buurt.example",
                language="nl",
                context={"at": clock.now()},
                dedupe_key=f"worker:{number}",
            )
            began = time.monotonic()
        seconds.append(time.monotonic() - began)
    return seconds


def main(arguments: list[str]) -> None:
    import django

    django.setup()
    from aantafel.outbox.services import deliver

    if arguments:
        sys.stdout.write(json.dumps(_enqueue(int(arguments[0]))))
        return
    if os.environ.get("KILL_AT"):
        die_at(os.environ["KILL_AT"])
    deliver.run()


if __name__ == "__main__":
    main(sys.argv[1:])
