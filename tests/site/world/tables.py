"""What the table of the seeded idea has: people, variants to choose from, a plan, and news of how it goes."""

from datetime import timedelta
from typing import Any

from aantafel.accounts.models import User
from aantafel.core import clock
from tables.enums import ChoiceWay
from tables.models import Ballot, Choice, ChoiceNumber, News, Table, Variant
from tables.services import plan
from tests.factories.plans import seat_at, variant_of


def plan_of_table(table: Table, owner: User) -> dict[str, Any]:
    """The table is choosing, and has a plan. Says what the rows are called."""
    seat = seat_at(table, "Sanne Stoel", email="sanne.stoel@buurt.example", role="tuinman")
    variant = variant_of(
        table,
        "Een smalle tafel",
        group="Twee buren",
        text="Die past op de stoep.",
        arguments_for="Goedkoop",
        arguments_against="Wiebelt",
        costs="Honderd euro",
    )
    choice = Choice.everywhere.create(table=table, way=ChoiceWay.CONSENT, opened_by=owner)
    ChoiceNumber.objects.create(choice=choice, variant=variant, number=4)
    Ballot.objects.create(choice=choice, seat=seat, variant=variant, number=0, reason="Dat is te smal.")
    action = plan.add_action(
        table,
        text="Hout halen bij de zagerij",
        seat=seat,
        due_on=clock.today() + timedelta(days=20),
        meeting=None,
        actor=owner,
    )
    news = News.everywhere.create(table=table, text="De eerste plank ligt klaar.", role="owner", by=owner)
    return {
        "doer_key": str(seat.key),
        "doer_name": seat.name,
        "variant": variant.pk,
        "variant_title": variant.title,
        "choice_key": str(choice.key),
        "action": action.number,
        "action_key": str(action.key),
        "action_text": action.text,
        "news": news.pk,
        "news_text": news.text,
    }


def crowd(count: int) -> None:
    """As many more of each, at every table that has a plan. The new ones have been chosen or not as the first."""
    for table in Table.everywhere.filter(actions__isnull=False).distinct():
        for number in range(count):
            _one_more(table, number)


def _one_more(table: Table, number: int) -> None:
    seat = seat_at(table, f"Saar {number}", email=f"saar{number}@buurt{table.pk}.example", is_owner=True)
    plan.add_action(table, text=f"Plank {number} schuren", seat=seat, due_on=None, meeting=None, actor=None)
    Variant.everywhere.create(table=table, title=f"Tafel {number}", group="Buren")
    News.everywhere.create(table=table, text=f"Plank {number} ligt klaar.", role="owner")
