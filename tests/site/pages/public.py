"""Pages that everyone comes to: the site itself, ideas, reacting and joining, and what machines read."""

from collections.abc import Iterator

from tests.site.pages.page import (
    ANYBODY_SIGNED_IN,
    EVERYONE,
    GONE,
    GONE_IDEA,
    MOVED,
    POST_ONLY,
    PUBLISHED,
    THE_OWNER,
    VISIT,
    Access,
    Page,
)


def public_pages() -> Iterator[Page]:
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


def pages_around_an_idea() -> Iterator[Page]:
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


def pages_for_machines() -> Iterator[Page]:
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
        ("werkvormen", "{work_form}"),
        ("gemeenten", "{municipality_slug}"),
    ):
        yield Page("sitemap", EVERYONE, text=text, args=(section,), machine=True, about=section)
    yield Page("calendar_feed", EVERYONE, text="BEGIN:VEVENT", args=("{calendar_secret}",), machine=True)
    yield Page("picture", EVERYONE, args=("{picture}",), machine=True)
    yield Page("portrait", EVERYONE, args=("{portrait}",), machine=True)
    yield Page("small_picture", EVERYONE, args=("{picture}",), machine=True)
    yield Page("security_txt", EVERYONE, text="hallo@aantafel.example", machine=True)
    yield Page("robots_txt", EVERYONE, text="Sitemap:", machine=True)
