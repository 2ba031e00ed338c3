"""
Every address of the site: what it takes, who gets which answer, and what then stands on it.

A pattern of the URLconf that is not here fails `tests/house/test_urls.py`, as does a line here without a pattern. Texts
in braces are names of the seeded world (`tests.site.world.World`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils import translation

from ideas import sketch
from tests.site.world import World


class Role(StrEnum):
    VISITOR = "visitor"
    OWNER = "owner"
    OTHER = "other"
    OPERATOR = "operator"
    HALFWAY = "halfway"  # has typed the code, and not yet the second factor
    COORDINATOR = "coordinator"  # of the local site
    DELEGATE = "delegate"  # of its initiative group, with every part of the desk that can be given away
    COACH = "coach"  # of the same municipality
    NEIGHBOUR = "neighbour"  # coordinator and coach of another municipality


SHOWN = frozenset({200, 410})
LANGUAGES = ("nl", "en")
SIGNED_IN = (Role.OWNER, Role.OTHER, Role.OPERATOR)
NATIONAL_ROLES = (Role.VISITOR, *SIGNED_IN, Role.HALFWAY)
LOCAL_ROLES = (
    *(Role.VISITOR, Role.COORDINATOR, Role.DELEGATE, Role.COACH),
    *(Role.NEIGHBOUR, Role.OTHER, Role.OPERATOR),
)


@dataclass(frozen=True)
class Access:
    """The expected status for each role. On a local site coordinator, delegate and coach are what `other` is where
    nothing is said of them; the neighbour always is.
    """

    visitor: int
    owner: int
    other: int
    operator: int
    halfway: int | None = None
    coordinator: int | None = None
    delegate: int | None = None
    coach: int | None = None
    neighbour: int | None = None

    def of(self, role: Role) -> int:
        status = getattr(self, role.value)
        if status is None:
            status = self.visitor if role is Role.HALFWAY else self.other
        return int(status)


EVERYONE = Access(200, 200, 200, 200)
GONE = Access(410, 410, 410, 410)
SIGNED_OUT = Access(200, 302, 302, 302)
ANYBODY_SIGNED_IN = Access(302, 200, 200, 200)
THE_OWNER = Access(302, 200, 404, 404)
THE_DESK = Access(302, 403, 403, 200)
LEADS_ON = Access(302, 302, 302, 302)
MOVED = Access(301, 301, 301, 301)
POST_ONLY = Access(405, 405, 405, 405)
DESK_POST_ONLY = Access(302, 403, 403, 405)
LOCAL_DESK = Access(302, 403, 403, 403, coordinator=200, delegate=200)
LOCAL_DESK_POST_ONLY = Access(302, 403, 403, 403, coordinator=405, delegate=405)
THE_COORDINATOR = Access(302, 403, 403, 403, coordinator=200)
THE_COORDINATOR_POST_ONLY = Access(302, 403, 403, 403, coordinator=405)
THE_COACH = Access(302, 403, 403, 403, coach=200)
THE_COACH_POST_ONLY = Access(302, 403, 403, 403, coach=405)
THE_DELEGATE = Access(302, 404, 404, 404, delegate=200)
NOWHERE = Access(404, 404, 404, 404)

LOCAL_SPACES = ("coordinator:", "coach:")  # desks that only a local site has
VISIT = "that somebody is here is noted once in five minutes, to know at the next visit what is new"


@dataclass(frozen=True)
class Page:
    """One address, or one state of it. `nl` and `en` are its heading; without them it is no page with a heading.

    `text` is something seeded that shows; `part` says that it is a piece of a page; `machine` that it is for machines
    and has no language; `lists` that it lists rows; `writes` that a GET by who is signed in may write, and why;
    `policy` what its content security policy allows besides ourselves; `local` that it is asked of the local site.
    """

    route: str
    access: Access
    nl: str = ""
    en: str = ""
    text: str = ""
    args: tuple[str, ...] = ()
    query: str = ""
    part: bool = False
    machine: bool = False
    lists: bool = False
    writes: str = ""
    policy: tuple[str, ...] = ()
    local: bool = False
    about: str = ""

    @property
    def roles(self) -> tuple[Role, ...]:
        """Who asks for it. Who is halfway is a visitor, but where their own page is asked."""
        asked = LOCAL_ROLES if self.local else NATIONAL_ROLES
        return tuple(role for role in asked if role is not Role.HALFWAY or self.access.halfway is not None)

    @property
    def name(self) -> str:
        """For the names of tests: `desk:idea`, or `desk:idea~published` for one state of several."""
        about = self.about or ("local" if self.local and not self.route.startswith(LOCAL_SPACES) else "")
        return f"{self.route}~{about}" if about else self.route

    @property
    def is_whole(self) -> bool:
        """A page with a heading."""
        return bool(self.nl)

    def languages(self, role: Role) -> tuple[str, ...]:
        """In which it is asked: Dutch by everyone; English by a visitor and by the first who sees it, since a
        translation does not depend on who reads it.
        """
        in_english = role is Role.VISITOR or role in self.seen_by()[:1]
        return LANGUAGES if in_english and not self.machine else LANGUAGES[:1]

    def heading(self, world: World, language: str) -> str:
        return (self.nl if language == "nl" else self.en).format(**vars(world))

    def seeded(self, world: World) -> str:
        return self.text.format(**vars(world))

    def path(self, world: World, language: str) -> str:
        args = [arg.format(**vars(world)) for arg in self.args]
        with translation.override(language):
            return reverse(self.route, args=args) + self.query.format(**vars(world))

    def address(self, world: World, language: str, base_url: str) -> str:
        """The whole address, where the national site stands at `base_url`."""
        base = world.local_url(base_url) if self.local else base_url
        return base + self.path(world, language)

    def seen_by(self) -> tuple[Role, ...]:
        """The roles that get to see it."""
        return tuple(role for role in self.roles if self.access.of(role) in SHOWN)


def _public() -> Iterator[Page]:
    yield Page("pages:home", EVERYONE, "Leg je idee op tafel", "Put your idea on the table", "{published_title}")
    yield Page(
        "pages:home",
        EVERYONE,
        "Leg je idee op tafel",
        "Put your idea on the table",
        "{published_title}",
        query="?plaats={municipality}",
        about="near",
    )
    yield Page("pages:municipalities", EVERYONE, "Gemeenten", "Municipalities", "{municipality}", lists=True)
    yield Page(
        "pages:municipality",
        EVERYONE,
        "{municipality}",
        "{municipality}",
        "{published_title}",
        ("{municipality_slug}",),
        lists=True,
    )
    yield Page("pages:municipality", MOVED, args=("{ended_slug}",), about="ended")
    yield Page("pages:how_it_works", EVERYONE, "Hoe werkt het?", "How does it work?", "AanTafel!")
    yield Page("pages:privacy", EVERYONE, "Privacy", "Privacy", "hallo@aantafel.example")
    yield Page("pages:accessibility", EVERYONE, "Toegankelijkheid", "Accessibility", "hallo@aantafel.example")
    yield Page("pages:rules", EVERYONE, "Spelregels", "House rules", "AanTafel!")
    yield Page("pages:contact", EVERYONE, "Contact", "Contact", "085 000 00 00")
    yield Page("pages:components", EVERYONE, "Onderdelen", "Components", "Zutphen")
    yield Page(
        "pages:components", EVERYONE, "Onderdelen", "Components", "Zutphen", query="?thema=voorbeeldstad", about="theme"
    )
    ideas = ("ideas:list", EVERYONE, "Ideeën", "Ideas")
    yield Page(*ideas, "{published_title}", lists=True, writes=VISIT)
    yield Page(*ideas, "lange tafel", query="?q=lange+tafel", writes=VISIT, about="search")
    yield Page(*ideas, "kwkwkw", query="?q=kwkwkw", writes=VISIT, about="nothing")
    yield Page(
        "ideas:detail",
        EVERYONE,
        "{published_title}",
        "{published_title}",
        "{place}",
        ("{published}", "{published_slug}"),
    )
    yield Page(
        "ideas:detail",
        GONE,
        "Dit idee staat hier niet meer",
        "This idea is no longer here",
        args=("{gone}", "{gone_slug}"),
        about="gone",
    )
    yield from _reactions()
    yield Page("tables:list", EVERYONE, "Tafels", "Tables", "{published_title}", lists=True)
    yield Page(
        "tables:detail",
        EVERYONE,
        "{published_title}",
        "{published_title}",
        "buurvrouw",
        ("{table}", "{published_slug}"),
    )
    yield Page(
        "tables:detail",
        GONE,
        "Dit idee staat hier niet meer",
        "This idea is no longer here",
        args=("{gone_table}", "{gone_slug}"),
        about="gone",
    )


PUBLISHED = ("{published}", "{published_slug}")
GONE_IDEA = ("Dit idee staat hier niet meer", "This idea is no longer here")


def _reactions() -> Iterator[Page]:
    """What everyone reads below an idea."""
    yield Page(
        "ideas:reactions",
        EVERYONE,
        "Reacties op: {published_title}",
        "Reactions to: {published_title}",
        "{reaction_text}",
        PUBLISHED,
        lists=True,
    )
    yield Page(
        "ideas:reaction",
        EVERYONE,
        "Een reactie op: {published_title}",
        "A reaction to: {published_title}",
        "{reaction_text}",
        (*PUBLISHED, "{reaction}"),
    )
    yield Page(
        "ideas:reaction",
        EVERYONE,
        "Een reactie op: {published_title}",
        "A reaction to: {published_title}",
        "{own_text}",
        (*PUBLISHED, "{answer}"),
        about="answer",
    )
    gone = ("{gone}", "{gone_slug}")
    yield Page("ideas:reactions", GONE, *GONE_IDEA, args=gone, about="gone")
    yield Page("ideas:reaction", GONE, *GONE_IDEA, args=(*gone, "{reaction}"), about="gone")


def _around() -> Iterator[Page]:
    """What people do with somebody else's idea."""
    yield Page(
        "ideas:like",
        EVERYONE,
        "Vind jij dit een goed idee?",
        "Do you find this a good idea?",
        "{published_title}",
        ("{published}", "{published_slug}"),
    )
    yield Page(
        "ideas:like",
        GONE,
        "Dit idee staat hier niet meer",
        "This idea is no longer here",
        args=("{gone}", "{gone_slug}"),
        about="gone",
    )
    for name in ("take_like_back", "like_updates"):
        yield Page(f"ideas:{name}", POST_ONLY, args=("{published}", "{published_slug}"))
    for name, nl, en in (
        ("offer_help", "Bied je hulp aan", "Offer your help"),
        ("join", "Doe mee met dit idee", "Join this idea"),
        ("ask", "Vraag iets over dit idee", "Ask something about this idea"),
    ):
        yield Page(f"ideas:{name}", EVERYONE, nl, en, "{published_title}", ("{published}", "{published_slug}"))
        yield Page(
            f"ideas:{name}",
            GONE,
            "Dit idee staat hier niet meer",
            "This idea is no longer here",
            args=("{gone}", "{gone_slug}"),
            about="gone",
        )
    yield from _reacting()


