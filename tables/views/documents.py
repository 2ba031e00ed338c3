"""The documents that a table is about: put there and taken away by who organises it, read by everyone."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.core.errors import worked
from aantafel.core.text import slugify
from tables.forms.words import DocumentForm
from tables.models import TableDocument
from tables.services import documents as service
from tables.views.doors import WorkRequest, at_table
from tables.views.work import context

_takes = require_http_methods(["GET", "HEAD", "POST"])
# nothing in it may do anything, should a browser show it after all
HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}


@at_table
@_takes
def documents(request: WorkRequest) -> HttpResponse:
    work = request.work
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = {"title": data["title"], "about": data["about"], "link": data["link"], "file": data["file"]}
        if worked(form, lambda: service.add(actor=work.user, table_id=work.table.pk, role=work.role, **made)):
            messages.success(request, _("The document stands on the page of the table."))
            return redirect("tables:documents", pk=work.table.pk)
    shown = {"form": form, "documents": service.shown(work.table)}
    return render(request, "tables/work/documents.html", context(request, **shown), status=422 if form.errors else 200)


@at_table
@_takes
def take_away(request: WorkRequest, number: int) -> HttpResponse:
    """Asks whether they are sure."""
    work = request.work
    document = get_object_or_404(TableDocument.everywhere.shown(), table=work.table, pk=number)
    if request.method == "POST":
        service.take_away(actor=work.user, table_id=work.table.pk, document_id=number)
        messages.success(request, _("The document is gone from the page of the table."))
        return redirect("tables:documents", pk=work.table.pk)
    return render(request, "tables/work/take_document.html", context(request, document=document))


@require_safe
def document(request: HttpRequest, pk: int, number: int) -> FileResponse:
    """The PDF, as a file to save. Its name is made from its title."""
    found = get_object_or_404(TableDocument.objects.public(), table=pk, pk=number)
    if not found.file:
        raise Http404
    try:
        file = default_storage.open(found.file.name)
    except FileNotFoundError as missing:
        raise Http404 from missing
    name = f"{slugify(found.title)[:60] or 'document'}.pdf"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/pdf", headers=HEADERS)
