"""The idea of a letter: type its code, and the idea becomes yours."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from aantafel.accounts.models import User
from aantafel.core.errors import DomainError
from aantafel.core.ratelimit import client_address
from ideas.forms import LetterCodeForm, LetterEmailForm
from ideas.models import ClaimCode, Idea
from ideas.services import letters


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter_code(request: HttpRequest) -> HttpResponseBase:
    form = LetterCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            code = letters.find(typed=form.cleaned_data["code"], client=client_address(request))
        except DomainError as error:
            form.add_error("code", str(error.message))
        else:
            return redirect("ideas:claim_by_letter", key=code.key)
    return render(request, "ideas/letter_code.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The code was right: is this your idea? Who is signed in says yes, anybody else proves an address first."""
    code = letters.open_code(key)
    if code is None:
        return _claimed(request, key)
    person = request.user
    if request.method == "POST" and isinstance(person, User):
        path = letters.claim_signed_in(actor=person, key=key)
        messages.success(request, _("From now on this idea is yours."))
        return redirect(path)
    form = LetterEmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            token = letters.ask_code_by_mail(
                code=code,
                email=form.cleaned_data["email"],
                language=get_language() or "nl",
                client=client_address(request),
            )
        except DomainError as error:
            form.add_error("email", str(error.message))
        else:
            return redirect("accounts:code", key=token.key)
    context = {"form": form, "idea": code.idea}
    return render(request, "ideas/claim_by_letter.html", context, status=422 if form.errors else 200)


def _claimed(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Whoever took it over goes on to it; for anybody else the code no longer leads anywhere."""
    code = ClaimCode.objects.filter(key=key).first()
    mine = Idea.everywhere.filter(owner=request.user.pk, claim_code=code) if code and request.user.pk else None
    idea = mine.first() if mine else None
    if idea is None:
        raise Http404
    return redirect("ideas:mine", pk=idea.pk)