def _reacting() -> Iterator[Page]:
    heading = ("Antwoord op een reactie", "Answer a reaction")
    yield Page("ideas:react", EVERYONE, "Reageer op dit idee", "React to this idea", "{published_title}", PUBLISHED)
    yield Page("ideas:react", GONE, *GONE_IDEA, args=("{gone}", "{gone_slug}"), about="gone")
    yield Page("ideas:answer", EVERYONE, *heading, "{reaction_text}", (*PUBLISHED, "{reaction}"))
    yield Page(
        "ideas:report", EVERYONE, "Meld een reactie", "Report a reaction", "{reaction_text}", (*PUBLISHED, "{reaction}")
    )
    yield Page(
        "ideas:reported",
        EVERYONE,
        "Bedankt voor je melding",
        "Thank you for your report",
        "{published_title}",
        PUBLISHED,
    )
    own = (*PUBLISHED, "{own_reaction}")
    yield Page("ideas:change_reaction", THE_OWNER, "Wijzig je reactie", "Change your reaction", "{own_text}", own)
    yield Page(
        "ideas:remove_reaction", THE_OWNER, "Je reactie weghalen?", "Take your reaction away?", "{own_text}", own
    )
    yield Page("ideas:my_reactions", ANYBODY_SIGNED_IN, "Mijn reacties", "My reactions", lists=True)
    yield Page("ideas:my_reaction", THE_OWNER, "Je reactie", "Your reaction", "{own_text}", ("{own_reaction}",))
    yield Page(
        "ideas:my_reaction",
        THE_OWNER,
        "Je reactie is verborgen",
        "Your reaction is hidden",
        "{objection}",
        ("{hidden_reaction}",),
        about="hidden",
    )


def _pinning() -> Iterator[Page]:
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
    yield Page("accounts:link", EVERYONE, "Bijna klaar", "Almost there", "{token_address}", ("{token}", "{code}"))
    yield Page(
        "accounts:link",
        GONE,
        "Deze code werkt niet meer",
        "This code no longer works",
        args=("{expired_token}", "{code}"),
        about="expired",
    )
    yield from _invitations()


def _invitations() -> Iterator[Page]:
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


