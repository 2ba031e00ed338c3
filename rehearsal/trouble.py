"""What breaks: a worker that dies, the broker, the cache and the database that go and come back."""

import threading
import time
from collections.abc import Callable

from bench import client
from rehearsal.checks import picture
from rehearsal.report import until
from rehearsal.stage import Stage
from rehearsal.visitor import secure

BACK = 30.0
SOON = 8.0
SWEPT = 100.0  # the sweep comes each minute, and bells are silent for half a minute
PERSON = "rep.etitie@buurt.example"


def ask_for_code(stage: Stage) -> int:
    stage.smtp.clear()
    return stage.visitor().post("/inloggen/", {"email": PERSON}).status


def worker_dies(stage: Stage) -> None:
    mailer = stage.processes["mailer"]
    mailer.kill()
    stage.report.check("without the mailer the site takes a request for a code", ask_for_code(stage) == 302)
    mailer.start()
    _mail, took = stage.mail_to(PERSON, 60)
    stage.report.check("the code comes when the mailer is back", took < 60)
    stage.report.figure("a code in the mail, after its mailer was killed and restarted", f"{took:.1f} s")
    stage.report.check("and once", stage.smtp.count() == 1, else_=stage.smtp.count())


def broker_goes(stage: Stage) -> None:
    check, broker = stage.report.check, stage.processes["broker"]
    broker.stop()
    check("without the broker pages are shown", stage.visitor().get("/gemeenten/").status == 200)
    check("/readyz says degraded: broker", stage.readiness().get("degraded") == ["broker"], else_=stage.readiness())
    began = time.monotonic()
    status = ask_for_code(stage)
    took = time.monotonic() - began
    check("a code can be asked for, without waiting for the broker", status == 302 and took < 6, else_=(status, took))
    broker.started()
    _mail, took = stage.mail_to(PERSON, SWEPT)
    check("the mail that nobody rang for is sent by the sweep", took < SWEPT)
    stage.report.figure("that mail, after the broker was back", f"{took:.0f} s")
    check(
        "/readyz says ok again",
        until(lambda: stage.readiness().get("status") == "ok", BACK) is not None,
        else_=stage.readiness(),
    )


def cache_goes(stage: Stage) -> None:
    check, cache = stage.report.check, stage.processes["cache"]
    cache.stop()
    pages = [stage.visitor().get(path).status for path in ("/", "/ideeen/", "/inloggen/")]
    check("without the cache pages are shown", pages == [200, 200, 200], else_=pages)
    check("/readyz says degraded: cache", stage.readiness().get("degraded") == ["cache"], else_=stage.readiness())
    small = stage.visitor().get(f"/media/{picture(stage).replace('pictures', 'small')}")
    check("small pictures are made anew", small.status == 200, else_=small.status)
    check("limits are counted in the database", ask_for_code(stage) == 302)
    cache.started()
    check(
        "/readyz says ok again",
        until(lambda: stage.readiness().get("status") == "ok", BACK) is not None,
        else_=stage.readiness(),
    )


def database_goes(stage: Stage) -> None:
    check, database = stage.report.check, stage.processes["database"]
    kept = stage.visitor().get("/ideeen/").status
    database.stop()
    ready = stage.visitor().get("/readyz")
    check("without the database /readyz says down", ready.status == 503 and "down" in ready.text, else_=ready)
    check("/healthz goes on: nobody restarts a web server for it", stage.visitor().get("/healthz").status == 200)
    began = time.monotonic()
    page = stage.visitor().get("/inloggen/?next=/mijn/")
    check("a page that needs it holds no thread for long", time.monotonic() - began < SOON)
    other = stage.visitor().get("/ideeen/?q=haven&na=1")
    leaks = [
        word
        for word in ("Traceback", "psycopg", "aantafel/", "OperationalError", "127.0.0.1")
        if word in other.text + page.text
    ]
    check(
        "a page that needs it is a plain page of 500",
        other.status in {500, 503} and "<h1" in other.text,
        else_=(other.status, other.text[:200]),
    )
    check("and tells nothing about the inside", not leaks, else_=leaks)
    check("a page that was kept is still shown", kept == 200 and stage.visitor().get("/ideeen/").status == 200)
    database.started()
    took = until(lambda: stage.readiness().get("status") == "ok", BACK)
    check(
        "/readyz says ok again, soon and without a restart", took is not None and took < SOON, else_=stage.readiness()
    )
    check("and pages are shown", stage.visitor().get("/ideeen/?q=haven").status == 200)
    stage.report.figure("the site is ready again after the database came back", f"{took or 0:.1f} s")


def reload(stage: Stage) -> None:
    """New worker processes, and then a whole new web server, as an upgrade does, while people look around."""
    web = stage.processes["web"]

    def gracefully() -> None:
        assert web.running is not None
        web.running.send_signal(1)  # HUP
        time.sleep(4)

    def replaced() -> None:
        web.stop()
        web.started()

    for what, act in (("a reload", gracefully), ("a new web server", replaced)):
        lost, longest, answered = _under_load(stage, act)
        stage.report.check(f"{what} under load loses no request", not lost and answered > 20, else_=lost)
        stage.report.figure(f"{what} under load: requests, longest wait", f"{answered}, {longest:.1f} s")


def _under_load(stage: Stage, act: Callable[[], None]) -> tuple[dict[str, int], float, int]:
    """Four people who ask for pages in turns, each time anew: what went wrong, the longest wait, how many answers."""
    over = threading.Event()
    kind = secure(stage.context)
    lost: dict[str, int] = {}
    seconds: list[float] = []

    def person(number: int) -> None:
        paths = ("/", "/ideeen/", "/inloggen/", "/gemeenten/")
        while not over.is_set():
            began = time.monotonic()
            try:
                connection = kind(stage.machine.ports["https"])
                answer = connection.send(client.request(paths[(number + len(seconds)) % len(paths)]))
                connection.close()
                said = "" if answer.status == 200 else str(answer.status)
            except OSError as error:
                said = type(error).__name__
            seconds.append(time.monotonic() - began)
            if said:
                lost[said] = lost.get(said, 0) + 1

    people = [threading.Thread(target=person, args=(number,)) for number in range(4)]
    for each in people:
        each.start()
    time.sleep(1)
    act()
    time.sleep(1)
    over.set()
    for each in people:
        each.join()
    return lost, max(seconds), len(seconds)
