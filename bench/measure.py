"""The measurements themselves: each gives plain numbers, and what is compared is measured in turns."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench import client
from bench.client import Measured, request
from bench.pages import LIST, PAGES, Page
from bench.prepare import SECRET

BARE_PATH = "/kale-lijst/"
TIMES = 40
TIMES_COUNTED = 4  # which local sites are open is read anew every five seconds; a page does not count that


@dataclass(frozen=True)
class Effort:
    """How long to measure: rounds of so many seconds for throughput, so many requests for percentiles, and rounds of
    `reading` seconds for minutes that are read along with.
    """

    rounds: int
    seconds: float
    times: int
    reading: float

    @classmethod
    def whole(cls) -> "Effort":
        return cls(rounds=5, seconds=2.0, times=TIMES, reading=15.0)

    @classmethod
    def quick(cls) -> "Effort":
        return cls(rounds=3, seconds=0.7, times=12, reading=10.0)


def list_against_bare(effort: Effort, *, port: int, cached_port: int) -> dict[str, Any]:
    """Requests per second of the list of ideas, without and with the page cache, beside the bare view, in turns."""
    bare, page = request(BARE_PATH), request(LIST.path)
    for warm in ((port, bare), (port, page), (cached_port, page)):
        client.load(*warm, seconds=0.5)
    found: dict[str, list[float]] = {"bare": [], "list": [], "cached": []}
    for _round in range(effort.rounds):
        for name, where, sent in (("bare", port, bare), ("list", port, page), ("cached", cached_port, page)):
            found[name].append(_sound(client.load(where, sent, seconds=effort.seconds), name).per_second)
    middle = {name: round(median(values), 1) for name, values in found.items()}
    return {
        **middle,
        "list_to_bare": round(middle["list"] / middle["bare"], 3),
        "cached_to_list": round(middle["cached"] / middle["list"], 2),
        "rounds": {name: [round(value, 1) for value in values] for name, values in found.items()},
    }


def pages(
    effort: Effort, *, small: tuple[int, dict[str, Any]], large: tuple[int, dict[str, Any]], cached_port: int
) -> list[dict[str, Any]]:
    """Every page on the small and on the large site, signed out and signed in, in turns."""
    return [_page(effort, page, small, large, cached_port) for page in PAGES]


def _page(
    effort: Effort, page: Page, small: tuple[int, dict[str, Any]], large: tuple[int, dict[str, Any]], cached_port: int
) -> dict[str, Any]:
    sides = {"small": small, "large": large}
    answers: dict[str, Any] = {"page": page.name, "path": page.path.format(**large[1]), "growing": page.growing}
    for who in page.readers:
        times: dict[str, list[float]] = {name: [] for name in sides}
        for _round in range(effort.rounds):
            for name, (port, facts) in sides.items():
                times[name] += _sound(
                    client.one_by_one(port, _sent(page, facts, who), times=effort.times), page.name
                ).seconds
        answers[who] = {name: _spread(values) for name, values in times.items()}
        answers[who]["p95_ratio"] = round(answers[who]["large"]["p95_ms"] / answers[who]["small"]["p95_ms"], 2)
        for name, (port, facts) in sides.items():
            asked = [
                client.Connection(port).send(_sent(page, facts, who, X_Count_Queries="1")) for _ in range(TIMES_COUNTED)
            ]
            counted = min(asked, key=lambda each: int(each.headers["x-queries"]))
            answers[who][name] |= {"queries": int(counted.headers["x-queries"]), "bytes": counted.length}
    port, facts = large
    first = page.readers[0]
    answers["per_second"] = round(
        client.load(port, _sent(page, facts, first), seconds=effort.seconds / 2).per_second, 1
    )
    cached = client.load(cached_port, _sent(page, facts, first), seconds=effort.seconds / 2)
    answers["per_second_cached"] = round(cached.per_second, 1)
    return answers


def likes(port: int, facts: dict[str, Any]) -> list[dict[str, Any]]:
    """A hundred people at once who like one idea that nobody liked before; once for each hot idea."""
    rounds = []
    for pk, slug in facts["hot"]:
        path = f"/ideeen/{pk}-{slug}/goed-idee/"
        sent = [request(path, cookie=cookie, method="POST", X_CSRFToken=SECRET) for cookie in facts["likers"]]
        found = client.each_once(port, sent)
        rounds.append({"idea": pk, "per_second": round(found.per_second, 1), "statuses": found.statuses})
    return rounds


def _sent(page: Page, facts: dict[str, Any], who: str, **headers: str) -> bytes:
    if page.desk:
        host, cookie = facts["desk"]["host"], facts["desk"]["cookie"]
        return request(page.path.format(**facts), cookie=cookie, host=host, **headers)
    return request(page.path.format(**facts), cookie=facts["cookie"] if who == "in" else "", **headers)


def _sound(found: Measured, name: str) -> Measured:
    """What was measured, when every answer was a page."""
    if set(found.statuses) != {200}:
        raise SystemExit(f"The site answered {name} otherwise than with a page: {found.statuses}")
    return found


def _spread(seconds: Sequence[float]) -> dict[str, float]:
    found = Measured(seconds=list(seconds))
    return {"p50_ms": round(found.percentile(0.5) * 1000, 2), "p95_ms": round(found.percentile(0.95) * 1000, 2)}
