"""Text is compressed, pictures are not."""

from django.http import HttpResponse
from django.test import RequestFactory

from aantafel.core.compress import TextGzipMiddleware


def answer(content_type: str) -> HttpResponse:
    request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})
    response = TextGzipMiddleware(lambda _request: HttpResponse(b"tafel " * 200, content_type=content_type))(request)
    assert isinstance(response, HttpResponse)
    return response


def test_a_page_travels_compressed() -> None:
    response = answer("text/html; charset=utf-8")
    assert response.headers["Content-Encoding"] == "gzip"
    assert len(response.content) < 400


def test_a_picture_stays_as_it_is() -> None:
    response = answer("image/jpeg")
    assert "Content-Encoding" not in response.headers
