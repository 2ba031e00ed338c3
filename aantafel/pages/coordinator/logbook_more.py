"""What the logbook tells of the settings of the site and of work around ideas: visits, letters, requests for help."""

from typing import Any

from django.apps import apps
from django.db.models import BigIntegerField, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from aantafel.accounts.enums import DeskPart
from aantafel.pages.coordinator.logbook import Line, Source, register
from coaches.enums_talk import HelpSide
from coaches.models import HelpEntry
from ideas.models import ClaimCode
from movement.models import HeardIdea
from municipalities.models import Municipality


def connect() -> None:
    for source in (
        Source("settings", _settings, "pgh_created_at", "by", _setting),
        Source("neighbourhood", _neighbourhoods, "pgh_created_at", "by", _neighbourhood),
        Source("work_form", _work_forms, "pgh_created_at", "by", _work_form),
        Source("work_form_choice", _work_form_choices, "pgh_created_at", "by", _work_form_choice),
        Source("visit", _visits, "created_at", "noted_by", _visit),
        Source("letter", _letters, "made_at", "made_by", _letter),
        Source("help", _helped, "created_at", "author", _help),
    ):
        register(source)


def _by_somebody(model: str, app: str = "municipalities", **of: Any) -> QuerySet[Any]:
    """Lines of the history that the database keeps, with who made the change, where somebody did."""
    rows: QuerySet[Any] = apps.get_model(app, model).objects.filter(**of, pgh_context__metadata__has_key="user")
    told: QuerySet[Any] = rows.annotate(
        by_id=Cast(KeyTextTransform("user", "pgh_context__metadata"), BigIntegerField())
    )
    return told


def _settings(town: Municipality) -> QuerySet[Any]:
    return _by_somebody("InstanceEvent", municipality=town)


def _setting(_event: Any) -> Line:
    return Line(_("Changed the settings of the site"), _("Settings"), reverse("coordinator:settings"), [DeskPart.LEAD])


def _neighbourhoods(town: Municipality) -> QuerySet[Any]:
    return _by_somebody("NeighbourhoodEvent", municipality=town)


def _neighbourhood(event: Any) -> Line:
    what = _("Ended a neighbourhood") if event.ended_at else _("Set up or renamed a neighbourhood")
    return Line(what, event.name, reverse("coordinator:neighbourhoods"), [DeskPart.LEAD])


def _work_forms(town: Municipality) -> QuerySet[Any]:
    return _by_somebody("WorkFormEvent", "tables", municipality=town)


def _work_form(event: Any) -> Line:
    what = _("Stopped using words of our own for a work form") if event.ended_at else _("Wrote a work form")
    return Line(what, event.title, reverse("coordinator:work_forms"), [DeskPart.LEAD])


def _work_form_choices(town: Municipality) -> QuerySet[Any]:
    return _by_somebody("WorkFormChoiceEvent", "tables", municipality=town).select_related("form")


def _work_form_choice(event: Any) -> Line:
    what = _("Turned a work form off") if event.is_off else _("Turned a work form on")
    return Line(what, event.form.title, reverse("coordinator:work_forms"), [DeskPart.LEAD])


def _visits(town: Municipality) -> QuerySet[HeardIdea]:
    return HeardIdea.objects.filter(municipality=town, noted_by__isnull=False)


def _visit(heard: HeardIdea) -> Line:
    url = reverse("coordinator:visit", args=[heard.pk])
    return Line(_("Noted down somebody to go and see"), heard.who, url, [DeskPart.TAKE_IN], private=True)


def _letters(town: Municipality) -> QuerySet[ClaimCode]:
    rows = ClaimCode.objects.filter(idea__municipality=town, made_by__isnull=False)
    return rows.select_related("idea").defer("idea__search")


def _letter(code: ClaimCode) -> Line:
    return Line(_("Made a letter with a code"), code.idea.title, reverse("coordinator:idea", args=[code.idea_id]))


def _helped(town: Municipality) -> QuerySet[HelpEntry]:
    rows = HelpEntry.objects.filter(request__municipality=town, side=HelpSide.DESK)
    return rows.select_related("request__idea").defer("request__idea__search")


def _help(entry: HelpEntry) -> Line:
    asked = entry.request
    about = asked.idea.title if asked.idea else _("a question in general")
    url = reverse("coordinator:help_request", args=[asked.pk])
    return Line(_("Answered a request for help"), about, url, [DeskPart.MATCH])
