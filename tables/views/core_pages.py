"""The pages of the four core questions, the same from both sides: the pinner's own pages and the coach's desk."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from aantafel.accounts.decorators import SignedInRequest
from aantafel.core.errors import DomainError
from aantafel.core.htmx import render_page, sentence, wants_fragment
from aantafel.core.paging import by_moment
from aantafel.core.text import whole_number
from tables.enums import ActorRole, CoreQuestion
from tables.forms.core import CoreAnswerForm
from tables.minutes.compare import side_by_side
from tables.models import CoreAnswer, CoreAnswerVersion, Table
from tables.road import core
from tables.road.core import Asked
from tables.road.core_help import ADVICE
from tables.services import core as writer


@dataclass(frozen=True)
class Seat:
    """From which side somebody answers: as what, in which template, and where the pages of that side stand. `prefix`
    stands before the names of their addresses.
    """

    table: Table
    role: ActorRole
    base: str
    space: str
    number: int
    back_url: str
    prefix: str = ""

    @property
    def is_coach(self) -> bool:
        return self.role is ActorRole.COACH

    @property
    def is_pinner(self) -> bool:
        """On the pages of their own idea: who chooses there what everyone may read."""
        return self.role is ActorRole.OWNER and not self.prefix

    def url(self, name: str = "core", *args: str) -> str:
        return reverse(f"{self.space}:{self.prefix}{name}", args=[self.number, *args])

    def context(self, **more: Any) -> dict[str, Any]:
        return {
            "seat": self,
            "base": self.base,
            "table": self.table,
            "idea": self.table.idea,
            "core_url": self.url(),
            "paper_url": self.url("core_paper"),
            "advice": ADVICE,
            **more,
        }


def overview(request: SignedInRequest, seat: Seat) -> HttpResponse:
    """All four with their answers, and how many are still to come."""
    four = core.asked(seat.table)
    rows = [(one, seat.url("core_question", one.question), seat.url("core_versions", one.question)) for one in four]
    missing = core.unanswered(four)
    first = seat.url("core_question", (missing or four)[0].question)
    context = seat.context(rows=rows, done=len(four) - len(missing), total=len(four), first_url=first)
    return render_page(request, "tables/core/overview.html", context)


def question(request: SignedInRequest, seat: Seat, word: str) -> HttpResponse:
    """One question. htmx saves while somebody types; the buttons do the same without a script."""
    one = _one(seat, word)
    if request.method != "POST":
        old = _version(one, request.GET.get("versie", ""))
        form = CoreAnswerForm(one=one, initial={"text": old.text if old else one.text, "seen": one.version})
        return _question_page(request, seat, one, form, old=old)
    form = CoreAnswerForm(request.POST, one=one)
    if not form.is_valid():
        if wants_fragment(request):
            return sentence(_("Not saved yet: this text is too long. What you typed is still here."), 422)
        return _question_page(request, seat, one, form, status=422)
    try:
        saved = _save(request, seat, one, form)
    except writer.Overtaken as error:
        return _overtaken(request, seat, one, form, error.answer)
    except DomainError as error:
        if wants_fragment(request):
            return sentence(error.message, 409)
        form.add_error(None, str(error.message))
        return _question_page(request, seat, one, form, status=409)
    if wants_fragment(request):
        return _question_page(request, seat, replace(one, answer=saved), form, saved=True)
    messages.success(request, _("Your answer is saved."))
    return redirect(_after(seat, one) if "next" in request.POST else seat.url())


def versions(request: SignedInRequest, seat: Seat, word: str) -> HttpResponse:
    """The texts that an answer had, the newest first."""
    one = _one(seat, word)
    if one.answer is None:
        raise Http404
    page = by_moment(writer.sittings(one.answer), moment="at", after=request.GET.get("na", "")[:40])
    here = seat.url("core_versions", one.question)
    context = seat.context(
        one=one,
        versions=page.items,
        question_url=seat.url("core_question", one.question),
        newer="" if page.is_first else here,
        older=f"{here}?na={page.next}" if page.next else "",
    )
    return render_page(request, "tables/core/versions.html", context)


def paper(request: SignedInRequest, seat: Seat) -> HttpResponse:
    """To print and fill in with a pen, at a kitchen table."""
    return render_page(request, "tables/core/paper.html", seat.context(four=core.asked(seat.table)))


def _one(seat: Seat, word: str) -> Asked:
    for one in core.asked(seat.table):
        if one.question.value == word:
            return one
    raise Http404


def _version(one: Asked, number: str) -> CoreAnswerVersion | None:
    """An earlier text that somebody wants to go on with."""
    if not number:
        return None
    if one.answer is None:
        raise Http404
    return get_object_or_404(one.answer.versions, number=whole_number(number, digits=8) or 0)


def _save(request: SignedInRequest, seat: Seat, one: Asked, form: CoreAnswerForm) -> CoreAnswer | None:
    """The answer as it was saved. What somebody else writes a moment later has not been read on this side."""
    text, seen = form.cleaned_data["text"], form.cleaned_data["seen"]
    who: dict[str, Any] = {
        "actor": request.user,
        "table_id": seat.table.pk,
        "question": one.question,
        "role": seat.role,
    }
    if request.POST.get("keep") == "theirs" and one.answer is not None:
        return writer.give_way(**who, text=text)
    return writer.save(**who, text=text, seen=seen)


def _after(seat: Seat, one: Asked) -> str:
    """The question after this one, and after the last one the four together."""
    four = list(CoreQuestion)
    return seat.url("core_question", four[one.number]) if one.number < len(four) else seat.url()


def _question_page(
    request: SignedInRequest, seat: Seat, one: Asked, form: CoreAnswerForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = seat.context(
        one=one,
        form=form,
        seen=one.version,
        total=len(CoreQuestion),
        versions_url=seat.url("core_versions", one.question) if one.answer else "",
        previous_url=seat.url("core_question", list(CoreQuestion)[one.number - 2]) if one.number > 1 else "",
        **more,
    )
    return render_page(request, "tables/core/question.html", context, partial="stand", status=status)


def _overtaken(
    request: SignedInRequest, seat: Seat, one: Asked, form: CoreAnswerForm, answer: CoreAnswer
) -> HttpResponse:
    """To htmx a line that says so, with what was typed still in its place; else both texts beside each other."""
    if wants_fragment(request):
        context = seat.context(one=one, form=form, seen=form.cleaned_data["seen"], theirs=answer)
        return render_page(request, "tables/core/question.html", context, partial="stand")
    mine = form.cleaned_data["text"]
    left, right = side_by_side(mine, answer.text)
    together = CoreAnswerForm(one=one, initial={"text": f"{mine}\n\n{answer.text}", "seen": answer.version})
    context = seat.context(
        one=one,
        mine=mine,
        theirs=answer,
        left=left,
        right=right,
        form=together,
        question_url=seat.url("core_question", one.question),
    )
    return render_page(request, "tables/core/conflict.html", context, status=409)
