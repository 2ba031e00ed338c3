"""Uploads on object storage and in a folder: the same addresses, and a sentence for people when it does not work."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import Settings

from aantafel.accounts.models import User
from aantafel.core import uploads
from aantafel.settings import env
from ideas.models import Idea
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.support.bucket import Bucket

pytestmark = pytest.mark.django_db
TEXT = "Een fontein op het plein"


@pytest.fixture(scope="module")
def server() -> Iterator[Bucket]:
    with Bucket() as bucket:
        yield bucket


@pytest.fixture
def bucket(server: Bucket, settings: Settings) -> Bucket:
    settings.STORAGES = {**settings.STORAGES, "default": env.uploads(server.url)}
    return server


@pytest.fixture
def owner(client: Client) -> User:
    user = UserFactory.create()
    client.force_login(user)
    return user


def photo() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.effect_noise((900, 600), 40).convert("RGB").save(content, "JPEG")
    return SimpleUploadedFile("IMG 0001.JPG", content.getvalue(), "image/jpeg")


def question(idea: Idea) -> str:
    return reverse("ideas:sketch", args=[idea.key, "foto"])


def test_a_picture_goes_to_the_bucket_and_comes_back_through_our_own_address(
    client: Client, owner: User, bucket: Bucket
) -> None:
    idea = IdeaFactory.create(published=True, owner=owner)
    answer = client.post(question(idea), {"picture": photo(), "picture_description": TEXT})
    assert answer.status_code == 302
    idea.refresh_from_db()
    name = Path(str(idea.picture.name)).name
    assert f"foto/s/pictures/{name}" in bucket.names()
    page = client.get(idea.get_absolute_url()).content.decode()
    assert f'src="/media/pictures/{name}"' in page and bucket.endpoint not in page
    shown = client.get(f"/media/pictures/{name}")
    assert Image.open(io.BytesIO(shown.getvalue())).size == (900, 600)
    assert shown.headers["Content-Type"] == "image/jpeg" and "immutable" in shown.headers["Cache-Control"]
    small = client.get(f"/media/small/{name}")
    assert Image.open(io.BytesIO(small.content)).size == (480, 270)


@pytest.mark.django_db(transaction=True)
def test_a_picture_that_is_removed_is_gone_from_the_bucket(client: Client, owner: User, bucket: Bucket) -> None:
    idea = IdeaFactory.create(waiting=True, owner=owner)
    client.post(question(idea), {"picture": photo(), "picture_description": TEXT})
    idea.refresh_from_db()
    name = Path(str(idea.picture.name)).name
    assert any(kept.endswith(name) for kept in bucket.names())
    client.post(question(idea), {"remove": "on", "picture_description": TEXT})
    assert not any(kept.endswith(name) for kept in bucket.names())
    assert client.get(f"/media/pictures/{name}").status_code == 404
    assert client.get(f"/media/small/{name}").status_code == 404


def test_a_bucket_that_is_gone_costs_nobody_what_they_typed(
    client: Client, owner: User, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.STORAGES = {**settings.STORAGES, "default": env.uploads("s3://a:b@emmer?endpoint=http://127.0.0.1:1")}
    idea = IdeaFactory.create(waiting=True, owner=owner)
    answer = client.post(question(idea), {"picture": photo(), "picture_description": TEXT})
    assert answer.status_code == 422
    assert str(uploads.NotKept.default) in answer.content.decode() and TEXT in answer.content.decode()
    answer = client.post(question(idea), {"picture": photo(), "picture_description": ""})
    assert answer.status_code == 422 and str(uploads.NotKept.default) in answer.content.decode()
    assert "a picture could not be kept" in caplog.text
    shown = client.get(f"/media/pictures/{'0' * 32}.jpg")
    assert shown.status_code == 503 and shown.headers["Retry-After"] == "60"


def test_a_picture_that_stays_behind_is_named(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    settings.STORAGES = {**settings.STORAGES, "default": env.uploads("s3://a:b@emmer?endpoint=http://127.0.0.1:1")}
    with pytest.raises(uploads.failures()):
        default_storage.delete("pictures/blijft.jpg")
    assert "picture pictures/blijft.jpg could not be removed" in caplog.text


def test_a_full_disk_gets_the_same_answer(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "media").write_text("geen map")
    settings.MEDIA_ROOT = tmp_path / "media"
    with pytest.raises(uploads.NotKept):
        default_storage.save("pictures/x.jpg", ContentFile(b"x"))


def test_a_monitor_sees_the_room_that_is_left(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "nog" / "niet"
    [(name, _help, values)] = uploads.gauges()
    assert name == "uploads_disk_bytes" and 0 < values["free"] < values["all"]


def test_a_bucket_has_no_end(bucket: Bucket) -> None:
    assert uploads.gauges() == []


def test_the_address_of_a_bucket_is_read_whole() -> None:
    found = env.uploads("s3://k%2F1:g%40h@emmer/a/b/?endpoint=https://opslag.example:9000&region=eu-1")
    assert found["OPTIONS"] == {
        "bucket_name": "emmer",
        "location": "a/b",
        "endpoint_url": "https://opslag.example:9000",
        "region_name": "eu-1",
        "access_key": "k/1",
        "secret_key": "g@h",
    }
    assert env.uploads("s3://emmer")["OPTIONS"]["access_key"] is None


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("/srv/uploads", "must look like"),
        ("https://emmer", "must look like"),
        ("s3://", "must look like"),
        ("s3://emmer?regio=eu-1", "must look like"),
        ("s3://sleutel@emmer", "a key without a secret"),
        ("s3://emmer?endpoint=opslag.example", "must begin with https://"),
        ("s3://emmer?endpoint=", "must begin with https://"),
    ],
)
def test_an_address_that_says_nothing_is_refused(url: str, said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=said):
        env.uploads(url)
