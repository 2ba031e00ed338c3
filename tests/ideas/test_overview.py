"""My AanTafel!: what is new since the last visit, what waits, and what is mine."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.enums import FreeMeetingState, NoticeWay, ReviewKind, ReviewRole, SupportKind, SupportState
from ideas.models import FreeMeeting, Idea, IdeaTally, Like, Reaction, ReviewEntry
from ideas.services import own
from municipalities.models import Municipality
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory, SupportFactory
from tests.factories.municipalities import MunicipalityFactory

pytestmark = pytest.mark.django_db

AWAY = timedelta(days=3)
OVERVIEW = "/mijn/"
PATHS = (OVERVIEW, "/mijn/ideeen/", "/mijn/goed-idee/", "/mijn/steun/", "/mijn/steun/aan-mij/")


@pytest.fixture
def town() -> Municipality:
    made: Municipality = MunicipalityFactory.create(name="Voorbeeldhoven")
    return made


@pytest.fixture
def person(town: Municipality) -> User:
    """Somebody who was here three days ago."""
    made: User = UserFactory.create(home_municipality=town, seen_at=clock.now() - AWAY)
    return made


@pytest.fixture
def mine(person: User, town: Municipality) -> Idea:
    made: Idea = IdeaFactory.create(
        published=True, owner=person, municipality=town, title="Een leestafel", published_at=clock.now() - 2 * AWAY
    )
    return made


def see(person: User, path: str = OVERVIEW) -> str:
    client = Client()
    client.force_login(person)
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def lines(person: User) -> list[str]:
    """What the overview says is new."""
    client = Client()
    client.force_login(person)
    return [f"{line.text}: {line.title}".strip(": ") for line in client.get(OVERVIEW).context["news"]]


def like(idea: Idea, user: User | None = None, **fields: Any) -> Like:
    assert idea.municipality is not None
    user = user or UserFactory.create(home_municipality=idea.municipality)
    return Like.objects.create(idea=idea, user=user, municipality=idea.municipality, **fields)


def react(idea: Idea, user: User | None = None, **fields: Any) -> Reaction:
    said = {"text": "Mooi.", "user": user or UserFactory.create(), **fields}
    return Reaction.everywhere.create(idea=idea, **said)


def decide(idea: Idea, kind: ReviewKind, **fields: Any) -> None:
    ReviewEntry.objects.create(idea=idea, kind=kind, role=ReviewRole.OPERATOR, text="Waar?", **fields)


def meet(idea: Idea, **fields: Any) -> FreeMeeting:
    reached = fields.pop("reached_at", clock.now())
    IdeaTally.objects.filter(idea=idea).update(local=50, reached_at=reached, settled_at=reached)
    usual = {"municipality": idea.municipality, "threshold": 50, "reached_at": reached, "way": NoticeWay.MAIL}
    return FreeMeeting.objects.create(idea=idea, **{**usual, **fields})


class TestNews:
    def test_at_the_first_visit_nothing_is_called_new(self, person: User, mine: Idea) -> None:
        User.objects.update(seen_at=None)
        like(mine)
        page = see(User.objects.get(pk=person.pk))
        assert "Sinds je vorige bezoek" not in page and "nieuw</" not in page

    def test_without_news_it_says_since_when(self, person: User) -> None:
        assert "Er is niets veranderd sinds" in see(person)

    def test_new_likes_count_and_old_ones_and_my_own_do_not(self, person: User, mine: Idea) -> None:
        like(mine, created_at=clock.now() - 2 * AWAY)
        like(mine, person)
        like(mine)
        like(mine)
        assert lines(person) == ["Nog 2 mensen vinden je idee goed: Een leestafel"]
        assert "2 nieuw</" in see(person)

    def test_many_ideas_give_five_lines_and_the_rest_in_one(self, person: User, town: Municipality) -> None:
        for number in range(7):
            idea = IdeaFactory.create(
                published=True, owner=person, municipality=town, published_at=clock.now() - 2 * AWAY
            )
            for _ in range(number + 1):
                like(idea)
            react(idea)
        found = lines(person)
        assert found[0].startswith("Nog 7 mensen vinden")
        assert found[5] == "Nog 3 keer ‘Goed idee’ bij je andere ideeën"
        assert found[11] == "Nog 2 reacties op je andere ideeën"
        assert len(found) == 12

    @pytest.mark.parametrize(
        ("kind", "says"),
        [
            (ReviewKind.QUESTION, "We hebben een vraag over je idee: Een leestafel"),
            (ReviewKind.APPROVED, "Je idee staat op de site: Een leestafel"),
            (ReviewKind.REFUSED, "We zetten je idee niet op de site: Een leestafel"),
        ],
    )
    def test_decisions_and_questions_of_the_operator(
        self, person: User, mine: Idea, kind: ReviewKind, says: str
    ) -> None:
        decide(mine, kind, created_at=clock.now() - 2 * AWAY)
        assert lines(person) == []
        decide_later = ReviewEntry.objects.get()
        ReviewEntry.objects.filter(pk=decide_later.pk).update(created_at=clock.now())
        assert lines(person) == [says]

    def test_of_one_idea_only_the_last_word_is_news(self, person: User, mine: Idea) -> None:
        decide(mine, ReviewKind.QUESTION)
        decide(mine, ReviewKind.APPROVED)
        ReviewEntry.objects.create(idea=mine, kind=ReviewKind.CHANGED, role=ReviewRole.PINNER, actor=person)
        assert lines(person) == ["Je idee staat op de site: Een leestafel"]

    def test_reactions_of_others_that_can_be_read(self, person: User, mine: Idea) -> None:
        react(mine, person)
        react(mine, hidden_at=clock.now(), hidden_reason="Dit kwetst iemand.")
        react(mine, removed_at=clock.now())
        assert lines(person) == []
        react(mine)
        assert lines(person) == ["1 nieuwe reactie op je idee: Een leestafel"]

    def test_new_ideas_where_i_live(self, person: User, town: Municipality, mine: Idea) -> None:
        IdeaFactory.create(published=True, title="Ergens anders")
        IdeaFactory.create(published=True, municipality=town, owner=person, title="Van mij zelf")
        IdeaFactory.create(published=True, municipality=town, title="Een ruilkast")
        assert lines(person) == ["Nieuw idee in Voorbeeldhoven: Een ruilkast"]
        IdeaFactory.create(published=True, municipality=town, owner=None)
        assert lines(person) == ["2 nieuwe ideeën in Voorbeeldhoven"]
        assert f"/ideeen/?gemeente={town.slug}" in see(person)

    def test_somebody_without_a_place_has_no_ideas_nearby(self, person: User, town: Municipality) -> None:
        User.objects.update(home_municipality=None)
        IdeaFactory.create(published=True, municipality=town)
        assert lines(User.objects.get(pk=person.pk)) == []

    def test_the_free_meeting_of_an_idea_that_i_like(self, person: User, town: Municipality) -> None:
        old = {"published": True, "municipality": town, "published_at": clock.now() - 2 * AWAY}
        liked, other = IdeaFactory.create(title="Een ruilkast", **old), IdeaFactory.create(title="Een pad", **old)
        like(liked, person)
        meet(other)
        meeting = meet(liked)
        assert lines(person) == [
            "Er komt een gratis bijeenkomst over dit idee. Die plannen we samen met de ideeprikker.: Een ruilkast"
        ]
        FreeMeeting.objects.filter(pk=meeting.pk).update(reached_at=clock.now() - 2 * AWAY, changed_at=clock.now())
        assert lines(person) == []
        FreeMeeting.objects.filter(pk=meeting.pk).update(
            state=FreeMeetingState.PLANNED,
            planned_for="2031-05-06",
        )
        assert lines(person) == ["De gratis bijeenkomst over dit idee is op 6 mei 2031.: Een ruilkast"]

    def test_an_idea_that_left_the_site_is_no_news(self, person: User, mine: Idea) -> None:
        like(mine)
        react(mine)
        meet(mine)
        own.withdraw(actor=person, idea=mine)
        assert lines(person) == []

    def test_what_is_anothers_is_none_of_my_news(self, person: User, mine: Idea) -> None:
        idea = IdeaFactory.create(published=True, published_at=clock.now() - 2 * AWAY)
        like(idea)
        react(idea)
        decide(idea, ReviewKind.APPROVED)
        meet(idea)
        assert lines(person) == []

    def test_a_helper_hears_of_the_idea_that_they_look_after(self, person: User, mine: Idea) -> None:
        Idea.everywhere.filter(pk=mine.pk).update(owner=None)
        mine.pinner.helper = person
        mine.pinner.save(update_fields=["helper"])
        like(mine)
        assert lines(person) == ["Nog 1 persoon vindt je idee goed: Een leestafel"]

    def test_offers_and_questions_that_came_to_my_idea(self, person: User, mine: Idea) -> None:
        sam = UserFactory.create(name="Sam Steun")
        SupportFactory.create(idea=mine, user=sam, created_at=clock.now() - 2 * AWAY)
        SupportFactory.create(idea=mine, user=sam, state=SupportState.WITHDRAWN)
        SupportFactory.create(idea=mine, user=sam, kind=SupportKind.QUESTION)
        assert lines(person) == ["Sam Steun vraagt iets: Een leestafel"]
        SupportFactory.create_batch(6, idea=mine, user=sam)
        assert lines(person)[5] == "Nog 2 keer een aanbod of een vraag"

    def test_answers_to_what_i_offered_and_asked(self, person: User) -> None:
        old = {"user": person, "idea__title": "Een ruilkast", "created_at": clock.now() - 2 * AWAY}
        SupportFactory.create(**old)
        SupportFactory.create(**old, state=SupportState.THANKED, answered_at=clock.now() - 2 * AWAY)
        SupportFactory.create(**old, state=SupportState.WITHDRAWN, answered_at=clock.now())
        assert lines(person) == []
        asked = SupportFactory.create(
            **old, kind=SupportKind.QUESTION, state=SupportState.ANSWERED, answered_at=clock.now()
        )
        assert lines(person) == ["De ideeprikker heeft je geantwoord.: Een ruilkast"]
        assert f'href="/mijn/steun/{asked.pk}/"' in see(person)


class TestWhatIsMine:
    def test_somebody_with_nothing_at_all_is_shown_the_way(self, db: None) -> None:
        page = see(UserFactory.create())
        assert "Je hebt nog geen idee geprikt" in page
        assert "Je hebt nog bij geen idee" in page
        assert "Dit wacht op jou" not in page
        assert "Je hebt nog niets aangeboden of gevraagd." in page
        assert "Er wacht niets op je antwoord." in see(UserFactory.create(), "/mijn/steun/aan-mij/")
        assert "nog niets aangeboden" in see(UserFactory.create(), "/mijn/steun/")
        for path in ("/mijn/ideeen/", "/mijn/goed-idee/"):
            assert "Bekijk ideeën" in see(UserFactory.create(), path) or "Prik je idee" in see(
                UserFactory.create(), path
            )

    def test_each_idea_says_how_many_likes_and_what_it_takes(self, person: User, mine: Idea) -> None:
        IdeaTally.objects.update(local=38, other=4)
        page = see(person)
        assert "42 mensen vinden dit goed" in page
        assert "Nog 12 plaatsgenoten, en er komt een gratis bijeenkomst." in page
        assert f'href="{mine.get_absolute_url()}#delen"' in page
        assert 'id="delen"' in see(person, mine.get_absolute_url())
        meet(mine)
        assert "#delen" not in see(person)
        assert "Er komt een gratis bijeenkomst over dit idee." in see(person)

    def test_what_only_i_can_go_on_with_stands_on_top(self, person: User) -> None:
        asked = IdeaFactory.create(asked=True, owner=person, title="Een bankje")
        IdeaFactory.create(waiting=True, owner=person)
        page = see(person)
        assert page.index("Dit wacht op jou") < page.index("Een bankje") < page.index("Mijn ideeën")
        client = Client()
        client.force_login(person)
        assert [one.idea for one in client.get(OVERVIEW).context["waiting"]] == [asked]

    def test_what_waits_for_my_answer_and_what_i_brought_lead_to_their_pages(self, person: User, mine: Idea) -> None:
        to_me = SupportFactory.create(idea=mine, user=UserFactory.create(name="Sam Steun"))
        from_me = SupportFactory.create(user=person, idea__title="Een <b>ruilkast</b>")
        others = SupportFactory.create()
        page = see(person)
        on_top, below = page.split("Wat ik aanbied en vraag")
        assert (
            f'href="/mijn/steun/{to_me.pk}/"' in on_top.split("Mijn ideeën")[0] and "Sam Steun biedt hulp aan" in on_top
        )
        assert (
            f'href="/mijn/steun/{from_me.pk}/"' in below and "Je bood hulp aan" in below and "<b>ruilkast" not in page
        )
        for path, one in (("/mijn/steun/", from_me), ("/mijn/steun/aan-mij/", to_me)):
            shown = see(person, path)
            assert f"/mijn/steun/{one.pk}/" in shown and f"/mijn/steun/{others.pk}/" not in shown
        assert f"/mijn/steun/{others.pk}/" not in page

    def test_what_i_like_can_be_taken_back_from_there(self, person: User) -> None:
        idea = IdeaFactory.create(published=True, title="Een <b>ruilkast</b>")
        like(idea, person)
        IdeaTally.objects.update(local=49)
        page = see(person)
        assert "Nog 1 plaatsgenoot, en er komt een gratis bijeenkomst." in page
        assert f'href="{reverse("ideas:like", args=[idea.pk, idea.slug])}"' in page
        assert escape(idea.title) in page and "<b>ruilkast" not in page
        back = reverse("ideas:take_like_back", args=[idea.pk, idea.slug])
        assert f'action="{back}"' in page
        client = Client(enforce_csrf_checks=False)
        client.force_login(person)
        client.post(back)
        assert not Like.objects.exists()

    def test_a_liked_idea_that_left_the_site_says_so_without_a_link(self, person: User) -> None:
        idea = IdeaFactory.create(published=True, title="Een ruilkast")
        like(idea, person)
        assert idea.owner is not None
        own.withdraw(actor=idea.owner, idea=idea)
        page = see(person)
        assert "staat niet meer op de site" in page
        assert idea.get_absolute_url() not in page

    def test_likes_of_others_do_not_show(self, person: User) -> None:
        like(IdeaFactory.create(published=True, title="Een ruilkast"))
        for path in (OVERVIEW, "/mijn/goed-idee/"):
            assert "Een ruilkast" not in see(person, path)

    @pytest.mark.parametrize(
        ("path", "kind"),
        [
            ("/mijn/ideeen/", "ideas"),
            ("/mijn/goed-idee/", "likes"),
            ("/mijn/steun/", "brought"),
            ("/mijn/steun/aan-mij/", "to_me"),
        ],
    )
    def test_more_than_a_few_have_pages_of_their_own(
        self, person: User, town: Municipality, path: str, kind: str
    ) -> None:
        idea = IdeaFactory.create(published=True, municipality=town)
        make: dict[str, Callable[[], object]] = {
            "ideas": lambda: IdeaFactory.create(published=True, owner=person),
            "likes": lambda: like(IdeaFactory.create(published=True, municipality=town), person),
            "brought": lambda: SupportFactory.create(idea=idea, user=person),
            "to_me": lambda: SupportFactory.create(idea__owner=person),
        }
        for _ in range(23):
            make[kind]()
        client = Client()
        client.force_login(person)
        first = client.get(OVERVIEW)
        assert len(first.context[kind]) == 5
        assert f'href="{path}"' in first.content.decode()
        page = client.get(path)
        rest = client.get(page.context["older"])
        assert [len(found.context[kind]) for found in (page, rest)] == [20, 3]
        assert rest.context["newer"] == path and not rest.context["older"]
        assert client.get(f"{path}?na=onzin").status_code == 200

    @pytest.mark.parametrize("path", PATHS)
    def test_thirty_rows_cost_no_more_than_one(self, person: User, town: Municipality, path: str) -> None:
        def fill() -> None:
            idea = IdeaFactory.create(published=True, municipality=town, owner=person)
            decide(idea, ReviewKind.APPROVED)
            like(idea)
            react(idea)
            meet(idea)
            for_me = IdeaFactory.create(published=True, municipality=town)
            like(for_me, person)
            IdeaFactory.create(asked=True, owner=person)
            SupportFactory.create(idea=idea)
            SupportFactory.create(idea=for_me, user=person)
            SupportFactory.create(idea=for_me, user=person, state=SupportState.THANKED, answered_at=clock.now())

        client = Client()
        client.force_login(person)
        fill()
        client.get(path)  # the open sites are read once and remembered
        with CaptureQueriesContext(connection) as one:
            client.get(path)
        for _ in range(29):
            fill()
        client.get(path)  # they are read anew after some seconds
        with CaptureQueriesContext(connection) as many:
            client.get(path)
        assert len(many) == len(one) <= 27

    @pytest.mark.parametrize("path", PATHS)
    def test_signed_out_leads_to_signing_in(self, path: str, client: Client) -> None:
        assert client.get(path)["Location"] == f"/inloggen/?next={path}"
        assert client.post(path).status_code == 403
