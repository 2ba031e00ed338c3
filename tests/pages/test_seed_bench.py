"""The rows that are measured: as many as asked, skewed as a country is, and never where real people are."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count
from django.test import Client

from aantafel.accounts.enums import Role
from aantafel.accounts.models import Membership
from aantafel.pages.bench import seed, shares, site
from coaches.models import CoachProfile, Match
from ideas.enums import IdeaState
from ideas.models import FreeMeeting, Idea, IdeaTally, Like, Reaction, Support
from municipalities import scope
from municipalities.enums import InstanceState
from municipalities.models import Instance
from tables.meetings import queries as meeting_queries
from tables.minutes import public as minutes_public
from tables.minutes.public import Wish
from tables.minutes.text import path_of
from tables.models import Meeting, Minutes, MinutesVersion, StepChange, Table, TableQuestion
from tests.factories.ideas import IdeaFactory
from tests.factories.municipalities import MunicipalityFactory

pytestmark = pytest.mark.django_db
SIZES = ("--ideas", "20", "--likes", "40")


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


def test_at_tables_people_meet_and_what_they_said_can_be_read() -> None:
    made = seed.seed(ideas=120, likes=600, tables=60, minutes=120)
    assert made["tables where people met"] == 60
    met = Table.everywhere.filter(step__gte=4)
    assert met.count() == 60 and not Meeting.everywhere.exclude(table__in=met).exists()
    public = Minutes.everywhere.public()
    assert public.count() == made["minutes"] >= 120
    assert MinutesVersion.everywhere.count() > made["minutes"]
    one = public.select_related("meeting").order_by("-published_at")[0]
    with scope.national():
        found = minutes_public.read(one.meeting.table_id, one.meeting.number)
        assert minutes_public.find(Wish(text="bankje")).items and minutes_public.find(Wish()).next
        assert meeting_queries.find(meeting_queries.Wish()).next
    assert found is not None and found.document.summary and found.is_newest
    assert TableQuestion.everywhere.open().count() == made["questions"] > 20
    assert StepChange.objects.filter(word__isnull=False).count() == made["minutes"]


def test_at_the_busiest_table_somebody_writes_and_everyone_may_read_along(client: Client) -> None:
    seed.seed(ideas=30, likes=200, tables=5, minutes=10)
    minutes = Minutes.everywhere.select_related("meeting__table__idea").get(version=0)
    busiest = IdeaTally.objects.order_by("-total")[0].idea
    assert minutes.meeting.table.idea == busiest
    assert minutes.parts.count() == 6 and minutes.cards.exists() and minutes.meeting.note_takers.count() == 1
    answer = client.get(path_of(minutes.meeting, "live"))
    assert answer.status_code == 200 and minutes.decisions.all()[0].text in answer.content.decode()


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
    call_command("seed_bench", *SIZES, "--tables", "4", "--minutes", "8", stdout=said)
    assert all(words in said.getvalue() for words in ("20 ideas", "4 tables where people met", "every tally agrees"))


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


@pytest.mark.parametrize("wrong", [("--ideas", "0"), ("--likes", "-1"), ("--tables", "-1"), ("--minutes", "-1")])
def test_it_wants_numbers_that_mean_something(wrong: tuple[str, str]) -> None:
    with pytest.raises(CommandError, match="at least one idea"):
        call_command("seed_bench", *SIZES, *wrong, stdout=StringIO())


def test_shares_add_up_to_exactly_the_total() -> None:
    assert shares.divide(10, [1.0, 1.0, 1.0]) == [4, 3, 3]
    with pytest.raises(ValueError, match="nothing to divide by"):
        shares.divide(10, [0.0])
