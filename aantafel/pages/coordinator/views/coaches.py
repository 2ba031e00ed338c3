"""The coaches of the municipality: who they are, how busy, how far the training is; and what counts in matching."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.accounts.decorators import DeskRequest, desk_required
from aantafel.accounts.enums import DeskPart
from aantafel.core.addresses import with_query
from aantafel.pages.coordinator.coaching import lists
from aantafel.pages.coordinator.coaching.forms import TrainingForm, WeightsForm
from aantafel.pages.coordinator.coaching.preview import preview
from coaches.matching import Part
from coaches.services import profiles
from coaches.services import weights as service
from coaches.team import for_team
from coaches.weights import weights_of
from coaches.words import NAMES

SHOWN_MATCHES = 20


@desk_required(DeskPart.MATCH)
@require_safe
def coaches(request: DeskRequest) -> HttpResponse:
    heap, text = request.GET.get("stand", ""), request.GET.get("q", "").strip()[:100]
    page = lists.coaches(heap, text, after=request.GET.get("na", ""))
    here = {"stand": heap, "q": text}
    url = reverse("coordinator:coaches")
    context = {
        "rows": page.items,
        "heap": heap,
        "text": text,
        "heaps": [(name, with_query(url, {"stand": key}), key == heap) for key, name in lists.HEAPS.items()],
        "newer": "" if page.is_first else with_query(url, here),
        "older": with_query(url, {**here, "na": page.next}) if page.next else "",
    }
    return render(request, "coordinator/coaches.html", context)


@desk_required(DeskPart.MATCH)
@require_http_methods(["GET", "HEAD", "POST"])
def coach(request: DeskRequest, pk: int) -> HttpResponseBase:
    """All that the team may know of a coach, what they do, and the training to write down."""
    profile = lists.coach_at_desk(pk)
    form = TrainingForm(request.POST or None, profile=profile)
    if request.method == "POST" and form.is_valid():
        profiles.set_training(actor=request.user, profile_id=pk, **form.cleaned_data)
        messages.success(request, _("The training is written down."))
        return redirect("coordinator:coach", pk=pk)
    context = {
        "profile": profile,
        "facts": for_team(profile),
        "training": lists.training(profile),
        "matches": lists.matches_of(profile)[:SHOWN_MATCHES],
        "form": form,
    }
    return render(request, "coordinator/coach.html", context, status=422 if form.errors else 200)


@desk_required(DeskPart.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def weights(request: DeskRequest) -> HttpResponseBase:
    """What counts how much. `look` shows what would change for the ideas that wait, without keeping anything."""
    town = request.instance.municipality
    now = weights_of(town.pk)
    form = WeightsForm(request.POST or None, weights=now)
    context: dict[str, Any] = {"form": form, "mark": request.POST.get("mark", "")}
    if request.method != "POST":
        context["mark"] = service.mark_of(town.pk)
    elif form.is_valid() and "look" in request.POST:
        context |= {"looked": True, "preview": preview(now, form.chosen())}
    elif form.is_valid():
        try:
            service.choose(actor=request.user, municipality=town, chosen=form.chosen(), mark=context["mark"])
        except service.Overtaken as error:
            form.add_error(None, str(error.message))
            context |= {"mark": service.mark_of(town.pk), "theirs": _named(weights_of(town.pk))}
        else:
            messages.success(request, _("From now on coaches are ranked by these numbers."))
            return redirect("coordinator:weights")
    status = 409 if "theirs" in context else 422 if form.errors else 200
    return render(request, "coordinator/weights.html", context, status=status)


def _named(weights: dict[Part, int]) -> list[tuple[str, int]]:
    return [(str(NAMES[part]), weight) for part, weight in weights.items()]
