"""Every address of the site.

A pattern of the URLconf that is not here fails `tests/house/test_urls.py`, as does a line here without a pattern. Texts
in braces are names of the seeded world (`tests.site.world.World`).
"""

from tests.site.pages.asking import asking_pages, invitee_pages, sign_up_pages, town_contact_pages
from tests.site.pages.coach import coach_pages, coach_table_pages, coach_talk_pages, coaching_pages, help_pages
from tests.site.pages.coordinator import coordinator_pages, local_pages
from tests.site.pages.life import table_life_pages
from tests.site.pages.look import (
    answer_pages,
    evaluation_pages,
    public_evaluation_pages,
    public_question_pages,
    question_pages,
)
from tests.site.pages.meetings import meeting_pages, public_meeting_pages
from tests.site.pages.mine import core_question_pages, own_pages, proposal_pages, second_step_pages
from tests.site.pages.minutes import minutes_pages, minutes_to_read
from tests.site.pages.operator import mail_pages, operator_pages
from tests.site.pages.page import EVERYONE, LANGUAGES, LOCAL_ROLES, SIGNED_IN, Access, Page, Role
from tests.site.pages.people import network_pages, people_pages
from tests.site.pages.pinning import pinning_pages, ways_in_pages
from tests.site.pages.public import pages_around_an_idea, pages_for_machines, public_pages
from tests.site.pages.tables import plan_links, plan_pages, public_plan_pages
from tests.site.pages.work_forms import work_form_pages, work_forms_at_a_local_desk

# Whole trees of addresses that others wrote, each with what is checked of it instead.
SUMMARISED = {"admin": "tests/site/test_admin.py: its door for every role, and its pages for a superuser"}


PAGES: tuple[Page, ...] = (
    *public_pages(),
    *work_form_pages(),
    *pages_around_an_idea(),
    *pinning_pages(),
    *own_pages(),
    *proposal_pages(),
    *second_step_pages(),
    *core_question_pages(),
    *public_meeting_pages(),
    *meeting_pages(),
    *plan_pages(),
    *question_pages(),
    *answer_pages(),
    *evaluation_pages(),
    *plan_links(),
    *public_plan_pages(),
    *table_life_pages(),
    *asking_pages(),
    *invitee_pages(),
    *sign_up_pages(),
    *town_contact_pages(),
    *public_question_pages(),
    *public_evaluation_pages(),
    *operator_pages(),
    *minutes_pages(),
    *minutes_to_read(),
    *local_pages(),
    *coordinator_pages(),
    *work_forms_at_a_local_desk(),
    *people_pages(),
    *network_pages(),
    *coach_pages(),
    *coach_table_pages(),
    *coach_talk_pages(),
    *help_pages(),
    *coaching_pages(),
    *ways_in_pages(),
    *mail_pages(),
    *pages_for_machines(),
)


WHOLE = tuple(page for page in PAGES if page.is_whole)


# They hold links and no forms that post, so that a visitor gets no cookie and the page can be kept for everyone.
COOKIELESS = frozenset(
    {
        page.route
        for page in (
            *public_pages(),
            *work_form_pages(),
            *public_meeting_pages(),
            *minutes_to_read(),
            *public_plan_pages(),
            *public_question_pages(),
            *public_evaluation_pages(),
            *pages_for_machines(),
        )
    }
    | {"ideas:paper", "ideas:call_noted", "coaches:become", "coaches:shown", "movement:drop_in", "agenda"}
)


# Screens that may share a title: the same thing, seen at another moment or from another side.
SAME_TITLE: tuple[frozenset[str], ...] = (
    frozenset({"pages:components", "pages:components~theme"}),
    frozenset(
        {
            "tables:work_forms",
            "tables:work_forms~nothing",
            "tables:work_forms~wrong",
            "tables:work_forms~local",
            "coordinator:work_forms",
        }
    ),
    frozenset({"ideas:pin", "ideas:pin~for somebody", "ideas:pin_draft"}),
    frozenset({"ideas:call_me_back", "ideas:call_me_back~draft"}),
    frozenset(
        {
            *("ideas:detail~gone", "tables:detail~gone", "ideas:like~gone"),
            *("ideas:offer_help~gone", "ideas:join~gone", "ideas:ask~gone"),
            *("ideas:reactions~gone", "ideas:reaction~gone", "ideas:react~gone", "tables:published~gone"),
        }
    ),
    frozenset({"tables:scanned", "tables:ballot"}),
    frozenset({"coach:table", "coach:note", "coach:message"}),
    frozenset({"coach:hide_topic", "coach:hide_reply"}),
    frozenset({"coach:take_topic_away", "coach:take_reply_away"}),
    frozenset({"tables:core_question", "tables:core_question~earlier", "tables:work_core_question"}),
    *(frozenset({f"tables:{name}", f"tables:work_{name}"}) for name in ("core", "core_versions", "core_paper")),
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
    frozenset({"tables:corrected", "tables:table_corrected"}),
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

__all__ = [
    "COOKIELESS",
    "EVERYONE",
    "LANGUAGES",
    "LOCAL_ROLES",
    "PAGES",
    "SAME_TITLE",
    "SIGNED_IN",
    "SUMMARISED",
    "WHOLE",
    "Access",
    "Page",
    "Role",
]
