"""The look of the site: a colour or a file is tried first, looked at, and then published; or our own look again."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aantafel.accounts.decorators import DeskRequest, desk_required
from aantafel.accounts.enums import DeskPart
from aantafel.core.errors import DomainError, tell
from aantafel.pages.coordinator.settings import history, report
from aantafel.pages.coordinator.settings.forms import AccentForm, PublishForm, SeenForm, TokensForm
from aantafel.pages.coordinator.settings.topics import LOOK
from municipalities.branding.reading import MOST_BYTES
from municipalities.models import LookDraft
from municipalities.services import accents, looks


@desk_required(DeskPart.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: DeskRequest) -> HttpResponseBase:
    """How it stands, what is being tried, and both ways to try another."""
    return _show(request)


@desk_required(DeskPart.LEAD)
@require_POST
def try_accent(request: DeskRequest) -> HttpResponseBase:
    form = AccentForm(request.POST)
    if not form.is_valid():
        return _show(request, accent=form, status=422)
    looks.try_accent(actor=request.user, instance_id=request.instance.pk, accent=form.accent)
    return redirect("coordinator:look")


@desk_required(DeskPart.LEAD)
@require_POST
def try_file(request: DeskRequest) -> HttpResponseBase:
    form = TokensForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            looks.try_file(
                actor=request.user,
                instance_id=request.instance.pk,
                content=upload.read(MOST_BYTES + 1),
                file_name=upload.name,
            )
        except DomainError as error:
            form.add_error("file", str(error.message))
        else:
            return redirect("coordinator:look")
    return _show(request, file=form, status=422)


@desk_required(DeskPart.LEAD)
@require_POST
def try_earlier(request: DeskRequest, version: int) -> HttpResponseBase:
    try:
        looks.try_earlier(actor=request.user, instance_id=request.instance.pk, version=version)
    except LookDraft.DoesNotExist as error:
        raise Http404 from error
    return redirect("coordinator:look")


@desk_required(DeskPart.LEAD)
@require_POST
def publish(request: DeskRequest) -> HttpResponseBase:
    """What was looked at comes on the site, unless it cannot be read or somebody was first."""
    form = PublishForm(request.POST)
    if form.is_valid():
        try:
            looks.publish(actor=request.user, instance_id=request.instance.pk, **form.cleaned_data)
        except DomainError as error:
            tell(request, error)
        else:
            messages.success(request, _("The new look is on the site."))
    return redirect("coordinator:look")


@desk_required(DeskPart.LEAD)
@require_POST
def drop(request: DeskRequest) -> HttpResponseBase:
    looks.drop(actor=request.user, instance_id=request.instance.pk)
    messages.success(request, _("The look that was ready is thrown away. The site stays as it was."))
    return redirect("coordinator:look")


@desk_required(DeskPart.LEAD)
@require_POST
def back_to_ours(request: DeskRequest) -> HttpResponseBase:
    form = SeenForm(request.POST)
    if form.is_valid():
        try:
            looks.back_to_ours(actor=request.user, instance_id=request.instance.pk, **form.cleaned_data)
        except DomainError as error:
            tell(request, error)
        else:
            messages.success(request, _("The site has our own look again. The other one stands in the history."))
    return redirect("coordinator:look")


def _show(request: DeskRequest, *, status: int = 200, **sent: Form) -> HttpResponse:
    instance, draft = request.instance, looks.draft_of(request.instance)
    seen, changes = accents.version(instance), history.of_site(instance, LOOK)
    context: dict[str, Any] = {
        "accent_form": sent.get("accent") or AccentForm(initial={"chosen": instance.accent or "#1d5546"}),
        "file_form": sent.get("file") or TokensForm(),
        "live": report.of_look(instance.tokens, instance.accent),
        "draft": draft,
        "trying": report.of_draft(draft) if draft else None,
        "publish_form": PublishForm(initial={"digest": draft.digest, "seen": seen}) if draft else None,
        "seen_form": SeenForm(initial={"seen": seen}),
        "changes": changes,
        "earlier": history.earlier_looks(instance, changes),
    }
    return render(request, "coordinator/settings/look.html", context, status=status)
