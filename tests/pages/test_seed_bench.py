"""The rows that are measured: as many as asked, skewed as a country is, and never where real people are."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count

from aantafel.accounts.enums import Role
from aantafel.accounts.models import Membership
from aantafel.pages.bench import seed, shares, site
from coaches.models import CoachProfile, Match
from ideas.enums import IdeaState
from ideas.models import FreeMeeting, Idea, IdeaTally, Like, Reaction, Support
from municipalities.enums import InstanceState
from municipalities.models import Instance
from tables.models import Table
from tests.factories.ideas import IdeaFactory
from tests.factories.municipalities import MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def country() -> None:
    for number, population in enumerate((900_000, 120_000, 30_000, 900)):
        MunicipalityFactory.create(name=f"Dorp {number}", population=population)


def test_it_makes_a_skewed_country_of_which_every_tally_agrees() -> None:
    made = seed.seed(ideas=300, likes=4000)
    assert made["ideas"] == Idea.everywhere.count() == 300
    assert 3000 < made["likes"] == Like.objects.count() <= 4000
    assert made["reactions"] == Reaction.everywhere.count() > 0 and Support.objects.exists()
    assert seed.check() == 0
    public = Idea.everywhere.filter(state=IdeaState.PUBLISHED)
    assert IdeaTally.objects.count() == Table.everywhere.count() == public.count() < 300
    sizes = dict(public.values_list("municipality__name").annotate(count=Count("pk")))
    assert sizes["Dorp 0"] > sizes["Dorp 1"] > sizes["Dorp 2"]
    reached = IdeaTally.objects.filter(reached_at__isnull=False)
    assert reached.count() == FreeMeeting.objects.count() == IdeaTally.objects.filter(local__gte=50).count() > 0
    most = IdeaTally.objects.order_by("-total")[0].total
    assert most > 10 * IdeaTally.objects.order_by("total")[public.count() // 2].total


def test_one_municipality_has_a_site_with_coaches_and_what_they_were_asked() -> None:
    made = seed.seed(ideas=300, likes=300)
    opened = Instance.objects.get(state=InstanceState.OPEN)
    assert opened.municipality.name == "Dorp 1"
    assert made["coaches"] == CoachProfile.everywhere.filter(municipality=opened.municipality).count() > 2
    assert Membership.objects.filter(role=Role.COACH).count() == made["coaches"]
    assert set(Match.everywhere.values_list("idea__municipality", flat=True)) == {opened.municipality_id}
    assert {"accepted", "ended"} <= set(Match.everywhere.values_list("state", flat=True))


@pytest.mark.parametrize("town", [None, 7])
def test_the_municipality_with_a_site_gets_its_share_of_the_ideas(town: int | None) -> None:
    places = [number % 5 for number in range(1000)]
    site.crowd(places, town)
    assert places.count(7) == (50 if town else 0)


def test_ideas_lie_in_the_order_in_which_they_came() -> None:
    seed.seed(ideas=50, likes=50)
    moments = list(Idea.everywhere.order_by("pk").values_list("created_at", flat=True))
    assert moments == sorted(moments)


def test_new_rows_get_numbers_of_their_own_afterwards() -> None:
    seed.seed(ideas=20, likes=20)
    assert IdeaFactory.create(published=True).pk > 20


def test_a_wrong_tally_is_found() -> None:
    seed.seed(ideas=20, likes=100)
    IdeaTally.objects.filter(pk=IdeaTally.objects.order_by("-total")[0].pk).update(local=0)
    assert seed.check() == 1


def test_the_command_tells_what_it_made() -> None:
    said = StringIO()
    call_command("seed_bench", "--ideas", "20", "--likes", "40", stdout=said)
    assert "20 ideas" in said.getvalue() and "every tally agrees" in said.getvalue()


def test_it_adds_to_other_ideas_only_when_told_to() -> None:
    IdeaFactory.create()
    with pytest.raises(CommandError, match="--anyway"):
        call_command("seed_bench", "--ideas", "5", "--likes", "5", stdout=StringIO())
    call_command("seed_bench", "--ideas", "5", "--likes", "5", "--anyway", stdout=StringIO())
    assert Idea.everywhere.count() == 6


def test_it_refuses_a_site_for_real_people(settings: Any) -> None:
    settings.MAIL_REAL_ADDRESSES = True
    with pytest.raises(CommandError, match="real people"):
        call_command("seed_bench", "--ideas", "5", "--likes", "5", stdout=StringIO())
    assert not Idea.everywhere.exists()


@pytest.mark.parametrize(("ideas", "likes"), [("0", "1"), ("1", "-1")])
def test_it_wants_numbers_that_mean_something(ideas: str, likes: str) -> None:
    with pytest.raises(CommandError, match="at least one idea"):
        call_command("seed_bench", "--ideas", ideas, "--likes", likes, stdout=StringIO())


def test_shares_add_up_to_exactly_the_total() -> None:
    assert shares.divide(10, [1.0, 1.0, 1.0]) == [4, 3, 3]
    with pytest.raises(ValueError, match="nothing to divide by"):
        shares.divide(10, [0.0])
