"""Where a table is organised: its moves, decisions, owners and documents."""

from collections.abc import Iterator

from tests.site.pages.page import EVERYONE, THE_DESK, WHO_ORGANISES, Access, Page


def table_life_pages() -> Iterator[Page]:
    table = ("{table}",)
    for name, nl, en in (
        ("forward", "Naar stap 2: Match", "To step 2: Match"),
        ("back", "Een stap terug", "Go back one step"),
        ("stop", "Stop de tafel", "Stop the table"),
        ("resume", "Laat de tafel doorgaan", "Let the table go on"),
    ):
        yield Page(f"tables:{name}", WHO_ORGANISES, nl, en, "{published_title}", table)
    yield Page(
        "tables:words",
        WHO_ORGANISES,
        "Besluiten van de eigenaar",
        "Decisions of the owner",
        "Er komt schot in.",
        table,
        lists=True,
    )
    gone = ("Haal een naam weg", "Take a name out")
    yield Page("tables:take_name", WHO_ORGANISES, *gone, "{published_title}", table)
    yield Page(
        "tables:owners", WHO_ORGANISES, "Wie eigenaar is van de tafel", "Who owns the table", "{published_title}", table
    )
    yield Page(
        "tables:leave",
        WHO_ORGANISES,
        "De tafel aan de anderen overlaten?",
        "Leave the table to the others?",
        "{published_title}",
        table,
    )
    yield Page("tables:documents", WHO_ORGANISES, "Stukken", "Documents", "Het nieuwe bomenbeleid", table, lists=True)
    yield Page(
        "tables:take_document",
        WHO_ORGANISES,
        "Dit stuk weghalen?",
        "Take this document away?",
        "Het nieuwe bomenbeleid",
        ("{table}", "{document}"),
    )
    yield Page("tables:document", EVERYONE, args=("{table}", "{paper}"), machine=True)
    yield Page("tables:how_it_goes", Access(302, 302, 404, 302), args=table)
    yield Page("tables:still", EVERYONE, "Hoe gaat het?", "How does it go?", "{rested_title}", ("{still_key}",))
    silent = ("Tafels die stilstaan", "Tables that stand still")
    yield Page("desk:still_tables", THE_DESK, *silent, "{rested_title}", lists=True)
    rested = ("Aan tafel: {rested_title}", "At the table: {rested_title}")
    yield Page("tables:work", WHO_ORGANISES, *rested, "Petra Plein", ("{rested}",), about="resting")
    yield Page(
        "tables:detail",
        EVERYONE,
        "{rested_title}",
        "{rested_title}",
        "Petra Plein",
        ("{rested}", "{rested_slug}"),
        about="resting",
    )
    why = ("{table}", "waarom")
    yield Page("tables:work_core", WHO_ORGANISES, "De vier vragen", "The four questions", "{core_text}", table)
    yield Page("tables:work_core_question", WHO_ORGANISES, "Waarom dit idee?", "Why this idea?", "{core_text}", why)
    yield Page(
        "tables:work_core_versions",
        WHO_ORGANISES,
        "Eerdere teksten",
        "Earlier texts",
        "{core_earlier}",
        why,
        lists=True,
    )
    yield Page(
        "tables:work_core_paper",
        WHO_ORGANISES,
        "Een blad voor een gesprek",
        "A sheet for a conversation",
        "{core_text}",
        table,
    )