def _mine() -> Iterator[Page]:
    yield Page("accounts:sign_out", EVERYONE, "Uitloggen", "Sign out", "AanTafel!")
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


def _proposals() -> Iterator[Page]:
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


def _second_step() -> Iterator[Page]:
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


def _desk() -> Iterator[Page]:
    yield Page("desk:home", THE_DESK, "Wat er wacht", "What waits", "AanTafel!")
    yield Page("desk:queue", THE_DESK, "Ideeën om te beoordelen", "Ideas to review", "{waiting_title}", lists=True)
    yield Page("desk:enter", THE_DESK, "Voer een idee in voor iemand", "Enter an idea for somebody")
    yield Page(
        "desk:enter",
        THE_DESK,
        "Voer het idee van {call_name} in",
        "Enter the idea of {call_name}",
        "{call_name}",
        query="?bellen={call}",
        about="call",
    )
    for state in ("waiting", "asked", "refused", "published", "withdrawn", "told"):
        heading = "{" + state + "_title}"
        yield Page("desk:idea", THE_DESK, heading, heading, "{municipality}", ("{" + state + "}",), about=state)
    yield Page(
        "desk:approve",
        THE_DESK,
        "Dit idee op de site zetten?",
        "Put this idea on the site?",
        "{waiting_title}",
        ("{waiting}",),
    )
    yield Page(
        "desk:ask",
        THE_DESK,
        "Stel de ideeprikker een vraag",
        "Ask the idea pinner something",
        "{waiting_title}",
        ("{waiting}",),
    )
    yield Page("desk:refuse", THE_DESK, "Weiger dit idee", "Refuse this idea", "{waiting_title}", ("{waiting}",))
    yield Page(
        "desk:behalf_reply",
        THE_DESK,
        "Noteer het antwoord",
        "Note down the answer",
        "{told_asked_title}",
        ("{told_asked}",),
    )
    yield Page(
        "desk:behalf_change",
        THE_DESK,
        "Wijzig de tekst voor deze persoon",
        "Change the text for this person",
        "{told_title}",
        ("{told}",),
    )
    yield Page(
        "desk:behalf_withdraw",
        THE_DESK,
        "Dit idee intrekken voor deze persoon?",
        "Withdraw this idea for the person?",
        "{told_title}",
        ("{told}",),
    )
    yield Page("desk:calls", THE_DESK, "Mensen om te bellen", "People to call", "{call_name}", lists=True)
    yield Page("desk:call", THE_DESK, "Bel {call_name}", "Call {call_name}", "na vieren", ("{call}",))
    yield Page(
        "desk:call",
        THE_DESK,
        "Bel {call_done_name}",
        "Call {call_done_name}",
        "Wil het zelf doen.",
        ("{call_done}",),
        about="done",
    )
    yield Page(
        "desk:notices",
        THE_DESK,
        "Wat gemeenten horen en zeggen",
        "What municipalities hear and say",
        "Zonderpost",
        lists=True,
    )
    yield Page("desk:notice", THE_DESK, "{municipality}", "{municipality}", "{published_title}", ("{notice}",))
    yield Page("desk:notice", THE_DESK, "Zonderpost", "Zonderpost", "sloot", ("{notice_form}",), about="form")
    yield Page("desk:notice_done", DESK_POST_ONLY, args=("{notice_form}",))
    yield Page("desk:notice_by_hand", DESK_POST_ONLY, args=("{notice}",))
    yield Page("desk:notice_again", DESK_POST_ONLY, args=("{notice}",))
    yield Page(
        "desk:mailbox",
        THE_DESK,
        "Adres van {municipality}",
        "Address of {municipality}",
        "info@proefdam.example",
        ("{municipality_code}",),
    )
    yield Page("desk:mailbox_unblock", DESK_POST_ONLY, args=("{municipality_code}",))
    yield Page("desk:meetings", THE_DESK, "Gratis bijeenkomsten", "Free meetings", "{unplanned_title}", lists=True)
    yield Page(
        "desk:meeting", THE_DESK, "{meeting_title}", "{meeting_title}", "Zaal De Linde", ("{meeting}",), about="planned"
    )
    yield Page(
        "desk:meeting", THE_DESK, "{unplanned_title}", "{unplanned_title}", "Zonderpost", ("{unplanned}",), about="form"
    )
    for name in ("done", "by_hand", "again"):
        yield Page(f"desk:meeting_{name}", DESK_POST_ONLY, args=("{meeting}",))
    yield from _reactions_at_the_desk()
    yield from _sites_at_the_desk()
    yield Page("desk:people", THE_DESK, "Zoek iemand op", "Find a person")
    yield Page(
        "desk:people",
        THE_DESK,
        "Zoek iemand op",
        "Find a person",
        "{owner_name}",
        query="?q=Eigenaar",
        about="found",
    )
    yield Page("desk:person", THE_DESK, "{owner_name}", "{owner_name}", "{published_title}", ("{owner}",))
    yield Page("desk:person_unblock", DESK_POST_ONLY, args=("{owner}",))


def _sites_at_the_desk() -> Iterator[Page]:
    code = ("{preparing_code}",)
    yield Page("desk:sites", THE_DESK, "Lokale sites", "Local sites", "{preparing_municipality}", lists=True)
    yield Page("desk:site_prepare", THE_DESK, "Bereid een lokale site voor", "Prepare a local site", "{municipality}")
    yield Page("desk:site", THE_DESK, "{preparing_name}", "{preparing_name}", "{site_invited_address}", code)
    yield Page(
        "desk:site", THE_DESK, "{local_name}", "{local_name}", "{coordinator_name}", ("{local_code}",), about="open"
    )
    yield Page(
        "desk:site", THE_DESK, "{ended_name}", "{ended_name}", "{ended_reason}", ("{ended_code}",), about="ended"
    )
    for name, nl, en, text in (
        ("change", "Naam en adres van {preparing_name}", "Name and subdomain of {preparing_name}", ""),
        ("invite", "Nodig iemand uit voor {preparing_name}", "Invite somebody for {preparing_name}", ""),
        ("hosts", "Adressen van {preparing_name}", "Addresses of {preparing_name}", "{preparing_host}"),
        ("open", "{preparing_name} openen?", "Open {preparing_name}?", ""),
    ):
        yield Page(f"desk:site_{name}", THE_DESK, nl, en, text, code)
    yield Page("desk:site_open", Access(302, 403, 403, 302), args=("{local_code}",), about="open already")
    yield Page("desk:site_end", THE_DESK, "{local_name} stoppen?", "End {local_name}?", "", ("{local_code}",))
    yield Page("desk:site_stop", DESK_POST_ONLY, args=code)
    yield Page("desk:site_end", Access(302, 403, 403, 302), args=code, about="not open")
    yield Page("desk:site_again", DESK_POST_ONLY, args=("{ended_code}",))
    for name in ("invite_again", "invite_back"):
        yield Page(f"desk:site_{name}", DESK_POST_ONLY, args=(*code, "{site_invited}"))
    for name in ("host_remove", "host_main"):
        yield Page(f"desk:site_{name}", DESK_POST_ONLY, args=(*code, "{preparing_host_key}"))


