"""A local server that speaks S3, in a process of its own, with one bucket in it.

with Bucket() as bucket:
    settings.STORAGES = {**settings.STORAGES, "default": env.uploads(bucket.url)}
"""

import socket
import subprocess
import sys
import time
import urllib.request
from types import TracebackType
from typing import Any, Self

NAME = "proefemmer"
STARTS = 30.0  # seconds


class Bucket:
    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.endpoint = f"http://127.0.0.1:{free.getsockname()[1]}"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """For UPLOADS_URL: with a slash in the secret, as those of real storage have."""
        return f"s3://sleutel:ge%2Fheim@{NAME}/foto/s?endpoint={self.endpoint}&region=eu-west-1"

    def names(self) -> list[str]:
        """Everything that is kept."""
        found = self._client().list_objects_v2(Bucket=NAME)
        return [each["Key"] for each in found.get("Contents", [])]

    def start(self) -> None:
        port = self.endpoint.rsplit(":", 1)[1]
        command = [sys.executable, "-m", "moto.server", "--host", "127.0.0.1", "--port", port]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + STARTS
        while not self._answers():
            assert self._process.poll() is None and time.monotonic() < end, "the storage does not start"
            time.sleep(0.1)
        self._client().create_bucket(Bucket=NAME, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            process.wait(timeout=10)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.endpoint}/moto-api/", timeout=2):
                return True
        except OSError:
            return False

    def _client(self) -> Any:
        import boto3

        keys = {"aws_access_key_id": "sleutel", "aws_secret_access_key": "ge/heim", "region_name": "eu-west-1"}
        return boto3.client("s3", endpoint_url=self.endpoint, **keys)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
