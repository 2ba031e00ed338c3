"""To take a line up, and to take one away that needs no decision."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import DeskPart, Role
from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.enums import ReviewRole
from ideas.models import DeskMark
from municipalities.models import Municipality
from tables.services import publish
from tests.factories.instances import helps_at_desk, somebody
from tests.pages.coordinator.test_inbox import counts, liked, still, waiting
from tests.support.heard import focused
from tests.support.local import at_site

pytestmark = pytest.mark.django_db


class TestMarks:
    def test_what_was_said_about_it_takes_the_focus(self, desk: Client) -> None:
        response = desk.post(reverse("coordinator:choose"), {"doe": "pak"}, follow=True)
        assert "at-alert" in focused(response)

    def choose(self, desk: Client, action: str, *subjects: str, **more: str) -> str:
        data = {"regel": list(subjects), "doe": action, **more}
        response = desk.post(reverse("coordinator:choose"), data, follow=True)
        return str(response.content.decode())

    def test_taking_up_shows_to_colleagues_and_can_be_given_back(self, desk: Client, town: Municipality) -> None:
        one, other = waiting(town), waiting(town)
        assert "Je pakt 2 regels op." in self.choose(desk, "pak", f"idea:{one.pk}", f"idea:{other.pk}")
        colleague = at_site(town, somebody(Role.COORDINATOR, town))
        assert "Corrie Coord pakt dit op" in colleague.get(reverse("coordinator:home")).content.decode()
        assert "Je pakt 0 regels op." in self.choose(colleague, "pak", f"idea:{one.pk}")
        assert one.title in desk.get(reverse("coordinator:home"), {"van": "mij"}).content.decode()
        assert one.title not in desk.get(reverse("coordinator:home"), {"van": "niemand"}).content.decode()
        self.choose(colleague, "leg-terug", f"idea:{one.pk}")
        assert one.title in desk.get(reverse("coordinator:home"), {"van": "niemand"}).content.decode()

    def test_who_has_left_the_desk_keeps_nothing(self, desk: Client, town: Municipality) -> None:
        helper, idea = somebody(Role.INITIATIVE, town), waiting(town)
        share = helps_at_desk(helper, town, DeskPart.TAKE_IN)
        self.choose(at_site(town, helper), "pak", f"idea:{idea.pk}")
        home, queue = reverse("coordinator:home"), reverse("coordinator:queue")
        for page in (home, queue):
            assert idea.title not in desk.get(page, {"van": "niemand"}).content.decode()
        share.ended_at = clock.now()
        share.save()
        for page in (home, queue):
            assert idea.title in desk.get(page, {"van": "niemand"}).content.decode()
        assert "Je pakt 1 regel op." in self.choose(desk, "pak", f"idea:{idea.pk}")

    def test_a_decision_ends_it(self, desk: Client, coordinator: User, town: Municipality) -> None:
        idea = waiting(town)
        self.choose(desk, "pak", f"idea:{idea.pk}")
        publish(actor=coordinator, idea_id=idea.pk, role=ReviewRole.COORDINATOR)
        assert idea.title in desk.get(reverse("coordinator:home"), {"van": "niemand"}).content.decode()

    def test_what_was_read_goes_and_what_needs_a_decision_stays(self, desk: Client, town: Municipality) -> None:
        loved, new = liked(town), waiting(town)
        said = self.choose(desk, "gelezen", f"likes:{loved.pk}", f"idea:{new.pk}")
        assert "1 regel is gelezen." in said and "Deze regel vraagt een besluit. Open hem." in said
        assert counts(town) == {"nieuw": 1}
        assert "0 regels" not in self.choose(desk, "gelezen", f"idea:{new.pk}")

    def test_the_address_of_the_form_opened_by_itself_leads_to_the_inbox(self, desk: Client) -> None:
        assert desk.get(reverse("coordinator:choose"))["Location"] == reverse("coordinator:home")

    def test_a_table_that_was_looked_at_comes_back_after_four_weeks(self, desk: Client, town: Municipality) -> None:
        table = still(town)
        self.choose(desk, "gelezen", f"table:{table.pk}")
        assert counts(town) == {}
        with clock.frozen(clock.now() + timedelta(days=29)):
            assert counts(town) == {"stil": 1}

    def test_nothing_of_next_door_is_marked(self, desk: Client, town: Municipality, beside: Municipality) -> None:
        theirs = waiting(beside)
        self.choose(desk, "pak", f"idea:{theirs.pk}", "idea:999999999", "kaas:1")
        assert not DeskMark.everywhere.exists()

    def test_nothing_outside_ones_part_is_marked(self, town: Municipality) -> None:
        helper = somebody(Role.INITIATIVE, town)
        helps_at_desk(helper, town, DeskPart.MODERATE)
        self.choose(at_site(town, helper), "pak", f"idea:{waiting(town).pk}")
        assert not DeskMark.everywhere.exists()

    @pytest.mark.parametrize("action", ["pak", "weg", ""])
    def test_choosing_nothing_says_so(self, desk: Client, action: str) -> None:
        assert "Kies" in self.choose(desk, action, "geen-regel")

    @pytest.mark.parametrize(
        "back", ["https://kwaad.example/", "//kwaad.example", "/mijn/", "/coordinator@kwaad.example"]
    )
    def test_the_way_back_stays_at_the_desk(self, desk: Client, town: Municipality, back: str) -> None:
        data = {"regel": f"idea:{waiting(town).pk}", "doe": "pak", "terug": back}
        response = desk.post(reverse("coordinator:choose"), data)
        assert response.headers["Location"] == reverse("coordinator:home")
