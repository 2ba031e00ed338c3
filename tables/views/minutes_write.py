"""Writing minutes while a meeting goes on: texts that save by themselves, and lists of which each line is a row."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aantafel.core.errors import DomainError
from aantafel.core.htmx import render_page, sentence, wants_fragment
from aantafel.core.paging import by_moment
from aantafel.core.text import whole_number
from tables.enums import MinutesPartName
from tables.forms.minutes import PartForm
from tables.minutes import desk
from tables.minutes.compare import side_by_side
from tables.minutes.desk import Written
from tables.minutes.draft import CLOSING, sitters
from tables.minutes.text import name_of, path_of, when
from tables.models import Minutes, MinutesPart, MinutesPartVersion
from tables.services.minutes import Overtaken, give_way, save
from tables.services.minutes.publishing import may_publish
from tables.views import minutes_lists as lists
from tables.views.doors import NotesRequest, at_minutes


@at_minutes
@require_safe
def write(request: NotesRequest) -> HttpResponse:
    """Everything on one page; for htmx the lines of one list, when somebody else has changed them."""
    minutes = request.notes.minutes
    if minutes is None:
        return render(request, "tables/minutes/begin.html", frame(request))
    asked = request.GET.get("lijst", "")
    if wants_fragment(request) and asked in lists.SORTS:
        return lists.lines(request, minutes, asked)
    there = desk.written(minutes)
    shown = {name.name.lower(): _field(request, there[name.value]) for name in MinutesPartName}
    context: dict[str, Any] = {
        **frame(request),
        **{name: one for name, one in shown.items() if name not in _CLOSING},
        "closing": [shown[name] for name in _CLOSING],
        "sitters": sitters(request.notes.meeting),
        "digests": desk.digests(minutes),
        "publishes": may_publish(minutes, request.notes.role),
        **{key: value for sort in lists.SORTS for key, value in lists.shown(request, minutes, sort).items()},
    }
    return render(request, "tables/minutes/write.html", context)


_CLOSING = tuple(name.name.lower() for name in CLOSING)


@at_minutes
@require_POST
def part(request: NotesRequest, word: str) -> HttpResponse:
    """Save one text. htmx saves while somebody types; the buttons do the same without a script."""
    minutes, one = _one(request, word)
    form = PartForm(request.POST, name=one.name)
    if not form.is_valid():
        if wants_fragment(request):
            return sentence(_("Not saved yet: this text is too long. What you typed is still here."), 422)
        return _part_page(request, one, form, status=422)
    try:
        saved = _save(request, minutes, one, form)
    except Overtaken as error:
        return _overtaken(request, one, form, error.part)
    except DomainError as error:
        if wants_fragment(request):
            return sentence(error.message, 409)
        form.add_error(None, str(error.message))
        return _part_page(request, one, form, status=409)
    if wants_fragment(request):
        context = _field(request, Written(one.name, saved), form=form)
        return _state(request, {"one": context, "saved": True})
    messages.success(request, _("Saved: %(part)s") % {"part": one.name.label})
    return HttpResponseRedirect(f"{_url(request, 'write')}#deel-{one.name.value}")


@at_minutes
@require_safe
def earlier(request: NotesRequest, word: str) -> HttpResponse:
    """The texts that a part had, the newest first."""
    _minutes, one = _one(request, word)
    if one.part is None:
        raise Http404
    page = by_moment(one.part.versions.all(), moment="at", after=request.GET.get("na", "")[:40])
    here = _url(request, "write_earlier", word)
    context = {
        **frame(request),
        "one": one,
        "versions": [(old, desk.said_by(old.role)) for old in page.items],
        "newer": "" if page.is_first else here,
        "older": f"{here}?na={page.next}" if page.next else "",
        "part_url": _url(request, "write_one_part", word),
    }
    return render(request, "tables/minutes/earlier.html", context)


@at_minutes
@require_safe
def one_part(request: NotesRequest, word: str) -> HttpResponse:
    """One text by itself; also an earlier one, to go on with."""
    _minutes, one = _one(request, word)
    old = _version(one, request.GET.get("versie", ""))
    form = PartForm(name=one.name, initial={"text": old.text if old else one.text, "seen": one.version})
    return _part_page(request, one, form, old=old)


@at_minutes
@require_safe
def stand(request: NotesRequest) -> HttpResponse:
    """For the script of the screen: what others have changed since its versions."""
    minutes = request.notes.minutes
    if minutes is None:
        raise Http404
    if request.GET.get("stand") == str(minutes.stamp):
        return HttpResponse(status=204)
    there = desk.written(minutes).values()
    return JsonResponse(
        {
            "stand": minutes.stamp,
            "delen": {
                one.name.value: {"versie": one.version, "tekst": one.text}
                for one in there
                if request.GET.get(one.name.value) != str(one.version)
            },
            "lijsten": desk.digests(minutes),
        }
    )


@at_minutes
@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: NotesRequest, sort: str) -> HttpResponse:
    """A change to one of the lists; its address by itself leads to the screen."""
    minutes = _begun(request)
    if sort not in lists.SORTS:
        raise Http404
    here = f"{_url(request, 'write')}#{sort}"
    if request.method != "POST":
        return HttpResponseRedirect(here)
    form = lists.act(request, minutes, sort)
    if form is None:
        told = lists.said(request)
        if wants_fragment(request):
            return lists.fragment(request, minutes, sort, told=told)
        messages.success(request, told)
        return HttpResponseRedirect(here)
    if wants_fragment(request):
        return lists.fragment(request, minutes, sort, form)
    context = {**frame(request), "sort": sort, **lists.shown(request, minutes, sort, form), "alone": True}
    return render(request, "tables/minutes/list.html", context, status=422)


@at_minutes
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: NotesRequest, sort: str, item: int) -> HttpResponse:
    """One line of a list by itself, to change it."""
    minutes = _begun(request)
    found = lists.find(request, minutes, sort, item)
    if found is None:
        raise Http404
    back = f"{_url(request, 'write')}#{lists.PLACE[sort]}"
    form = found.form
    if request.method == "POST":
        wrong = lists.changed(request, minutes, sort, found)
        if wrong is None:
            messages.success(request, _("Changed."))
            return HttpResponseRedirect(back)
        form = wrong
    context = {
        **frame(request),
        "form": form,
        "sort": sort,
        "title": found.title,
        "back": back,
        "picture": found.picture,
    }
    return render(request, "tables/minutes/item.html", context, status=422 if form.errors else 200)


def frame(request: NotesRequest) -> dict[str, Any]:
    """What every screen of writing shows."""
    notes = request.notes
    meeting = notes.meeting
    return {
        "notes": notes,
        "meeting": meeting,
        "meeting_name": name_of(meeting),
        "when": when(meeting),
        "minutes": notes.minutes,
        "table": notes.table,
        "idea": notes.table.idea,
        "write_url": _url(request, "write"),
        "check_url": _url(request, "minutes_check"),
        "live_path": path_of(meeting, "live"),
        "public_path": path_of(meeting),
    }


def _url(request: NotesRequest, name: str, *args: object) -> str:
    meeting = request.notes.meeting
    return reverse(f"tables:{name}", args=[meeting.table_id, meeting.number, *args])


def _begun(request: NotesRequest) -> Minutes:
    if request.notes.minutes is None:
        raise Http404
    return request.notes.minutes


def _one(request: NotesRequest, word: str) -> tuple[Minutes, Written]:
    minutes = _begun(request)
    if word not in MinutesPartName.values:
        raise Http404
    name = MinutesPartName(word)
    found = MinutesPart.objects.select_related("changed_by").filter(minutes=minutes, part=name).first()
    return minutes, Written(name, found)


def _version(one: Written, number: str) -> MinutesPartVersion | None:
    """An earlier text that somebody wants to go on with."""
    if not number:
        return None
    if one.part is None:
        raise Http404
    return get_object_or_404(one.part.versions, number=whole_number(number, digits=8) or 0)


def _field(request: NotesRequest, one: Written, *, form: PartForm | None = None) -> dict[str, Any]:
    """What the form of one text shows."""
    word = one.name.value
    return {
        "name": one.name,
        "word": word,
        "written": one,
        "by": desk.said_by(one.part.changed_as) if one.part else "",
        "form": form or PartForm(name=one.name, initial={"text": one.text, "seen": one.version}),
        "seen": one.version,
        "save_url": _url(request, "write_part", word),
        "earlier_url": _url(request, "write_earlier", word) if one.part else "",
    }


def _save(request: NotesRequest, minutes: Minutes, one: Written, form: PartForm) -> MinutesPart | None:
    text, seen = form.cleaned_data["text"], form.cleaned_data["seen"]
    who: dict[str, Any] = {
        "actor": request.user,
        "minutes_id": minutes.pk,
        "name": one.name,
        "role": request.notes.role,
    }
    if request.POST.get("keep") == "theirs" and one.part is not None:
        return give_way(**who, text=text)
    return save(**who, text=text, seen=seen)


def _state(request: NotesRequest, context: dict[str, Any]) -> HttpResponse:
    return render_page(request, "tables/minutes/part.html", {**frame(request), **context}, partial="stand")


def _part_page(
    request: NotesRequest, one: Written, form: PartForm, *, status: int = 200, old: MinutesPartVersion | None = None
) -> HttpResponse:
    context = {**frame(request), "one": _field(request, one, form=form), "form": form, "old": old}
    return render(request, "tables/minutes/part.html", context, status=status)


def _overtaken(request: NotesRequest, one: Written, form: PartForm, theirs: MinutesPart) -> HttpResponse:
    """To htmx a line that says so, with what was typed still in its place; else both texts beside each other."""
    by = desk.said_by(theirs.changed_as)
    if wants_fragment(request):
        field = {**_field(request, one, form=form), "seen": form.cleaned_data["seen"]}
        return _state(request, {"one": field, "theirs": theirs, "theirs_by": by})
    mine = form.cleaned_data["text"]
    left, right = side_by_side(mine, theirs.text)
    both = "\n\n".join(text for text in (mine, theirs.text) if text)
    together = PartForm(name=one.name, initial={"text": both, "seen": theirs.version})
    context = {
        **frame(request),
        "one": _field(request, Written(one.name, theirs)),
        "mine": mine,
        "theirs": theirs,
        "theirs_by": by,
        "left": left,
        "right": right,
        "form": together,
    }
    return render(request, "tables/minutes/conflict.html", context, status=409)
