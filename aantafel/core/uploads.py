"""Where uploaded pictures are kept: a folder, or object storage (`bucket.py`). Our own addresses show them, always."""

import logging
import shutil
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage, default_storage
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aantafel.core import metrics
from aantafel.core.errors import DomainError

logger = logging.getLogger(__name__)


class NotKept(DomainError):
    """The storage is full or gone. Who sent a picture is told, and what they typed stays on their screen."""

    default: str | Promise = _("We cannot keep your picture at the moment. Try again in a few minutes.")


class FolderStorage(FileSystemStorage):
    def _save(self, name: str, content: Any) -> str:
        try:
            kept: str = super()._save(name, content)  # type: ignore[misc]  # the stubs leave it out
        except OSError as error:
            logger.exception("a picture could not be kept")
            raise NotKept from error
        return kept


def failures() -> tuple[type[Exception], ...]:
    """What reading from a storage that is gone raises; a file that is not there is a FileNotFoundError everywhere."""
    found: tuple[type[Exception], ...] = getattr(default_storage, "failures", ())
    return found


def gauges() -> list[metrics.Gauge]:
    """Room on the disk; nothing for object storage, which has no end."""
    folder = getattr(default_storage, "base_location", None)
    if folder is None:
        return []
    disk = shutil.disk_usage(_first_that_exists(Path(folder)))
    return [
        ("uploads_disk_bytes", "Room on the disk of the uploads", {"all": float(disk.total), "free": float(disk.free)})
    ]


def _first_that_exists(folder: Path) -> Path:
    """The folder itself is made with the first upload."""
    return next(each for each in (folder, *folder.parents) if each.exists())
