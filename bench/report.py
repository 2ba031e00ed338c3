"""The figures as a table, beside the budgets."""

from typing import Any

P95_RATIO = 1.5
QUERIES = 8
SAVE_RATIO, POLLS_ANSWERED, POLL_QUERIES = 2, 0.95, 0.2


def text(result: dict[str, Any]) -> str:
    return "\n".join([*_pages(result["pages"]), "", *_live(result["live"]), "", *_budgets(result)])


def _pages(pages: list[dict[str, Any]]) -> list[str]:
    lines = [
        f"{'page (large site)':42}{'p50 ms':>8}{'p95 ms':>8}{'ratio':>7}{'in: p95':>9}{'ratio':>7}"
        f"{'req/s':>8}{'cached':>9}{'queries':>9}{'bytes':>8}"
    ]
    for one in pages:
        signed_in = one.get("in") or one["out"]
        out = one.get("out", signed_in)
        lines.append(
            f"{one['page'][:41]:42}{out['large']['p50_ms']:8.1f}{out['large']['p95_ms']:8.1f}{out['p95_ratio']:7.2f}"
            f"{signed_in['large']['p95_ms']:9.1f}{signed_in['p95_ratio']:7.2f}"
            f"{one['per_second']:8.0f}{one['per_second_cached']:9.0f}"
            f"{out['large']['queries']:6d}/{signed_in['large']['queries']:<2d}{out['large']['bytes']:8d}"
        )
    return lines


def _live(live: dict[str, Any]) -> list[str]:
    saves, polls = live["saves"], live["polls"]
    return [
        f"minutes being written, with {live['readers']} readers",
        f"  a save, alone:        p50 {saves['alone']['p50_ms']:.1f} ms, p95 {saves['alone']['p95_ms']:.1f} ms",
        f"  a save, with readers: p50 {saves['read']['p50_ms']:.1f} ms, p95 {saves['read']['p95_ms']:.1f} ms",
        f"  a poll:               p50 {polls['p50_ms']:.1f} ms, p95 {polls['p95_ms']:.1f} ms; "
        f"{polls['per_second']:.0f} a second of {polls['asked_per_second']:.0f} asked, "
        f"{polls['unchanged']} of {polls['count']} unchanged, {polls['queries_per_poll']} queries each",
        f"  at most:              {live['unchanged_per_second']:.0f} unchanged polls a second, "
        f"{live['whole_per_second']:.0f} with the text",
    ]


def _budgets(result: dict[str, Any]) -> list[str]:
    growing = [one for one in result["pages"] if one["growing"] and "out" in one]
    slowest = max(growing, key=lambda one: one["out"]["p95_ratio"])
    public = [one for one in result["pages"] if "out" in one]
    most = max(public, key=lambda one: one["out"]["large"]["queries"])
    uneven = [one["page"] for one in growing if one["out"]["small"]["queries"] < one["out"]["large"]["queries"]]
    desk = [one for one in result["pages"] if "out" not in one]
    more = [one["page"] for one in desk if one["in"]["small"]["queries"] < one["in"]["large"]["queries"]]
    likes, outbox, live = result["likes"], result["outbox"], result["live"]
    polls = live["polls"]
    bare, cached = result["list"]["list_to_bare"], result["list"]["cached_to_list"]
    mails = outbox["mails"] / outbox["seconds"]
    memory = max(value for values in result["memory_mb"].values() for value in values)
    rows = [
        (
            "list beside the bare view, caches off",
            f"{bare:.2f}x",
            ">= 0.6x",
            bare >= 0.6,
        ),
        (
            "list with the caches beside without",
            f"{cached:.1f}x",
            ">= 5x",
            cached >= 5,
        ),
        (
            f"p95 large beside small, worst: {slowest['page']}",
            f"{slowest['out']['p95_ratio']:.2f}x",
            "<= 1.5x",
            slowest["out"]["p95_ratio"] <= P95_RATIO,
        ),
        (
            f"queries of a page, most: {most['page']}",
            str(most["out"]["large"]["queries"]),
            "<= 8",
            most["out"]["large"]["queries"] <= QUERIES,
        ),
        ("pages with more queries on the large site", str(len(uneven)), "0", not uneven),
        ("pages of the desk with more queries on the large site", str(len(more)), "0", not more),
        (
            f"p95 of saving minutes with {live['readers']} readers beside alone",
            f"{live['p95_ratio']:.2f}x",
            "<= 2x",
            live["p95_ratio"] <= SAVE_RATIO,
        ),
        (
            "polls answered of those asked",
            f"{polls['per_second'] / polls['asked_per_second']:.0%}",
            ">= 95%",
            polls["per_second"] >= polls["asked_per_second"] * POLLS_ANSWERED,
        ),
        ("queries of a poll", str(polls["queries_per_poll"]), "<= 0.2", polls["queries_per_poll"] <= POLL_QUERIES),
        ("likes per second on one idea", f"{likes['per_second']:.0f}", ">= 200", likes["per_second"] >= 200),
        (
            "likes lost, double, or not in the tally",
            f"{likes['lost']}, {likes['double']}, {likes['tally_differs']}",
            "0, 0, 0",
            not (likes["lost"] or likes["double"] or likes["tally_differs"]),
        ),
        ("mails per second, two workers", f"{mails:.0f}", ">= 500", mails >= 500),
        ("mails lost or double", str(outbox["expected"] - outbox["mails"]), "0", outbox["expected"] == outbox["mails"]),
        ("memory of the largest web worker (PSS)", f"{memory:.0f} MB", "<= 120 MB", memory <= 120),
    ]
    lines = [f"{'budget':68}{'found':>12}{'asked':>12}"]
    lines += [f"{name[:67]:68}{value:>12}{asked:>12}  {'met' if met else 'SHORT'}" for name, value, asked, met in rows]
    return lines
