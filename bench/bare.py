"""What Django costs by itself: one query, twenty rows, a template, no middleware."""

from django.http import HttpRequest, HttpResponse
from django.template import engines

from ideas.models import Idea

TEMPLATE = engines["django"].from_string(
    "<!doctype html><html lang=nl><title>Ideeën</title><h1>Ideeën</h1><ul>{% for idea in ideas %}"
    "<li><a href=/ideeen/{{ idea.pk }}/>{{ idea.title }}</a><p>{{ idea.origin }}</p>"
    "<p>{{ idea.municipality.name }}, {{ idea.published_at|date:'j F Y' }}</p></li>{% endfor %}</ul></html>"
)


def bare(_request: HttpRequest) -> HttpResponse:
    public = Idea.everywhere.filter(state="published").select_related("municipality").defer("search")
    response = HttpResponse(TEMPLATE.render({"ideas": public.order_by("-published_at", "-pk")[:20]}))
    response["Content-Length"] = len(response.content)
    return response
