"""What came in at the local site otherwise than by its form: told ideas, a letter, visits, tables near you."""

from datetime import timedelta
from typing import Any

from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.enums import Channel, ConsentHow, VoiceState
from ideas.models import ClaimCode, Idea
from movement.enums import HeardAbout, HeardState
from movement.models import PhysicalTable, SpecialDay
from municipalities.models import Municipality
from tests.factories.ideas import IdeaFactory
from tests.factories.movement import HeardIdeaFactory, PhysicalTableFactory
from tests.factories.voice import VoiceMessageFactory


def build(town: Municipality, beside: Municipality, coordinator: User, coach: User) -> dict[str, Any]:
    """The names of what was made."""
    told = _told(town, coordinator, "Een biljart in het dorpshuis", pinner__email="riet.rond@tafeldam.example")
    by_coach = _told(town, coach, "Een breiclub op de markt")
    code = ClaimCode.objects.create(
        idea=by_coach, digest="0" * 64, made_by=coach, expires_at=clock.now() + timedelta(days=9)
    )
    table = PhysicalTableFactory.create(municipality=town, name="Tafel in de bibliotheek", host=coordinator)
    day = SpecialDay.objects.create(table=table, day=clock.today() + timedelta(days=5), note="Kerstborrel")
    PhysicalTableFactory.create(municipality=beside, name="Tafel van Buurdam")
    heard = HeardIdeaFactory.create(
        municipality=town, noted_by=coordinator, visitor=coach, planned_for=clock.today(), state=HeardState.PLANNED
    )
    closed = HeardIdeaFactory.create(
        municipality=town, about=HeardAbout.PERSON, who="Greet Groen", reach="0600000009", closed=True
    )
    HeardIdeaFactory.create(municipality=beside, who="De bakker van Buurdam")
    voice = VoiceMessageFactory.create(municipality=town, correction="Het is bij de vijver.")
    read_back = VoiceMessageFactory.create(municipality=town, typed=True, mailed_at=clock.now(), typed_by=coordinator)
    VoiceMessageFactory.create(municipality=beside, name="Bas Buurdam")
    national = VoiceMessageFactory.create(municipality=Municipality.objects.get(code="GM8001"), name="Nanda Noord")
    begun = VoiceMessageFactory.create(begun=True)
    done = VoiceMessageFactory.create(typed=True, state=VoiceState.DONE, idea=told)
    return {
        "voice": voice.pk,
        "voice_name": voice.name,
        "voice_typed": read_back.pk,
        "voice_title": read_back.title,
        "voice_key": str(read_back.answer_key),
        "voice_national": national.pk,
        "voice_national_name": national.name,
        "voice_begun_key": str(begun.key),
        "voice_done_key": str(done.answer_key),
        "told_here": told.pk,
        "told_here_title": told.title,
        "told_by_coach": by_coach.pk,
        "told_by_coach_title": by_coach.title,
        "letter_key": str(code.key),
        "nearby_table": table.pk,
        "nearby_table_name": table.name,
        "nearby_day": day.pk,
        "heard": heard.pk,
        "heard_who": heard.who,
        "heard_closed": closed.pk,
        "heard_closed_who": closed.who,
    }


def crowd(count: int) -> None:
    """As many more of everything that lists show."""
    table = PhysicalTable.everywhere.get(name="Tafel in de bibliotheek")
    town, host = table.municipality, table.host
    for number in range(count):
        HeardIdeaFactory.create(municipality=town, who=f"De flat op nummer {number}", visitor=host, noted_by=host)
        PhysicalTableFactory.create(municipality=town, host=host)
        VoiceMessageFactory.create(municipality=town)
        VoiceMessageFactory.create(municipality=Municipality.objects.get(code="GM8001"))
        HeardIdeaFactory.create(municipality=town, closed=True, idea=Idea.everywhere.filter(municipality=town).first())


def _told(town: Municipality, actor: User, title: str, **more: Any) -> Idea:
    return IdeaFactory.create(
        waiting=True,
        municipality=town,
        owner=None,
        title=title,
        channel=Channel.TALK,
        pinner__name="Riet Rond",
        pinner__phone="0600000008",
        pinner__consent_how=ConsentHow.TALK,
        pinner__consent_recorded_by=actor,
        **more,
    )
