"""What follows for the movement from news of ideas. Runs inside the transaction of the news."""

from typing import Any

from ideas.models import Idea
from ideas.signals import idea_left
from movement.services import visits


def connect() -> None:
    idea_left.connect(let_go_of_idea, dispatch_uid="movement.let_go_of_idea")


def let_go_of_idea(*, idea: Idea, **_kwargs: Any) -> None:
    visits.let_go_of(idea)
