"""What stands where a public idea stood."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from ideas import queries


def gone(request: HttpRequest, pk: int, *, typed: Sequence[str] = ()) -> HttpResponse:
    """The way on to the idea that it became part of; else that it was taken back. Raises Http404 for what was never
    on the site. What was typed for it stays on the screen, so that only reading leads on by itself.
    """
    onward = queries.merged_into(pk)
    if onward is not None and request.method in {"GET", "HEAD"}:
        return HttpResponseRedirect(onward.url)  # that one may be taken back, so never for good
    if onward is None and not queries.was_public(pk):
        raise Http404
    return render(request, "ideas/gone.html", {"onward": onward, "typed": typed}, status=410)
