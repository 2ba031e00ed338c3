"""Published minutes as everyone reads them: the page, its versions, PDF and JSON; and asking something about them."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.accounts.models import User
from aantafel.core import dates
from aantafel.core.documents.answers import json_response, pdf_response
from aantafel.core.errors import worked
from aantafel.core.page_cache import public_page
from aantafel.core.ratelimit import client_address
from aantafel.core.text import slugify, whole_number
from tables.enums import ActorRole, MinutesRequestKind
from tables.forms.minutes import RequestForm
from tables.minutes import public, reading
from tables.minutes.public import Read
from tables.minutes.text import name_of, path_of
from tables.models import MinutesVersion, Table
from tables.road import core
from tables.road import course as course_shown
from tables.services.minutes import requests
from tables.shown import queries
from tables.views.gone import gone


def _reading(request: HttpRequest, pk: int, slug: str, number: int, version: int | None = None) -> Read | HttpResponse:
    """The version that is asked for, or where somebody has to go instead."""
    found = public.read(pk, number, version)
    if found is None:
        if queries.public_table(pk) is not None:
            raise Http404
        return gone(request, pk)
    right = slugify(found.minutes.meeting.table.idea.title)
    if slug != right:
        return HttpResponseRedirect(request.path.replace(f"{pk}-{slug}/", f"{pk}-{right}/", 1))
    return found


@require_safe
@public_page
def page(request: HttpRequest, pk: int, slug: str, number: int) -> HttpResponseBase:
    """The newest version."""
    found = _reading(request, pk, slug, number)
    return found if isinstance(found, HttpResponse) else _page(request, found)


@require_safe
@public_page
def version(request: HttpRequest, pk: int, slug: str, number: int, version: int) -> HttpResponseBase:
    """An earlier one, at an address of its own."""
    found = _reading(request, pk, slug, number, version)
    return found if isinstance(found, HttpResponse) else _page(request, found)


def _page(request: HttpRequest, found: Read) -> HttpResponseBase:
    before, after = public.beside(found.minutes)
    tag = _tag(request, found, before, after)
    unchanged = get_conditional_response(request, etag=tag) if tag else None
    if unchanged is not None:
        return unchanged
    versions = public.versions(found.minutes)
    context = {
        **_about(found),
        "is_newest": found.is_newest,
        "versions": [_line(one, found) for one in versions],
        "removals": [dates.day(one.at) for one in public.removals(found.minutes)],
        "before": before,
        "after": after,
    }
    response = render(request, "tables/minutes/page.html", context)
    if tag:
        response.headers["ETag"] = tag
        response.headers["Cache-Control"] = "no-cache"
    return response


def _tag(request: HttpRequest, found: Read, *beside: Any) -> str:
    """For who has no cookie, and so gets the same page as everyone; "" for others."""
    if request.META.get("HTTP_COOKIE"):
        return ""
    numbers = "-".join(str(one.meeting.number) if one else "" for one in beside)
    return f'"{found.edition}-{numbers}-{get_language()}-{request.get_host()}"'


def _about(found: Read) -> dict[str, Any]:
    meeting = found.minutes.meeting
    return {
        "read": found,
        "document": found.document,
        "minutes": found.minutes,
        "version": found.version,
        "meeting": meeting,
        "meeting_name": name_of(meeting),
        "table": meeting.table,
        "idea": meeting.table.idea,
        "day": dates.day(found.version.at),
        "path": path_of(meeting),
    }


def _line(one: MinutesVersion, found: Read) -> dict[str, Any]:
    """A version in the list of them."""
    return {
        "number": one.number,
        "at": one.at,
        "day": dates.day(one.at),
        "by": str(ActorRole(one.role).label),
        "reason": one.reason,
        "is_newest": one.number == found.minutes.version,
        "is_this": one.number == found.version.number,
    }


@require_safe
@public_page
def compare(request: HttpRequest, pk: int, slug: str, number: int, version: int) -> HttpResponseBase:
    """What a version changed in the one before it."""
    found = _reading(request, pk, slug, number, version)
    if isinstance(found, HttpResponse):
        return found
    old = public.read(pk, number, version - 1) if version > 1 else None
    if old is None:
        raise Http404
    context = {
        **_about(found),
        "sections": reading.compared(old.document, found.document),
        "line": _line(found.version, found),
    }
    return render(request, "tables/minutes/compare.html", context)


@require_safe
def as_pdf(request: HttpRequest, pk: int, slug: str, number: int) -> HttpResponseBase:
    return _file(request, pdf_response, pk, slug, number)


@require_safe
def as_json(request: HttpRequest, pk: int, slug: str, number: int) -> HttpResponseBase:
    return _file(request, json_response, pk, slug, number)


def _file(
    request: HttpRequest, answer: Callable[..., HttpResponseBase], pk: int, slug: str, number: int
) -> HttpResponseBase:
    """The newest version, or with `?versie=` another one."""
    wanted = whole_number(request.GET.get("versie", ""), digits=8)
    found = _reading(request, pk, slug, number, wanted)
    if isinstance(found, HttpResponse):
        return found
    name = f"{slug}-{number}-{found.version.number}"
    return answer(request, found.document, name=name, public=True)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int, slug: str, number: int) -> HttpResponseBase:
    """Ask to correct something or to take a name out, without an account."""
    found = _reading(request, pk, slug, number)
    if isinstance(found, HttpResponse):
        return found
    done = reverse("tables:corrected", args=[pk, slug, number])
    return _correct(request, done, {"minutes_id": found.minutes.pk}, _about(found))


@require_http_methods(["GET", "HEAD", "POST"])
def correct_table(request: HttpRequest, pk: int, slug: str) -> HttpResponseBase:
    """The same, of what else a table shows."""
    table = _shown_table(request, pk, slug)
    if isinstance(table, HttpResponse):
        return table
    done = reverse("tables:table_corrected", args=[pk, slug])
    return _correct(request, done, {"table_id": table.pk}, _of_table(table))


def _correct(request: HttpRequest, done: str, what: dict[str, int], about: dict[str, Any]) -> HttpResponse:
    initial = {"email": request.user.email} if isinstance(request.user, User) else {}
    form = RequestForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and worked(form, lambda: _ask(request, what, form)):
        return redirect(done)
    context = {**about, "form": form}
    return render(request, "tables/minutes/correct.html", context, status=422 if form.errors else 200)


def _ask(request: HttpRequest, what: dict[str, int], form: RequestForm) -> None:
    requests.ask(
        **what,
        kind=MinutesRequestKind(form.cleaned_data["kind"]),
        text=form.cleaned_data["text"],
        email=form.cleaned_data["email"],
        client=client_address(request),
        language=get_language() or "nl",
    )


@require_safe
def corrected(request: HttpRequest, pk: int, slug: str, number: int) -> HttpResponseBase:
    """Thanks, and what happens next."""
    found = _reading(request, pk, slug, number)
    return found if isinstance(found, HttpResponse) else render(request, "tables/minutes/corrected.html", _about(found))


@require_safe
def table_corrected(request: HttpRequest, pk: int, slug: str) -> HttpResponseBase:
    table = _shown_table(request, pk, slug)
    if isinstance(table, HttpResponse):
        return table
    return render(request, "tables/minutes/corrected.html", _of_table(table))


def _shown_table(request: HttpRequest, pk: int, slug: str) -> Table | HttpResponse:
    """The table that is asked for, or where somebody has to go instead."""
    table = queries.public_table(pk)
    if table is None:
        return gone(request, pk)
    right = slugify(table.idea.title)
    if slug != right:
        return HttpResponseRedirect(request.path.replace(f"{pk}-{slug}/", f"{pk}-{right}/", 1))
    return table


def _of_table(table: Table) -> dict[str, Any]:
    return {"table": table, "idea": table.idea, "path": table.get_absolute_url()}


@require_safe
@public_page
def course(request: HttpRequest, pk: int, slug: str) -> HttpResponseBase:
    """The idea, and everything that happened at its table, in order, with what was written down of it."""
    table = _shown_table(request, pk, slug)
    if isinstance(table, HttpResponse):
        return table
    context = {
        "table": table,
        "idea": table.idea,
        "sketch": course_shown.idea_texts(table),
        "answers": core.shown(table),
        "entries": course_shown.of(table),
    }
    return render(request, "tables/minutes/course.html", context)
