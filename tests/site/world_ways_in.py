"""What came in at the local site otherwise than by its form: told ideas, a letter, visits, tables near you."""

from datetime import timedelta
from typing import Any

from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.enums import Channel, ConsentHow
from ideas.models import ClaimCode, Idea
from movement.enums import HeardAbout, HeardState
from movement.models import PhysicalTable, SpecialDay
from municipalities.models import Municipality
from tests.factories.ideas import IdeaFactory
from tests.factories.movement import HeardIdeaFactory, PhysicalTableFactory


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
    return {
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