def _reactions_at_the_desk() -> Iterator[Page]:
    for heap, text in (
        ("alles", "{reaction_text}"),
        ("gemeld", "{reported_text}"),
        ("bezwaar", "Piet Buur"),
        ("verborgen", "Piet Buur"),
    ):
        yield Page(
            "desk:reactions",
            THE_DESK,
            "Reacties bij ideeën",
            "Reactions below ideas",
            text,
            query=f"?stand={heap}",
            lists=True,
            about=heap,
        )
    about = ("Een reactie op: {published_title}", "A reaction to: {published_title}")
    yield Page("desk:reaction", THE_DESK, *about, "{reported_text}", ("{reported_reaction}",))
    yield Page("desk:reaction", THE_DESK, *about, "{objection}", ("{hidden_reaction}",), about="hidden")
    reported, hidden = ("{reported_reaction}",), ("{hidden_reaction}",)
    yield Page(
        "desk:reaction_hide", THE_DESK, "Verberg deze reactie", "Hide this reaction", "{reported_text}", reported
    )
    yield Page(
        "desk:reaction_stay", THE_DESK, "Laat deze reactie staan", "Let this reaction stay", "{reported_text}", reported
    )
    yield Page(
        "desk:reaction_show", THE_DESK, "Laat deze reactie weer zien", "Show this reaction again", "{objection}", hidden
    )
    yield Page(
        "desk:reaction_keep",
        THE_DESK,
        "Houd deze reactie verborgen",
        "Keep this reaction hidden",
        "{objection}",
        hidden,
    )


def _mail() -> Iterator[Page]:
    yield Page("outbox:mails", THE_DESK, "Post", "Post", "{mail_failed_subject}", lists=True)
    yield Page(
        "outbox:mail", THE_DESK, "{mail_sent_subject}", "{mail_sent_subject}", "Noor Voorbeeld", ("{mail_sent}",)
    )
    yield Page(
        "outbox:mail",
        THE_DESK,
        "{mail_failed_subject}",
        "{mail_failed_subject}",
        "451 Later",
        ("{mail_failed}",),
        about="failed",
    )
    yield Page("outbox:html", THE_DESK, text="Nieuws.", args=("{mail_sent}",), part=True)
    yield Page(
        "outbox:retry", THE_DESK, "Opnieuw versturen?", "Send again?", "{mail_failed_subject}", ("{mail_failed}",)
    )
    yield Page(
        "outbox:cancel",
        THE_DESK,
        "Deze mail niet versturen?",
        "Cancel this mail?",
        "{mail_waiting_subject}",
        ("{mail_waiting}",),
    )
    yield Page(
        "outbox:blocked", THE_DESK, "Geblokkeerde adressen", "Blocked addresses", "{blocked_address}", lists=True
    )
    yield Page("outbox:lift", THE_DESK, "Blokkade opheffen?", "Lift the block?", "{blocked_address}", ("{block}",))
    yield Page("outbox:stop", EVERYONE, "Stop deze mail", "Stop this mail", "{stop_address}", ("{stop}",))
    yield Page(
        "outbox:stopped",
        EVERYONE,
        "Deze mail is gestopt",
        "This mail has stopped",
        "gestopt@buurt.example",
        ("{stopped}",),
    )
    yield Page("outbox:undo", POST_ONLY, args=("{stopped}",))
    yield Page("mailbox:mails", EVERYONE, "Postvak op deze computer", "Local mailbox", "{captured_subject}", lists=True)
    yield Page(
        "mailbox:mail", EVERYONE, "{captured_subject}", "{captured_subject}", "Hier is je code.", ("{captured}",)
    )
    yield Page("mailbox:html", EVERYONE, text="Hier is je code.", args=("{captured}",), part=True)
    yield Page("mailbox:empty", POST_ONLY)


def _local() -> Iterator[Page]:
    """The public pages, as a local site shows them."""
    welcome = "Welkom aan tafel in Tafeldam"
    yield Page("pages:home", EVERYONE, welcome, welcome, "Tafeldam", local=True)
    yield Page("pages:contact", EVERYONE, "Contact", "Contact", "Elke dinsdag in de bibliotheek.", local=True)
    yield Page("pages:privacy", EVERYONE, "Privacy", "Privacy", "Tafeldam", local=True)
    yield Page("pages:accessibility", EVERYONE, "Toegankelijkheid", "Accessibility", "Tafeldam", local=True)
    yield Page(
        "pages:components",
        Access(302, 403, 403, 403, coordinator=200),
        "Onderdelen",
        "Components",
        query="?concept=1",
        local=True,
        about="draft",
    )
    yield Page("ideas:list", EVERYONE, "Ideeën", "Ideas", "{local_title}", lists=True, writes=VISIT, local=True)


def _coordinator() -> Iterator[Page]:
    waits = ("Wat wacht in {local_municipality}", "What waits in {local_municipality}")
    yield Page("coordinator:home", LOCAL_DESK, *waits, "{local_waiting_title}", lists=True, local=True)
    for heap, text in (
        *(("nieuw", "{local_waiting_title}"), ("bellen", "{desk[call_name]}"), ("gesprek", "{local_title}")),
        *(("coach", "{desk[told_title]}"), ("vraag", "{desk[apart_title]}"), ("gemeld", "{desk[reported_text]}")),
        *(("bezwaar", "Piet Buur"), ("stil", "{desk[apart_title]}")),
    ):
        yield Page("coordinator:home", LOCAL_DESK, *waits, text, query=f"?stapel={heap}", local=True, about=heap)
    yield Page("coordinator:home", LOCAL_DESK, *waits, query="?van=mij", local=True, about="mine")
    yield Page("coordinator:choose", Access(302, 403, 403, 403, coordinator=302, delegate=302), local=True)
    yield Page(
        "coordinator:publish_many",
        LOCAL_DESK,
        "Deze ideeën op de site zetten?",
        "Put these ideas on the site?",
        "{local_waiting_title}",
        query="?ideeen={local_waiting}",
        local=True,
    )
    yield from _ideas_at_a_local_desk()
    yield from _plans_at_a_local_desk()
    yield from _around_at_a_local_desk()

    yield from _figures()


