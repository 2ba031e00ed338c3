"""What a desk notes down for somebody who has no account here, and so can do nothing on the site themselves.

`replying`, `changing` and `withdrawing` work at whatever desk they are asked; the others are the operator's doors.
"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aantafel.accounts.decorators import SignedInRequest, operator_required
from aantafel.core.errors import DomainError, tell
from aantafel.pages.desks import place, queries
from aantafel.pages.desks.contact import contact_of
from aantafel.pages.desks.forms import ByPhoneForm, PersonTextForm
from aantafel.pages.desks.views.idea import standing_of
from ideas.lifecycle import State
from ideas.models import Idea
from ideas.services import own


def replying(request: SignedInRequest, pk: int) -> HttpResponse:
    """The answer to a question, or the objection to a refusal, as it was told."""
    idea = _of_somebody_without_account(pk)
    form = ByPhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        service = own.answer if idea.status is State.ASKED else own.object_to_refusal
        try:
            with place.acting(idea.municipality_id):
                service(actor=request.user, idea=idea, text=form.cleaned_data["text"])
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Noted down. The idea is back among those to review."))
            return redirect(place.here().to["idea"], pk=pk)
    context = {**standing_of(idea, queries.entries_of(idea)), "form": form}
    return render(request, "desks/behalf_reply.html", context, status=422 if form.errors else 200)


def changing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change the text as the person asked."""
    idea = _of_somebody_without_account(pk)
    form = PersonTextForm(request.POST or None, initial=_text_of(idea))
    if request.method == "POST" and form.is_valid() and _stays_here(idea, form):
        try:
            with place.acting(idea.municipality_id):
                own.change(actor=request.user, idea=idea, municipality=form.chosen(), **form.idea_fields())
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("The idea is changed. It shows in the history."))
            return redirect(place.here().to["idea"], pk=pk)
    return render(request, "desks/behalf_change.html", {"idea": idea, "form": form}, status=422 if form.errors else 200)


def withdrawing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the idea back because the person asked for it."""
    idea = _of_somebody_without_account(pk)
    if request.method != "POST":
        return render(request, "desks/behalf_withdraw.html", standing_of(idea, queries.entries_of(idea)))
    try:
        with place.acting(idea.municipality_id):
            own.withdraw(actor=request.user, idea=idea)
    except DomainError as error:
        tell(request, error)
    else:
        messages.success(request, _("“%(title)s” is withdrawn.") % {"title": idea.title})
    return redirect(place.here().to["idea"], pk=pk)


reply = operator_required(require_http_methods(["GET", "HEAD", "POST"])(replying))
change = operator_required(require_http_methods(["GET", "HEAD", "POST"])(changing))
withdraw = operator_required(require_http_methods(["GET", "HEAD", "POST"])(withdrawing))


def _of_somebody_without_account(pk: int) -> Idea:
    """Whoever can do it themselves does it themselves."""
    idea = queries.idea_for_review(pk)
    if contact_of(idea).mailed is not None:
        raise Http404
    return idea


def _stays_here(idea: Idea, form: PersonTextForm) -> bool:
    """At a local desk an idea goes elsewhere by passing it on alone, with the yes of whoever it is."""
    if not place.here().is_local or form.chosen() == idea.municipality:
        return True
    form.add_error(
        "where",
        _(
            "This lies in another municipality. To bring the idea there, choose “It belongs elsewhere: pass it on” at "
            "the page of the idea."
        ),
    )
    return False


def _text_of(idea: Idea) -> dict[str, str]:
    names = ("title", "relation", "capacity", "role", "interest", "origin", "people", "approach", "theme", "place")
    where = idea.municipality.name if idea.municipality else ""
    return {**{name: getattr(idea, name) for name in names}, "where": where}
