"""Choosing on one's own telephone, from a link of one's own; without an account."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.accounts.models import User
from aantafel.core import ratelimit
from aantafel.core.errors import DomainError, worked
from tables.forms.choice import BallotForm
from tables.models import Ballot, Choice, Seat
from tables.services import choosing, variants


class TooOften(DomainError):
    default = gettext_lazy("That were many choices from your connection. Try again in an hour.")


@never_cache
@require_safe
def scanned(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Behind the code in the room: whoever is signed in and sits at the table goes on to their own page."""
    choice = _choice(key)
    user = request.user
    seat = Seat.everywhere.listed().filter(table=choice.table, user=user).first() if isinstance(user, User) else None
    if seat is not None:
        return redirect("tables:ballot", key=key, seat_key=seat.key)
    return render(request, "tables/choice/scanned.html", {"choice": choice, "idea": choice.table.idea})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ballot(request: HttpRequest, key: UUID, seat_key: UUID) -> HttpResponseBase:
    """What one person gives. It can be changed as long as the table is choosing. What they gave shows to themselves
    alone, signed in: who organises can open this page too, to hand over a telephone.
    """
    choice = _choice(key)
    seat = Seat.everywhere.listed().filter(table=choice.table, key=seat_key, erased_at=None).first()
    if seat is None:
        raise Http404
    found = list(variants.open_variants(choice.table))
    given = list(Ballot.objects.filter(choice=choice, seat=seat))
    is_own = seat.user_id is not None and seat.user_id == request.user.pk
    initial = _initial(given) if is_own else {}
    form = BallotForm(request.POST or None, choice=choice, variants=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        if not ratelimit.hit("ballot", ratelimit.client_address(request), limit=600, per=timedelta(hours=1)):
            raise TooOften
        act = {"choice_id": choice.pk, "seat": seat, "given": form.given(), "reasons": form.reasons()}
        if worked(form, lambda: choosing.cast(**act)):  # type: ignore[arg-type]
            text = _("Thank you. What you chose is kept. You can change it as long as the table chooses.")
            messages.success(request, text)
            return redirect("tables:ballot", key=key, seat_key=seat_key)
    page = {"choice": choice, "idea": choice.table.idea, "variants": found, "form": form, "has_chosen": bool(given)}
    page["is_hidden"] = bool(given) and not is_own
    return render(request, "tables/choice/ballot.html", page, status=422 if form.errors else 200)


def _choice(key: UUID) -> Choice:
    choice = choosing.by_key(key)
    if choice is None:
        raise Http404
    return choice


def _initial(given: list[Ballot]) -> dict[str, object]:
    found: dict[str, object] = {}
    for one in given:
        found |= {f"dots_{one.variant_id}": one.number, f"says_{one.variant_id}": str(one.number)}
        found |= {f"why_{one.variant_id}": one.reason}
        if one.number:
            found["vote"] = str(one.variant_id)
    return found
