"""The topics of the settings: what each asks, and how its values are said in words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from aantafel.core.text import shorten
from aantafel.pages.coordinator.settings import forms
from aantafel.pages.coordinator.settings.still_form import StillForm
from ideas.enums import Theme
from municipalities.switches import LABELS, Switch

LONGEST_SAID = 120


@dataclass(frozen=True)
class Topic:
    """`slug` stands in the address; `names` are the fields of the site that belong to it."""

    slug: str
    title: str | Promise
    lead: str | Promise
    icon: str
    form: type[forms.SettingsForm]

    @property
    def names(self) -> tuple[str, ...]:
        return self.form.names


TOPICS = (
    Topic(
        "teksten",
        gettext_lazy("Name and welcome"),
        gettext_lazy("The name of the site, and what people read first."),
        "edit",
        forms.TextsForm,
    ),
    Topic(
        "contact",
        gettext_lazy("Contact and mail"),
        gettext_lazy("How people reach you, and who the mails come from."),
        "mail",
        forms.ContactForm,
    ),
    Topic(
        "logo",
        gettext_lazy("Logo"),
        gettext_lazy("It stands at the top of each page, beside the name."),
        "picture",
        forms.LogoForm,
    ),
    Topic(
        "themas",
        gettext_lazy("Themes of ideas"),
        gettext_lazy("What an idea can be about."),
        "tag",
        forms.ThemesForm,
    ),
    Topic(
        "drempel",
        gettext_lazy("Number of likes"),
        gettext_lazy("When you hear that many people like an idea."),
        "heart",
        forms.ThresholdForm,
    ),
    Topic(
        "stil",
        gettext_lazy("Tables that stand still"),
        gettext_lazy("After how many days we ask owner and coach how it goes. If nobody answers, the table rests."),
        "pause",
        StillForm,
    ),
    Topic(
        "talen",
        gettext_lazy("Languages"),
        gettext_lazy("Whether the site is in English too."),
        "language",
        forms.LanguagesForm,
    ),
    Topic(
        "onderdelen",
        gettext_lazy("Parts of the site"),
        gettext_lazy("What people can do on the site, and what not."),
        "switch",
        forms.PartsForm,
    ),
)
BY_SLUG = {topic.slug: topic for topic in TOPICS}
LOOK = ("accent", "tokens")

LABEL: dict[str, str | Promise] = {
    "name": gettext_lazy("Name of the site"),
    "welcome_title": gettext_lazy("Welcome"),
    "welcome_text": gettext_lazy("Text below the welcome"),
    "contact_name": gettext_lazy("Who people reach"),
    "contact_email": gettext_lazy("E-mail address"),
    "contact_phone": gettext_lazy("Phone number"),
    "contact_text": gettext_lazy("Where and when"),
    "sender_name": gettext_lazy("Sender of the mails"),
    "reply_to": gettext_lazy("Answers to mails go to"),
    "privacy_url": gettext_lazy("Your own privacy statement"),
    "accessibility_url": gettext_lazy("Your own accessibility statement"),
    "logo": gettext_lazy("Logo"),
    "logo_description": gettext_lazy("What the logo shows"),
    "themes": gettext_lazy("Themes"),
    "likes_threshold": gettext_lazy("Number of likes"),
    "still_days": gettext_lazy("Days that a table may stand still"),
    "languages": gettext_lazy("Languages"),
    "switches": gettext_lazy("Off"),
    "accent": gettext_lazy("Colour"),
    "tokens": gettext_lazy("Colours and letters"),
}


def said(name: str, value: Any, *, whole: bool = False) -> str:
    """A value in words; long texts cut short unless they are wanted `whole`."""
    speak = _IN_WORDS.get(name)
    text = speak(value) if speak else str(value or "")
    return (text if whole else shorten(text, LONGEST_SAID)) or _("empty")


def _themes(chosen: list[str]) -> str:
    return ", ".join(str(Theme(key).label) for key in chosen if key in Theme.values) or _("all themes")


def _languages(chosen: list[str]) -> str:
    return _("Dutch and English") if "en" in chosen else _("Dutch")


def _off(kept: dict[str, bool]) -> str:
    off = {name for name, value in kept.items() if not value}
    return ", ".join(str(LABELS[switch]) for switch in Switch if switch.value in off) or _("nothing")


def _tokens(kept: dict[str, str]) -> str:
    if not kept:
        return _("our own look")
    count = len(kept)
    return ngettext("a look of your own, %(n)d value", "a look of your own, %(n)d values", count) % {"n": count}


def _still(kept: dict[str, int]) -> str:
    told = [_("step %(step)s: %(n)d days") % {"step": step, "n": days} for step, days in sorted(kept.items())]
    return ", ".join(told) or _("as in the whole country")


_IN_WORDS: dict[str, Callable[[Any], str]] = {
    "themes": _themes,
    "languages": _languages,
    "switches": _off,
    "tokens": _tokens,
    "still_days": _still,
    "logo": lambda value: _("a file") if value else "",
    "likes_threshold": lambda value: str(value) if value else _("0, so never"),
}
