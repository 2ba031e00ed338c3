"""What a table is about on paper: a link or a PDF."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import User
from tables.enums import TableState
from tables.models import Table, TableDocument
from tests.factories.ideas import owner_of
from tests.tables.road import table_at

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def of_owner(table: Table) -> Client:
    return signed_in(owner_of(table.idea))


class TestDocuments:
    def add(self, client: Client, table: Table, **fields: object) -> int:
        return client.post(
            reverse("tables:documents", args=[table.pk]), {"title": "Het plan", "about": "", "link": "", **fields}
        ).status_code

    def test_a_link_and_a_pdf_stand_on_the_page_of_the_table(self, client: Client) -> None:
        table = table_at(3)
        own = of_owner(table)
        assert self.add(own, table, link="https://voorbeeld.example/plan") == 302
        assert self.add(own, table, title="De tekening", file=SimpleUploadedFile("x.pdf", PDF)) == 302
        page = client.get(table.get_absolute_url()).content.decode()
        assert "https://voorbeeld.example/plan" in page
        kept = TableDocument.everywhere.get(title="De tekening")
        response = client.get(reverse("tables:document", args=[table.pk, kept.pk]))
        assert b"".join(response.streaming_content) == PDF  # type: ignore[attr-defined]
        assert response.headers["Content-Disposition"] == 'attachment; filename="de-tekening.pdf"'
        assert "sandbox" in response.headers["Content-Security-Policy"]
        own.post(reverse("tables:take_document", args=[table.pk, kept.pk]))
        assert client.get(reverse("tables:document", args=[table.pk, kept.pk])).status_code == 404
        assert "De tekening" not in client.get(table.get_absolute_url()).content.decode()

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"<html>", "Dit is geen pdf"),
            (PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript>>"), "doet uit zichzelf dingen"),
            (PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/J#61vaScript>>"), "doet uit zichzelf dingen"),
            (PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</JS\n(x)>>"), "doet uit zichzelf dingen"),
            (b"", "leeg"),
        ],
    )
    def test_what_is_no_plain_pdf_is_refused_and_nothing_typed_is_lost(self, content: bytes, words: str) -> None:
        table = table_at(3)
        response = of_owner(table).post(
            reverse("tables:documents", args=[table.pk]),
            {"title": "Het plan", "link": "", "file": SimpleUploadedFile("x.pdf", content)},
        )
        page = response.content.decode()
        assert response.status_code == 422
        assert words in page and 'value="Het plan"' in page

    @pytest.mark.parametrize("link", ["", "javascript:alert(1)", "geen adres"])
    def test_a_document_has_an_address_or_a_file(self, link: str) -> None:
        table = table_at(3)
        assert self.add(of_owner(table), table, link=link) == 422

    def test_not_of_another_table_and_not_when_it_is_over(self) -> None:
        table, other = table_at(3), table_at(3, state=TableState.STOPPED)
        made = TableDocument.everywhere.create(table=other, title="X", link="https://x.example", role="owner")
        assert of_owner(table).post(reverse("tables:take_document", args=[table.pk, made.pk])).status_code == 404
        assert self.add(of_owner(other), other, link="https://voorbeeld.example/") == 422
