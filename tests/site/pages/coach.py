"""Becoming a coach, the coach's desk, and the conversation among coaches."""

from collections.abc import Iterator

from tests.site.pages.page import (
    ANYBODY_SIGNED_IN,
    EVERYONE,
    LOCAL_DESK,
    LOCAL_DESK_POST_ONLY,
    NOWHERE,
    THE_COACH,
    THE_COORDINATOR,
    THE_DELEGATE,
    THE_DESK,
    THE_OWNER,
    Access,
    Page,
)


def coach_pages() -> Iterator[Page]:
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


def coach_table_pages() -> Iterator[Page]:
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


def coach_talk_pages() -> Iterator[Page]:
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


def help_pages() -> Iterator[Page]:
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


def coaching_pages() -> Iterator[Page]:
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
