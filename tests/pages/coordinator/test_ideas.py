"""Ideas at the desk of their municipality: the list, one idea, what is decided, noted, planned and proposed."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import DeskPart, Role
from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from ideas.enums import Channel, ReviewRole
from ideas.models import CallBack, Idea, IdeaNote, MergeProposal, PassOn, ReactionEntry, Talk
from ideas.services import marks, talks
from municipalities.models import Municipality
from tables.models import StepChange
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import NeighbourhoodFactory, helps_at_desk, somebody
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.reactions import ReactionFactory, report_of
from tests.pages.desks.conftest import last_line, make_told, make_waiting
from tests.support.local import at_site

pytestmark = pytest.mark.django_db


def path(name: str, *args: object) -> str:
    return reverse(f"coordinator:{name}", args=args)


def text(client: Client, address: str, **query: str) -> str:
    response = client.get(address, query)
    assert response.status_code == 200
    return str(response.content.decode())


def fresh(idea: Idea) -> Idea:
    return Idea.everywhere.get(pk=idea.pk)


class TestList:
    def test_filters_stay_in_the_address_and_hold_together(self, desk: Client, town: Municipality) -> None:
        part = NeighbourhoodFactory.create(municipality=town, name="De Waterkant")
        told = {"theme": "groen", "neighbourhood": part, "channel": Channel.PHONE}
        right = IdeaFactory.create(waiting=True, municipality=town, title="Een moestuin bij de sluis", **told)
        for more in ({"theme": "zorg"}, {"neighbourhood": None}, {"channel": Channel.SITE}):
            IdeaFactory.create(waiting=True, municipality=town, title="Een moestuin elders", **{**told, **more})
        query = {"stand": "wacht", "thema": "groen", "buurt": str(part.pk), "via": "phone", "q": "moestuin"}
        page = text(desk, path("queue"), **query)
        assert right.title in page and "Een moestuin elders" not in page
        assert f"stand=geplaatst&amp;q=moestuin&amp;thema=groen&amp;buurt={part.pk}&amp;via=phone" in page

    def test_a_name_is_found_too_and_whose_work_it_is(
        self, desk: Client, town: Municipality, coordinator: User
    ) -> None:
        idea = IdeaFactory.create(waiting=True, municipality=town, owner=None, pinner__name="Gerda Gans")
        other = IdeaFactory.create(waiting=True, municipality=town)
        assert idea.title in text(desk, path("queue"), q="gans") and other.title not in text(
            desk, path("queue"), q="gans"
        )
        marks.take(actor=coordinator, municipality=town, subjects=[("idea", idea.pk)])
        for whose, found, not_found in (("mij", idea, other), ("iemand", idea, other), ("niemand", other, idea)):
            page = text(desk, path("queue"), van=whose)
            assert found.title in page and not_found.title not in page

    @pytest.mark.parametrize("state", ["waiting", "asked", "published", "refused", "withdrawn"])
    def test_every_state_but_drafts(self, desk: Client, town: Municipality, state: str) -> None:
        shown = IdeaFactory.create(municipality=town, title=f"Idee dat er staat: {state}", **{state: True})
        IdeaFactory.create(municipality=town, title="Nog een concept")
        page = text(desk, path("queue"))
        assert shown.title in page and "Nog een concept" not in page

    @pytest.mark.parametrize("query", ["stand=x", "thema=x", "buurt=x", "buurt=99999999999", "via=x", "van=x", "na=x"])
    def test_what_is_not_known_is_left_out(self, desk: Client, town: Municipality, query: str) -> None:
        idea = IdeaFactory.create(waiting=True, municipality=town)
        assert idea.title in desk.get(f"{path('queue')}?{query}").content.decode()


class TestDecisions:
    def test_on_the_site_in_two_clicks_and_on_to_the_next(self, desk: Client, town: Municipality) -> None:
        idea, following = make_waiting(municipality=town), make_waiting(municipality=town)
        page = text(desk, path("idea", idea.pk))
        assert f'action="{path("approve", idea.pk)}"' in page
        response = desk.post(path("approve", idea.pk), {"seen": last_line(idea)})
        assert response.headers["Location"] == path("idea", following.pk)
        assert fresh(idea).is_public
        assert idea.review_entries.latest("pk").role == ReviewRole.COORDINATOR
        assert StepChange.objects.get().role == "coord"

    @pytest.mark.parametrize(("name", "state"), [("ask", "asked"), ("refuse", "refused")])
    def test_asking_and_refusing_in_words(self, desk: Client, town: Municipality, name: str, state: str) -> None:
        idea = make_waiting(municipality=town)
        data = {"seen": last_line(idea), "text": "Vertel iets meer."}
        assert desk.post(path(name, idea.pk), {**data, "text": ""}).status_code == 422
        assert desk.post(path(name, idea.pk), data).status_code == 302
        assert fresh(idea).state == state
        mail = OutgoingMail.objects.get(kind__in=["ideas/question", "ideas/refused"])
        assert town.instance.subdomain in mail.body_text and "Vertel iets meer." in mail.body_text
        history = text(desk, path("idea", idea.pk))
        assert "Coördinator Corrie Coord" in history

    @pytest.mark.parametrize("name", ["approve", "ask", "refuse"])
    def test_what_happened_meanwhile_comes_first_and_words_are_kept(
        self, desk: Client, town: Municipality, name: str
    ) -> None:
        idea = make_waiting(municipality=town)
        seen = last_line(idea)
        idea.review_entries.create(kind="changed", role="pinner")
        response = desk.post(path(name, idea.pk), {"seen": seen, "text": "Dit had ik geschreven."})
        assert response.status_code == 409
        assert fresh(idea).state == "waiting"
        assert name == "approve" or "Dit had ik geschreven." in response.content.decode()
        assert desk.get(path(name, idea.pk), {"gezien": seen}).headers["Location"].startswith(path("idea", idea.pk))

    def test_for_somebody_without_an_account(self, desk: Client, town: Municipality) -> None:
        idea = make_told(municipality=town)
        page = text(desk, path("idea", idea.pk))
        assert path("behalf_change", idea.pk) in page and "0612345678" in page
        assert desk.post(path("behalf_withdraw", idea.pk)).headers["Location"] == path("idea", idea.pk)
        assert fresh(idea).state == "withdrawn"


class TestBorders:
    NAMES = (
        *("idea", "approve", "ask", "refuse", "behalf_reply", "behalf_change", "behalf_withdraw"),
        *("note", "talk_plan", "merge_new", "pass_on_new"),
    )

    @pytest.mark.parametrize("name", NAMES)
    def test_an_idea_of_next_door_is_not_found(self, desk: Client, beside: Municipality, name: str) -> None:
        idea = make_told(municipality=beside)
        data = {"seen": last_line(idea), "text": "Een tekst van mij", "stays": idea.pk, "reason": "Zo maar."}
        assert desk.get(path(name, idea.pk)).status_code == 404
        assert desk.post(path(name, idea.pk), data).status_code in {404, 405}
        assert fresh(idea).state == "waiting" and not IdeaNote.everywhere.exists()

    def test_nothing_else_of_next_door_is_found(self, desk: Client, town: Municipality, beside: Municipality) -> None:
        one = IdeaFactory.create(published=True, municipality=beside)
        other = IdeaFactory.create(published=True, municipality=beside)
        soon = clock.today() + timedelta(days=5)
        merge = MergeProposal.everywhere.create(stays=one, goes=other, reason="x", answer_by=soon)
        passing = PassOn.everywhere.create(idea=one, title="x", source=beside, target=town, reason="x", answer_by=soon)
        talk = talks.plan(actor=UserFactory.create(), idea_id=one.pk, way="phone", starts_at=clock.now())
        call = CallBack.objects.create(name="Bep", phone="06", municipality=beside)
        said = ReactionFactory.create(idea=one)
        report_of(said)
        mine = make_waiting(municipality=town)
        for address in (
            *(path(name, talk.pk) for name in ("talk", "talk_off", "talk_held")),
            *(path("merge", merge.pk), path("pass_on", passing.pk), path("call", call.pk)),
            *(path(name, said.pk) for name in ("reaction", "reaction_hide", "reaction_stay")),
            f"{path('merge_new', mine.pk)}?met={one.pk}",
        ):
            assert desk.get(address).status_code == 404, address
            assert desk.post(address, {"doe": "terug", "text": "Een tekst", "seen": 0}).status_code in {404, 405}, (
                address
            )
        for listed in ("calls", "reactions", "passed_on", "queue", "home"):
            page = text(desk, path(listed))
            assert "Bep" not in page and one.title not in page and said.text not in page

    @pytest.mark.parametrize(
        ("part", "open_to"),
        [
            (DeskPart.TAKE_IN, {"approve", "ask", "talk_plan", "merge_new", "pass_on_new", "calls", "passed_on"}),
            (DeskPart.MODERATE, {"reactions"}),
            (DeskPart.MATCH, set()),
            (DeskPart.PRINT, set()),
        ],
    )
    def test_a_part_of_the_desk_opens_its_own_doors(
        self, town: Municipality, part: DeskPart, open_to: set[str]
    ) -> None:
        helper, idea = somebody(Role.INITIATIVE, town), make_waiting(municipality=town)
        helps_at_desk(helper, town, part)
        client = at_site(town, helper)
        for name in ("approve", "ask", "talk_plan", "merge_new", "pass_on_new"):
            assert client.get(path(name, idea.pk)).status_code == (200 if name in open_to else 403), name
        for name in ("calls", "passed_on", "reactions"):
            assert client.get(path(name)).status_code == (200 if name in open_to else 403), name
        page = text(client, path("idea", idea.pk))
        assert (path("approve", idea.pk) in page) is (part is DeskPart.TAKE_IN)


class TestNotes:
    def test_colleagues_read_it_and_its_writer_takes_it_away(self, desk: Client, town: Municipality) -> None:
        idea = make_waiting(municipality=town)
        assert desk.post(path("note", idea.pk), {"text": " "}).status_code == 422
        desk.post(path("note", idea.pk), {"text": "Bel na zes uur."})
        note = IdeaNote.everywhere.get()
        colleague = at_site(town, somebody(Role.COORDINATOR, town))
        assert "Bel na zes uur." in text(colleague, path("idea", idea.pk))
        colleague.post(path("note_remove", idea.pk, note.pk))
        assert IdeaNote.everywhere.exists()
        desk.post(path("note_remove", idea.pk, note.pk))
        assert not IdeaNote.everywhere.exists()

    def test_nobody_else_sees_it(self, desk: Client, town: Municipality, client: Client) -> None:
        idea = IdeaFactory.create(published=True, municipality=town)
        desk.post(path("note", idea.pk), {"text": "Bel na zes uur."})
        assert "Bel na zes uur." not in client.get(idea.get_absolute_url(), follow=True).content.decode()
        owner = at_site(town, idea.owner)
        assert "Bel na zes uur." not in text(owner, reverse("ideas:mine", args=[idea.pk]))
        assert "Bel na zes uur." in owner.get(reverse("accounts:download")).content.decode()


class TestTalks:
    DATA: dict[str, Any] = {"way": "place", "at": "14:30", "minutes": "45", "where": "Het buurthuis", "mark": "0"}

    def day(self, days: int = 3) -> dict[str, str]:
        return {"day": (clock.today() + timedelta(days=days)).isoformat()}

    def test_planned_changed_and_held(self, desk: Client, town: Municipality) -> None:
        idea = make_waiting(municipality=town)
        assert desk.post(path("talk_plan", idea.pk), {**self.DATA, **self.day()}).status_code == 302
        talk = Talk.everywhere.get()
        assert desk.get(path("talk_plan", idea.pk)).headers["Location"] == path("talk", talk.pk)
        again = {**self.DATA, **self.day(4), "mark": talk.changes}
        assert desk.post(path("talk", talk.pk), again).status_code == 302
        late = desk.post(path("talk", talk.pk), again)
        assert late.status_code == 422
        assert "Iemand wijzigde dit gesprek" in late.content.decode()
        talk.refresh_from_db()
        held = {"text": "Dit past bij een tafel.", "mark": talk.changes}
        assert desk.post(path("talk_held", talk.pk), held).status_code == 302
        assert "Dit past bij een tafel." in text(desk, path("idea", idea.pk))
        assert desk.get(path("talk_off", talk.pk)).status_code == 302

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"where": ""}, "Zeg waar jullie elkaar zien."),
            ({"way": "link", "where": "javascript:alert(1)"}, "Die begint met https://"),
            ({"way": ""}, "Kies hoe jullie praten."),
            ({"day": "morgen"}, "Dit is geen dag."),
            ({"day": "2020-01-01"}, "Dit moment is al geweest."),
            ({"at": "half drie"}, "Dit is geen tijd."),
        ],
    )
    def test_bad_input_says_what_helps_and_keeps_the_rest(
        self, desk: Client, town: Municipality, wrong: dict[str, str], sentence: str
    ) -> None:
        idea = make_waiting(municipality=town)
        data = {**self.DATA, **self.day(), "note": "Neem je plan mee.", **wrong}
        response = desk.post(path("talk_plan", idea.pk), data)
        assert response.status_code == 422
        assert sentence in response.content.decode() and "Neem je plan mee." in response.content.decode()
        assert not Talk.everywhere.exists()

    def test_by_phone_needs_no_place(self, desk: Client, town: Municipality) -> None:
        idea = make_told(municipality=town)
        data = {**self.DATA, **self.day(), "way": "phone", "where": ""}
        response = desk.post(path("talk_plan", idea.pk), data, follow=True)
        assert "vertel het deze persoon zelf" in response.content.decode()
        assert not OutgoingMail.objects.exists()


class TestProposals:
    def test_two_ideas_are_proposed_and_the_answers_show(self, desk: Client, town: Municipality) -> None:
        one = IdeaFactory.create(published=True, municipality=town, title="Een moestuin bij de school")
        other = make_told(municipality=town, title="Moestuin achter de school")
        assert other.title in text(desk, path("merge_new", one.pk), q="moestuin")
        address = f"{path('merge_new', one.pk)}?met={other.pk}"
        assert desk.post(address, {"stays": one.pk, "reason": ""}).status_code == 422
        assert desk.post(address, {"stays": 999, "reason": "Zelfde tuin."}).status_code == 422
        assert desk.post(address, {"stays": one.pk, "reason": "Zelfde tuin."}).status_code == 302
        proposal = MergeProposal.everywhere.get()
        assert path("merge", proposal.pk) in text(desk, path("idea", other.pk))
        assert desk.post(address, {"stays": one.pk, "reason": "Nog eens."}).status_code == 422
        desk.post(path("merge", proposal.pk), {"doe": "yes", "idee": one.pk})
        desk.post(path("merge", proposal.pk), {"doe": "yes", "idee": other.pk})
        proposal.refresh_from_db()
        assert (proposal.stays_says, proposal.goes_says) == ("", "yes")
        desk.post(path("merge", proposal.pk), {"doe": "terug"})
        proposal.refresh_from_db()
        assert proposal.state == "withdrawn"
        assert "Dit staat niet meer open" not in text(desk, path("merge", proposal.pk))

    def test_passing_on_asks_where_and_why(self, desk: Client, town: Municipality) -> None:
        idea, target = make_waiting(municipality=town), MunicipalityFactory.create(name="Overstad")
        for where, sentence in ((town.name, "Het idee ligt al in deze gemeente."), ("Nergenshuizen", "")):
            response = desk.post(path("pass_on_new", idea.pk), {"where": where, "reason": "Daar."})
            assert response.status_code == 422 and sentence in response.content.decode()
        desk.post(path("pass_on_new", idea.pk), {"where": target.name, "reason": "De brug ligt daar."})
        proposal = PassOn.everywhere.get()
        assert "Overstad" in text(desk, path("pass_on", proposal.pk))
        at_site(town, idea.owner).post(reverse("ideas:pass_on", args=[proposal.pk]), {"says": "yes"})
        assert desk.get(path("idea", idea.pk)).status_code == 404
        assert desk.get(path("pass_on", proposal.pk)).status_code == 404
        listed = text(desk, path("passed_on"))
        assert idea.title in listed and "Is daarheen" in listed
        assert idea.title not in text(desk, path("queue"))

    def test_the_new_desk_reads_it_without_the_names_of_the_old_one(
        self, desk: Client, town: Municipality, beside: Municipality
    ) -> None:
        idea = make_waiting(municipality=town)
        desk.post(path("ask", idea.pk), {"seen": last_line(idea), "text": "Ligt het bij ons?"})
        desk.post(path("pass_on_new", idea.pk), {"where": beside.name, "reason": "De brug ligt daar."})
        at_site(town, idea.owner).post(reverse("ideas:pass_on", args=[PassOn.everywhere.get().pk]), {"says": "yes"})
        page = text(at_site(beside, somebody(Role.COORDINATOR, beside)), path("idea", idea.pk))
        assert "Ligt het bij ons?" in page and "De brug ligt daar." in page
        assert "Corrie Coord" not in page


class TestAround:
    def test_a_call_is_closed_here(self, desk: Client, town: Municipality) -> None:
        call = CallBack.objects.create(name="Bep Bel", phone="0600000000", municipality=town)
        response = desk.post(path("call", call.pk), {"outcome": "Gesproken"})
        assert response.headers["Location"] == path("calls")
        assert "Gesproken" in text(desk, path("calls"), stand="klaar")

    def test_a_reaction_is_hidden_as_coordinator(self, desk: Client, town: Municipality) -> None:
        said = ReactionFactory.create(idea=IdeaFactory.create(published=True, municipality=town))
        response = desk.post(path("reaction_hide", said.pk), {"seen": 0, "text": "Hier staat een naam."})
        assert response.headers["Location"] == path("reaction", said.pk)
        assert ReactionEntry.objects.get().role == ReviewRole.COORDINATOR
        assert "Coördinator Corrie Coord" in text(desk, path("reaction", said.pk))
