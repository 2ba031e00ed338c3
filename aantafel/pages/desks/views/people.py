"""Finding a person who calls or writes: their ideas, whether our mail arrives, and their roles. No more than that."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aantafel.accounts.decorators import SignedInRequest, operator_required
from aantafel.accounts.models import User
from aantafel.pages.desks import facts, persons
from aantafel.pages.desks.forms import FindPersonForm


@operator_required
@require_safe
def people(request: SignedInRequest) -> HttpResponse:
    form = FindPersonForm(request.GET if "q" in request.GET else None)
    found = persons.find(form.cleaned_data["q"]) if form.is_valid() else None
    return render(request, "desks/people.html", {"form": form, "found": found}, status=422 if form.errors else 200)


@operator_required
@require_safe
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(User.objects.select_related("home_municipality"), pk=pk)
    about = facts.of_person(found, persons.roles_of(found))
    context = {"person": found, "ideas": persons.ideas_of(found), "facts": about}
    return render(request, "desks/person.html", context)


@operator_required
@require_POST
def unblock(request: SignedInRequest, pk: int) -> HttpResponse:
    """The person says that the mailbox works again."""
    found = get_object_or_404(User, pk=pk)
    persons.lift_block(actor=request.user, person=found)
    messages.success(request, _("%(email)s may get mail again.") % {"email": found.email})
    return redirect("desk:person", pk=pk)
