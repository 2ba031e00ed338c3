"""My details."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from aantafel.accounts.decorators import SignedInRequest, signed_in
from aantafel.accounts.forms import DetailsForm, EraseForm
from aantafel.accounts.services import details as service
from aantafel.accounts.services import privacy
from aantafel.core.errors import DomainError


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


@signed_in
@require_GET
def download(request: SignedInRequest) -> HttpResponse:
    """Everything the site holds about me, as a file."""
    answer = JsonResponse(privacy.download(actor=request.user), json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer.headers["Content-Disposition"] = 'attachment; filename="aantafel-mijn-gegevens.json"'
    return answer


@signed_in
@require_http_methods(["GET", "POST"])
def erase(request: SignedInRequest) -> HttpResponseBase:
    """Erase my account, after a question what is to happen with my ideas."""
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            privacy.erase(actor=request.user, ideas_too=form.cleaned_data["ideas"] == "erase")
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            logout(request)
            return redirect("accounts:erased")
    return render(request, "accounts/erase.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/erased.html")
