"""My details."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aantafel.accounts.decorators import SignedInRequest, signed_in
from aantafel.accounts.forms import DetailsForm
from aantafel.accounts.services import details as service


@signed_in
@require_http_methods(["GET", "POST"])
def details(request: SignedInRequest) -> HttpResponse:
    form = DetailsForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        service.change(
            actor=request.user,
            name=data["name"],
            name_display=data["name_display"],
            capacity=data["capacity"],
            home_municipality=data["home"],
            home_postcode=form.home_postcode,
            work_municipality=data["work"],
        )
        messages.success(request, _("Your details are saved."))
        return redirect("accounts:details")
    return render(request, "accounts/details.html", {"form": form}, status=422 if form.errors else 200)