def _ideas_at_a_local_desk() -> Iterator[Page]:
    heading = ("Ideeën in {local_municipality}", "Ideas in {local_municipality}")
    yield Page("coordinator:queue", LOCAL_DESK, *heading, "{local_waiting_title}", lists=True, local=True)
    for stand, text in (("gevraagd", "{desk[asked_title]}"), ("geplaatst", "{local_title}")):
        query = f"?stand={stand}"
        yield Page("coordinator:queue", LOCAL_DESK, *heading, text, query=query, local=True, about=stand)
    query = "?q=ruilwinkel"
    yield Page("coordinator:queue", LOCAL_DESK, *heading, "{local_waiting_title}", query=query, local=True, about="q")
    yield Page("coordinator:queue", LOCAL_DESK, *heading, query="?q=kwkwkw", local=True, about="nothing")
    for about, number, title, text in (
        ("waiting", "{local_waiting}", "{local_waiting_title}", "{local_municipality}"),
        ("published", "{local_idea}", "{local_title}", "{desk[apart_title]}"),
        ("asked", "{desk[asked]}", "{desk[asked_title]}", "Ik bel volgende week."),
        ("told", "{desk[told]}", "{desk[told_title]}", "0600000002"),
        ("refused", "{desk[refused]}", "{desk[refused_title]}", "{local_municipality}"),
        ("still", "{desk[apart_idea]}", "{desk[apart_title]}", "Dit past bij een tafel."),
    ):
        yield Page("coordinator:idea", LOCAL_DESK, title, title, text, (number,), local=True, about=about)
    waiting, told = ("{local_waiting}",), ("{desk[told]}",)
    for name, nl, en, text, args in (
        ("approve", "Dit idee op de site zetten?", "Put this idea on the site?", "{local_waiting_title}", waiting),
        *(("ask", "Stel de ideeprikker een vraag", "Ask the idea pinner something", "{local_waiting_title}", waiting),),
        ("refuse", "Weiger dit idee", "Refuse this idea", "{local_waiting_title}", waiting),
        *(
            (
                "behalf_reply",
                "Noteer het antwoord",
                "Note down the answer",
                "{desk[told_asked_title]}",
                ("{desk[told_asked]}",),
            ),
        ),
        *(
            (
                "behalf_change",
                "Wijzig de tekst voor deze persoon",
                "Change the text for this person",
                "{desk[told_title]}",
                told,
            ),
        ),
        *(
            (
                "behalf_withdraw",
                "Dit idee intrekken voor deze persoon?",
                "Withdraw this idea for the person?",
                "{desk[told_title]}",
                told,
            ),
        ),
        ("note", "Schrijf iets op", "Note something down", "{local_waiting_title}", waiting),
    ):
        yield Page(f"coordinator:{name}", LOCAL_DESK, nl, en, text, args, local=True)
    yield Page("coordinator:note_remove", LOCAL_DESK_POST_ONLY, args=("{local_waiting}", "1"), local=True)


def _plans_at_a_local_desk() -> Iterator[Page]:
    waiting, title = ("{local_waiting}",), "{local_waiting_title}"
    yield Page(
        "coordinator:talk_plan", LOCAL_DESK, "Plan een gesprek", "Plan a conversation", title, waiting, local=True
    )
    talk, was = ("{desk[talk]}",), ("{desk[talk_was]}",)
    heading = ("Het gesprek", "The conversation")
    yield Page("coordinator:talk", LOCAL_DESK, *heading, "Het buurthuis", talk, local=True)
    yield Page("coordinator:talk", LOCAL_DESK, *heading, "Dit past bij een tafel.", was, local=True, about="held")
    yield Page(
        "coordinator:talk_off", LOCAL_DESK, "Dit gesprek afzeggen?", "Cancel this conversation?", args=talk, local=True
    )
    yield Page(
        "coordinator:talk_held", LOCAL_DESK, "Noteer hoe het ging", "Note down how it went", args=talk, local=True
    )
    which = ("Met welk idee samenvoegen?", "Put together with which idea?")
    yield Page("coordinator:merge_new", LOCAL_DESK, *which, title, waiting, local=True)
    query = "?q=kas"
    yield Page("coordinator:merge_new", LOCAL_DESK, *which, "{local_title}", waiting, query, local=True, about="found")
    yield Page(
        "coordinator:merge_new",
        LOCAL_DESK,
        "Stel voor om twee ideeën samen te voegen",
        "Propose to put two ideas together",
        "{local_title}",
        waiting,
        "?met={local_idea}",
        local=True,
        about="with",
    )
    said = ("Wat beide ideeprikkers zeggen", "What both pinners say")
    yield Page("coordinator:merge", LOCAL_DESK, *said, "{desk[told_title]}", ("{desk[merge]}",), local=True)
    yield Page(
        "coordinator:merge", LOCAL_DESK, *said, "{desk[apart_title]}", ("{desk[apart]}",), local=True, about="apart"
    )
    yield Page(
        "coordinator:pass_on_new", LOCAL_DESK, "Geef dit idee door", "Pass this idea on", title, waiting, local=True
    )
    yield Page(
        "coordinator:pass_on",
        LOCAL_DESK,
        "Wat de ideeprikker zegt",
        "What the pinner says",
        "{desk[target]}",
        ("{desk[pass_on]}",),
        local=True,
    )
    yield Page(
        "coordinator:passed_on",
        LOCAL_DESK,
        "Wat is doorgegeven",
        "What was passed on",
        "{desk[asked_title]}",
        lists=True,
        local=True,
    )


def _around_at_a_local_desk() -> Iterator[Page]:
    called = ("Mensen om te bellen", "People to call")
    yield Page("coordinator:calls", LOCAL_DESK, *called, "{desk[call_name]}", lists=True, local=True)
    one = ("Bel {desk[call_name]}", "Call {desk[call_name]}")
    yield Page("coordinator:call", LOCAL_DESK, *one, "na zessen", ("{desk[call]}",), local=True)
    for heap, text in (
        ("alles", "{desk[reported_text]}"),
        ("gemeld", "{desk[reported_text]}"),
        ("bezwaar", "Piet Buur"),
    ):
        yield Page(
            "coordinator:reactions",
            LOCAL_DESK,
            "Reacties bij ideeën",
            "Reactions below ideas",
            text,
            query=f"?stand={heap}",
            lists=True,
            local=True,
            about=heap,
        )
    about = ("Een reactie op: {local_title}", "A reaction to: {local_title}")
    reported, hidden = ("{desk[reported]}",), ("{desk[hidden]}",)
    yield Page("coordinator:reaction", LOCAL_DESK, *about, "{desk[reported_text]}", reported, local=True)
    yield Page("coordinator:reaction", LOCAL_DESK, *about, "{desk[objection]}", hidden, local=True, about="hidden")
    for name, nl, en, args in (
        ("hide", "Verberg deze reactie", "Hide this reaction", reported),
        ("stay", "Laat deze reactie staan", "Let this reaction stay", reported),
        ("show", "Laat deze reactie weer zien", "Show this reaction again", hidden),
        ("keep", "Houd deze reactie verborgen", "Keep this reaction hidden", hidden),
    ):
        yield Page(f"coordinator:reaction_{name}", LOCAL_DESK, nl, en, args=args, local=True)
    yield from _settings()


