"""A coach's own profile: what suits them, when, and what others see of it."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aantafel.accounts.decorators import DeskRequest, coach_required
from aantafel.core.errors import DomainError
from coaches.forms import ProfileForm, language_options, moment_rows
from coaches.models import CoachProfile
from coaches.services import profiles


@coach_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: DeskRequest) -> HttpResponseBase:
    own = get_object_or_404(CoachProfile.objects.select_related("municipality"), user=request.user, ended_at=None)
    sent = request.POST if request.method == "POST" else None
    form = ProfileForm(sent, request.FILES or None, profile=own)
    if sent is not None and form.is_valid():
        try:
            profiles.change(actor=request.user, profile_id=own.pk, neighbourhoods=form.places(), **form.values())
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Your profile is saved."))
            return redirect("coach:profile")
    first, more = language_options(form["languages"])
    context = {
        "form": form,
        "profile": own,
        "moments": moment_rows(form["moments"]),
        "first_languages": first,
        "more_languages": more,
    }
    return render(request, "coach/profile.html", context, status=422 if form.errors else 200)
