"""A document as an answer to a browser: kept, asked again cheaply, and a page with words when it cannot be made."""

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.http import HttpResponseBase
from django.test import RequestFactory
from django.utils.translation import override
from pytest_django.fixtures import Settings
from redis.exceptions import ConnectionError as RedisGone

from aantafel.core.documents import answers, pdf
from aantafel.core.documents.codec import from_json
from aantafel.core.documents.structure import Document, Paragraph, Picture, line
from tests.core.documents.made import ADDRESS, document, store_picture, whole

WORDS = document(Paragraph(line("Een zin.")))


def ask(made: Document = WORDS, *, public: bool = True, how: Any = answers.pdf_response, tag: str = "") -> Any:
    request = RequestFactory().get("/verslag.pdf", headers={"If-None-Match": tag} if tag else {})
    answer: HttpResponseBase = how(request, made, name="verslag-2", public=public)
    return answer


@pytest.fixture
def presses(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often a file was made."""
    made: list[int] = []
    press = pdf.pressed

    def counted(*given: Any, **more: Any) -> bytes:
        made.append(1)
        return press(*given, **more)

    monkeypatch.setattr(pdf, "pressed", counted)
    return made


def failing(error: Exception) -> Callable[..., bytes]:
    def fail(*_given: Any, **_more: Any) -> bytes:
        raise error

    return fail


def test_it_is_a_file_to_read_in_the_browser() -> None:
    answer = ask()
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="verslag-2.pdf"'
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert answer.headers["ETag"].startswith('"')
    assert not answer.cookies


def test_what_is_not_for_everyone_is_kept_by_nobody() -> None:
    assert ask(public=False).headers["Cache-Control"] == "private, no-store"


def test_who_has_it_is_not_sent_it_again(presses: list[int]) -> None:
    tag = ask().headers["ETag"]
    again = ask(tag=tag)
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert again.headers["Cache-Control"] == "public, no-cache"
    other = ask(document(Paragraph(line("Een andere zin."))), tag=tag)
    assert other.status_code == 200
    assert presses == [1, 1]


def test_it_is_made_once_for_everyone(presses: list[int]) -> None:
    assert len({ask().content for _reader in range(20)}) == 1
    assert presses == [1]
    cache.clear()
    assert ask().status_code == 200
    assert presses == [1, 1]


def test_many_at_once_wait_for_the_same_file(presses: list[int]) -> None:
    found: list[int] = []
    readers = [threading.Thread(target=lambda: found.append(ask().status_code)) for _reader in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert found == [200] * 8
    assert presses == [1]


def test_json_comes_back_as_the_same_document() -> None:
    answer = ask(whole(), how=answers.json_response)
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Content-Disposition"] == 'inline; filename="verslag-2.json"'
    assert from_json(json.loads(answer.content)) == whole()
    tag = answer.headers["ETag"]
    assert ask(whole(), how=answers.json_response, tag=tag).status_code == 304
    assert tag != ask(whole(), how=answers.pdf_response).headers.get("ETag")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "after"),
    [(pdf.NotMade("kapot"), "60"), (OSError("disk full"), "60"), (pdf.Busy(), "5")],
)
def test_what_fails_is_told_with_a_way_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception, after: str
) -> None:
    monkeypatch.setattr(pdf, "pressed", failing(error))
    with override("nl"):
        answer = ask()
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, after)
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "Er is nu geen PDF" in page
    assert "Het ligt niet aan jou." in page
    assert f'<a href="{ADDRESS}">Verslag van de tweede bijeenkomst</a>' in page
    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert not answer.cookies
    assert f"{ADDRESS} cannot be made into a PDF" in caplog.text, "it is reported"


@pytest.mark.django_db
def test_what_failed_is_not_tried_again_at_once(monkeypatch: pytest.MonkeyPatch, presses: list[int]) -> None:
    monkeypatch.setattr(pdf, "PRESS", Path("/nowhere.py"))
    assert [ask().status_code for _reader in range(5)] == [503] * 5
    assert presses == [1]
    assert ask(document(Paragraph(line("Een andere zin.")))).status_code == 503
    cache.clear()
    monkeypatch.undo()
    assert ask().status_code == 200


@pytest.mark.django_db
def test_a_text_that_is_too_long_says_so() -> None:
    for _reader in range(2):
        with override("nl"):
            page = ask(document(Paragraph(line("a " * 300_000)))).content.decode()
        assert "Deze tekst is te lang voor een PDF." in page
        assert "Dat lukt nu niet." not in page


@pytest.mark.django_db
def test_nobody_waits_long_for_a_turn(monkeypatch: pytest.MonkeyPatch, presses: list[int]) -> None:
    monkeypatch.setattr(pdf, "TURN_SECONDS", 0.05)
    with pdf._turn:
        answer = ask()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert presses == []
    assert ask().status_code == 200


def test_without_a_cache_it_is_made_for_each(monkeypatch: pytest.MonkeyPatch, presses: list[int]) -> None:
    monkeypatch.setattr(cache, "get", failing(RedisGone()))
    monkeypatch.setattr(cache, "set", failing(RedisGone()))
    assert [ask().status_code, ask().status_code] == [200, 200]
    assert presses == [1, 1]


def test_what_is_too_large_is_not_kept(monkeypatch: pytest.MonkeyPatch, presses: list[int]) -> None:
    monkeypatch.setattr(pdf, "KEPT_BYTES", 1000)
    assert [ask().status_code, ask().status_code] == [200, 200]
    assert presses == [1, 1]


def test_a_file_without_one_of_its_pictures_is_not_kept_for_long(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[int] = []
    monkeypatch.setattr(cache, "set", lambda _key, _file, seconds: kept.append(seconds))
    settings.MEDIA_ROOT = tmp_path
    name = store_picture()
    with_picture = document(Picture(name, "/media/a.jpg", "Briefjes"))
    content = (tmp_path / name).read_bytes()
    default_storage.delete(name)
    answer = ask(with_picture)
    assert answer.status_code == 200
    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert kept == [pdf.AGAIN_AFTER]
    (tmp_path / name).write_bytes(content)
    assert "ETag" in ask(with_picture).headers
    assert kept == [pdf.AGAIN_AFTER, pdf.KEPT_SECONDS]


@pytest.mark.django_db
def test_a_storage_that_is_gone_is_no_lost_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(default_storage, "open", failing(PermissionError("gone")))
    assert ask(document(Picture("pictures/a.jpg", "/media/a.jpg", "Briefjes"))).status_code == 503
