"""What the desk of a coach shows: tables that are asked, run and have ended, subjects, notes and requests for help."""

from datetime import timedelta
from typing import Any

from aantafel.accounts.models import User
from aantafel.core import clock
from coaches.enums_talk import HelpEntryKind, HelpKind, HelpSide, HelpState
from coaches.models import CoachProfile, CoachTopic, HelpEntry
from municipalities.models import Municipality
from tables.enums import ActorRole, CoreQuestion, TimelineKind
from tables.lifecycle import Step
from tables.models import Table
from tests.factories.coaches import MatchFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.tables import StepChangeFactory, TableFactory, answered, version_of
from tests.factories.talk import CoachNoteFactory, CoachReplyFactory, CoachTopicFactory, HelpRequestFactory


def coach_desk(town: Municipality, beside: Municipality, coach: User, owner: User, neighbour: User) -> dict[str, Any]:
    """Koos guides one table, is asked for another and guided a third; and the neighbours have theirs."""
    profile = CoachProfile.everywhere.get(municipality=town, user=coach)
    table = _table(town, owner, "Een buurttuin achter het station", step=Step.MATCH)
    match = MatchFactory.create(idea=table.idea, coach=profile, accepted=True, shares_contact_pinner=True)
    StepChangeFactory.create(
        table=table, kind=TimelineKind.COACH, role=ActorRole.COACH, actor=coach, from_step=2, to_step=2
    )
    with clock.frozen(clock.now() - timedelta(days=1)):
        answer = answered(table, CoreQuestion.WHY, "Er is nergens groen.", by=owner, text="Er is hier nergens groen.")
    version_of(answer, "Er is hier nergens groen.", by=coach, role=ActorRole.COACH)
    asked = _table(town, owner, "Een theehuis bij de sluis")
    MatchFactory.create(idea=asked.idea, coach=profile)
    before = _table(town, owner, "Een koor voor iedereen")
    MatchFactory.create(idea=before.idea, coach=profile, ended=True)
    note = CoachNoteFactory.create(municipality=town, user=coach, idea=table.idea, text="Eerst bellen, dan mailen.")
    return {
        "coach_table": table.pk,
        "coach_match": match.pk,
        "coach_idea": table.idea_id,
        "coach_title": table.idea.title,
        "coach_text": answer.text,
        "coach_earlier": "Er is nergens groen.",
        "asked_title_local": asked.idea.title,
        "note": note.pk,
        "note_text": note.text,
        **_talk(town, beside, coach, neighbour),
        **_help(town, coach, table),
    }


def own_help(owner: User, table: Table) -> dict[str, Any]:
    """What a pinner on the national site asks the operator."""
    asked = HelpRequestFactory.create(idea=table.idea, asker=owner, text="Wie weet iets van subsidies?")
    return {"own_help": asked.pk, "own_help_text": asked.text}


def crowd(town: Municipality, coach: User, owner: User, count: int) -> None:
    profile = CoachProfile.everywhere.get(municipality=town, user=coach)
    guided = Table.everywhere.get(idea__title="Een buurttuin achter het station")
    topic = CoachTopic.everywhere.get(title="Hoe begin je een eerste gesprek?")
    for number in range(count):
        for state in ({"accepted": True}, {}, {"ended": True}):
            table = _table(town, owner, f"Een geveltuin bij nummer {number}")
            MatchFactory.create(idea=table.idea, coach=profile, **state)
        MatchFactory.create(idea=guided.idea, ended=True, coach__user__name=f"Carla Coach {number}")
        CoachNoteFactory.create(municipality=town, user=coach, idea=guided.idea, text=f"Notitie nummer {number}")
        CoachTopicFactory.create(municipality=town, author=owner, title=f"Vraag nummer {number}")
        CoachReplyFactory.create(topic=topic, municipality=town, author=owner, text=f"Antwoord nummer {number}")
        HelpRequestFactory.create(municipality=town, asker=coach, idea=guided.idea)
        HelpRequestFactory.create(municipality=town, asker=owner, idea=guided.idea, passed_on=True)


def _table(town: Municipality, owner: User, title: str, step: Step = Step.IDEA) -> Table:
    idea = IdeaFactory.create(published=True, sketched=True, municipality=town, owner=owner, title=title)
    return TableFactory.create(idea=idea, step=step)


def _talk(town: Municipality, beside: Municipality, coach: User, neighbour: User) -> dict[str, Any]:
    topic = CoachTopicFactory.create(municipality=town, author=coach, title="Hoe begin je een eerste gesprek?")
    reply = CoachReplyFactory.create(topic=topic, municipality=town, author=coach, text="Ik neem altijd koek mee.")
    CoachReplyFactory.create(topic=topic, municipality=town, hidden=True)
    country = CoachTopicFactory.create(
        municipality=beside, author=neighbour, title="Wie heeft ervaring met een school?", is_national=True
    )
    near = CoachTopicFactory.create(municipality=beside, author=neighbour, title="Wie helpt zaterdag in Buurdam?")
    return {
        "topic": topic.pk,
        "topic_title": topic.title,
        "topic_text": topic.text,
        "reply": reply.pk,
        "reply_text": reply.text,
        "country_topic": country.pk,
        "country_topic_title": country.title,
        "neighbour_topic": near.pk,
    }


def _help(town: Municipality, coach: User, table: Table) -> dict[str, Any]:
    asked = HelpRequestFactory.create(
        municipality=town, idea=table.idea, asker=coach, kind=HelpKind.FACILITATOR, text="Wie leidt onze eerste avond?"
    )
    passed = HelpRequestFactory.create(municipality=town, asker=coach, passed_on=True, text="Mag dit van de wet?")
    passing = {"kind": HelpEntryKind.PASSED, "side": HelpSide.DESK, "text": "Dit weten wij niet."}
    HelpEntry.objects.create(request=passed, **passing)
    answered_one = HelpRequestFactory.create(municipality=town, asker=coach, state=HelpState.ANSWERED)
    HelpEntry.objects.create(request=answered_one, side=HelpSide.DESK, text="Bel de bibliotheek.")
    return {"help": asked.pk, "help_text": asked.text, "passed_help": passed.pk, "passed_help_text": passed.text}
