"""The pages of prose, a template per language, and the two small files that machines look for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from aantafel.core import clock
from aantafel.core.page_cache import public_page
from municipalities import sites

SECURITY_TXT_DAYS = 180


@dataclass(frozen=True)
class Prose:
    """One page: its name is the route's name and the template's, in `pages/nl/` and `pages/en/` alike."""

    name: str
    slug: str
    title: str | Promise
    description: str | Promise

    @property
    def template(self) -> str:
        return f"pages/{translation.get_language() or settings.LANGUAGE_CODE}/{self.name}.html"


PAGES: tuple[Prose, ...] = (
    Prose(
        "how_it_works",
        "hoe-werkt-het",
        _("How does it work?"),
        _("What happens after you pin an idea? Who reads it, when, and what does the municipality get?"),
    ),
    Prose(
        "privacy",
        "privacy",
        _("Privacy"),
        _("What we keep about you, why, and for how long. And how you have it corrected or erased."),
    ),
    Prose(
        "accessibility",
        "toegankelijkheid",
        _("Accessibility"),
        _("This site is for everyone. Read what we do for that, what does not work yet, and how to tell us."),
    ),
    Prose(
        "rules",
        "spelregels",
        _("House rules"),
        _("Which ideas do we publish, which do we not, and why? And what can you do when you disagree?"),
    ),
    Prose(
        "contact",
        "contact",
        _("Contact"),
        _("Mail us, ring us, or let us ring you. For residents, professionals and municipalities."),
    ),
)


def page_view(prose: Prose) -> Callable[[HttpRequest], HttpResponse]:
    """The view of one page, in the language of its address."""

    @require_safe
    @public_page
    def view(request: HttpRequest) -> HttpResponse:
        breadcrumbs = [(_("Home"), reverse("pages:home")), (prose.title, "")]
        return render(request, prose.template, {"prose": prose, "breadcrumbs": breadcrumbs})

    return view


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a leak (RFC 9116). The end date moves along, half a year ahead of today."""
    midnight = timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{settings.OPERATOR_EMAIL}",
        f"Expires: {(midnight + timedelta(days=SECURITY_TXT_DAYS)).isoformat()}",
        "Preferred-Languages: nl, en",
        f"Canonical: {_base_url(request)}/.well-known/security.txt",
        f"Policy: {_base_url(request)}{_dutch('pages:contact')}#veiligheid",
    ]
    return _text(lines)


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Everything public may be found; desks, people's own pages and half-written pins need not be.

    Of a site that is not open nothing may be.
    """
    instance = sites.of(request)
    if instance is not None and not instance.is_open:
        return _text(["User-agent: *", "Disallow: /"])
    closed = ["/beheer/", "/coordinator/", "/coach/", "/mijn/", "/inloggen/", "/post/"]
    rules = [f"Disallow: {prefix}{path_}" for path_ in closed for prefix in ("", "/en")]
    return _text(["User-agent: *", *rules, "", f"Sitemap: {_base_url(request)}/sitemap.xml"])


def _base_url(request: HttpRequest) -> str:
    instance = sites.of(request)
    return sites.base_url_of(instance) if instance else str(settings.BASE_URL)


def _dutch(name: str) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return reverse(name)


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


urlpatterns = [path(f"{prose.slug}/", page_view(prose), name=prose.name) for prose in PAGES]

# these stand at the root, without a language; aantafel.pages.public.machines takes them up
machine_urlpatterns = [
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("robots.txt", robots_txt, name="robots_txt"),
]
