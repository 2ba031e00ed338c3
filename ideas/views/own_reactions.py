"""My own reaction: to change, to take away, and to disagree with when it was hidden."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.accounts.decorators import SignedInRequest, signed_in
from aantafel.core.errors import DomainError, tell
from aantafel.core.paging import by_moment
from ideas.forms.reactions import ChangeReactionForm, ObjectionForm
from ideas.models import Idea, Reaction
from ideas.permissions import own_reaction
from ideas.services import hiding
from ideas.services import reactions as service
from ideas.views.likes import of_public_idea


@require_http_methods(["GET", "POST"])
@signed_in
@of_public_idea
def change(request: SignedInRequest, idea: Idea, number: int) -> HttpResponseBase:
    """In other words, for half an hour. Whoever is too late keeps what they typed on the screen, and reads why."""
    reaction = own_reaction(request.user, number, idea=idea)
    form = ChangeReactionForm(request.POST or None, initial={"text": reaction.text})
    if request.method == "POST" and form.is_valid():
        try:
            service.change(actor=request.user, reaction_id=reaction.pk, text=form.cleaned_data["text"])
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Your reaction is changed."))
            return redirect(service.path_of(reaction, idea))
    context = {
        "idea": idea,
        "reaction": reaction,
        "form": form,
        "open": service.can_change(reaction) or form.is_bound,
        "until": service.changeable_until(reaction),
    }
    return render(request, "ideas/change_reaction.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
@of_public_idea
def remove(request: SignedInRequest, idea: Idea, number: int) -> HttpResponseBase:
    """Ask whether you are sure; then it is gone."""
    reaction = own_reaction(request.user, number, idea=idea)
    if request.method == "POST":
        service.remove(actor=request.user, reaction_id=reaction.pk)
        messages.success(request, _("Your reaction is gone."))
        return redirect(idea.get_absolute_url() + "#reacties")
    return render(request, "ideas/remove_reaction.html", {"idea": idea, "reaction": reaction})


@require_safe
@signed_in
def overview(request: SignedInRequest) -> HttpResponse:
    """What I said, the newest first, page by page; a hidden one says so."""
    said = Reaction.everywhere.filter(user=request.user, removed_at=None).select_related("idea").defer("idea__search")
    page = by_moment(said, moment="created_at", after=request.GET.get("na", ""))
    here = reverse("ideas:my_reactions")
    context = {
        "rows": page.items,
        "newer": "" if page.is_first else here,
        "older": f"{here}?na={page.next}" if page.next else "",
    }
    return render(request, "ideas/my_reactions.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def mine(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """How my reaction stands. A hidden one with the reason, and room to write back, once."""
    reaction = own_reaction(request.user, pk)
    form = ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            hiding.object_to_hiding(actor=request.user, reaction_id=pk, text=form.cleaned_data["text"])
        except DomainError as error:
            tell(request, error)
        else:
            messages.success(request, _("Thank you. The operator looks at it again, and you get an answer by mail."))
        return redirect("ideas:my_reaction", pk=pk)
    context = {
        "reaction": reaction,
        "idea": reaction.idea,
        "form": form,
        "can_object": hiding.can_object(reaction),
        "can_change": service.can_change(reaction) and reaction.idea.is_public,
        "answer": reaction.entries.filter(kind="kept").last() if reaction.objection_answered_at else None,
    }
    return render(request, "ideas/my_reaction.html", context, status=422 if form.errors else 200)
