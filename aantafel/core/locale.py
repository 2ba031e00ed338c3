"""The language follows the address alone: Dutch has no prefix, English stands under /en/. No cookie, no guessing."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

ENGLISH_PREFIX = "/en/"


def language_of(path: str) -> str:
    return "en" if path.startswith(ENGLISH_PREFIX) or path == "/en" else settings.LANGUAGE_CODE


def in_language(path: str, language: str) -> str:
    """The same page's address in another language."""
    bare = path[len(ENGLISH_PREFIX) - 1 :] if path.startswith(ENGLISH_PREFIX) else path
    bare = "/" + bare.lstrip("/\\")  # with two of them it would be the address of another host
    return f"/en{bare}" if language == "en" else bare


class AddressLocaleMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = language_of(request.path_info)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
