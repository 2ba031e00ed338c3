"""A mail of every kind, with something in it for each word that its texts ask for."""

from datetime import UTC, date, datetime
from typing import Any

from aantafel.accounts.enums import DeskPart, NameDisplay, Role
from aantafel.accounts.models import DeskShare, Invitation, Membership, User
from aantafel.accounts.roles import MEANINGS
from aantafel.core import clock
from aantafel.outbox.render import Rendered, render
from aantafel.pages.coordinator.weekly import Work
from coaches.models import CoachApplication, CoachTopic, HelpEntry, HelpRequest, Match
from ideas.models import Idea, Support, Talk
from municipalities.models import Municipality
from tables.models import Action, QuestionAnswer, TableQuestion

TITLE = "Een bankje <bij> de vijver & een boom"
KINDS = [
    "accounts/sign_in",
    "tables/action_given",
    "tables/action_reminder",
    "tables/action_said",
    "tables/choice_open",
    "tables/question_answered",
    "tables/answer_replied",
    "tables/question_ends",
    "tables/question_hidden",
    "tables/survey",
    "accounts/unknown_address",
    "accounts/invitation",
    "accounts/invitation_answered",
    "accounts/role_given",
    "accounts/role_ended",
    "accounts/desk_parts",
    "accounts/stand_in",
    "accounts/share_ended",
    "accounts/stand_in_over",
    "ideas/received",
    "ideas/confirm_reminder",
    "ideas/question",
    "ideas/refused",
    "ideas/withdrawn",
    "ideas/entered_for_you",
    "ideas/voice_read_back",
    "ideas/voice_put_away",
    "ideas/meeting_day",
    "ideas/meeting_off",
    "ideas/support_help",
    "ideas/support_join",
    "ideas/support_question",
    "ideas/support_answered",
    "ideas/support_thanked",
    "ideas/reaction_pinner",
    "ideas/reaction_answer",
    "ideas/reaction_hidden",
    "ideas/reaction_shown",
    "ideas/reaction_kept",
    "ideas/report_received",
    "ideas/report_handled",
    "ideas/talk_day",
    "ideas/talk_off",
    "ideas/merge_asked",
    "ideas/merge_closed",
    "ideas/pass_on_asked",
    "ideas/merge_told",
    "ideas/pass_on_told",
    "ideas/at_local_desk",
    "ideas/at_national_desk",
    "coaches/asked",
    "coaches/reminder",
    "coaches/taken_back",
    "coaches/expired",
    "coaches/said_to_coach",
    "coaches/said_to_desk",
    "coaches/answered_yes",
    "coaches/answered_no",
    "coaches/answered_nothing",
    "coaches/yes_pinner",
    "coaches/yes_coach",
    "coaches/contact",
    "coaches/written",
    "coaches/ended_pinner",
    "coaches/ended_coach",
    "coaches/ended_desk",
    "coaches/pinner_gone_coach",
    "coaches/pinner_gone_desk",
    "coaches/application_received",
    "coaches/application_new",
    "coaches/application_talk",
    "coaches/application_refused",
    "coaches/welcome",
    "tables/published_tips",
    "tables/published_locally",
    "tables/published_municipality",
    "tables/site_opened",
    "tables/site_ended",
    "coaches/topic_replied",
    "coaches/topic_hidden",
    "coaches/help_said",
    "coaches/help_passed",
    "coaches/help_done",
    "movement/site_opened",
    "movement/site_ended",
    "pages/weekly",
]
ABOUT_A_SITE = [kind for kind in KINDS if "/site_" in kind]
NOT_AN_IDEA_YET = ["ideas/voice_put_away"]
ABOUT_BECOMING_A_COACH = [kind for kind in KINDS if "/application_" in kind or kind == "coaches/welcome"]
SAID = (
    *("Hij vindt het goed.", "Maar <jij> niet.", "Ik help mee."),
    *("Doe <mee>.", "Ik ken <haar>.", "Ik ben <weg>.", "Ik ben <hier>.", "We hebben <er> genoeg.", "Waar <is> het?"),
)
ABOUT_AN_IDEA = [
    kind
    for kind in KINDS
    if not kind.startswith(("accounts/", "pages/"))
    and kind not in (*ABOUT_A_SITE, *ABOUT_BECOMING_A_COACH, *NOT_AN_IDEA_YET)
]


def an_idea(**fields: Any) -> Idea:
    """Not saved: mails only read."""
    owner = User(pk=7, email="joke@voorbeeld.example", name="Joke de Vries", name_display=NameDisplay.FIRST)
    return Idea(pk=3, title=TITLE, owner=owner, origin="Mijn tante\nloopt slecht.", people="<b>buren</b>", **fields)


