"""After a test that committed nothing is left for the next, and what belongs to every database still stands."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, connection

from ideas.models import Idea
from tests.factories.ideas import IdeaFactory
from tests.support import emptied


def filled() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in emptied.tables())
        )
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_and_triggers_are_back() -> None:
    idea = IdeaFactory.create()
    idea.title = "Iets anders"
    idea.save()
    before = filled()
    assert {"ideas_idea", "ideas_ideaevent", "accounts_user", "municipalities_municipality"} <= before
    emptied.empty()
    assert filled() == set()
    assert ContentType.objects.exists()
    assert Permission.objects.exists()
    with pytest.raises(IntegrityError):  # a foreign key is checked again
        Idea.everywhere.create(title="Een kas", municipality_id=1)
    IdeaFactory.create()
    assert "ideas_ideaevent" in filled()  # and the history is written again


@pytest.mark.django_db(transaction=True)
def test_the_database_is_empty_after_a_test_that_committed() -> None:
    """Whatever came before."""
    assert filled() == set()
