"""Pinning an idea, by form, by voice and at a physical table, on both kinds of site."""

from collections.abc import Iterator

from tests.site.pages.mine import invitation_pages
from tests.site.pages.page import (
    DESK_POST_ONLY,
    EVERYONE,
    GONE,
    LOCAL_DESK,
    LOCAL_DESK_POST_ONLY,
    POST_ONLY,
    SIGNED_OUT,
    THE_COACH,
    THE_DESK,
    Access,
    Page,
)


def pinning_pages() -> Iterator[Page]:
    yield Page("ideas:pin", EVERYONE, "Prik je idee", "Pin your idea", "AanTafel!")
    yield Page(
        "ideas:pin",
        EVERYONE,
        "Prik een idee voor iemand anders",
        "Pin an idea for somebody else",
        query="?voor=ander",
        about="for somebody",
    )
    yield Page("ideas:pin_draft", EVERYONE, "Prik je idee", "Pin your idea", "{draft_title}", ("{draft_key}",))
    yield Page("ideas:throw_away", Access(405, 405, 405, 405), args=("{draft_key}",))
    yield Page("ideas:similar_while_typing", EVERYONE, text="{published_title}", query="?title=lange+tafel", part=True)
    yield Page(
        "ideas:similar",
        EVERYONE,
        "Deze ideeën lijken op jouw idee",
        "These ideas look like yours",
        "{published_title}",
        ("{draft_key}",),
    )
    yield Page("ideas:identity", EVERYONE, "Wie ben je?", "Who are you?", "{draft_title}", ("{draft_key}",))
    yield Page(
        "ideas:identity",
        EVERYONE,
        "Van wie is het idee?",
        "Whose idea is it?",
        "{draft_title}",
        ("{draft_key}",),
        "?voor=ander",
        about="for somebody",
    )
    yield Page("ideas:problem", EVERYONE, "Van een probleem naar een idee", "From a problem to an idea", "AanTafel!")
    yield Page("ideas:call_me_back", EVERYONE, "Bel mij liever", "Call me, please", "085 000 00 00")
    yield Page(
        "ideas:call_me_back",
        EVERYONE,
        "Bel mij liever",
        "Call me, please",
        "{draft_title}",
        query="?concept={draft_key}",
        about="draft",
    )
    yield Page("ideas:call_noted", EVERYONE, "We bellen je", "We call you", "AanTafel!")
    yield Page("ideas:paper", EVERYONE, "Een formulier op papier", "A form on paper", "AanTafel!")
    letter = ("Kreeg je een brief over je idee?", "Did you get a letter about your idea?")
    yield Page("ideas:letter_code", EVERYONE, *letter)
    mine = ("Is dit het idee uit je brief?", "Is this the idea from your letter?")
    yield Page("ideas:claim_by_letter", EVERYONE, *mine, "{told_by_coach_title}", ("{letter_key}",))
    yield Page("ideas:claim", EVERYONE, "Is dit jouw idee?", "Is this your idea?", "{helped_title}", ("{helped_key}",))
    yield Page("accounts:sign_in", SIGNED_OUT, "Inloggen", "Sign in", "AanTafel!")
    yield Page("account_login", SIGNED_OUT, "Inloggen", "Sign in", "AanTafel!")
    yield Page("accounts:code", EVERYONE, "Kijk in je mail", "Look in your mail", "{token_address}", ("{token}",))
    yield Page(
        "accounts:code",
        GONE,
        "Deze code werkt niet meer",
        "This code no longer works",
        args=("{expired_token}",),
        about="expired",
    )
    yield Page("accounts:new_code", POST_ONLY, args=("{token}",))
    yield Page("accounts:link", EVERYONE, "Bijna klaar", "Almost there", "{token_address}", ("{token}", "{code}"))
    yield Page(
        "accounts:link",
        GONE,
        "Deze code werkt niet meer",
        "This code no longer works",
        args=("{expired_token}", "{code}"),
        about="expired",
    )
    yield from invitation_pages()


def ways_in_pages() -> Iterator[Page]:
    """What came in otherwise than by the form, at both desks of the local site."""
    for space, access, told in (("coordinator", LOCAL_DESK, "told_here"), ("coach", THE_COACH, "told_by_coach")):
        idea, title = (f"{{{told}}}",), f"{{{told}_title}}"
        enter = ("Voer een idee in voor iemand", "Enter an idea for somebody")
        yield Page(f"{space}:enter", access, *enter, "{nearby_table_name}", local=True)
        yield Page(
            f"{space}:enter", access, *enter, "{heard_who}", query="?langs={heard}", local=True, about=f"{space} visit"
        )
        entered = (f"Ingevoerd: {title}", f"Entered: {title}")
        yield Page(f"{space}:entered", access, *entered, "0600000008", idea, local=True)
        letter = ("Een brief met een code", "A letter with a code")
        yield Page(f"{space}:letter", access, *letter, title, idea, local=True)
        yield from _visits(space, access)
    yield Page(
        "coordinator:stack",
        LOCAL_DESK,
        "Typ een stapel papieren formulieren over",
        "Type a stack of paper forms",
        "{nearby_table_name}",
        local=True,
    )
    yield from _tables_nearby()
    yield from _telling()
    yield from _messages("coordinator", LOCAL_DESK, LOCAL_DESK_POST_ONLY, "{voice_name}", "{voice}", local=True)
    yield from _messages("desk", THE_DESK, DESK_POST_ONLY, "{voice_national_name}", "{voice_national}", local=False)
    one = ("{voice_typed}",)
    read = ("Lees het voor aan {voice_name}", "Read it back to {voice_name}")
    yield Page("coordinator:voice_phone", LOCAL_DESK, *read, "{voice_title}", one, local=True)
    yield Page("desk:voice_phone", Access(302, 403, 403, 302), args=("{voice_national}",), about="nothing typed yet")
    about = ("Bericht van {voice_name}", "Message of {voice_name}")
    yield Page("coordinator:voice", LOCAL_DESK, *about, "{voice_title}", one, local=True, about="coordinator typed")
    yield Page("coordinator:stack_letters", LOCAL_DESK_POST_ONLY, local=True)
    yield Page("coordinator:stack_undo", LOCAL_DESK_POST_ONLY, args=("{told_here}",), local=True)


