"""An invented document in which every kind of block stands, for the page of components."""

from datetime import UTC, datetime

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import get_language, gettext

from aantafel.core.documents import reader
from aantafel.core.documents.structure import (
    Block,
    Document,
    Heading,
    Item,
    Link,
    Note,
    Paragraph,
    Picture,
    Quote,
    Strong,
    Table,
    line,
)


def example() -> Document:
    return Document(
        title=gettext("A long table in the street, one evening a month"),
        subtitle=gettext("As it was put together at the table"),
        language=get_language() or "nl",
        site=settings.SITE_NAME,
        address=f"{settings.BASE_URL}/onderdelen/",
        made_at=datetime(2026, 11, 14, 20, 0, tzinfo=UTC),
        details=((gettext("Municipality"), "Zutphen"), (gettext("When"), gettext("14 November 2026"))),
        summary=reader.read_plain(gettext("- We begin with one evening.\n- Afterwards we look whether it stays.")),
        body=_body(),
    )


def _body() -> tuple[Block, ...]:
    said = gettext(
        "Whoever types this needs no marks. An empty line begins a new paragraph.\n\n"
        "This comes of it by itself:\n- a heading above points\n- a link: https://voorbeeldstad.example/plan"
    )
    address = "https://voorbeeldstad.example/plan"
    columns = (gettext("Who"), gettext("What"), gettext("When"))
    row = ("Fatma", gettext("Asks the neighbours for chairs"), gettext("14 November 2026"))
    return (
        Heading(1, gettext("What was said")),
        *reader.read(said, level=2),
        Paragraph(
            line(gettext("Also in a text:"), " ", Strong(gettext("what counts most"))),
        ),
        Quote(line(gettext("Somebody said this at a table.")), gettext("Resident")),
        Heading(1, gettext("What was decided")),
        Item(
            "example-decision",
            gettext("Decision 1"),
            (
                Paragraph(
                    line(gettext("The table stands in the street."), " ", Link(gettext("Look at the plan"), address))
                ),
            ),
        ),
        Table(gettext("Who does what"), columns, (tuple(line(cell) for cell in row),)),
        Picture("none", static("img/site-card.png"), gettext("A wooden table with seats around it, seen from above")),
        Note(reader.read_plain(gettext("What somebody has to know about this text.")), gettext("Good to know")),
    )
