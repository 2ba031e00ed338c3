"""Asking people for a table: the list, inviting, the invitee's own pages, and signing up."""

from collections.abc import Iterator

from tests.site.pages.page import ANYBODY_SIGNED_IN, EVERYONE, THE_COORDINATOR, WHO_ORGANISES, Page

TABLE = ("{table}",)
SEAT = ("{table}", "{seat}")


def asking_pages() -> Iterator[Page]:
    """At the place where a table is organised."""
    yield Page(
        "tables:seats",
        WHO_ORGANISES,
        "Wie zit er aan je tafel?",
        "Who sits at your table?",
        "{seat_name}",
        TABLE,
        lists=True,
    )
    yield Page("tables:seat_add", WHO_ORGANISES, "Wie wil je vragen?", "Whom do you want to ask?", args=TABLE)
    yield Page("tables:suggestions", WHO_ORGANISES, "Wie kun je vragen?", "Who can be asked?", "Sam Steun", TABLE)
    yield Page("tables:invite", WHO_ORGANISES, "Nodig mensen uit", "Invite people", "Nora Niemand", TABLE)
    yield Page("tables:seat", WHO_ORGANISES, "Wijzig {seat_name}", "Change {seat_name}", args=SEAT)
    taking_off = ("{seat_name} van de lijst halen?", "Take {seat_name} off the list?")
    yield Page("tables:seat_remove", WHO_ORGANISES, *taking_off, args=SEAT)
    joining = ("Wie is dezelfde persoon als {seat_name}?", "Who is the same person as {seat_name}?")
    yield Page("tables:seat_join", WHO_ORGANISES, *joining, "Nora Niemand", SEAT)
    saying = ("Wat zei {seat_name}?", "What did {seat_name} say?")
    yield Page("tables:seat_by_hand", WHO_ORGANISES, *saying, args=SEAT)
    yield Page(
        "tables:town_text",
        WHO_ORGANISES,
        "De tekst voor de gemeente",
        "The text for the municipality",
        "Schuift u aan?",
        ("{table}", "{town_seat}"),
    )


def invitee_pages() -> Iterator[Page]:
    """From the link of a mail, or the code of a letter."""
    key = ("{asked_key}",)
    yield Page(
        "tables:invitation_code",
        EVERYONE,
        "Kreeg je een brief met een uitnodiging?",
        "Did you get a letter with an invitation?",
    )
    yield Page("tables:invitation", EVERYONE, "Schuif je aan?", "Will you sit at the table?", "{asked_text}", key)
    yield Page(
        "tables:invitation_quiet",
        EVERYONE,
        "Mail over deze tafel",
        "Mail about this table",
        "{published_title}",
        key,
    )
    yield Page("tables:invitation_erase", EVERYONE, "Je gegevens wissen?", "Erase your data?", "{published_title}", key)
    yield Page(
        "tables:invitation_erased",
        EVERYONE,
        "Je gegevens bij deze tafel zijn gewist",
        "Your data at this table is erased",
    )
    yield Page("tables:my_invitations", ANYBODY_SIGNED_IN, "Mijn uitnodigingen", "My invitations")
    yield Page(
        "tables:my_meetings",
        ANYBODY_SIGNED_IN,
        "Bijeenkomsten waar ik een taak heb",
        "Meetings where I have a task",
    )


def sign_up_pages() -> Iterator[Page]:
    meeting = ("{asked_for}",)
    yield Page(
        "tables:sign_up",
        EVERYONE,
        "Kom naar de bijeenkomst",
        "Come to the meeting",
        "{asked_for_place}",
        meeting,
    )
    yield Page(
        "tables:sign_up_sent",
        EVERYONE,
        "Bijna klaar: kijk in je mail",
        "Almost done: look at your mail",
        args=meeting,
    )
    yield Page(
        "tables:sign_up_confirm",
        EVERYONE,
        "Kom je naar deze bijeenkomst?",
        "Do you come to this meeting?",
        "{sign_up_name}",
        ("{sign_up_key}",),
    )


def town_contact_pages() -> Iterator[Page]:
    """Whom tables can ask at the municipality, in the settings of its site."""
    yield Page(
        "coordinator:town_contacts",
        THE_COORDINATOR,
        "Mensen bij de gemeente",
        "People at the municipality",
        "{town_contact_name}",
        local=True,
    )
    changing = ("Wijzig {town_contact_name}", "Change {town_contact_name}")
    yield Page("coordinator:town_contact", THE_COORDINATOR, *changing, args=("{town_contact}",), local=True)