def mail(kind: str, language: str, **changes: Any) -> Rendered:
    context: dict[str, Any] = {
        "idea": an_idea(),
        "name": "Joke",
        "url": "https://site.example/mijn/ideeen/3/",
        "sketch_url": "https://site.example/schets/",
        "decided_by": date(2026, 11, 30),
        "erased_on": date(2026, 12, 6),
        "question": "Waar precies?\n\nEn <wie> helpt?",
        "reason": "Je noemt iemand.\n\nWat helpt: haal de naam <weg>.",
        "entered_by": "Piet",
        "writer": "Otto",
        "capacity": "professional",
        "said": "Ik help mee.\n\nMet <drie> stoelen.",
        "answer": "Hij vindt het goed.\n\nMaar <jij> niet.",
        "outcome": "stays",
        "table_url": "https://site.example/tafels/1/",
        "idea_url": "https://site.example/ideeen/3/",
        "municipality": Municipality(name="Súdwest-Fryslân"),
        "municipality_url": "https://site.example/gemeenten/sudwest-fryslan/",
        "support": Support(
            text="Ik help <zaterdag>.",
            answer="Kom <langs>.",
            capacity="professional",
            role="loodgieter",
            interest="Geen",
        ),
        "supporter": "Fleur",
        "email": "fleur@buurt.example",
        "pinning": True,
        "day": datetime(2026, 12, 15, 14, 30, tzinfo=UTC),
        "before": datetime(2026, 12, 8, 10, 0, tzinfo=UTC),
        "talk": Talk(way="place", where="Zaal <Eik>", note="Neem <iets> mee.", minutes=45),
        "is_new": False,
        "other": Idea(pk=4, title="Een bank <voor> de vijver"),
        "stays": False,
        "answer_by": date(2026, 12, 20),
        "target": Municipality(name="Overstad"),
        "title": TITLE,
        "total": 2,
        "work": [Work("Nieuw", 2, "langst: vandaag", "https://site.example/coordinator/?stapel=nieuw")],
        "plans": [("Een <kas>", "dinsdag 1 december", "https://site.example/coordinator/gesprekken/3/")],
        "new": [("Een <bank>", "Lees en beslis", "https://site.example/coordinator/ideeen/3/")],
        "late": [("Een <boom>", "Lees en beslis", "https://site.example/coordinator/ideeen/4/")],
        "tables": [{"title": TITLE, "url": "https://site.example/tafels/1/"}],
        "waits": {"ideas": 2, "calls": 1, "tables": 3},
        "topic": CoachTopic(title=TITLE),
        "place": "Buurdam",
        "asked": HelpRequest(idea=an_idea(), text="Ik help <zaterdag>."),
        "entry": HelpEntry(side="operator", text="Hij vindt het goed."),
        "action": Action(text="Bel <de> bakker.", due_on=date(2026, 12, 20), said="Ik <wacht> nog."),
        "who": "Fleur",
        "table_question": TableQuestion(
            title="Wie heeft <een> kar?", until=date(2026, 12, 20), hidden_reason="Waar <is> het?"
        ),
        "table_answer": QuestionAnswer(text="Ik <heb> er een.", reply="Kom <langs>."),
        "is_thanked": True,
        "is_reminder": False,
        "is_late": False,
        "is_later": False,
        "link_start": "https://site.example/inloggen/link/abc/",
        "minutes": 20,
        "invitation": Invitation(role="initiative", capacity="resident", message="Doe <mee>.", expires_at=clock.now()),
        "inviter": "Corrie Coord",
        "invited": "Ivo Invitee",
        "accepted": True,
        "role_means": MEANINGS[Role.INITIATIVE],
        "roles": "Coach",
        "asked_for": [(Invitation(role=role), MEANINGS[role]) for role in (Role.INITIATIVE, Role.COACH)],
        "until": date(2026, 12, 8),
        "is_back": True,
        "membership": Membership(role=Role.COACH),
        "share": DeskShare(starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 8)),
        "given": [DeskPart.MATCH.label],
        "taken": [DeskPart.PRINT.label],
        "match": Match(
            message="Doe <mee>.", reason="Ik ken <haar>.", end_reason="Ik ben <weg>.", answer_by=clock.today()
        ),
        "application": CoachApplication(
            name="Ine Interesse",
            why="Ik ben <hier>.",
            reason="We hebben <er> genoeg.",
            talk_at=clock.now(),
            talk_where="De <Bieb>",
        ),
        "is_coach": True,
        "core_url": "https://site.example/mijn/ideeen/3/kernvragen/",
        "to_coach": True,
        "coach_name": "Koos",
        "pinner_name": "Joke",
        "gets_mail": True,
        "text": "Waar <is> het?",
        "desk_url": "https://tafeldam.example/coordinator/",
    }
    return render(kind, language=language, context={**context, **changes})
