"""A letter for whom no mail reaches: with the address, which is kept nowhere, and a code to take the idea over."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from aantafel.accounts.decorators import DeskRequest
from aantafel.accounts.enums import DeskPart
from aantafel.core import clock
from aantafel.core.errors import DomainError
from aantafel.pages.local.desks import Desk, told_idea
from aantafel.pages.local.forms import AddressForm
from ideas import short_codes
from ideas.models import ClaimCode, Idea
from ideas.services import letters
from municipalities import sites


@sensitive_post_parameters("address")
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: DeskRequest, desk: Desk, pk: int) -> HttpResponse:
    """POST answers with the letter itself, to print at once: what was typed lives no longer than this answer."""
    idea = told_idea(request, desk, pk)
    form = AddressForm(request.POST or None, initial={"address": idea.pinner.name})
    if request.method == "POST" and form.is_valid():
        try:
            code = letters.make_code(actor=request.user, idea=idea, sheet=form.cleaned_data["sheet"])
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            return _print(request, desk, idea, code, form.cleaned_data["address"])
    context = {
        "form": form,
        "idea": idea,
        "desk": desk,
        "back_url": _back(request, desk, idea),
        "possible": letters.can_have_letter(idea),
        "earlier": ClaimCode.objects.filter(idea=idea).first(),
    }
    return render(request, "local/letter_address.html", context, status=422 if form.errors else 200)


def _back(request: DeskRequest, desk: Desk, idea: Idea) -> str:
    """To what was entered; for who prints and does not enter, to the idea."""
    return desk.entered(idea) if desk.only_own or DeskPart.TAKE_IN in request.parts else desk.url("idea", idea.pk)


def _print(request: DeskRequest, desk: Desk, idea: Idea, code: str, address: str) -> HttpResponse:
    """In the language of the idea, which is that of its reader; the frame around it follows the desk."""
    told = facts_of(request, idea, code, address)
    context = {"letter": told, "idea": idea, "desk": desk, "back_url": _back(request, desk, idea)}
    with translation.override(idea.language):
        return render(request, "local/letter.html", context)


def facts_of(request: DeskRequest, idea: Idea, code: str, address: str) -> dict[str, Any]:
    """What stands in a letter about an idea."""
    there = urlsplit(sites.base_url_of(request.instance)).netloc
    return {
        "idea": idea,
        "address": address.split("\n") if address else [],
        "code": short_codes.grouped(code),
        "where": f"{there}{'/en' if idea.language == 'en' else ''}/van-mij/",
        "today": clock.today(),
        "until": clock.today() + letters.LIFETIME,
    }