def _telling() -> Iterator[Page]:
    tell = ("Vertel je idee", "Tell your idea")
    yield Page("ideas:tell", EVERYONE, *tell)
    yield Page("ideas:tell", EVERYONE, *tell, local=True)
    who = ("Wie ben je?", "Who are you?")
    yield Page("ideas:teller", EVERYONE, *who, args=("{voice_begun_key}",))
    yield Page("ideas:teller", EVERYONE, *who, args=("{voice_begun_key}",), local=True)
    yield Page("ideas:told", EVERYONE, "We gaan luisteren", "We are going to listen")
    read = ("Is dit wat je vertelde?", "Is this what you told?")
    yield Page("ideas:voice_answer", EVERYONE, *read, "{voice_title}", ("{voice_key}",))
    yes = ("Je zei ja", "You said yes")
    yield Page("ideas:voice_answer", EVERYONE, *yes, args=("{voice_done_key}",), about="yes")


def _messages(space: str, access: Access, post: Access, name: str, pk: str, *, local: bool) -> Iterator[Page]:
    """Spoken messages, at the desk of a municipality or of the operator."""
    listed, one = ("Gesproken berichten", "Spoken messages"), (pk,)
    yield Page(f"{space}:voices", access, *listed, name, lists=True, local=local)
    about = (f"Bericht van {name}", f"Message of {name}")
    yield Page(f"{space}:voice", access, *about, "0600000007", one, local=local)
    yield Page(f"{space}:voice_sound", access, args=one, machine=True, local=local)
    yield Page(f"{space}:voice_mail", post, args=one, local=local)
    away = ("Leg dit bericht weg", "Put this message away")
    yield Page(f"{space}:voice_away", access, *away, name, one, local=local)


def _tables_nearby() -> Iterator[Page]:
    """Tables in the neighbourhood: for who sets them up, and for who drops in."""
    one, name = ("{nearby_table}",), "{nearby_table_name}"
    route = "coordinator:table"
    listed = ("Tafels in de buurt", "Tables in the neighbourhood")
    yield Page("coordinator:tables_nearby", LOCAL_DESK, *listed, name, lists=True, local=True)
    yield Page(f"{route}_new", LOCAL_DESK, "Zet een tafel neer", "Set up a table", local=True)
    yield Page(f"{route}_change", LOCAL_DESK, f"Wijzig {name}", f"Change {name}", "Marktplein", one, local=True)
    hours = (f"Openingstijden van {name}", f"Opening times of {name}")
    yield Page(f"{route}_hours", LOCAL_DESK, *hours, "10:00", one, local=True)
    days = (f"Dagen die anders gaan bij {name}", f"Days that go otherwise at {name}")
    yield Page(f"{route}_days", LOCAL_DESK, *days, "Kerstborrel", one, local=True)
    yield Page(f"{route}_day_forget", LOCAL_DESK_POST_ONLY, args=("{nearby_table}", "{nearby_day}"), local=True)
    yield Page(f"{route}_end", LOCAL_DESK, f"{name} stoppen?", f"Stop {name}?", args=one, local=True)
    yield Page("movement:drop_in", EVERYONE, "Langskomen", "Drop in", name, lists=True, local=True)
    yield Page("movement:drop_in", Access(404, 404, 404, 404), about="national")
    yield Page("ideas:paper", EVERYONE, "Een formulier op papier", "A form on paper", name, local=True)
    yield Page("agenda", EVERYONE, text=name, machine=True, local=True)
    yield Page("agenda", Access(404, 404, 404, 404), machine=True, about="national")


def _visits(space: str, access: Access) -> Iterator[Page]:
    lists = ("Langsgaan", "People to go and see")
    one, closed = ("{heard}",), ("{heard_closed}",)
    yield Page(f"{space}:visits", access, *lists, "{heard_who}", lists=True, local=True)
    yield Page(
        f"{space}:visits",
        access,
        *lists,
        "{heard_closed_who}",
        query="?stand=klaar",
        lists=True,
        local=True,
        about=f"{space} closed visits",
    )
    yield Page(f"{space}:visit_note", access, "Noteer wat je hoorde", "Note what you heard", local=True)
    yield Page(f"{space}:visit", access, "{heard_who}", "{heard_who}", "De beheerder", one, local=True)
    yield Page(
        f"{space}:visit",
        access,
        "{heard_closed_who}",
        "{heard_closed_who}",
        "Bestaat al.",
        closed,
        local=True,
        about=f"{space} closed",
    )
    change = ("Wijzig wat er is genoteerd", "Change what was noted")
    yield Page(f"{space}:visit_change", access, *change, "{heard_who}", one, local=True)
    off = ("Haal van de lijst", "Take it off the list")
    yield Page(f"{space}:visit_close", access, *off, "{heard_who}", one, local=True)
    post = LOCAL_DESK_POST_ONLY if space == "coordinator" else Access(302, 403, 403, 403, coach=405)
    yield Page(f"{space}:visit_visited", post, args=one, local=True)
