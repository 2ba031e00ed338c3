"""Coaches ask each other: subjects with replies, read in their own municipality or in the whole country."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aantafel.accounts.decorators import DeskRequest, coach_or_desk_required, desk_required
from aantafel.accounts.enums import DeskPart
from aantafel.accounts.permissions import is_coach
from aantafel.core.errors import DomainError
from aantafel.core.htmx import render_page, wants_fragment
from aantafel.pages.coach.forms import COUNTRY, HidingForm, ReplyForm, TopicForm
from coaches import talk
from coaches.models import CoachReply, CoachTopic
from coaches.services import talk as writer
from coaches.talk import Reading

HEAPS = (("", gettext_lazy("All")), ("hier", gettext_lazy("From here")), ("land", gettext_lazy("The whole country")))
talks = coach_or_desk_required(DeskPart.MODERATE)


@talks
@require_safe
def topics(request: DeskRequest) -> HttpResponse:
    only = request.GET.get("waar", "") if request.GET.get("waar") in {"hier", "land"} else ""
    page = talk.page(_reading(request), only=only, after=request.GET.get("na", "")[:40])
    here = reverse("coach:topics")
    whole = f"{here}?waar={only}" if only else here
    context = {
        **_frame(request),
        "topics": page.items,
        "heaps": [(label, f"{here}?waar={word}" if word else here, word == only) for word, label in HEAPS],
        "any_unread": any(not topic.has_read for topic in page.items),  # type: ignore[attr-defined]  # annotated
        "first": "" if page.is_first else whole,
        "more": f"{here}?waar={only}&na={page.next}" if page.next else "",
    }
    return render(request, "coach/topics.html", context)


@talks
@require_http_methods(["GET", "HEAD", "POST"])
def new_topic(request: DeskRequest) -> HttpResponse:
    form = TopicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        told = {"title": data["title"], "text": data["text"], "is_national": data["reach"] == COUNTRY}
        try:
            topic = writer.begin(actor=request.user, municipality=request.instance.municipality, **told)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Your question stands here. You get a mail when somebody answers."))
            return redirect("coach:topic", pk=topic.pk)
    return render(
        request, "coach/new_topic.html", {**_frame(request), "form": form}, status=422 if form.errors else 200
    )


@talks
@require_http_methods(["GET", "HEAD", "POST"])
def topic(request: DeskRequest, pk: int) -> HttpResponse:
    """A subject with its replies, and room to add one."""
    found = talk.topic_of(pk)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        municipality, text = request.instance.municipality, form.cleaned_data["text"]
        try:
            made = writer.reply(actor=request.user, municipality=municipality, topic_id=pk, text=text)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Your answer stands there."))
            return redirect(reverse("coach:topic", args=[pk]) + f"#antwoord-{made.pk}")
    thread = talk.thread(found, _reading(request), after=request.GET.get("na", "")[:40])
    here = reverse("coach:topic", args=[pk])
    context = {
        **_frame(request),
        "thread": thread,
        "topic": found,
        "form": form,
        "is_read": talk.has_read(request.user, found),
        "first": "" if thread.page.is_first else here,
        "more": f"{here}?na={thread.page.next}" if thread.page.next else "",
    }
    return render_page(request, "coach/topic.html", context, status=422 if form.errors else 200)


@talks
@require_POST
def read(request: DeskRequest, pk: int | None = None) -> HttpResponse:
    """This person has read one subject, or all of them. The script sends it when a subject is opened."""
    found = talk.topic_of(pk) if pk else None
    writer.mark_read(actor=request.user, topic=found)
    if found is not None and wants_fragment(request):
        return render_page(request, "coach/topic.html", {"topic": found, "is_read": True}, partial="read")
    return redirect("coach:topics")


@talks
@require_http_methods(["GET", "HEAD", "POST"])
def take_away(request: DeskRequest, pk: int, number: int | None = None) -> HttpResponse:
    """One's own words: are you sure?"""
    found, written = _written(pk, number)
    if written.author_id != request.user.pk:
        raise Http404
    if request.method == "POST":
        writer.take_away(actor=request.user, written=written)
        messages.success(request, _("Your text is gone."))
        return redirect("coach:topic", pk=pk) if number else redirect("coach:topics")
    return render(request, "coach/take_away.html", {**_frame(request), "topic": found, "written": written})


@desk_required(DeskPart.MODERATE)
@require_http_methods(["GET", "HEAD", "POST"])
def hide(request: DeskRequest, pk: int, number: int | None = None) -> HttpResponse:
    """The coordinator hides something, with a reason. What was written elsewhere is not theirs to hide."""
    found, written = _written(pk, number)
    if not talk.said(written, _reading(request), topic=found).can_hide:
        raise Http404
    form = HidingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        here, reason = request.instance.municipality, form.cleaned_data["text"]
        try:
            writer.hide(actor=request.user, municipality=here, written=written, reason=reason)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Hidden. The writer gets your reason by mail."))
            return redirect("coach:topic", pk=pk)
    context = {**_frame(request), "topic": found, "written": written, "form": form}
    return render(request, "coach/hide.html", context, status=422 if form.errors else 200)


def _reading(request: DeskRequest) -> Reading:
    return Reading(request.user, request.instance.municipality, DeskPart.MODERATE in request.parts)


def _frame(request: DeskRequest) -> dict[str, Any]:
    """A coordinator who is no coach stays at their own desk."""
    coach = is_coach(request.user, request.instance.municipality_id)
    return {"base": "coach/desk.html" if coach else "coordinator/desk.html"}


def _written(pk: int, number: int | None) -> tuple[CoachTopic, CoachTopic | CoachReply]:
    found = talk.topic_of(pk)
    return found, talk.reply_of(found, number) if number else found
