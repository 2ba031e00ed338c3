"""The desk of a local site: its ideas, plans, settings and figures."""

from collections.abc import Iterator

from tests.site.pages.page import EVERYONE, LOCAL_DESK, LOCAL_DESK_POST_ONLY, THE_COORDINATOR, VISIT, Access, Page


def local_pages() -> Iterator[Page]:
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


def coordinator_pages() -> Iterator[Page]:
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
    yield Page(
        "coordinator:tables", LOCAL_DESK, "Tafels per stap", "Tables by step", "{local_title}", lists=True, local=True
    )
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
    "stil": ("Tafels die stilstaan", "Tables that stand still", "42"),
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
