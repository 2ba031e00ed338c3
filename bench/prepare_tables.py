"""Addresses of what happens at tables, and who writes at this moment; for `bench.prepare`."""

from collections.abc import Callable
from typing import Any

FEW = 20  # minutes of a small municipality: a page of them


def facts(cookie: Callable[[Any], str]) -> dict[str, Any]:
    from municipalities.models import Instance
    from tables.minutes.text import path_of
    from tables.models import Meeting, Minutes, NoteTaker, TableQuestion, WorkForm

    now_written = Minutes.everywhere.select_related("meeting__table__idea__owner").get(version=0)
    meeting = now_written.meeting
    table = meeting.table
    last = Meeting.everywhere.filter(table=table, state="held").order_by("-number")[0]
    taker = NoteTaker.objects.select_related("seat__user").get(meeting=meeting)
    # one that stays here: what belongs to a municipality with a site of its own leads there
    at_home = Minutes.everywhere.exclude(meeting__table__municipality__in=Instance.objects.values("municipality"))
    changed = at_home.filter(version=2).select_related("meeting__table__idea").order_by("pk")[0]
    work = f"/mijn/tafels/{table.pk}/verslagen/{meeting.number}/schrijven/"
    return {
        "minutes": path_of(last),
        "changed": path_of(changed.meeting),
        "meeting": meeting.pk,
        "question": TableQuestion.everywhere.open().order_by("-pk")[0].pk,
        "form": WorkForm.everywhere.filter(municipality=None).order_by("pk")[0].slug,
        "village": _village(),
        "long_ago": f"{changed.meeting.starts_at:%Y-%m-%d}",
        "deep_tables": _deep(),
        "live": path_of(meeting, "live"),
        "write": work,
        "writers": [
            {"cookie": cookie(table.idea.owner), "save": f"{work}deel/gezegd/bewaren/"},
            {"cookie": cookie(taker.seat.user), "save": f"{work}deel/pitch/bewaren/"},
        ],
    }


def _village() -> str:
    """The municipality with the fewest tables where people met, of those with a page of minutes; else with the most."""
    from django.db.models import Count

    from tables.models import Minutes

    place = "meeting__table__municipality__slug"
    counted = list(Minutes.everywhere.public().values_list(place).annotate(n=Count("pk")).order_by("n", place))
    return str(next((slug for slug, count in counted if count > FEW), counted[-1][0]))


def _deep() -> dict[str, str]:
    """The keys of pages halfway the lists."""
    from tables.models import Meeting, Minutes, TableQuestion

    return {
        "minutes": _middle(Minutes.everywhere.public(), "published_at"),
        "held": _middle(Meeting.everywhere.public().filter(state="held"), "starts_at"),
        "question": _middle(TableQuestion.everywhere.open(), "asked_at"),
    }


def _middle(rows: Any, moment: str) -> str:
    ordered = rows.order_by(f"-{moment}", "-pk")
    one = ordered[ordered.count() // 2]
    return f"{int(getattr(one, moment).timestamp() * 1e6)}-{one.pk}"