def _settings() -> Iterator[Page]:
    yield Page("coordinator:settings", THE_COORDINATOR, "Instellingen", "Settings", "{local_municipality}", local=True)
    for slug, (nl, en, text) in SETTINGS.items():
        yield Page("coordinator:setting", THE_COORDINATOR, nl, en, text, (slug,), about=slug, local=True)
    yield Page(
        "coordinator:neighbourhoods",
        THE_COORDINATOR,
        "Buurten",
        "Neighbourhoods",
        "{quarter_name}",
        lists=True,
        local=True,
    )
    renaming = ("Andere naam voor {quarter_name}", "Rename {quarter_name}", "{quarter_name}", ("{quarter}",))
    yield Page("coordinator:neighbourhood", THE_COORDINATOR, *renaming, local=True)
    ending = ("{quarter_name} niet meer aanbieden?", "No longer offer {quarter_name}?", "{quarter_name}")
    yield Page("coordinator:end_neighbourhood", THE_COORDINATOR, *ending, ("{quarter}",), local=True)
    yield Page(
        "coordinator:look",
        THE_COORDINATOR,
        "Kleuren en letters",
        "Colours and letters",
        "--nl-skip-link-color",
        local=True,
    )
    yield Page("coordinator:try_earlier_look", Access(302, 403, 403, 403, coordinator=405), args=("1",), local=True)
    for name in ("try_accent", "try_look_file", "publish_look", "drop_look", "back_to_ours"):
        yield Page(f"coordinator:{name}", Access(302, 403, 403, 403, coordinator=405), local=True)


SETTINGS = {
    "teksten": ("Naam en welkom", "Name and welcome", "Welkom aan tafel in Tafeldam"),
    "contact": ("Contact en mail", "Contact and mail", "Corrie van AanTafel"),
    "logo": ("Logo", "Logo", "De toren van Tafeldam"),
    "themas": ("Thema’s van ideeën", "Themes of ideas", ""),
    "drempel": ("Aantal keer goed idee", "Number of likes", ""),
    "talen": ("Talen", "Languages", ""),
    "onderdelen": ("Onderdelen van de site", "Parts of the site", ""),
}


def _figures() -> Iterator[Page]:
    heading = ("Cijfers van {local_municipality}", "Figures of {local_municipality}")
    yield Page("coordinator:figures", THE_COORDINATOR, *heading, "{coach_name}", lists=True, local=True)
    for span in ("dit-jaar", "alles"):
        query = f"?periode={span}"
        yield Page(
            "coordinator:figures", THE_COORDINATOR, *heading, "{coach_name}", query=query, local=True, about=span
        )
    for name, text in (("ingang", ";"), ("alle-ideeen", "{local_waiting_title}"), ("alle-coaches", "{coach_name}")):
        args = (name, "csv")
        yield Page("coordinator:figures_sheet", THE_COORDINATOR, text=text, args=args, local=True, about=f"{name}.csv")
        args = (name, "xlsx")
        yield Page("coordinator:figures_sheet", THE_COORDINATOR, args=args, local=True, about=f"{name}.xlsx")
    yield Page("coordinator:figures_sheet", THE_COORDINATOR, args=("alles", "xlsx"), local=True, about="all")


def _people_of_the_local_site() -> Iterator[Page]:
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


def _network() -> Iterator[Page]:
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


def _coach() -> Iterator[Page]:
    yield Page(
        "coach:home",
        THE_COACH,
        "Jouw tafels in {local_municipality}",
        "Your tables in {local_municipality}",
        "{coach_title}",
        lists=True,
        local=True,
    )


COACHES_AND_DESK = Access(302, 403, 403, 403, coordinator=200, delegate=200, coach=200)
ONLY_POST = Access(302, 403, 403, 403, coordinator=405, delegate=405, coach=405)
THE_WRITER = Access(302, 403, 403, 403, coordinator=404, delegate=404, coach=200)


def _coach_tables() -> Iterator[Page]:
    table = ("{coach_table}",)
    why = (*table, "waarom")
    yield Page("coach:table", THE_COACH, "{coach_title}", "{coach_title}", "{note_text}", table, lists=True, local=True)
    yield Page("coach:note", THE_COACH, "{coach_title}", "{coach_title}", "{note_text}", table, local=True)
    yield Page(
        "coach:message", THE_COACH, "{coach_title}", "{coach_title}", "{note_text}", ("{coach_match}",), local=True
    )
    yield Page(
        "coach:end", THE_COACH, "Stoppen bij deze tafel?", "Stop at this table?", "{coach_title}", table, local=True
    )
    yield Page("coach:core", THE_COACH, "De vier vragen", "The four questions", "{coach_text}", table, local=True)
    yield Page("coach:core_question", THE_COACH, "Waarom dit idee?", "Why this idea?", "{coach_text}", why, local=True)
    yield Page("coach:core_versions", THE_COACH, "Eerdere teksten", "Earlier texts", "{coach_earlier}", why, local=True)
    yield Page(
        "coach:core_paper",
        THE_COACH,
        "Een blad voor een gesprek",
        "A sheet for a conversation",
        "{coach_text}",
        table,
        local=True,
    )
    yield Page("coach:notebook", THE_COACH, "Mijn notities", "My notes", "{note_text}", lists=True, local=True)
    yield Page(
        "coach:remove_note",
        THE_COACH,
        "Deze notitie weggooien?",
        "Throw this note away?",
        "{note_text}",
        ("{note}",),
        local=True,
    )


