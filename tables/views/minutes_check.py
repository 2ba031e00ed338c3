"""Checking what was written, handing it in, publishing it; and what people ask about it afterwards."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aantafel.core import clock
from aantafel.core.errors import DomainError, tell, worked
from aantafel.core.text import whole_number
from municipalities import senders
from tables.enums import MinutesPartName, MinutesRequestKind, MinutesRequestOutcome, MinutesState
from tables.forms.minutes import AnswerForm, PublishForm, TakeOutForm
from tables.minutes.draft import gather
from tables.minutes.text import document, name_of, path_of
from tables.minutes.unasked import unasked
from tables.models import Minutes, MinutesPicture, MinutesRequest
from tables.road import facts
from tables.services.minutes import hand_in, names, publish, requests, take_back
from tables.services.minutes.publishing import Incomplete, may_publish
from tables.views.doors import NotesRequest, WorkRequest, at_minutes, at_table
from tables.views.minutes_write import frame
from tables.views.work import context


@at_minutes
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: NotesRequest) -> HttpResponse:
    """What will go to everyone, as it will look, with what is still missing."""
    minutes = request.notes.minutes
    if minutes is None:
        raise Http404
    draft = gather(minutes)
    named = unasked(draft)
    form = PublishForm(initial={"seen": minutes.stamp}, names=bool(named))
    if request.method == "POST":
        form = PublishForm(request.POST, names=bool(named))
        answer = _act(request, minutes, form)
        if answer is not None:
            return answer
    shown = {
        **frame(request),
        "document": document(draft, at=clock.now(), site=senders.of(request.notes.table.municipality_id).name),
        "lacks": [MinutesPartName(lack.value) for lack in draft.lacks],
        "open_questions": draft.open_questions,
        "unasked": named,
        "may_publish": may_publish(minutes, request.notes.role),
        "has_begun": _has_begun(request),
        "is_handed_in": minutes.state == MinutesState.TO_CHECK,
        "owner_acts": facts.owner_acts(request.notes.table),
        "form": form,
        "seen": minutes.stamp,
    }
    return render(request, "tables/minutes/check.html", shown, status=422 if form.errors else 200)


def _has_begun(request: NotesRequest) -> bool:
    starts_at = request.notes.meeting.starts_at
    return starts_at is not None and starts_at <= clock.now()


def _act(request: NotesRequest, minutes: Minutes, form: PublishForm) -> HttpResponse | None:
    """Where it leads; None when it could not be done, with the reason in the form."""
    who: dict[str, Any] = {"actor": request.user, "minutes_id": minutes.pk}
    here = (request.notes.table.pk, request.notes.meeting.number)
    if "hand_in" in request.POST:
        said = _("Handed in. Who organises the table gets a mail to check it.")
        if facts.owner_acts(request.notes.table):
            said = _("Handed in. The table owner gets a mail to check it.")
        return _simply(request, lambda: hand_in(**who), said, here)
    if "take_back" in request.POST:
        return _simply(request, lambda: take_back(**who), _("You can go on writing."), here)
    if not form.is_valid():
        return None
    try:
        typed = form.cleaned_data
        version = publish(**who, role=request.notes.role, seen=typed["seen"], reason=typed["reason"])
    except Incomplete as error:
        tell(request, error)
        return redirect("tables:minutes_check", *here)
    except DomainError as error:
        form.add_error(None, str(error.message))
        return None
    first = version.number == 1
    messages.success(
        request,
        _("The minutes are public. Who was there gets a mail.") if first else _("The new version is public."),
    )
    if request.notes.organises:
        return redirect("tables:minutes_one", *here)
    return redirect(path_of(request.notes.meeting))


def _simply(request: NotesRequest, act: Callable[[], object], said: str, here: tuple[int, int]) -> HttpResponse:
    try:
        act()
        messages.success(request, said)
    except DomainError as error:
        tell(request, error)
    return redirect("tables:minutes_check", *here)


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: WorkRequest, number: int) -> HttpResponse:
    """What people asked about these minutes: to answer, and to take a name out."""
    minutes = _public_minutes(request, number)
    return _asked(request, MinutesRequest.everywhere.filter(minutes=minutes), **_about(minutes))


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def asked_of_table(request: WorkRequest) -> HttpResponse:
    """The same, of what else the table shows."""
    table = request.work.table
    about = MinutesRequest.everywhere.filter(table=table, minutes=None)
    return _asked(request, about, public_path=table.get_absolute_url())


def _asked(request: WorkRequest, asked: "QuerySet[MinutesRequest]", **about: Any) -> HttpResponse:
    waiting = list(asked.filter(handled_at=None))
    form = AnswerForm()
    answering = 0
    if request.method == "POST":
        form = AnswerForm(request.POST)
        one = get_object_or_404(asked, pk=_number(request.POST.get("request", "")))
        answering = one.pk
        if form.is_valid() and worked(form, lambda: _answer(request, one, form)):
            messages.success(request, _("Answered. Whoever left an address gets a mail."))
            return redirect(request.path)
    answered = list(asked.exclude(handled_at=None).order_by("-handled_at", "-pk")[:50])
    shown = context(
        request,
        **about,
        waiting=[(one, form if one.pk == answering else AnswerForm(auto_id=f"id_{one.pk}_%s")) for one in waiting],
        answered=answered,
        form=form,
        name_kind=MinutesRequestKind.NAME,
    )
    return render(request, "tables/minutes/requests.html", shown, status=422 if form.errors else 200)


def _answer(request: WorkRequest, one: MinutesRequest, form: AnswerForm) -> None:
    requests.answer(
        actor=request.user,
        request_id=one.pk,
        outcome=MinutesRequestOutcome(form.cleaned_data["outcome"]),
        text=form.cleaned_data["answer"],
        role=request.work.role,
    )


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request: WorkRequest, number: int) -> HttpResponse:
    """Take a name or a picture out of all versions: of a name it shows first where it stands."""
    minutes, places = _public_minutes(request, number), list[names.Place]()
    here = (minutes.meeting.table_id, number)
    form = TakeOutForm(request.POST if "words" in request.POST else None)
    if "picture" in request.POST:
        picture = _number(request.POST["picture"])
        names.take_out_picture(actor=request.user, minutes_id=minutes.pk, picture_id=picture, role=request.work.role)
        messages.success(request, _("The picture is taken out of every version."))
        return redirect("tables:minutes_take_out", *here)
    if request.method == "POST" and form.is_valid():
        if "take_out" in request.POST and worked(form, lambda: _take_out(request, minutes, form)):
            messages.success(request, _("It is taken out of every version. It cannot be brought back."))
            return redirect("tables:minutes_take_out", *here)
        if not form.errors:
            worked(form, lambda: places.extend(names.find(minutes, form.cleaned_data["words"])))
    shown = context(
        request,
        **_about(minutes),
        form=form,
        places=places,
        pictures=list(MinutesPicture.objects.filter(minutes=minutes)),
        removals=list(minutes.removals.all()),
    )
    return render(request, "tables/minutes/take_out.html", shown, status=422 if form.errors else 200)


def _take_out(request: WorkRequest, minutes: Minutes, form: TakeOutForm) -> None:
    names.take_out(actor=request.user, minutes_id=minutes.pk, words=form.cleaned_data["words"], role=request.work.role)


def _about(minutes: Minutes) -> dict[str, Any]:
    meeting = minutes.meeting
    return {
        "minutes": minutes,
        "meeting": meeting,
        "meeting_name": name_of(meeting),
        "public_path": path_of(meeting),
    }


def _public_minutes(request: WorkRequest, number: int) -> Minutes:
    table = request.work.table
    rows = Minutes.everywhere.public().select_related("meeting").defer("search", "words")
    minutes = get_object_or_404(rows, meeting__table=table, meeting__number=number)
    minutes.meeting.table = table
    return minutes


def _number(text: str) -> int:
    """0 for what is no number of a row."""
    return whole_number(text) or 0
