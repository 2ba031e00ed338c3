"""What a search engine may find: every public idea, table, municipality and page of prose, at its Dutch address."""

from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.urls import reverse

from aantafel.pages.public import prose
from ideas.models import Idea
from municipalities import scope, sites
from municipalities.models import Municipality
from municipalities.querysets import run_nationally
from tables.meetings import queries as meeting_queries
from tables.minutes.public import for_lists
from tables.minutes.text import path_of
from tables.models import Meeting, Minutes, Table, WorkForm

M = TypeVar("M", bound=Model)
PER_PAGE = 2000


class KeyPaginator(Paginator[M]):
    """Pages by ranges of the primary key: one query for the first and the last key, none that counts or skips rows."""

    object_list: QuerySet[M]

    @cached_property
    def ends(self) -> tuple[int, int]:
        """The key before the first row, and the last key."""
        keys = self.object_list.values_list("pk", flat=True)
        found = list(keys.order_by("pk")[:1].union(keys.order_by("-pk")[:1], all=True))
        return (min(found) - 1, max(found)) if found else (0, 0)

    @cached_property
    def count(self) -> int:
        before, last = self.ends
        return int(last - before)

    def page(self, number: int | str) -> Page[M]:
        valid = self.validate_number(number)
        after = self.ends[0] + (valid - 1) * self.per_page
        rows = self.object_list.filter(pk__gt=after, pk__lte=after + self.per_page).order_by("pk")
        return Page(rows, valid, self)


class OwnSitemap(Sitemap[Any]):
    """At the main address of the site in use, whatever host asks."""

    limit = PER_PAGE
    protocol = urlsplit(settings.BASE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(sites.here()).netloc

    def get_latest_lastmod(self) -> datetime | None:
        """Not asked: it would read every row for the index alone."""
        return None


class KeySitemap(OwnSitemap):
    def rows(self) -> QuerySet[Any]:
        raise NotImplementedError

    @property
    def paginator(self) -> Paginator[Any]:
        return KeyPaginator(self.rows(), self.limit)


def _of_this_site(rows: QuerySet[M], path: str = "municipality") -> QuerySet[M]:
    """The national site leaves to a local site what stands there; the scope has left out what is not of a local one.
    `path` leads to the municipality.
    """
    return rows if isinstance(scope.current(), scope.Local) else run_nationally(rows, path)


class IdeaSitemap(KeySitemap):
    def rows(self) -> QuerySet[Idea]:
        return _of_this_site(Idea.objects.public()).only("title", "published_at", "changed_at").order_by("pk")

    def lastmod(self, idea: Idea) -> datetime | None:
        return idea.changed_at or idea.published_at


class TableSitemap(KeySitemap):
    def rows(self) -> QuerySet[Table]:
        return _of_this_site(Table.objects.public()).select_related("idea").only("idea__title").order_by("pk")


class MeetingSitemap(KeySitemap):
    def rows(self) -> QuerySet[Meeting]:
        rows = meeting_queries.for_sitemap()
        here = isinstance(scope.current(), scope.Local)
        return rows if here else run_nationally(rows, "table__municipality")

    def lastmod(self, meeting: Meeting) -> datetime:
        return meeting.changed_at

    def location(self, meeting: Meeting) -> str:
        return reverse("tables:meeting", args=[meeting.pk])


class WorkFormSitemap(OwnSitemap):
    """A local site lists what it wrote itself: the rest stands on the national one."""

    def items(self) -> QuerySet[WorkForm]:
        rows = WorkForm.objects.only("slug").order_by("pk")
        return rows.exclude(municipality=None) if isinstance(scope.current(), scope.Local) else rows


class MinutesSitemap(KeySitemap):
    def rows(self) -> QuerySet[Minutes]:
        rows = _of_this_site(Minutes.objects.public(), "meeting__table__municipality")
        return for_lists(rows).order_by("pk")

    def location(self, item: Minutes) -> str:
        return path_of(item.meeting)


class MunicipalitySitemap(OwnSitemap):
    def items(self) -> QuerySet[Municipality]:
        return Municipality.objects.current().only("slug").order_by("pk")


class PageSitemap(OwnSitemap):
    def items(self) -> list[str]:
        own = ["pages:home", "ideas:list", "ideas:pin", "tables:list", "tables:all_meetings", "tables:all_minutes"]
        own.append("tables:work_forms")
        if not isinstance(scope.current(), scope.Local):
            own.append("pages:municipalities")
        return own + [f"pages:{page.name}" for page in prose.PAGES]

    def location(self, item: str) -> str:
        return reverse(item)


SECTIONS: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {
    "paginas": PageSitemap,
    "ideeen": IdeaSitemap,
    "tafels": TableSitemap,
    "bijeenkomsten": MeetingSitemap,
    "werkvormen": WorkFormSitemap,
    "verslagen": MinutesSitemap,
    "gemeenten": MunicipalitySitemap,
}
LOCAL_SECTIONS = {name: section for name, section in SECTIONS.items() if section is not MunicipalitySitemap}
