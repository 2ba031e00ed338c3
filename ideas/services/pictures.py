"""The files of pictures: a picture that is replaced or removed is gone, not only out of sight."""

from collections.abc import Iterable

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import transaction

from ideas.models import Idea


def forget(names: Iterable[str]) -> None:
    """Delete these files after the commit. A file that is no longer there does no harm."""
    for name in {name for name in names if name}:
        transaction.on_commit(lambda name=name: default_storage.delete(name), robust=True)  # type: ignore[misc]


def all_of(idea: Idea) -> set[str]:
    """The picture that the idea has and those that it had."""
    events = apps.get_model("ideas", "IdeaEvent").objects.filter(pgh_obj_id=idea.pk)
    return {*events.values_list("picture", flat=True), idea.picture.name or ""} - {""}
