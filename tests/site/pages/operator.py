"""The desk of the operator, and the mail that went out."""

from collections.abc import Iterator

from tests.site.pages.page import DESK_POST_ONLY, EVERYONE, POST_ONLY, THE_DESK, Access, Page


def operator_pages() -> Iterator[Page]:
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
        "desk:people", THE_DESK, "Zoek iemand op", "Find a person", "{owner_name}", query="?q=Eigenaar", about="found"
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


def mail_pages() -> Iterator[Page]:
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
    yield Page("mailbox:attachment", EVERYONE, text="BEGIN:VCALENDAR", args=("{captured}", "1"), part=True)
    yield Page("mailbox:empty", POST_ONLY)
