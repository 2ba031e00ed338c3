"""Who wants to become a coach: reading, inviting for a talk, deciding."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.accounts.decorators import DeskRequest, desk_required
from aantafel.accounts.enums import DeskPart
from aantafel.core import typed
from aantafel.core.addresses import with_query
from aantafel.core.errors import DomainError
from aantafel.pages.coordinator.coaching import lists
from aantafel.pages.coordinator.coaching.forms import NoteForm, RefuseForm, TalkForm
from coaches.enums import Moment
from coaches.models import CoachApplication
from coaches.services import applications as service
from ideas.enums import Theme


@desk_required(DeskPart.LEAD)
@require_safe
def applications(request: DeskRequest) -> HttpResponse:
    heap, url = request.GET.get("stand", ""), reverse("coordinator:applications")
    page = lists.applications(heap, after=request.GET.get("na", ""))
    context = {
        "rows": page.items,
        "heaps": [
            (name, with_query(url, {"stand": key}), key == heap) for key, name in lists.APPLICATION_HEAPS.items()
        ],
        "newer": "" if page.is_first else with_query(url, {"stand": heap}),
        "older": with_query(url, {"stand": heap, "na": page.next}) if page.next else "",
    }
    return render(request, "coordinator/applications.html", context)


def _invite(request: DeskRequest, pk: int, form: Any) -> None:
    service.invite(actor=request.user, application_id=pk, talk_at=form.talk_at(), talk_where=form.cleaned_data["where"])


def _note(request: DeskRequest, pk: int, form: Any) -> None:
    service.note(actor=request.user, application_id=pk, text=form.cleaned_data["note"])


def _accept(request: DeskRequest, pk: int, _form: Any) -> None:
    service.accept(actor=request.user, application_id=pk)


def _refuse(request: DeskRequest, pk: int, form: Any) -> None:
    service.refuse(actor=request.user, application_id=pk, reason=form.cleaned_data["reason"])


Act = Callable[[DeskRequest, int, Any], None]
ACTS: dict[str, tuple[Act, str | Promise]] = {
    "invite": (_invite, _("The invitation is on its way.")),
    "note": (_note, _("Your note is kept.")),
    "accept": (_accept, _("There is a new coach. A word of welcome is on its way.")),
    "refuse": (_refuse, _("The answer is on its way.")),
}


@desk_required(DeskPart.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def application(request: DeskRequest, pk: int) -> HttpResponseBase:
    found = lists.application_at_desk(pk)
    name = request.POST.get("do", "")
    forms = _forms(found, name, request)
    if request.method == "POST" and name in ACTS and (name == "accept" or forms[name].is_valid()):
        act, done = ACTS[name]
        try:
            act(request, pk, forms.get(name))
        except DomainError as error:
            return _page(request, lists.application_at_desk(pk), forms, said=str(error.message))
        messages.success(request, str(done))
        return redirect("coordinator:application", pk=pk)
    return _page(request, found, forms)


def _page(request: DeskRequest, found: CoachApplication, forms: dict[str, Any], *, said: str = "") -> HttpResponse:
    """`said` is what kept something from being done; what was typed for it shows again."""
    context = {
        "application": found,
        "themes": ", ".join(str(Theme(one).label) for one in found.themes),
        "moments": ", ".join(str(Moment(one).label) for one in found.moments),
        "is_open": found.state in service.OPEN,
        "said": said,
        "kept": typed.texts(request) if said else [],
        **forms,
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "coordinator/application.html", context, status=409 if said else 422 if wrong else 200)


def _forms(found: CoachApplication, name: str, request: DeskRequest) -> dict[str, Any]:
    """One of them may hold what was typed."""

    def sent(which: str) -> Any:
        return request.POST if name == which else None

    return {
        "invite": TalkForm(sent("invite")),
        "note": NoteForm(sent("note"), initial={"note": found.note}),
        "refuse": RefuseForm(sent("refuse")),
    }
