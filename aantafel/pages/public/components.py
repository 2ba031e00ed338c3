"""The page that shows every component in all its states, for whoever designs, builds or tests with them."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from aantafel.accounts.decorators import DeskRequest, desk_required
from aantafel.accounts.enums import DeskPart
from aantafel.core import icons
from aantafel.core.cards import IdeaCard, Moment, TableCard
from aantafel.core.charts import Chart, Series, bars, columns, lines
from aantafel.core.widgets import ExplainedRadios
from aantafel.pages.public.example_document import example
from municipalities import sites
from municipalities.services import looks

THEMES = ("voorbeeldstad",)


class EveryFieldForm(forms.Form):
    """One field of each kind."""

    idea = forms.CharField(label=_("Your idea in one sentence"), help_text=_("For example: a bench by the pond."))
    email = forms.EmailField(label=_("Your e-mail address"), widget=forms.EmailInput({"autocomplete": "email"}))
    phone = forms.CharField(
        label=_("Your phone number"), required=False, widget=forms.TextInput({"type": "tel", "autocomplete": "tel"})
    )
    why = forms.CharField(label=_("How did you get this idea?"), max_length=280, widget=forms.Textarea({"rows": 4}))
    theme = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[("", _("Choose a subject")), ("green", _("Green and nature")), ("care", _("Care and health"))],
    )
    capacity = forms.ChoiceField(
        label=_("In which capacity do you join in?"),
        choices=[
            ("resident", _("Resident")),
            ("professional", _("Professional")),
            ("employee", _("Municipal employee")),
        ],
        widget=ExplainedRadios(
            hints={
                "resident": _("You live here, or you are here often."),
                "professional": _("Your work has to do with it."),
            }
        ),
    )
    help_with = forms.MultipleChoiceField(
        label=_("What can you help with?"),
        choices=[("hands", _("Two hands")), ("words", _("Writing")), ("people", _("I know people"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    picture = forms.FileField(
        label=_("A picture"), required=False, help_text=_("A photo from your phone is fine. At most 15 MB.")
    )
    consent = forms.BooleanField(label=_("My idea may be on the site"))


class LockedForm(forms.Form):
    locked = forms.CharField(label=_("A field that cannot be changed now"), initial="8601", disabled=True)


def idea_cards() -> list[IdeaCard]:
    return [
        IdeaCard(
            title=str(_("A long table in the street, one evening a month")),
            url="#cards",
            place="Zutphen",
            date=str(_("12 October 2026")),
            date_iso="2026-10-12",
            excerpt=str(_("Everybody brings something to eat. New neighbours get to know each other by themselves.")),
            theme=str(_("Together in the neighbourhood")),
        ),
        IdeaCard(
            title=str(_("Fruit trees on the empty field behind the school")),
            url="#cards",
            place="Súdwest-Fryslân",
            date=str(_("3 November 2026")),
            date_iso="2026-11-03",
            excerpt=str(_("The children look after them, and whoever comes by may pick an apple.")),
            theme=str(_("Green and nature")),
            changed=True,
        ),
        IdeaCard(
            title=str(_("A quiet hour in the library")),
            url="#cards",
            place="'s-Hertogenbosch",
            date=str(_("14 November 2026")),
            date_iso="2026-11-14",
        ),
    ]


def table_card(title: str, municipality: str, step: int, label: str, **more: Any) -> TableCard:
    return TableCard(
        title=title,
        url="#cards",
        municipality=municipality,
        date=str(_("3 November 2026")),
        date_iso="2026-11-03",
        step=step,
        step_label=label,
        **more,
    )


def table_cards() -> list[TableCard]:
    ideas = idea_cards()
    create, idea, match = steps()[3], steps()[0], steps()[1]
    return [
        table_card(ideas[1].title, ideas[1].place, *create, residents=5, professionals=2, employees=1),
        table_card(ideas[2].title, ideas[2].place, *idea),
        table_card(ideas[0].title, ideas[0].place, *match, stopped=True, residents=1),
    ]


def moments() -> list[Moment]:
    return [
        Moment(str(_("3 November 2026")), "2026-11-03", str(_("The idea is on the site")), who=str(_("Operator"))),
        Moment(
            str(_("14 November 2026")),
            "2026-11-14",
            str(_("The municipality has read the idea")),
            text=str(_("They would like to come by and hear more.")),
            who=str(_("Municipal employee")),
            url="#steps",
        ),
    ]


def steps() -> list[tuple[int, str]]:
    return [
        (1, pgettext("step", "Idea")),
        (2, pgettext("step", "Match")),
        (3, pgettext("step", "Ask")),
        (4, pgettext("step", "Create and design")),
        (5, pgettext("step", "Choose")),
        (6, pgettext("step", "Do")),
        (7, pgettext("step", "Evaluate")),
    ]


def example_charts() -> list[Chart]:
    """Invented numbers: a bar for each step, a column for each month, and how long things took."""
    months, names = [date_format(date(2026, month, 1), "M") for month in range(1, 7)], [label for _n, label in steps()]
    years = ["2026", *[""] * 5]
    running, stopped = (3, 5, 2, 4, 1, 2, 0), (1, 0, 0, 2, 0, 0, 1)
    residents, professionals = (4, 6, 3, 8, 5, 7), (1, 2, 2, 0, 3, 1)
    return [
        bars(
            "chart-bars",
            gettext("Where tables stand"),
            gettext("For each step how many tables run, and how many have stopped."),
            labels=names,
            series=[
                Series(pgettext("table state", "Running"), running, "a"),
                Series(pgettext("table state", "Stopped"), stopped, "b"),
            ],
            written=[f"{one} + {other}" for one, other in zip(running, stopped, strict=True)],
        ),
        columns(
            "chart-columns",
            gettext("Ideas per month"),
            gettext("For each month the ideas of residents and of professionals."),
            labels=months,
            below=years,
            series=[
                Series(gettext("Resident"), residents, "resident"),
                Series(gettext("Professional"), professionals, "professional"),
            ],
        ),
        lines(
            "chart-lines",
            gettext("How long until an answer"),
            gettext("For each month the days within which half of the ideas had an answer. In March there was none."),
            labels=months,
            below=years,
            series=[Series(gettext("Half took at most this many days"), (4, 3.5, None, 6, 5, 2), "a")],
        ),
    ]


def context(theme: str) -> dict[str, Any]:
    return {
        "theme": theme,
        "themes": THEMES,
        "form": EveryFieldForm(),
        "wrong_form": EveryFieldForm({"wrong-why": "x" * 300, "wrong-email": "fatma@"}, prefix="wrong"),
        "locked_form": LockedForm(),
        "idea_cards": idea_cards(),
        "table_cards": table_cards(),
        "moments": moments(),
        "charts": example_charts(),
        "document": example(),
        "steps": steps(),
        "facts": [(_("Municipality"), "Zutphen"), (_("Pinned on"), _("12 October 2026"))],
        "icons": icons.names(),
    }


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("thema", "")
    return render(request, "pages/components.html", context(asked if asked in THEMES else ""))


@require_safe
@desk_required(DeskPart.LEAD)
def with_draft(request: DeskRequest) -> HttpResponseBase:
    """The same in the look that is being tried, for who may publish it."""
    draft = looks.draft_of(request.instance)
    if draft is None:
        return redirect("coordinator:look")
    return render(request, "pages/components.html", {**context(""), "draft": draft})


@require_safe
def of_site(request: HttpRequest) -> HttpResponseBase:
    asks_draft = "concept" in request.GET and sites.of(request) is not None
    return with_draft(request) if asks_draft else components(request)


urlpatterns = [path("onderdelen/", of_site, name="components")]
