"""What the lock on a tally is for: an app that takes it out, so that a test can see the count go wrong."""

from typing import Any

from django.apps import AppConfig
from django.db.models import Exists


class UnlockedConfig(AppConfig):
    name = "tests.ideas.fire.unlocked"
    label = "unlocked"
    path = "tests/ideas/fire"

    def ready(self) -> None:
        from ideas.models import IdeaTally
        from ideas.services import tallies

        def read(idea_id: int, **also: Exists) -> Any:
            tally = IdeaTally.objects.annotate(**also).filter(pk=idea_id).first()
            if tally is None:
                raise tallies.NotOnTheSite
            return tally

        tallies.lock = read