def _coach_talk() -> Iterator[Page]:
    heading = ("Coaches onder elkaar", "Coaches among themselves")
    yield Page("coach:topics", COACHES_AND_DESK, *heading, "{country_topic_title}", lists=True, local=True)
    yield Page("coach:new_topic", COACHES_AND_DESK, "Vraag of deel iets", "Ask or share something", local=True)
    topic, reply = ("{topic}",), ("{topic}", "{reply}")
    title = ("{topic_title}", "{topic_title}")
    yield Page("coach:topic", COACHES_AND_DESK, *title, "{reply_text}", topic, lists=True, local=True)
    yield Page(
        "coach:topic",
        COACHES_AND_DESK,
        "{country_topic_title}",
        "{country_topic_title}",
        "Buurdam",
        ("{country_topic}",),
        local=True,
        about="country",
    )
    nothing = Access(302, 403, 403, 403, coordinator=404, delegate=404, coach=404)
    yield Page("coach:topic", nothing, args=("{neighbour_topic}",), local=True, about="next door")
    yield Page("coach:topic_read", ONLY_POST, args=topic, local=True)
    yield Page("coach:all_read", ONLY_POST, local=True)
    take = ("Je tekst weghalen?", "Take your text away?")
    yield Page("coach:take_topic_away", THE_WRITER, *take, "{topic_text}", topic, local=True)
    yield Page("coach:take_reply_away", THE_WRITER, *take, "{reply_text}", reply, local=True)
    hide = ("Verberg deze tekst", "Hide this text")
    yield Page("coach:hide_topic", LOCAL_DESK, *hide, "{topic_text}", topic, local=True)
    yield Page("coach:hide_reply", LOCAL_DESK, *hide, "{reply_text}", reply, local=True)


def _help() -> Iterator[Page]:
    """Asking at the national site and at a local one, and answering at both desks."""
    need = ("Ik heb hulp nodig", "I need help")
    ask = ("Vraag om hulp", "Ask for help")
    expert = ("Iemand die er veel van weet", "Somebody who knows about it")
    leader = ("Iemand die een bijeenkomst leidt", "Somebody who leads a meeting")
    the_asker = Access(302, 404, 404, 404, coach=200)
    yield Page("help:help_requests", ANYBODY_SIGNED_IN, *need)
    yield Page("help:help_requests", ANYBODY_SIGNED_IN, *need, local=True)
    yield Page("help:ask", THE_OWNER, *ask, "{published_title}", query="?idee={published}")
    yield Page("help:ask", the_asker, *ask, "{coach_title}", query="?idee={coach_idea}", local=True)
    yield Page("help:help_request", THE_OWNER, *expert, "{own_help_text}", ("{own_help}",))
    yield Page("help:help_request", the_asker, *leader, "{help_text}", ("{help}",), local=True)
    lists = ("Hulpvragen", "Requests for help")
    yield Page("coordinator:help_requests", LOCAL_DESK, *lists, "{help_text}", lists=True, local=True)
    yield Page("coordinator:help_request", LOCAL_DESK, *leader, "{help_text}", ("{help}",), local=True)
    yield Page("desk:help_requests", THE_DESK, *lists, "{own_help_text}", lists=True)
    yield Page("desk:help_request", THE_DESK, *expert, "{passed_help_text}", ("{passed_help}",))


def _coaching() -> Iterator[Page]:
    """Coaches: for everyone, for who applies, for a pinner, for the coach and for the desk."""
    become = ("Word AanTafel!coach", "Become an AanTafel!coach")
    yield Page("coaches:become", EVERYONE, *become, "{local_municipality}", local=True)
    yield Page("coaches:become", NOWHERE, about="national")
    yield Page("coaches:shown", EVERYONE, "Coaches", "Coaches", "Koos", local=True, lists=True)
    yield Page("coaches:shown", NOWHERE, about="national")
    yield Page("coaches:apply", EVERYONE, "Meld je aan als coach", "Apply as a coach", local=True)
    mine = ("Mijn aanmelding als coach", "My application as a coach")
    yield Page("coaches:applied", ANYBODY_SIGNED_IN, *mine, local=True)
    coach = ("De coach van mijn idee", "The coach of my idea")
    yield Page("coaches:mine", THE_OWNER, *coach, "{published_title}", ("{published}",))
    yield Page("coaches:mine", THE_DELEGATE, *coach, "Koos", ("{guided_idea}",), local=True, about="guided")
    answer = (EVERYONE, "Past dit idee bij je?", "Does this idea suit you?", "{asked_match_title}")
    yield Page("coaches:answer", *answer, ("{asked_match_key}",), local=True)
    yes = (EVERYONE, "Je begeleidt dit idee", "You guide this idea", "{guided_title}", ("{guided_match_key}",))
    yield Page("coaches:answer", *yes, local=True, about="said yes")
    yield Page("coach:profile", THE_COACH, "Mijn profiel", "My profile", "luister liever", local=True)
    look = (LOCAL_DESK, "Zoek een coach", "Look for a coach")
    yield Page("coordinator:match", *look, "{free_coach_name}", ("{local_idea}",), local=True, lists=True)
    yield Page("coordinator:match", *look, "{coach_name}", ("{asked_idea}",), local=True, lists=True, about="asked")
    yield Page("coordinator:match", *look, "{local_waiting_title}", ("{local_waiting}",), local=True, about="waiting")
    along = (LOCAL_DESK, "Laat iemand meelopen", "Let somebody go along", "{free_coach_name}")
    yield Page("coordinator:match", *along, ("{guided_idea}",), "?als=mee", local=True, lists=True, about="along")
    other = (LOCAL_DESK, "Zoek een andere coach", "Look for another coach", "{free_coach_name}", ("{guided_idea}",))
    yield Page("coordinator:match", *other, "?vervangt={guided_match}", local=True, lists=True, about="replace")
    name = ("Vraag {free_coach_name}", "Ask {free_coach_name}", "{local_title}")
    yield Page("coordinator:match_ask", LOCAL_DESK, *name, ("{local_idea}", "{free_coach}"), local=True)
    for state, text in (("asked", "plek voor het bankje"), ("guided", "{guided_title}")):
        one = (LOCAL_DESK, "{coach_name}", "{coach_name}", text, (f"{{{state}_match}}",))
        yield Page("coordinator:one_match", *one, local=True, about=state)
    declined = (LOCAL_DESK, "Lies Luister", "Lies Luister", "straat te goed", ("{declined_match}",))
    yield Page("coordinator:one_match", *declined, local=True, about="declined")
    yield Page("coordinator:match_remind", LOCAL_DESK_POST_ONLY, args=("{asked_match}",), local=True)
    yield Page("coordinator:coaches", LOCAL_DESK, "Coaches", "Coaches", "{coach_name}", local=True, lists=True)
    resting = (LOCAL_DESK, "Coaches", "Coaches", "Rik Rust")
    yield Page("coordinator:coaches", *resting, query="?stand=rust", local=True, about="resting")
    profile = (LOCAL_DESK, "{coach_name}", "{coach_name}", "Tafelzicht", ("{coach_profile}",))
    yield Page("coordinator:coach", *profile, local=True, lists=True)
    counts = ("Wat meetelt bij het zoeken van een coach", "What counts in matching")
    yield Page("coordinator:weights", THE_COORDINATOR, *counts, local=True)
    wants = (THE_COORDINATOR, "Wie coach wil worden", "Who wants to become a coach", "{applicant}")
    yield Page("coordinator:applications", *wants, local=True, lists=True)
    nobody = (THE_COORDINATOR, "Wie coach wil worden", "Who wants to become a coach")
    yield Page("coordinator:applications", *nobody, query="?stand=beantwoord", local=True, about="answered")
    who = (THE_COORDINATOR, "{applicant}", "{applicant}", "{applicant_why}", ("{application}",))
    yield Page("coordinator:application", *who, local=True)
    talk = (THE_COORDINATOR, "{applicant_name}", "{applicant_name}", "In de bibliotheek", ("{invited_application}",))
    yield Page("coordinator:application", *talk, local=True, about="invited")


