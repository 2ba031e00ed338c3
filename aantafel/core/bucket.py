"""Uploads on object storage that speaks S3. Chosen by UPLOADS_URL; imported only then."""

import logging
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from storages.backends.s3 import S3Storage

from aantafel.core.uploads import NotKept

logger = logging.getLogger(__name__)

CONNECT_SECONDS = 3
READ_SECONDS = 10


class BucketStorage(S3Storage):  # type: ignore[misc]  # it has no types
    """Visitors never meet the bucket: its files come through our own addresses, so it can stay closed to the world."""

    failures = (BotoCoreError, ClientError)

    def __init__(self, **options: Any) -> None:
        config = Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,  # a storage that hangs must not hold every thread of the site
            retries={"total_max_attempts": 2, "mode": "standard"},
            signature_version="s3v4",
            s3={"addressing_style": "path" if options.get("endpoint_url") else "auto"},
            # storage other than Amazon's does not know the newer checksums
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        # names are by chance, so nothing is asked before writing
        super().__init__(**options, client_config=config, file_overwrite=True)

    def url(self, name: str, *_args: Any, **_kwargs: Any) -> str:
        return f"{settings.MEDIA_URL}{name}"

    def _save(self, name: str, content: Any) -> str:
        try:
            kept: str = super()._save(name, content)
        except self.failures as error:
            logger.exception("a picture could not be kept")
            raise NotKept from error
        return kept

    def delete(self, name: str) -> None:
        """Raises what went wrong, after saying which picture stays behind."""
        try:
            super().delete(name)
        except self.failures:
            logger.error("picture %s could not be removed", name)
            raise
