"""A document as an answer: the same address gives the same bytes, and who has them already is not sent them again."""

import hashlib
import json

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from aantafel.core.documents import pdf
from aantafel.core.documents.codec import to_json
from aantafel.core.documents.structure import Document

PDF_TYPE = "application/pdf"
JSON_TYPE = "application/json"
# asked again at each reading, so that what was corrected or hidden is gone at once; mostly the answer is "the same"
PUBLIC = "public, no-cache"
PRIVATE = "private, no-store"


def pdf_response(request: HttpRequest, document: Document, *, name: str, public: bool) -> HttpResponseBase:
    """`name` is that of the file, without its ending; `public` is what everyone may read."""
    tag = f'"{pdf.digest(document)}"'
    unchanged = get_conditional_response(request, etag=tag)
    if unchanged is not None:
        return _told(unchanged, tag, public=public)
    try:
        file = pdf.made(document)
    except pdf.NotMade as error:
        return _not_made(request, document, error)
    if not file.is_whole:
        tag, public = "", False  # to be asked for again: the picture may come back
    return _file(file.content, PDF_TYPE, f"{name}.pdf", tag, public=public)


def json_response(request: HttpRequest, document: Document, *, name: str, public: bool) -> HttpResponseBase:
    content = json.dumps(to_json(document), ensure_ascii=False).encode()
    tag = f'"{hashlib.sha256(content).hexdigest()[:40]}"'
    unchanged = get_conditional_response(request, etag=tag)
    if unchanged is not None:
        return _told(unchanged, tag, public=public)
    return _file(content, JSON_TYPE, f"{name}.json", tag, public=public)


def _file(content: bytes, content_type: str, name: str, tag: str, *, public: bool) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    answer.headers["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    _told(answer, tag, public=public)
    return answer


def _told(answer: HttpResponseBase, tag: str, *, public: bool) -> HttpResponseBase:
    if tag:
        answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = PUBLIC if public else PRIVATE
    return answer


def _not_made(request: HttpRequest, document: Document, error: pdf.NotMade) -> HttpResponse:
    """A page that says so, with the page that has the same text."""
    too_long = isinstance(error, pdf.TooLong)
    answer = render(request, "documents/not_made.html", {"document": document, "too_long": too_long}, status=503)
    answer.headers["Retry-After"] = str(error.retry_after)
    answer.headers["Cache-Control"] = PRIVATE
    return answer