def _ways_in() -> Iterator[Page]:
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


def _core_questions() -> Iterator[Page]:
    """As the pinner answers them; the coach's side stands with the coach's desk."""
    mine = ("{published}",)
    why = (*mine, "waarom")
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


def _machines() -> Iterator[Page]:
    yield Page("look", EVERYONE, text=":root", args=("{look}",), machine=True, local=True)
    hidden = Access(404, 404, 404, 404, coordinator=200)
    yield Page(
        "look", hidden, text="--nl-skip-link-color", args=("{draft_look}",), machine=True, local=True, about="draft"
    )
    yield Page("logo", EVERYONE, args=("{logo}",), machine=True, local=True)
    yield Page("sitemap_index", EVERYONE, text="sitemap-ideeen.xml", machine=True)
    for section, text in (
        ("paginas", "/hoe-werkt-het/"),
        ("ideeen", "{published_slug}"),
        ("tafels", "{published_slug}"),
        ("gemeenten", "{municipality_slug}"),
    ):
        yield Page("sitemap", EVERYONE, text=text, args=(section,), machine=True, about=section)
    yield Page("picture", EVERYONE, args=("{picture}",), machine=True)
    yield Page("portrait", EVERYONE, args=("{portrait}",), machine=True)
    yield Page("small_picture", EVERYONE, args=("{picture}",), machine=True)
    yield Page("security_txt", EVERYONE, text="hallo@aantafel.example", machine=True)
    yield Page("robots_txt", EVERYONE, text="Sitemap:", machine=True)


# Whole trees of addresses that others wrote, each with what is checked of it instead.
SUMMARISED = {"admin": "tests/site/test_admin.py: its door for every role, and its pages for a superuser"}

PAGES: tuple[Page, ...] = (
    *_public(),
    *_around(),
    *_pinning(),
    *_mine(),
    *_proposals(),
    *_second_step(),
    *_core_questions(),
    *_desk(),
    *_local(),
    *_coordinator(),
    *_people_of_the_local_site(),
    *_network(),
    *_coach(),
    *_coach_tables(),
    *_coach_talk(),
    *_help(),
    *_coaching(),
    *_ways_in(),
    *_mail(),
    *_machines(),
)
WHOLE = tuple(page for page in PAGES if page.is_whole)

# They hold links and no forms that post, so that a visitor gets no cookie and the page can be kept for everyone.
COOKIELESS = frozenset(
    {page.route for page in (*_public(), *_machines())}
    | {"ideas:paper", "ideas:call_noted", "coaches:become", "coaches:shown", "movement:drop_in", "agenda"}
)

# Screens that may share a title: the same thing, seen at another moment or from another side.
SAME_TITLE: tuple[frozenset[str], ...] = (
    frozenset({"pages:components", "pages:components~theme"}),
    frozenset({"ideas:pin", "ideas:pin~for somebody", "ideas:pin_draft"}),
    frozenset({"ideas:call_me_back", "ideas:call_me_back~draft"}),
    frozenset(
        {
            *("ideas:detail~gone", "tables:detail~gone", "ideas:like~gone"),
            *("ideas:offer_help~gone", "ideas:join~gone", "ideas:ask~gone"),
            *("ideas:reactions~gone", "ideas:reaction~gone", "ideas:react~gone"),
        }
    ),
    frozenset({"coach:table", "coach:note", "coach:message"}),
    frozenset({"coach:hide_topic", "coach:hide_reply"}),
    frozenset({"coach:take_topic_away", "coach:take_reply_away"}),
    frozenset({"tables:core_question", "tables:core_question~earlier"}),
    frozenset({"ideas:support~support_help", "ideas:support~support_back"}),
    frozenset({"accounts:sign_in", "account_login"}),
    frozenset({"accounts:code~expired", "accounts:link~expired"}),
    frozenset({"desk:enter", "desk:enter~call"}),
    frozenset({"ideas:reaction", "ideas:reaction~answer"}),
    frozenset({"desk:reaction", "desk:reaction~hidden"}),
    frozenset({"desk:people", "desk:people~found"}),
    frozenset({"coordinator:enter", "coordinator:enter~coordinator visit"}),
    frozenset({"coordinator:visits", "coordinator:visits~coordinator closed visits"}),
    frozenset({"coach:enter", "coach:enter~coach visit"}),
    frozenset({"coach:visits", "coach:visits~coach closed visits"}),
    frozenset({"coordinator:voice", "coordinator:voice~coordinator typed"}),
    frozenset({"mfa_authenticate", "mfa_reauthenticate"}),
    frozenset({"coordinator:home", "coordinator:home~mine"}),
    frozenset({"coordinator:queue", "coordinator:queue~q", "coordinator:queue~nothing"}),
    frozenset({"coordinator:reaction", "coordinator:reaction~hidden"}),
    frozenset({"coordinator:talk", "coordinator:talk~held"}),
    frozenset({"coordinator:merge_new", "coordinator:merge_new~found"}),
    frozenset({"coordinator:merge", "coordinator:merge~apart", "coordinator:merge_new~with"}),
    frozenset({"ideas:merge", "ideas:merge~apart"}),
    frozenset(
        {f"accounts:invitation~{state}" for state in ("accepted", "declined", "withdrawn", "ran_out", "open")}
        | {"accounts:invitation~open, on the national site"}
    ),
    frozenset({"coordinator:end_role~delegate", "coordinator:end_role~myself"}),
    frozenset({"coordinator:logbook", "coordinator:logbook~one person"}),
    *(
        frozenset({f"{space}:network", f"{space}:network~search", f"{space}:network~nothing"})
        for space in ("coordinator", "coach")
    ),
    frozenset({"coaches:mine", "coaches:mine~guided"}),
    frozenset({"coordinator:coaches", "coordinator:coaches~resting", "coaches:shown~local"}),
    frozenset({"coordinator:applications", "coordinator:applications~answered"}),
    frozenset({"coordinator:match~asked", "coordinator:one_match~asked"}),
)
