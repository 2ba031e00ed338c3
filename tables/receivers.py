"""What follows for a table from news of its idea. Runs inside the transaction of the news."""

from typing import Any

from aantafel.accounts.models import User
from ideas.models import Idea
from ideas.signals import idea_merged, idea_withdrawn
from tables.services import notices, stopping


def connect() -> None:
    idea_withdrawn.connect(keep_from_municipality, dispatch_uid="tables.keep_from_municipality")
    idea_merged.connect(stop_table, dispatch_uid="tables.stop_table")


def keep_from_municipality(*, idea: Idea, actor: User, **_kwargs: Any) -> None:
    notices.keep_from_municipality(actor=actor, idea_id=idea.pk)


def stop_table(*, goes: Idea, **_kwargs: Any) -> None:
    stopping.stop_merged(idea_id=goes.pk)
