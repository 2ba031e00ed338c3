"""What `make bench` says of its figures: the budget, what was found, and whether that is enough."""

from copy import deepcopy
from typing import Any

import pytest
from django.urls import reverse

from bench import report
from bench.pages import PAGES as BENCHED
from tests.site.pages import EVERYONE, PAGES


def side(p95: float, queries: int = 3) -> dict[str, Any]:
    return {"p50_ms": p95 / 2, "p95_ms": p95, "queries": queries, "bytes": 5000}


def figures() -> dict[str, Any]:
    page = {
        "page": "ideas",
        "growing": True,
        "out": {"small": side(10), "large": side(12), "p95_ratio": 1.2},
        "in": {"small": side(10), "large": side(12), "p95_ratio": 1.2},
        "per_second": 200.0,
        "per_second_cached": 1500.0,
    }
    return {
        "pages": [page, {"page": "desk", **{name: page[name] for name in page if name not in ("page", "out")}}],
        "live": {
            "readers": 500,
            "saves": {"alone": side(20), "read": side(30)},
            "p95_ratio": 1.5,
            "polls": {
                **side(10),
                "count": 1000,
                "per_second": 99.0,
                "asked_per_second": 100.0,
                "unchanged": 800,
                "queries_per_poll": 0.1,
            },
            "unchanged_per_second": 600.0,
            "whole_per_second": 300.0,
        },
        "list": {"list_to_bare": 0.65, "cached_to_list": 7.0},
        "likes": {"per_second": 220.0, "lost": 0, "double": 0, "tally_differs": 0},
        "outbox": {"mails": 4000, "expected": 4000, "seconds": 7.0},
        "memory_mb": {"web": [80.0, 81.0]},
    }


def test_everything_within_its_budget_is_met() -> None:
    assert "SHORT" not in report.text(figures())


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("list", "list_to_bare"), 0.59, "beside the bare view"),
        (("list", "cached_to_list"), 4.9, "with the caches"),
        (("live", "p95_ratio"), 2.1, "saving minutes"),
        (("live", "polls", "per_second"), 94.0, "polls answered"),
        (("live", "polls", "queries_per_poll"), 0.21, "queries of a poll"),
        (("likes", "per_second"), 199.0, "likes per second"),
        (("likes", "lost"), 1, "likes lost"),
        (("likes", "double"), 1, "likes lost"),
        (("likes", "tally_differs"), 1, "likes lost"),
        (("outbox", "seconds"), 8.1, "mails per second"),
        (("outbox", "mails"), 3999, "mails lost"),
        (("memory_mb", "web"), [121.0], "memory"),
        (("pages", 0, "out", "p95_ratio"), 1.51, "p95 large beside small"),
        (("pages", 0, "out", "large", "queries"), 9, "queries of a page"),
        (("pages", 0, "out", "large", "queries"), 4, "pages with more queries on the large site"),
        (("pages", 1, "in", "large", "queries"), 4, "pages of the desk with more queries"),
    ],
)
def test_what_falls_short_says_so_on_its_own_line(path: tuple[Any, ...], value: Any, line: str) -> None:
    found = deepcopy(figures())
    place: Any = found
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    short = [each for each in report.text(found).splitlines() if each.endswith("SHORT")]
    assert any(line in each for each in short)


# a page of two sentences, helps on the way to a pin, and what only who builds the site sees: nothing in them grows
NOT_MEASURED = {
    "/onderdelen/",
    "/postvak/",
    "/gewist/",
    "/uitloggen/",
    "/uitnodiging/gewist/",
    "/ideeen/prik/probleem/",
    "/ideeen/prik/bel-mij/",
    "/ideeen/prik/bel-mij/genoteerd/",
    "/ideeen/prik/papier/",
    "/ideeen/prik/vertel/",
    "/ideeen/prik/vertel/gehoord/",
    "/van-mij/",
}


OF_ONE_THING = {
    "ideas:detail": "{idea}",
    "ideas:reactions": "{idea}reacties/",
    "pages:municipality": "/gemeenten/{town}/",
    "tables:detail": "{table}",
    "tables:course": "{table}verloop/",
    "tables:public_plan": "{table}plan/",
    "tables:published": "{minutes}",
    "tables:published_version": "{changed}versies/1/",
    "tables:published_compare": "{changed}versies/2/vergelijk/",
    "tables:live": "{live}",
    "tables:meeting": "/bijeenkomsten/{meeting}/",
    "tables:question": "/durf-te-vragen/{question}/",
    "tables:work_form": "/werkvormen/{form}/",
}


def test_every_page_that_everyone_reads_is_measured() -> None:
    measured = {page.path.partition("?")[0] for page in BENCHED}
    national = [page for page in PAGES if page.access is EVERYONE and page.is_whole and not page.local]
    fixed = {reverse(page.route) for page in national if not page.args}
    assert fixed - NOT_MEASURED == {path for path in fixed if path in measured}
    of_one_thing = {page.route for page in national if page.args}
    assert OF_ONE_THING.keys() <= of_one_thing
    assert set(OF_ONE_THING.values()) <= measured
