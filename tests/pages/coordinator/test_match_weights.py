"""How much each part of a score counts in a municipality."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import Role
from aantafel.core import clock
from coaches.models import CoachProfile, MatchWeights
from ideas.models import Idea
from tests.coaches.conftest import Place, make_place
from tests.factories.coaches import MatchFactory
from tests.factories.instances import somebody
from tests.factories.tables import TableFactory
from tests.support.heard import focused, title
from tests.support.local import at_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Place:
    place = make_place()
    TableFactory.create(idea=place.idea)
    return place


@pytest.fixture
def desk(here: Place) -> Client:
    return at_site(here.town, here.coordinator)


class TestWeights:
    def data(self, **change: int) -> dict[str, Any]:
        chosen = {
            **{"theme": 6, "words": 3, "neighbourhood": 4, "language": 8, "availability": 3},
            **{"load": 5, "experience": 3, "earlier": 2, "fairness": 4},
        }
        return {**chosen, **change}

    def test_looking_keeps_nothing_and_shows_what_changes(self, here: Place, desk: Client) -> None:
        CoachProfile.everywhere.update(themes=["groen"])
        busy = here.another_coach("Vera Vraag", themes=["zorg"])
        for _ in range(5):
            MatchFactory.create(idea=here.another_idea(), coach=busy, ended=True)
        Idea.everywhere.filter(pk=here.idea.pk).update(published_at=clock.now())
        url = reverse("coordinator:weights")
        looked = desk.post(url, {**self.data(theme=0, fairness=0, experience=10), "look": "1"})
        assert title(looked).startswith("Wat er verandert met deze getallen: ") and 'id="gevolg"' in focused(looked)
        text = looked.content.decode()
        assert "Wat er verandert met deze getallen" in text
        after = text[text.index("Met deze getallen") :]
        assert after.index("Vera Vraag") < after.index("Koos Coach")
        assert not MatchWeights.everywhere.exists()

    def test_kept_they_rank_from_then_on(self, here: Place, desk: Client) -> None:
        assert desk.post(reverse("coordinator:weights"), self.data(theme=9)).status_code == 302
        assert MatchWeights.everywhere.get().chosen == {"theme": 9}
        assert MatchWeights.everywhere.get().changed_by == here.coordinator

    def test_a_colleague_who_was_just_before_is_seen_first(self, here: Place, desk: Client) -> None:
        url = reverse("coordinator:weights")
        colleague = at_site(here.town, somebody(Role.COORDINATOR, here.town))
        mark = desk.get(url).context["mark"]
        assert colleague.post(url, {**self.data(theme=9), "mark": mark}).status_code == 302
        late = desk.post(url, {**self.data(load=0), "mark": mark})
        text = late.content.decode()
        assert late.status_code == 409 and "Een collega heeft deze getallen net veranderd." in text
        assert "Thema: 9" in text and late.context["form"]["load"].value() == "0"
        assert MatchWeights.everywhere.get().chosen == {"theme": 9}
        again = {**self.data(load=0), "mark": late.context["mark"]}
        assert desk.post(url, {**again, "look": "1"}).context["mark"] == late.context["mark"]
        assert desk.post(url, again).status_code == 302
        assert MatchWeights.everywhere.get().chosen == {"load": 0}

    @pytest.mark.parametrize(
        ("change", "words"), [({"theme": 11}, "Kies een getal van 0 tot en met 10."), ({"theme": -1}, "Kies een getal")]
    )
    def test_bounds(self, desk: Client, change: dict[str, int], words: str) -> None:
        response = desk.post(reverse("coordinator:weights"), self.data(**change))
        assert response.status_code == 422 and words in response.content.decode()

    def test_something_counts(self, desk: Client) -> None:
        response = desk.post(reverse("coordinator:weights"), dict.fromkeys(self.data(), 0))
        assert response.status_code == 422 and "Laat minstens één ding meetellen." in response.content.decode()
