"""My own idea: pinned, the first sketch, its status, changing, answering, withdrawing."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from aantafel.accounts.decorators import SignedInRequest, signed_in
from aantafel.accounts.services import sign_in
from aantafel.core.errors import DomainError
from aantafel.core.uploads import NotKept
from ideas import plans, sketch, status, support_queries
from ideas.enums import ReviewRole
from ideas.forms import MessageForm, NameForm, SketchForm
from ideas.lifecycle import BEFORE_REVIEW, State
from ideas.models import Idea, Pinner, ReviewEntry
from ideas.permissions import own_idea, own_idea_by_key
from ideas.services import own


@signed_in
@require_GET
def pinned(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Thanks: what happens next and when, and on to the sketch."""
    idea = own_idea_by_key(request.user, key)
    total = len(sketch.QUESTIONS)
    context = {"idea": idea, "status": status.of(idea), "first": sketch.first_open(idea), "total": total}
    return render(request, "ideas/pinned.html", context)


def _in_days(entries: Iterable[ReviewEntry]) -> Iterator[ReviewEntry]:
    """What happened more than once on a day, one after another and with nothing said, is told once."""
    for _same, lines in groupby(entries, key=lambda one: (one.kind, timezone.localdate(one.created_at), one.text)):
        yield next(lines)


@signed_in
@require_GET
def sketch_start(request: SignedInRequest, key: UUID) -> HttpResponseBase:
    """From the mail: go on where the sketch was left."""
    idea = own_idea_by_key(request.user, key)
    return redirect("ideas:sketch", key=key, slug=sketch.first_open(idea).slug)


@signed_in
@require_http_methods(["GET", "POST"])
def sketch_question(request: SignedInRequest, key: UUID, slug: str) -> HttpResponseBase:
    """One question. `?los` means that it was opened to change one answer: afterwards back to the idea."""
    idea, question = own_idea_by_key(request.user, key), sketch.BY_SLUG.get(slug)
    if question is None:
        raise Http404
    if not idea.can_change and request.method == "GET":
        return redirect("ideas:mine", pk=idea.pk)
    single = "los" in request.GET or question is sketch.TITLE
    form = question.form(request.POST or None, request.FILES or None, idea=idea)
    if request.method == "POST" and form.is_valid() and _save_answer(request, idea, form):
        following = sketch.after(slug)
        if single or following is None:
            messages.success(request, _("Thank you. Your answers are saved."))
            return redirect("ideas:mine", pk=idea.pk)
        return redirect("ideas:sketch", key=key, slug=following.slug)
    if request.method == "POST":
        _keep_picture(request, idea, form)
    context = {
        "idea": idea,
        "form": form,
        "question": question,
        "previous": sketch.before(slug),
        "following": sketch.after(slug),
        "number": sketch.QUESTIONS.index(question) + 1 if question in sketch.QUESTIONS else 0,
        "total": len(sketch.QUESTIONS),
        "single": single,
    }
    return render(request, "ideas/sketch.html", context, status=422 if form.errors else 200)


@signed_in
@require_GET
def mine(request: SignedInRequest, pk: int) -> HttpResponse:
    """One idea of mine: how it stands, what happens next, what I can do."""
    idea = own_idea(request.user, pk)
    answers = [(question, question.answered(idea)) for question in sketch.QUESTIONS]
    brought = support_queries.brought_to(idea, after=request.GET.get("na", ""))
    context = {
        "idea": idea,
        "plans": plans.of(idea),
        "onward": idea.merged_into if idea.merged_into and idea.merged_into.is_public else None,
        "status": status.of(idea),
        "entries": list(_in_days(idea.review_entries.all())),
        "answers": answers,
        "title_question": sketch.TITLE,
        "first": sketch.first_open(idea),
        "form": MessageForm(),
        "brought": support_queries.lines(brought),
        "older": f"?na={brought.next}#steun" if brought.next else "",
        "newest": "" if brought.is_first else reverse("ideas:mine", args=[pk]) + "#steun",
    }
    return render(request, "ideas/mine.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def write_back(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Answer the operator's question, or disagree with a refusal."""
    idea = own_idea(request.user, pk)
    if idea.status not in {State.ASKED, State.REFUSED}:
        return redirect("ideas:mine", pk=pk)
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = own.answer if idea.status is State.ASKED else own.object_to_refusal
        try:
            act(actor=request.user, idea=idea, text=form.cleaned_data["text"])
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Thank you. Your message has been sent."))
            return redirect("ideas:mine", pk=pk)
    context = {"idea": idea, "form": form, "entry": idea.review_entries.exclude(role=ReviewRole.PINNER).last()}
    return render(request, "ideas/write_back.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Ask whether you are sure; then take it back. A second time leads on to the idea."""
    idea = own_idea(request.user, pk)
    if idea.status in {State.WITHDRAWN, State.MERGED}:
        return redirect("ideas:mine", pk=pk)
    if request.method == "POST":
        own.withdraw(actor=request.user, idea=idea)
        messages.success(request, _("Your idea is withdrawn."))
        return redirect("ideas:mine", pk=pk)
    return render(request, "ideas/withdraw.html", {"idea": idea})


@never_cache
@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Somebody's idea was filled in for them: with a code to the address that was given, it becomes theirs."""
    idea = Idea.everywhere.select_related("pinner", "municipality").filter(key=key).first()
    if idea is not None and idea.owner_id is not None and idea.owner_id == request.user.pk:
        return redirect("ideas:mine", pk=idea.pk)
    pinner: Pinner | None = getattr(idea, "pinner", None)
    if idea is None or pinner is None or idea.owner_id is not None or not pinner.email or idea.status in BEFORE_REVIEW:
        raise Http404
    if request.method == "POST":
        token = sign_in.request_token(email=pinner.email, language=get_language() or "nl", intent=f"claim:{idea.key}")
        return redirect("accounts:code", key=token.key)
    return render(request, "ideas/claim.html", {"idea": idea})


def _save_answer(request: SignedInRequest, idea: Idea, form: SketchForm) -> bool:
    """False, with the reason in the form, when the idea has moved on since: what was typed stays on the screen."""
    try:
        if isinstance(form, NameForm):
            own.show_name(actor=request.user, idea=idea, display=form.cleaned_data["name_display"])
        else:
            own.change(actor=request.user, idea=idea, **form.values())
    except DomainError as error:
        form.add_error(None, str(error.message))
        return False
    return True


def _keep_picture(request: SignedInRequest, idea: Idea, form: SketchForm) -> None:
    """A good picture with a missing description is kept, so that it need not be chosen again."""
    picture = form.cleaned_data.get("picture")
    if picture and set(form.errors) == {"picture_description"}:
        try:
            own.change(actor=request.user, idea=idea, picture=picture)
        except NotKept as error:
            form.add_error("picture", str(error.message))
        idea.refresh_from_db(fields=["picture"])
