"""What every template may ask about the site that it is part of, and where the facts about municipalities come from."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from aantafel.core.locale import in_language
from municipalities import sites, switches
from municipalities.attribution import TEXT
from municipalities.switches import Switch


def site(request: HttpRequest) -> dict[str, Any]:
    """`site`: its name, who runs it and where it stands; `instance`: the local site, or None on the national one;
    `parts`: which parts are on, by name (`parts.likes`); `page`: this page's own addresses.
    """
    language = get_language() or settings.LANGUAGE_CODE
    other = "en" if language == "nl" else "nl"
    instance = sites.of(request)
    base_url = sites.base_url_of(instance) if instance else settings.BASE_URL
    on = switches.on(instance)
    return {
        "instance": instance,
        "parts": {switch.value: switch in on for switch in Switch},
        "site": {
            "name": instance.name if instance else settings.SITE_NAME,
            "operator_name": settings.OPERATOR_NAME,
            "operator_email": settings.OPERATOR_EMAIL,
            "operator_phone": settings.OPERATOR_PHONE,
            "base_url": base_url,
            "national_url": settings.BASE_URL,
        },
        "page": {
            "language": language,
            "in_english": instance is None or "en" in instance.languages,
            "path": request.path,
            "url": base_url + request.path,
            "other_language": other,
            "other_language_path": in_language(request.path, other),
            "nl_url": base_url + in_language(request.path, "nl"),
            "en_url": base_url + in_language(request.path, "en"),
        },
    }


def data_source(_request: HttpRequest) -> dict[str, str]:
    return {"data_source": TEXT}
