"""The minutes of meetings: where they are made, and where everyone reads them."""

from collections.abc import Iterator

from tests.site.pages.page import EVERYONE, GONE, GONE_IDEA, THE_DESK, WHO_ORGANISES, Access, Page

ORGANISERS_POST = Access(302, 405, 404, 405)
ORGANISERS_LED_BACK = Access(302, 302, 404, 302)
DONE, WRITTEN = ("{table}", "{minutes_number}"), ("{table}", "{written_number}")
PUBLIC = ("{table}", "{published_slug}", "{minutes_number}")


def minutes_pages() -> Iterator[Page]:
    """Where they are made and looked after, and where one asks something about them."""
    yield from _making()
    ask = ("Vraag om iets in het verslag te veranderen", "Ask to change something in the minutes")
    yield Page("tables:correct", EVERYONE, *ask, "{published_title}", PUBLIC)
    at_table = ("Vraag om iets bij deze tafel te veranderen", "Ask to change something at this table")
    yield Page("tables:correct_table", EVERYONE, *at_table, "{published_title}", PUBLIC[:2])
    yield Page("tables:published_json", EVERYONE, text="besluit-1", args=PUBLIC)
    yield Page("tables:published_pdf", EVERYONE, args=PUBLIC)
    name = ("Vragen om iets te veranderen", "Requests to change something")
    yield Page("desk:minutes", THE_DESK, *name, "{minutes_asked}", lists=True)


def _making() -> Iterator[Page]:
    mine = ("Verslagen van deze tafel", "Minutes of this table")
    yield Page("tables:minutes", WHO_ORGANISES, *mine, "Samen kijken", ("{table}",), lists=True)
    one = ("Verslag: Samen kijken", "Minutes: Samen kijken")
    yield Page("tables:minutes_one", WHO_ORGANISES, *one, "Sien Stoel", DONE)
    for name in ("begin", "readers", "takers"):
        yield Page(f"tables:minutes_{name}", ORGANISERS_POST, args=WRITTEN)
    check = ("Kijk het verslag na", "Check the minutes")
    yield Page("tables:minutes_check", WHO_ORGANISES, *check, "{written_said}", WRITTEN)
    asked = ("Vragen over het verslag", "Questions about the minutes")
    yield Page("tables:minutes_requests", WHO_ORGANISES, *asked, "{minutes_asked}", DONE)
    about_table = ("Vragen over de pagina’s van de tafel", "Questions about the pages of the table")
    yield Page("tables:table_requests", WHO_ORGANISES, *about_table, "{table_asked}", DONE[:1])
    out = ("Haal een naam of een foto weg", "Take a name or a picture out")
    yield Page("tables:minutes_take_out", WHO_ORGANISES, *out, args=DONE)
    yield Page(
        "tables:write", WHO_ORGANISES, "Schrijf het verslag", "Write the minutes", "{written_said}", WRITTEN, lists=True
    )
    yield Page("tables:write_stand", WHO_ORGANISES, text="{written_said}", args=WRITTEN)
    word = ("Wat er is gezegd", "What was said")
    said = (*WRITTEN, "gezegd")
    yield Page("tables:write_one_part", WHO_ORGANISES, *word, "{written_said}", said)
    yield Page("tables:write_part", ORGANISERS_POST, args=said)
    yield Page("tables:write_earlier", WHO_ORGANISES, "Eerdere teksten", "Earlier texts", "{written_said}", said)
    yield Page("tables:write_list", ORGANISERS_LED_BACK, args=(*WRITTEN, "oogst"))
    for sort, pk, nl, en in (
        ("oogst", "{written_card}", "Verander een kaartje", "Change a card"),
        ("besluiten", "{written_decision}", "Verander een besluit", "Change a decision"),
        ("acties", "{written_action}", "Verander een actie", "Change an action"),
    ):
        yield Page("tables:write_item", WHO_ORGANISES, nl, en, args=(*WRITTEN, sort, pk), about=sort)


def minutes_to_read() -> Iterator[Page]:
    """What everyone reads, without a cookie."""
    title = ("Verslag: Samen kijken", "Verslag: Samen kijken")
    yield Page("tables:published", EVERYONE, *title, "{minutes_said}", PUBLIC)
    yield Page("tables:published", GONE, *GONE_IDEA, args=("{gone_table}", "{gone_slug}", "1"), about="gone")
    yield Page("tables:published_version", EVERYONE, *title, "Een bewoner vroeg naar stoelen.", (*PUBLIC, "1"))
    changed = ("Wat er veranderde in versie 2", "What changed in version 2")
    yield Page("tables:published_compare", EVERYONE, *changed, "{minutes_reason}", (*PUBLIC, "2"))
    yield Page("tables:live", EVERYONE, "Lees mee", "Read along", "{written_said}", (*PUBLIC[:2], "{written_number}"))
    yield Page(
        "tables:table_corrected", EVERYONE, "Dank je wel, je vraag is binnen", "Thank you, we have it", args=PUBLIC[:2]
    )
    yield Page("tables:corrected", EVERYONE, "Dank je wel, je vraag is binnen", "Thank you, we have it", args=PUBLIC)
    yield Page("tables:all_minutes", EVERYONE, "Verslagen", "Minutes", "{published_title}", lists=True)
    yield Page("tables:all_minutes", EVERYONE, "Verslagen", "Minutes", "kwkwkw", query="?q=kwkwkw", about="nothing")
    course = ("Alles wat er gebeurde", "Everything that happened")
    yield Page("tables:course", EVERYONE, *course, "We beginnen met één avond.", PUBLIC[:2])
    yield Page("minutes_feed", EVERYONE, text="Samen kijken", machine=True)
    address = "/verslagen/{minutes_number}/"
    yield Page("sitemap", EVERYONE, text=address, args=("verslagen",), machine=True, about="verslagen")
