"""`make bench`: seed, measure, print a table against the budgets, write everything down as JSON."""

import argparse
import json
import platform
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from bench import live, measure, report, servers
from bench.measure import Effort
from embedded import site, testing
from tests.support.smtp import SmtpServer

MAILS = 4000
SIZES = {"ideas": 100_000, "likes": 1_000_000, "tables": 20_000, "minutes": 40_000}


def main() -> None:
    options = _options()
    effort = Effort.quick() if options.quick else Effort.whole()
    with ExitStack() as stack:
        _say("Starting PostgreSQL and Valkey, and filling two databases.")
        running = testing.start(as_real=True)
        stack.callback(running.stop)
        smtp = stack.enter_context(SmtpServer())
        seeded = {
            "small": servers.fill(running, "small", ideas=100, likes=1000, tables=50, minutes=100),
            "large": servers.fill(running, "large", **{name: getattr(options, name) for name in SIZES}),
        }
        _say(f"large: {seeded['large']}")
        small, large = (servers.environment(running, name, smtp.url) for name in ("small", "large"))
        found = _measure(stack, effort, small, large, smtp)
    result = {**_circumstances(options), "seeded": seeded, **found}
    path = Path(options.output)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")
    print(report.text(result))
    _say(f"All of it stands in {path}.")


def _measure(
    stack: ExitStack, effort: Effort, small: dict[str, str], large: dict[str, str], smtp: SmtpServer
) -> dict[str, Any]:
    facts_small, facts_large = servers.prepared(small), servers.prepared(large)
    small_port, _small = stack.enter_context(servers.web(small))
    port, process = stack.enter_context(servers.web(large))
    cached_port, cached = stack.enter_context(servers.web(large, PAGE_CACHE_SECONDS="60"))
    found: dict[str, Any] = {}
    _say("The list of ideas beside the bare view.")
    found["list"] = measure.list_against_bare(effort, port=port, cached_port=cached_port)
    _say("Every page.")
    sides = {"small": (small_port, facts_small), "large": (port, facts_large)}
    found["pages"] = measure.pages(effort, **sides, cached_port=cached_port)
    _say("Minutes that are written while five hundred people read along.")
    found["live"] = live.measured(rounds=effort.rounds, seconds=effort.reading, port=port, facts=facts_large)
    _say("A hundred people who like one idea at once.")
    found["likes"] = _likes(port, large, facts_large)
    found["memory_mb"] = {"web": servers.memory(process), "web_with_cache": servers.memory(cached)}
    _say("The outbox.")
    found["outbox"] = _outbox(large, smtp)
    return found


def _likes(port: int, variables: dict[str, str], facts: dict[str, Any]) -> dict[str, Any]:
    rounds = measure.likes(port, facts)
    counted = servers.prepared(variables, "--likes", *(str(pk) for pk, _slug in facts["hot"]))
    given = [after[1] - before[1] for after, before in zip(counted, facts["before"], strict=True)]
    expected = len(facts["likers"])
    return {
        "per_second": median(one["per_second"] for one in rounds),
        "rounds": rounds,
        "people": expected,
        "lost": sum(max(expected - likes, 0) for likes in given),
        "double": sum(max(likes - expected, 0) for likes in given),
        "tally_differs": sum(abs(tally - likes) for tally, likes in counted),
    }


def _outbox(variables: dict[str, str], smtp: SmtpServer) -> dict[str, Any]:
    before = smtp.count()
    servers.prepared(variables, "--mails", str(MAILS))
    took = servers.send_everything(variables, 2)
    return {"mails": smtp.count() - before, "expected": MAILS, "seconds": round(took, 2)}


def _circumstances(options: argparse.Namespace) -> dict[str, Any]:
    return {
        "when": datetime.now(UTC).isoformat(timespec="minutes"),
        **{name: getattr(options, name) for name in SIZES},
        "quick": options.quick,
        "machine": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    for name, size in SIZES.items():
        parser.add_argument(f"--{name}", type=int, default=size)
    parser.add_argument("--quick", action="store_true", help="fewer rounds: three minutes, rougher figures")
    parser.add_argument("--output", default=str(site.ROOT / "var" / "bench" / "latest.json"))
    return parser.parse_args()


def _say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')}  {text}", flush=True)


if __name__ == "__main__":
    main()
