"""What stands where a public table stood."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from aantafel.core.htmx import render_page
from tables.shown import queries


def gone(request: HttpRequest, pk: int) -> HttpResponse:
    """The way on to the table of the idea that its idea became part of; else that it was taken back. Raises Http404 for
    what was never on the site.
    """
    onward = queries.merged_into(pk)
    if onward is not None:
        return HttpResponseRedirect(onward.url)  # it may be taken back, so never for good
    if queries.was_public(pk):
        return render_page(request, "ideas/gone.html", status=410)
    raise Http404
