"""What somebody typed into a form that could not be taken in: shown to them once more, so that it is not lost."""

from urllib.parse import urlsplit

from django.http import HttpRequest


def texts(request: HttpRequest) -> list[str]:
    """Whatever is longer than a word, of a form that was sent from a page of this site, and not from elsewhere."""
    if request.method != "POST" or _host_of(request) != request.get_host():
        return []
    values = [value for name in request.POST for value in request.POST.getlist(name) if name != "csrfmiddlewaretoken"]
    return [value for value in values if len(value.split()) > 1]


def page_of(request: HttpRequest) -> str:
    """The path of the page of this site that the form stood on; "" when it is not known."""
    parts = urlsplit(request.headers.get("Referer", ""))
    here = parts.netloc == request.get_host()
    return f"{parts.path}?{parts.query}".removesuffix("?") if here else ""


def _host_of(request: HttpRequest) -> str:
    return urlsplit(request.headers.get("Origin") or request.headers.get("Referer", "")).netloc
