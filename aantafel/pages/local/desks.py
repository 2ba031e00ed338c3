"""Which desk a shared screen stands at: its addresses, its frame, and whose ideas are open there."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.urls import reverse

from aantafel.accounts.decorators import DeskRequest
from ideas.models import Idea


@dataclass(frozen=True)
class Desk:
    """`space` is the namespace of its addresses, `frame` the template around its pages."""

    space: str
    frame: str
    only_own: bool = False  # of what was entered for people, a coach sees what they entered themselves

    def url(self, name: str, *args: object) -> str:
        return reverse(f"{self.space}:{name}", args=args)

    @property
    def home(self) -> str:
        return self.url("home")

    @property
    def enter(self) -> str:
        return self.url("enter")

    def entered(self, idea: Idea) -> str:
        return self.url("entered", idea.pk)

    def letter(self, idea: Idea) -> str:
        return self.url("letter", idea.pk)

    @property
    def visits(self) -> str:
        return self.url("visits")


COORDINATOR = Desk("coordinator", "coordinator/desk.html")
COACH = Desk("coach", "coach/desk.html", only_own=True)
OPERATOR = Desk("desk", "desk.html")  # for spoken messages alone: it enters ideas by a form of its own


def told_idea(request: DeskRequest, desk: Desk, pk: int) -> Idea:
    """An idea of this municipality that was entered for somebody, with that person; any other is not found."""
    ideas = Idea.objects.filter(municipality=request.instance.municipality, submitted_at__isnull=False)
    told = ideas.filter(pinner__consent_recorded_by__isnull=False)
    if desk.only_own:
        told = told.filter(pinner__consent_recorded_by=request.user)
    return get_object_or_404(told.select_related("pinner", "municipality", "owner").defer("search"), pk=pk)
