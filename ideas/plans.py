"""What a desk plans and proposes about somebody's idea, in short for the page of that idea."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.models import Idea, MergeProposal, PassOn, Talk
from ideas.querysets import TalkQuerySet


@dataclass(frozen=True)
class Plan:
    """A sentence, what can be done about it, and where. `title` is that of the idea, in its language."""

    text: str
    action: str
    url: str
    title: str = ""
    language: str = ""


def of(idea: Idea) -> list[Plan]:
    """What is open now. Three queries."""
    return [*_talks(Talk.everywhere.filter(idea=idea)), *_merges(idea), *_pass_ons(idea)]


def talks_of(user: User) -> list[Plan]:
    """The conversations about this person's ideas, from today on. One query."""
    rows = Talk.everywhere.filter(idea__in=Idea.everywhere.of(user), starts_at__date__gte=clock.today())
    return _talks(rows)


def _talks(rows: TalkQuerySet) -> list[Plan]:
    return [
        Plan(
            _("We talk with you on %(moment)s.") % {"moment": date_format(localtime(talk.starts_at), "l j F, H:i")},
            _("Look at the appointment"),
            reverse("ideas:talk", args=[talk.key]),
            talk.idea.title,
            talk.idea.language,
        )
        for talk in rows.planned().select_related("idea").defer("idea__search")
    ]


def _merges(idea: Idea) -> list[Plan]:
    waiting = MergeProposal.everywhere.open().about(idea).select_related("stays", "goes")
    return [
        Plan(
            _("The coordinator proposes to put your idea together with “%(title)s”.")
            % {"title": one.other(idea).title},
            _("Look at your answer") if one.says(idea) else _("Say yes or no"),
            reverse("ideas:merge", args=[one.pk]),
        )
        for one in waiting.defer("stays__search", "goes__search")
    ]


def _pass_ons(idea: Idea) -> list[Plan]:
    return [
        Plan(
            _("The coordinator asks whether your idea may go to %(name)s.") % {"name": one.target.name},
            _("Say yes or no"),
            reverse("ideas:pass_on", args=[one.pk]),
        )
        for one in PassOn.everywhere.open().filter(idea=idea).select_related("target")
    ]
