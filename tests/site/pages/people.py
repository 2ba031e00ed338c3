"""The people of a local site, and who they know."""

from collections.abc import Iterator

from tests.site.pages.page import (
    LOCAL_DESK,
    LOCAL_DESK_POST_ONLY,
    THE_COACH,
    THE_COACH_POST_ONLY,
    THE_COORDINATOR,
    THE_COORDINATOR_POST_ONLY,
    Page,
)


def people_pages() -> Iterator[Page]:
    title = ("Mensen van {local_municipality}", "People of {local_municipality}")
    for heap, text in (
        ("team", "{delegate_name}"),
        ("coaches", "{coach_name}"),
        ("meelezers", "{stand_in_name}"),
        ("ambassadeurs", "An Bas"),
        ("gevraagd", "{invited_name}"),
    ):
        yield Page(
            "coordinator:people",
            THE_COORDINATOR,
            *title,
            text,
            query=f"?wie={heap}",
            lists=True,
            local=True,
            about=heap,
        )
    yield Page(
        "coordinator:who_does_what",
        LOCAL_DESK,
        "Wie kan wat",
        "Who can do what",
        "{delegate_name}",
        lists=True,
        local=True,
    )
    yield Page("coordinator:invite", THE_COORDINATOR, "Nodig iemand uit", "Invite somebody", local=True)
    yield Page("coordinator:invite_again", THE_COORDINATOR_POST_ONLY, args=("{invited_number}",), local=True)
    yield Page(
        "coordinator:take_back",
        THE_COORDINATOR,
        "Deze uitnodiging intrekken?",
        "Take this invitation back?",
        "{invited_name}",
        ("{invited_number}",),
        local=True,
    )
    for about, pk, name in (
        ("delegate", "{delegate}", "{delegate_name}"),
        ("former", "{former}", "{former_name}"),
        ("coordinator", "{coordinator}", "{coordinator_name}"),
    ):
        yield Page("coordinator:person", THE_COORDINATOR, name, name, "20", (pk,), local=True, about=about)
    yield Page(
        "coordinator:add_role",
        THE_COORDINATOR,
        "Geef {delegate_name} een rol",
        "Give {delegate_name} a role",
        args=("{delegate}",),
        local=True,
    )
    yield Page(
        "coordinator:share",
        THE_COORDINATOR,
        "Werk op de werkplek voor {delegate_name}",
        "Work at the desk for {delegate_name}",
        args=("{delegate}",),
        local=True,
    )
    yield Page(
        "coordinator:stand_in",
        THE_COORDINATOR,
        "Laat {delegate_name} de coördinator vervangen",
        "Let {delegate_name} stand in for the coordinator",
        args=("{delegate}",),
        local=True,
    )
    for about, pk, name in (
        ("delegate", "{delegate_role}", "{delegate_name}"),
        ("myself", "{coordinator_role}", "{coordinator_name}"),
    ):
        yield Page(
            "coordinator:end_role",
            THE_COORDINATOR,
            "Deze rol stoppen?",
            "End this role?",
            name,
            (pk,),
            local=True,
            about=about,
        )
    yield Page(
        "coordinator:end_stand_in",
        THE_COORDINATOR,
        "De vervanging stoppen?",
        "End standing in?",
        "{stand_in_name}",
        ("{stand_in}",),
        local=True,
    )
    yield Page("coordinator:logbook", LOCAL_DESK, "Logboek", "Logbook", "{former_name}", lists=True, local=True)
    yield Page(
        "coordinator:logbook",
        LOCAL_DESK,
        "Logboek",
        "Logbook",
        "{former_name}",
        query="?wie={coordinator}",
        lists=True,
        local=True,
        about="one person",
    )


def network_pages() -> Iterator[Page]:
    """The same screens at two desks."""
    for space, access in (("coordinator", LOCAL_DESK), ("coach", THE_COACH)):
        title = ("Netwerklijst", "Network list")
        for about, query, text in (
            ("", "", "{contact_name}"),
            ("to check", "?nakijken=ja", "{contact_stale}"),
            ("search", "?q=sleutel&soort=person&thema=samen", "{contact_name}"),
            ("nothing", "?q=kwkwkw", "kwkwkw"),
        ):
            lists = about != "nothing"
            yield Page(f"{space}:network", access, *title, text, query=query, lists=lists, local=True, about=about)
        yield Page(
            f"{space}:contact", access, "{contact_name}", "{contact_name}", "na zessen", ("{contact}",), local=True
        )
        yield Page(f"{space}:add_contact", access, "Zet iemand op de lijst", "Add a contact", "Oude Dorp", local=True)
    yield Page("coordinator:check_contact", LOCAL_DESK_POST_ONLY, args=("{contact}",), local=True)
    yield Page("coach:check_contact", THE_COACH_POST_ONLY, args=("{contact}",), local=True)
    yield Page(
        "coordinator:change_contact",
        LOCAL_DESK,
        "Wijzig {contact_name}",
        "Change {contact_name}",
        "sleutel@tafeldam.example",
        ("{contact}",),
        local=True,
    )
    yield Page(
        "coordinator:remove_contact",
        THE_COORDINATOR,
        "{contact_name} van de lijst halen?",
        "Take {contact_name} off the list?",
        args=("{contact}",),
        local=True,
    )
    yield Page("coordinator:network_file", THE_COORDINATOR, text="{contact_name}", part=True, local=True)
