"""The table of an idea: where it is organised, and what comes by a link of one's own."""

from collections.abc import Iterator

from tests.site.pages.page import EVERYONE, WHO_ORGANISES, Access, Page

POST_BY_WHO_ORGANISES = Access(302, 405, 404, 405)


def plan_pages() -> Iterator[Page]:
    """Choosing, and carrying out."""
    table = ("{table}",)
    variant, action = (*table, "{variant}"), (*table, "{action}")
    title = "{published_title}"
    yield Page("tables:choice", WHO_ORGANISES, "Maak een keuze", "Make a choice", "{variant_title}", table)
    yield Page("tables:add_variant", WHO_ORGANISES, "Een nieuwe variant", "A new variant", title, table)
    yield Page("tables:change_variant", WHO_ORGANISES, "Variant wijzigen", "Change a variant", title, variant)
    wording = ("Deze variant weghalen?", "Take this variant away?")
    yield Page("tables:drop_variant", WHO_ORGANISES, *wording, "{variant_title}", variant)
    yield Page("tables:open_choice", WHO_ORGANISES, "Laat de tafel kiezen", "Let the table choose", title, table)
    yield Page("tables:choice_room", WHO_ORGANISES, "Kies hier", "Choose here", title, table)
    yield Page("tables:count_choice", WHO_ORGANISES, "Met de hand tellen", "Count by hand", "{variant_title}", table)
    wording = ("Schrijf de keuze op", "Write down the choice")
    yield Page("tables:close_choice", WHO_ORGANISES, *wording, "{variant_title}", table)
    wording = ("Stoppen zonder keuze?", "Stop without a choice?")
    yield Page("tables:call_off_choice", WHO_ORGANISES, *wording, title, table)
    yield Page("tables:plan", WHO_ORGANISES, "Het plan", "The plan", "{action_text}", table, lists=True)
    yield Page("tables:add_action", WHO_ORGANISES, "Een nieuwe actie", "A new action", "{doer_name}", table)
    yield Page("tables:change_action", WHO_ORGANISES, "Verander een actie", "Change an action", "{action_text}", action)
    yield Page("tables:put_action", POST_BY_WHO_ORGANISES, args=(*action, "klaar"))
    yield Page("tables:tell_news", WHO_ORGANISES, "Vertel hoe het gaat", "Tell how it goes", title, table)
    yield Page("tables:remove_news", POST_BY_WHO_ORGANISES, args=(*table, "{news}"))


def plan_links() -> Iterator[Page]:
    """For who has the link: choosing along, and what one does for a table."""
    key, title = ("{choice_key}",), "{published_title}"
    wording = ("Kies mee met de tafel", "Choose with the table")
    yield Page("tables:scanned", Access(200, 302, 302, 200), *wording, title, key)
    yield Page("tables:ballot", EVERYONE, *wording, "{variant_title}", (*key, "{doer_key}"))
    wording = ("Wat je voor de tafel doet", "What you do for the table")
    yield Page("tables:action", EVERYONE, *wording, "{action_text}", ("{action_key}",))


def public_plan_pages() -> Iterator[Page]:
    table = ("{table}", "{published_slug}")
    wording = ("Het plan van de tafel", "The plan of the table")
    yield Page("tables:public_plan", EVERYONE, *wording, "{news_text}", table, lists=True)
    wording = ("De keuze van de tafel", "The choice of the table")
    yield Page("tables:public_choice", EVERYONE, *wording, "{variant_title}", table, lists=True)
