"""Puts the demo in the database: once, whole, and only where nothing can reach real people."""

from dataclasses import dataclass
from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils import translation

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.errors import DomainError
from aantafel.pages.demo import accounts, around, letters, people
from aantafel.pages.demo.crowd import Crowd
from aantafel.pages.demo.local.data import local_sites
from aantafel.pages.demo.local.seed import LocalSeed
from aantafel.pages.demo.stories import country
from aantafel.pages.demo.support import Supporter
from aantafel.pages.demo.tables.play import Company, play
from aantafel.pages.demo.tell import Teller
from ideas.models import Idea
from municipalities import scope
from municipalities.models import Municipality

BEGINNING = timedelta(days=150)  # how long the invented site has been running


class NotHere(DomainError):
    """The settings are those of a site for real people."""


@dataclass(frozen=True)
class Seeded:
    """How much there is of each."""

    ideas: int
    municipalities: int
    calls: int
    mails: int
    sites: int
    local_ideas: int

    def __str__(self) -> str:
        return (
            f"Made {self.ideas} ideas in {self.municipalities} municipalities and {self.calls} requests to be called, "
            f"and {self.sites} local sites with {self.local_ideas} more ideas; "
            f"{self.mails} mails stand in the local mailbox (/postvak/)."
        )


def refuse_real_sites() -> None:
    """Raises NotHere with production settings: there mail reaches real people, and there is no local mailbox."""
    if settings.MAIL_REAL_ADDRESSES or not apps.is_installed("aantafel.outbox.mailbox"):
        raise NotHere("The demo is for local use: these settings belong to a site for real people.")


def seed() -> Seeded | None:
    """Make the demo's people, ideas and tables, in one transaction; None when it had been made before.

    The first operator's account is the mark: where it exists nothing is touched, so that what a newcomer has changed
    stays. Every mail of the demo ends in the local mailbox. Raises NotHere.
    """
    refuse_real_sites()
    if User.objects.find(people.OPERATOR) is not None:
        return None
    now, told = clock.now(), country()
    others = letters.unsettled()
    with transaction.atomic(), scope.operator(), translation.override(settings.LANGUAGE_CODE):
        with clock.frozen(now - BEGINNING):
            operator = people.make_operator()
        teller = Teller(told, _municipalities(), operator, now)
        ideas = [teller.tell(story) for story in told.stories]
        on_the_site = [(story, idea) for story, idea in zip(told.stories, ideas, strict=True) if _is_public(idea)]
        crowd = Crowd(now)
        Supporter(told, teller.municipalities, operator, now, crowd, around.told()).gather(on_the_site)
        by_slug = {story.slug: idea for story, idea in zip(told.stories, ideas, strict=True)}
        locally = LocalSeed(teller.municipalities, operator, now, crowd, by_slug)
        local_ideas = [idea for local in local_sites() for idea in locally.make(local)]
        play(Company(people.existing(told.people), by_slug, {"operator": operator}, now))
        accounts.were_here(now)
        for call in told.calls:
            teller.call(call)
        mails = letters.settle(others=others, before=now)
    places = {idea.municipality_id for idea in ideas}
    return Seeded(len(ideas), len(places), len(told.calls), mails, len(local_sites()), len(local_ideas))


def _is_public(idea: Idea) -> bool:
    idea.refresh_from_db()
    return idea.is_public


def _municipalities() -> dict[str, Municipality]:
    """By code. One that has merged is its successor, which the demo's people moved along with."""
    rows = Municipality.objects.select_related("successor")
    return {one.code: one.successor or one for one in rows}
