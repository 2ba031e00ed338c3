"""What every template may ask about the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from aantafel.core.locale import in_language


def site(request: HttpRequest) -> dict[str, Any]:
    """`site`: who runs it and where it stands; `page`: this page's own addresses."""
    language = get_language() or settings.LANGUAGE_CODE
    other = "en" if language == "nl" else "nl"
    return {
        "site": {
            "name": settings.SITE_NAME,
            "operator_name": settings.OPERATOR_NAME,
            "operator_email": settings.OPERATOR_EMAIL,
            "operator_phone": settings.OPERATOR_PHONE,
            "base_url": settings.BASE_URL,
        },
        "page": {
            "language": language,
            "path": request.path,
            "url": settings.BASE_URL + request.path,
            "other_language": other,
            "other_language_path": in_language(request.path, other),
            "nl_url": settings.BASE_URL + in_language(request.path, "nl"),
            "en_url": settings.BASE_URL + in_language(request.path, "en"),
        },
    }
