"""The settings of the site: an overview, and one topic a page."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.accounts.decorators import DeskRequest, desk_required
from aantafel.accounts.enums import DeskPart
from aantafel.core.errors import DomainError
from aantafel.pages.coordinator.settings import history, shelf, topics
from aantafel.pages.coordinator.settings.forms import SettingsForm
from aantafel.pages.coordinator.settings.topics import BY_SLUG, LABEL, TOPICS, Topic
from municipalities.models import Instance, Neighbourhood
from municipalities.services import accents, looks
from municipalities.services.accents import Overtaken
from tables.models import TownContact

LOGO_AGAIN = gettext_lazy("Choose the file of the logo again: a browser does not keep it.")
Difference = tuple[Any, str, str]


@desk_required(DeskPart.LEAD)
@require_safe
def overview(request: DeskRequest) -> HttpResponse:
    """Every topic with how it stands now."""
    instance = request.instance
    standing = [(each, [(LABEL[name], _said(instance, name)) for name in each.names]) for each in TOPICS]
    count = Neighbourhood.objects.filter(municipality=instance.municipality, ended_at=None).count()
    context = {
        "standing": standing,
        "neighbourhoods": count,
        "town_contacts": TownContact.objects.count(),
        "look": topics.said("tokens", instance.tokens),
        "draft": looks.draft_of(instance),
        "shelf": shelf.of(instance.municipality),
    }
    return render(request, "coordinator/settings/overview.html", context)


@desk_required(DeskPart.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def topic(request: DeskRequest, slug: str) -> HttpResponseBase:
    """One topic. Who saves after a colleague did gets both versions, and chooses."""
    found = BY_SLUG.get(slug)
    if found is None:
        raise Http404
    instance, seen = request.instance, accents.version(request.instance)
    form = found.form(request.POST or None, request.FILES or None, instance=instance, seen=seen)
    conflict: list[Difference] = []
    if request.method == "POST" and form.is_valid():
        try:
            accents.change(actor=request.user, instance_id=instance.pk, seen=form.cleaned_data["seen"], **form.values())
        except Overtaken as overtaken:
            form, conflict = _both(request, found, form, overtaken)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Saved. It shows on the site at once."))
            return redirect("coordinator:setting", slug=slug)
    context = {
        "topic": found,
        "form": form,
        "conflict": conflict,
        "changes": history.of_site(instance, found.names),
    }
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "coordinator/settings/topic.html", context, status=status)


def _both(
    request: DeskRequest, topic: Topic, form: SettingsForm, other: Overtaken
) -> tuple[SettingsForm, list[Difference]]:
    """The form as it was typed, ready to be saved after all; and what a colleague made of it, beside what was typed."""
    typed = form.values()
    sent = request.POST.copy()
    sent["seen"] = str(other.version)
    request.instance = other.now
    again = topic.form(sent, instance=other.now, seen=other.version)
    again.is_valid()
    if form.files:
        again.errors.pop("logo", None)
        again.add_error("logo", LOGO_AGAIN)
    differences = [
        (LABEL[name], _said(other.now, name, whole=True), topics.said(name, value, whole=True))
        for name, value in typed.items()
        if name == "logo" or getattr(other.now, name) != value
    ]
    return again, differences


def _said(instance: Instance, name: str, *, whole: bool = False) -> str:
    value = getattr(instance, name)
    return topics.said(name, value.name if name == "logo" else value, whole=whole)
