"""What somebody who signed in has for themselves: their ideas, roles, likes, proposals and preparations."""

from collections.abc import Iterator

from ideas import sketch
from tests.site.pages.page import ANYBODY_SIGNED_IN, EVERYONE, GONE, THE_OWNER, VISIT, WHO_ORGANISES, Access, Page


def invitation_pages() -> Iterator[Page]:
    """From the link in the mail, signed in or not."""
    asked = ("Doe je mee in {local_municipality}?", "Will you join in {local_municipality}?")
    over = ("Deze uitnodiging is {nl}", "This invitation {en}")
    yield Page("accounts:invitation", EVERYONE, *asked, "{coordinator_name}", ("{invited}",), local=True, about="open")
    yield Page(
        "accounts:invitation",
        EVERYONE,
        *asked,
        "{coordinator_name}",
        ("{invited}",),
        about="open, on the national site",
    )
    for state, nl, en, access in (
        ("accepted", "aangenomen", "was accepted", EVERYONE),
        ("withdrawn", "ingetrokken", "was taken back", GONE),
        ("ran_out", "verlopen", "has run out", GONE),
    ):
        yield Page(
            "accounts:invitation",
            access,
            over[0].replace("{nl}", nl),
            over[1].replace("{en}", en),
            args=(f"{{invited_{state}}}",),
            local=True,
            about=state,
        )
    yield Page(
        "accounts:invitation",
        GONE,
        "Je hebt nee gezegd",
        "You said no",
        args=("{invited_declined}",),
        local=True,
        about="declined",
    )


def own_pages() -> Iterator[Page]:
    yield Page("accounts:sign_out", EVERYONE, "Uitloggen", "Sign out", "AanTafel!")
    yield Page("accounts:calendar", ANYBODY_SIGNED_IN, "Mijn agenda", "My calendar", "AanTafel!")
    yield Page("accounts:details", ANYBODY_SIGNED_IN, "Mijn gegevens", "My details", "@")
    yield Page("accounts:download", ANYBODY_SIGNED_IN, text="@")
    yield Page("accounts:erase", ANYBODY_SIGNED_IN, "Mijn account wissen", "Erase my account", "AanTafel!")
    yield Page("accounts:erased", EVERYONE, "Je account is gewist", "Your account is erased", "AanTafel!")
    yield Page("ideas:overview", ANYBODY_SIGNED_IN, "Mijn AanTafel!", "My AanTafel!", "AanTafel!", writes=VISIT)
    yield Page("ideas:my_ideas", ANYBODY_SIGNED_IN, "Mijn ideeën", "My ideas")
    yield Page("ideas:my_support", ANYBODY_SIGNED_IN, "Wat ik aanbied en vraag", "What I offer and ask")
    yield Page("ideas:support_to_me", ANYBODY_SIGNED_IN, "Wat op mijn antwoord wacht", "What waits for my answer")
    yield Page("ideas:my_likes", ANYBODY_SIGNED_IN, "Wat ik een goed idee vind", "What I find a good idea")
    for state, text in (
        ("published", "{municipality}"),
        ("waiting", "{municipality}"),
        ("asked", "{question}"),
        ("refused", "{reason}"),
        ("withdrawn", "{municipality}"),
    ):
        heading = "{" + state + "_title}"
        yield Page("ideas:mine", THE_OWNER, heading, heading, text, ("{" + state + "}",), about=state)
    for name, nl, en, text in (
        ("support_help", "Sam Steun biedt hulp aan", "Sam Steun offers help", "sam.steun@buurt.example"),
        ("support_join", "Sam Steun wil meedoen", "Sam Steun wants to join", "wijkverpleegkundige"),
        ("support_question", "Sam Steun vraagt iets", "Sam Steun asks something", "Mag mijn hond ook mee?"),
        ("support_back", "Sam Steun biedt hulp aan", "Sam Steun offers help", "{published_title}"),
        ("my_help", "Je bood hulp aan", "You offered help", "Een brug over de sloot"),
        ("my_question", "Je vroeg iets", "You asked something", "Dank je wel, je hoort van me."),
    ):
        yield Page("ideas:support", THE_OWNER, nl, en, text, ("{" + name + "}",), about=name)
    yield Page(
        "ideas:take_support_back",
        THE_OWNER,
        "Wil je het terugnemen?",
        "Take it back?",
        "Een brug over de sloot",
        ("{my_help}",),
    )
    yield Page("ideas:write_back", THE_OWNER, "Beantwoord de vraag", "Answer the question", "{question}", ("{asked}",))
    yield Page(
        "ideas:write_back", THE_OWNER, "Schrijf terug", "Write back", "{reason}", ("{refused}",), about="refused"
    )
    yield Page(
        "ideas:withdraw", THE_OWNER, "Je idee intrekken?", "Take your idea back?", "{waiting_title}", ("{waiting}",)
    )
    yield Page(
        "ideas:pinned", THE_OWNER, "Je idee is geprikt", "Your idea is pinned", "{waiting_title}", ("{waiting_key}",)
    )
    yield Page("ideas:sketch_start", Access(302, 302, 404, 404), args=("{waiting_key}",))
    for question in (*sketch.QUESTIONS, sketch.TITLE):
        yield Page(
            "ideas:sketch",
            THE_OWNER,
            SKETCH[question.slug][0],
            SKETCH[question.slug][1],
            "{waiting_title}",
            ("{waiting_key}", question.slug),
            about=question.slug,
        )


