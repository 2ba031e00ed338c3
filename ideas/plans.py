"""What a desk plans and proposes about somebody's idea, in short for the page of that idea."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ideas.models import Idea, MergeProposal, PassOn, Talk


@dataclass(frozen=True)
class Plan:
    """A sentence, what can be done about it, and where."""

    text: str
    action: str
    url: str


def of(idea: Idea) -> list[Plan]:
    """What is open now. Three queries."""
    return [*_talks(idea), *_merges(idea), *_pass_ons(idea)]


def _talks(idea: Idea) -> list[Plan]:
    return [
        Plan(
            _("We talk with you on %(moment)s.") % {"moment": date_format(localtime(talk.starts_at), "l j F, H:i")},
            _("Look at the appointment"),
            reverse("ideas:talk", args=[talk.key]),
        )
        for talk in Talk.everywhere.planned().filter(idea=idea)
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
