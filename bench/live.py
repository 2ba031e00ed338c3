"""Minutes that are written while five hundred people read along: what that costs the two who write.

The readers poll as the page does, each at their own moment, over as many connections as a proxy keeps open.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bench import client
from bench.client import Answer, Connection, Measured, request
from bench.prepare import SECRET

READERS = 500
EVERY = 5.0  # seconds, as templates/tables/minutes/_live.html says
CONNECTIONS = 10
SAVES_EVERY = 1.0  # seconds; in life it saves when somebody has stopped typing for two
TEXT = "Een bewoner vroeg naar stoelen bij het plein. De wethouder zegt dat er geld is voor vier."


@dataclass
class Readers:
    """What all readers together saw, and how long all rounds of it took. `late`: seconds that a poll went out after its
    moment, at worst.
    """

    polls: Measured = field(default_factory=Measured)
    queries: int = 0
    late: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def took(self, answer: Answer, began: float, due: float) -> None:
        with self.lock:
            self.polls.seconds.append(time.perf_counter() - began)
            self.polls.statuses[answer.status] = self.polls.statuses.get(answer.status, 0) + 1
            self.queries += int(answer.headers["x-queries"])
            self.late = max(self.late, began - due)


def measured(*, rounds: int, seconds: float, port: int, facts: dict[str, Any]) -> dict[str, Any]:
    """Two who save once a second each, alone and with the readers, in turns."""
    saves = {"alone": Measured(), "read": Measured()}
    readers = Readers()
    written = [0 for _writer in facts["writers"]]
    for _round in range(rounds):
        _write(port, facts, seconds, written, saves["alone"])
        reading = threading.Thread(target=_read_along, args=(port, facts, seconds, readers))
        reading.start()
        _write(port, facts, seconds, written, saves["read"])
        reading.join()
    polls = readers.polls
    if set(polls.statuses) - {200, 204}:
        raise SystemExit(f"The site answered who reads along otherwise than with a text: {polls.statuses}")
    return {
        "readers": READERS,
        "saves": {name: _spread(one) for name, one in saves.items()},
        "p95_ratio": round(saves["read"].percentile(0.95) / saves["alone"].percentile(0.95), 2),
        "polls": {
            **_spread(polls),
            "per_second": round(polls.per_second, 1),
            "asked_per_second": READERS / EVERY,
            "unchanged": polls.statuses.get(204, 0),
            "queries_per_poll": round(readers.queries / len(polls.seconds), 3),
            "latest_ms": round(readers.late * 1000, 1),
        },
        **_at_most(port, facts, seconds),
    }


def _write(port: int, facts: dict[str, Any], seconds: float, written: list[int], into: Measured) -> None:
    """`written` counts the versions of each writer's text, over all rounds."""

    def writer(number: int) -> Callable[[Measured], None]:
        def run(part: Measured) -> None:
            connection = Connection(port)
            until = time.perf_counter() + seconds
            while (began := time.perf_counter()) < until:
                answer = connection.send(_save(facts["writers"][number], written[number]))
                part.seconds.append(time.perf_counter() - began)
                part.statuses[answer.status] = part.statuses.get(answer.status, 0) + 1
                written[number] += 1
                time.sleep(max(began + SAVES_EVERY - time.perf_counter(), 0))
            connection.close()

        return run

    found = client.together([writer(number) for number in range(len(facts["writers"]))])
    if set(found.statuses) != {200}:
        raise SystemExit(f"A save of minutes was answered otherwise than with its state: {found.statuses}")
    into.seconds += found.seconds


def _save(writer: dict[str, str], seen: int) -> bytes:
    body = f"seen={seen}&text={(TEXT + f' {seen}.').replace(' ', '+')}"
    sent = {"X_CSRFToken": SECRET, "HX_Request": "true"}
    return request(writer["save"], cookie=writer["cookie"], method="POST", body=body, **sent)


def _read_along(port: int, facts: dict[str, Any], seconds: float, readers: Readers) -> None:
    begin = time.perf_counter()

    def some(place: int) -> Callable[[Measured], None]:
        def run(_part: Measured) -> None:
            connection = Connection(port)
            mine = range(place, READERS, CONNECTIONS)
            stands = dict.fromkeys(mine, "")
            turn = 0
            while (due := begin + turn * EVERY / len(mine) + place * EVERY / READERS) < begin + seconds:
                time.sleep(max(due - time.perf_counter(), 0))
                reader, turn = mine[turn % len(mine)], turn + 1
                began = time.perf_counter()
                answer = connection.send(_poll(facts, stands[reader]))
                readers.took(answer, began, due)
                stands[reader] = _stand(answer) or stands[reader]
            connection.close()

        return run

    whole = client.together([some(place) for place in range(CONNECTIONS)])
    readers.polls.took += max(whole.took, seconds)


def _poll(facts: dict[str, Any], stand: str, **more: str) -> bytes:
    return request(f"{facts['live']}?stand={stand}", HX_Request="true", X_Count_Queries="1", **more)


def _stand(answer: Answer) -> str:
    """The text that a reader now has on the screen, by its tag."""
    return answer.headers.get("etag", "").removeprefix("W/").strip('"')


def _at_most(port: int, facts: dict[str, Any], seconds: float) -> dict[str, Any]:
    """Polls a second when that is all there is to do: of a text that is there already, and of the text whole."""
    connection = Connection(port)
    stand = _stand(connection.send(_poll(facts, "")))
    connection.close()
    unchanged = client.load(port, _poll(facts, stand), seconds=seconds / 2)
    whole = client.load(port, _poll(facts, ""), seconds=seconds / 2)
    return {"unchanged_per_second": round(unchanged.per_second, 1), "whole_per_second": round(whole.per_second, 1)}


def _spread(found: Measured) -> dict[str, Any]:
    return {
        "count": len(found.seconds),
        "p50_ms": round(found.percentile(0.5) * 1000, 2),
        "p95_ms": round(found.percentile(0.95) * 1000, 2),
    }