SKETCH = {
    "ontstaan": ("Hoe het ontstond", "How it came about"),
    "mensen": ("Wie ervoor nodig zijn", "Who is needed"),
    "aanpak": ("Hoe je het aanpakt", "How to go about it"),
    "thema": ("Thema", "Theme"),
    "foto": ("Foto of tekening", "Picture"),
    "plek": ("Plek", "Place"),
    "wonen-of-werken": ("Jij en de gemeente", "You and the municipality"),
    "hoedanigheid": ("Je doet mee als", "Your capacity"),
    "naam": ("Je naam", "Your name"),
    "idee": ("Idee in één zin", "Idea in a sentence"),
}


def proposal_pages() -> Iterator[Page]:
    """What a desk plans and proposes about ideas of the owner."""
    yield Page(
        "ideas:talk", EVERYONE, "We praten over je idee", "We talk about your idea", "Zaal De Eik", ("{talk_key}",)
    )
    yield Page("ideas:talk_calendar", EVERYONE, text="BEGIN:VEVENT", args=("{talk_key}",), part=True)
    yield Page(
        "ideas:merge",
        THE_OWNER,
        "Zullen we deze twee ideeën samenvoegen?",
        "Shall we put these two ideas together?",
        "{merge_title}",
        ("{merge}",),
    )
    yield Page(
        "ideas:merge",
        THE_OWNER,
        "Deze twee ideeën blijven apart",
        "These two ideas stay apart",
        "{merge_title}",
        ("{apart}",),
        about="apart",
    )
    yield Page(
        "ideas:pass_on",
        THE_OWNER,
        "Mag je idee naar Zonderpost?",
        "May your idea go to Zonderpost?",
        "{waiting_title}",
        ("{pass_on}",),
    )


def second_step_pages() -> Iterator[Page]:
    """The operator of the seeded world has a second factor, the others have none."""
    yield Page("mfa_authenticate", Access(302, 302, 302, 302, 200), "Tweede stap", "Second step")
    yield Page("mfa_index", ANYBODY_SIGNED_IN, "Tweede stap bij het inloggen", "Second step when you sign in")
    yield Page("mfa_reauthenticate", Access(302, 403, 403, 200), "Tweede stap", "Second step")
    yield Page("account_reauthenticate", Access(302, 403, 403, 302))
    yield Page(
        "mfa_activate_totp",
        Access(302, 200, 200, 302),
        "Zet de tweede stap aan",
        "Turn the second step on",
        writes="the secret of the new factor is kept in the session until it is confirmed",
        policy=("data:",),
    )
    yield Page(
        "mfa_deactivate_totp", Access(302, 404, 404, 200), "De tweede stap uitzetten?", "Turn the second step off?"
    )
    yield Page(
        "mfa_view_recovery_codes",
        Access(302, 404, 404, 200),
        "Reservecodes",
        "Spare codes",
        writes="that the codes were seen is noted, so that they can be shown once alone",
    )
    yield Page(
        "mfa_generate_recovery_codes", Access(302, 200, 200, 200), "Nieuwe reservecodes maken?", "Make new spare codes?"
    )


def core_question_pages() -> Iterator[Page]:
    """As the pinner answers them; the coach's side stands with the coach's desk."""
    mine = ("{published}",)
    why = (*mine, "waarom")
    title = ("Aan tafel: {published_title}", "At the table: {published_title}")
    yield Page("tables:work", WHO_ORGANISES, *title, "{published_title}", ("{table}",))
    yield Page("tables:core", THE_OWNER, "De vier vragen", "The four questions", "{core_text}", mine)
    yield Page("tables:core_question", THE_OWNER, "Waarom dit idee?", "Why this idea?", "{core_text}", why)
    yield Page(
        "tables:core_question",
        THE_OWNER,
        "Waarom dit idee?",
        "Why this idea?",
        "{core_earlier}",
        why,
        query="?versie=1",
        about="earlier",
    )
    yield Page("tables:core_versions", THE_OWNER, "Eerdere teksten", "Earlier texts", "{core_earlier}", why, lists=True)
    yield Page(
        "tables:core_paper", THE_OWNER, "Een blad voor een gesprek", "A sheet for a conversation", "{core_text}", mine
    )
    yield Page("tables:core_public", Access(302, 405, 405, 405), args=why)
