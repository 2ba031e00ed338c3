"""Two ideas put together: only with two yeses, with everything that people gave, and nobody counted twice."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from ideas import queries
from ideas.enums import ProposalState, SupportKind, SupportState, YesNo
from ideas.models import FreeMeeting, Idea, IdeaTally, Like, MergeProposal, PassOn, Reaction, Support
from ideas.services import idea_merge, likes, own, pass_on, support
from ideas.services.idea_merge import AnsweredAlready, CannotMerge, OneAtATime
from ideas.services.tallies import recount
from municipalities import scope
from municipalities.models import Municipality
from tests.factories.accounts import UserFactory
from tests.factories.coaches import MatchFactory
from tests.factories.ideas import IdeaFactory, SupportFactory, owner_of
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.reactions import ReactionFactory
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> Municipality:
    return MunicipalityFactory.create()


@pytest.fixture
def coordinator(db: None) -> User:
    return UserFactory.create(name="Corrie Coord")


def pair(town: Municipality, **more: Any) -> tuple[Idea, Idea]:
    """Two ideas on the site with their tables: the one that stays, and the one that goes."""
    shared = {"published": True, "municipality": town, **more}
    stays = IdeaFactory.create(title="Een tuin voor de buurt", **shared)
    goes = IdeaFactory.create(title="Een tuin bij de school", capacity="professional", role="tuinman", **shared)
    for idea in (stays, goes):
        TableFactory.create(idea=idea)
    return stays, goes


def propose(actor: User, stays: Idea, goes: Idea) -> MergeProposal:
    return idea_merge.propose(actor=actor, stays_id=stays.pk, goes_id=goes.pk, reason="Het is dezelfde tuin.")


def both_say_yes(proposal: MergeProposal) -> None:
    for idea in (proposal.stays, proposal.goes):
        idea_merge.answer(actor=owner_of(idea), proposal_id=proposal.pk, says=YesNo.YES)


def like(idea: Idea, user: User) -> None:
    Like.objects.create(idea=idea, user=user, municipality_id=idea.municipality_id or 0)


def fresh(idea: Idea) -> Idea:
    return Idea.everywhere.get(pk=idea.pk)


def mails(kind: str) -> list[str]:
    return sorted(OutgoingMail.objects.filter(kind=kind).values_list("to_address", flat=True))


class TestAsking:
    def test_both_pinners_are_asked_by_mail(self, town: Municipality, coordinator: User) -> None:
        stays, goes = pair(town)
        propose(coordinator, stays, goes)
        assert mails("ideas/merge_asked") == sorted([owner_of(stays).email, owner_of(goes).email])

    def test_somebody_who_has_both_is_asked_once_and_answers_once(self, town: Municipality, coordinator: User) -> None:
        owner = UserFactory.create()
        stays, goes = pair(town, owner=owner)
        proposal = propose(coordinator, stays, goes)
        assert mails("ideas/merge_asked") == [owner.email]
        idea_merge.answer(actor=owner, proposal_id=proposal.pk, says=YesNo.YES)
        assert fresh(goes).merged_into_id == stays.pk
        assert not Support.objects.filter(idea=stays).exists()

    def test_an_idea_has_one_open_proposal_on_whichever_side(self, town: Municipality, coordinator: User) -> None:
        stays, goes = pair(town)
        third = IdeaFactory.create(published=True, municipality=town)
        propose(coordinator, stays, goes)
        for one, other in ((stays, third), (third, stays), (goes, third), (third, goes), (goes, stays)):
            with pytest.raises(OneAtATime):
                propose(coordinator, one, other)

    def test_only_within_one_municipality(self, town: Municipality, coordinator: User) -> None:
        here, elsewhere = IdeaFactory.create(published=True, municipality=town), IdeaFactory.create(published=True)
        with pytest.raises(CannotMerge):
            propose(coordinator, here, elsewhere)

    @pytest.mark.parametrize(
        ("stays", "goes", "possible"),
        [
            ("published", "published", True),
            ("published", "waiting", True),
            ("waiting", "asked", True),
            ("waiting", "published", False),
            ("published", "refused", False),
            ("published", "withdrawn", False),
            ("unconfirmed", "published", False),
        ],
    )
    def test_what_everyone_reads_does_not_disappear(
        self, town: Municipality, coordinator: User, stays: str, goes: str, possible: bool
    ) -> None:
        one = IdeaFactory.create(municipality=town, **{stays: True})
        other = IdeaFactory.create(municipality=town, **{goes: True})
        assert idea_merge.can_merge(one, other) is possible
        assert not idea_merge.can_merge(one, one)


class TestTwoYeses:
    def test_one_yes_changes_nothing(self, town: Municipality, coordinator: User) -> None:
        stays, goes = pair(town)
        proposal = propose(coordinator, stays, goes)
        idea_merge.answer(actor=owner_of(goes), proposal_id=proposal.pk, says=YesNo.YES)
        assert fresh(goes).is_public
        assert MergeProposal.everywhere.get().is_open

    def test_everything_goes_along_and_nobody_counts_twice(self, town: Municipality, coordinator: User) -> None:
        stays, goes = pair(town)
        both, mine, theirs = UserFactory.create_batch(3)
        for idea, user in ((stays, both), (goes, both), (stays, mine), (goes, theirs), (goes, owner_of(stays))):
            like(idea, user)
        recount([stays.pk, goes.pk])
        joins_both = UserFactory.create()
        SupportFactory.create(idea=stays, user=joins_both, join=True)
        SupportFactory.create(idea=goes, user=joins_both, join=True)
        SupportFactory.create(idea=goes, user=owner_of(stays))
        helps = SupportFactory.create(idea=goes)
        said = ReactionFactory.create(idea=goes)
        both_say_yes(propose(coordinator, stays, goes))
        assert set(Like.objects.filter(idea=stays).values_list("user", flat=True)) == {both.pk, mine.pk, theirs.pk}
        assert not Like.objects.filter(idea=goes).exists()
        assert (IdeaTally.objects.get(idea=stays).total, IdeaTally.objects.get(idea=goes).total) == (3, 0)
        assert not IdeaTally.objects.get(idea=goes).listed
        joins = Support.objects.filter(idea=stays, kind=SupportKind.JOIN).exclude(state=SupportState.WITHDRAWN)
        assert set(joins.values_list("user", flat=True)) == {joins_both.pk, owner_of(goes).pk}
        assert Support.objects.get(pk=helps.pk).idea == stays
        assert not Support.objects.filter(user=owner_of(stays)).exists()
        assert Reaction.everywhere.get(pk=said.pk).idea == stays
        assert not Support.objects.filter(idea=goes).exists()

    def test_whoever_pinned_the_other_one_wants_to_join_with_capacity_and_role(
        self, town: Municipality, coordinator: User
    ) -> None:
        stays, goes = pair(town)
        both_say_yes(propose(coordinator, stays, goes))
        seat = Support.objects.get(idea=stays, user=owner_of(goes))
        assert (seat.kind, seat.state, seat.capacity, seat.role) == ("join", "open", "professional", "tuinman")

    def test_addresses_lead_on_and_lists_leave_it_out(
        self, town: Municipality, coordinator: User, client: Client
    ) -> None:
        stays, goes = pair(town)
        both_say_yes(propose(coordinator, stays, goes))
        for name in ("detail", "like", "reactions", "offer_help"):
            response = client.get(reverse(f"ideas:{name}", args=[goes.pk, goes.slug]))
            assert (response.status_code, response.headers["Location"]) == (302, stays.get_absolute_url())
        table = client.get(goes.table.get_absolute_url())
        assert (table.status_code, table.headers["Location"]) == (302, stays.table.get_absolute_url())
        assert goes.title not in client.get(reverse("ideas:list")).content.decode()
        assert goes.title in client.get(stays.table.get_absolute_url()).content.decode()
        typed = client.post(
            reverse("ideas:react", args=[goes.pk, goes.slug]),
            {"text": "Ik heb nog een schep over."},
            headers={"origin": "http://testserver"},
        )
        assert typed.status_code == 410
        assert "Ik heb nog een schep over." in typed.content.decode()
        assert stays.get_absolute_url() in typed.content.decode()

    def test_the_way_on_skips_an_idea_in_between(self, town: Municipality, coordinator: User) -> None:
        last, middle = pair(town)
        first = IdeaFactory.create(published=True, municipality=town)
        both_say_yes(propose(coordinator, middle, first))
        both_say_yes(propose(coordinator, last, fresh(middle)))
        assert fresh(first).merged_into_id == last.pk
        with scope.national():
            assert queries.merged_into(first.pk) == last

    def test_gone_when_the_one_that_stayed_is_taken_back(
        self, town: Municipality, coordinator: User, client: Client
    ) -> None:
        stays, goes = pair(town)
        both_say_yes(propose(coordinator, stays, goes))
        own.withdraw(actor=owner_of(stays), idea=stays)
        assert client.get(goes.get_absolute_url()).status_code == 410
        assert client.get(goes.table.get_absolute_url()).status_code == 410

    def test_a_free_meeting_that_was_reached_goes_along(self, town: Municipality, coordinator: User) -> None:
        stays, goes = pair(town)
        now = clock.now()
        IdeaTally.objects.filter(idea=goes).update(threshold=50, reached_at=now, settled_at=now)
        meeting = FreeMeeting.objects.create(idea=goes, municipality=town, threshold=50, reached_at=now, way="form")
        both_say_yes(propose(coordinator, stays, goes))
        assert FreeMeeting.objects.get(pk=meeting.pk).idea == stays
        assert IdeaTally.objects.get(idea=stays).reached_at == now
        assert IdeaTally.objects.get(idea=goes).reached_at is None

    def test_both_hear_of_it_and_the_history_says_so(self, town: Municipality, coordinator: User) -> None:
        stays, goes = pair(town)
        both_say_yes(propose(coordinator, stays, goes))
        assert mails("ideas/merge_closed") == sorted([owner_of(stays).email, owner_of(goes).email])
        assert goes.review_entries.latest("pk").text == stays.title
        assert stays.review_entries.latest("pk").text == goes.title
        assert fresh(goes).table.state == "stopped"
        assert fresh(goes).table.step_changes.filter(kind="stop").count() == 1

    def test_the_coach_of_the_one_that_went_is_told_to_stop(self, town: Municipality, coordinator: User) -> None:
        stays, goes = pair(town)
        match = MatchFactory.create(idea=goes, accepted=True)
        both_say_yes(propose(coordinator, stays, goes))
        match.refresh_from_db()
        assert (match.state, match.end_reason) == ("ended", "Het idee is opgegaan in een ander idee.")

    def test_nothing_is_left_to_answer_about_the_one_that_went(self, town: Municipality, coordinator: User) -> None:
        stays = IdeaFactory.create(published=True, municipality=town)
        goes = IdeaFactory.create(waiting=True, municipality=town)
        pass_on.propose(actor=coordinator, idea_id=goes.pk, target=MunicipalityFactory.create(), reason="Elders")
        both_say_yes(propose(coordinator, stays, goes))
        assert not PassOn.everywhere.open().filter(idea=goes).exists()


class TestApart:
    @pytest.mark.parametrize("late", [False, True])
    def test_a_no_or_silence_lets_each_page_point_to_the_other(
        self, town: Municipality, coordinator: User, client: Client, late: bool
    ) -> None:
        stays, goes = pair(town)
        proposal = propose(coordinator, stays, goes)
        idea_merge.answer(actor=owner_of(stays), proposal_id=proposal.pk, says=YesNo.YES)
        if late:
            assert idea_merge.expire() == 0
            with clock.frozen(clock.now() + timedelta(days=15)):
                assert (idea_merge.expire(), idea_merge.expire()) == (1, 0)
        else:
            idea_merge.answer(actor=owner_of(goes), proposal_id=proposal.pk, says=YesNo.NO)
        assert MergeProposal.everywhere.get().state == ProposalState.APART
        for one, other in ((stays, goes), (goes, stays)):
            assert other.get_absolute_url() in client.get(one.get_absolute_url()).content.decode()
        assert len(mails("ideas/merge_closed")) == 2

    def test_what_is_no_longer_public_is_not_pointed_to(
        self, town: Municipality, coordinator: User, client: Client
    ) -> None:
        stays, goes = pair(town)
        idea_merge.answer(actor=owner_of(goes), proposal_id=propose(coordinator, stays, goes).pk, says=YesNo.NO)
        own.withdraw(actor=owner_of(goes), idea=goes)
        assert goes.title not in client.get(stays.get_absolute_url()).content.decode()

    def test_withdrawing_an_idea_ends_the_question(self, town: Municipality, coordinator: User) -> None:
        stays, goes = pair(town)
        proposal = propose(coordinator, stays, goes)
        own.withdraw(actor=owner_of(goes), idea=goes)
        assert MergeProposal.everywhere.get().state == ProposalState.WITHDRAWN
        with pytest.raises(AnsweredAlready):
            idea_merge.answer(actor=owner_of(stays), proposal_id=proposal.pk, says=YesNo.YES)

    def test_what_was_refused_meanwhile_is_not_put_together(self, town: Municipality, coordinator: User) -> None:
        stays = IdeaFactory.create(published=True, municipality=town)
        goes = IdeaFactory.create(waiting=True, municipality=town)
        proposal = propose(coordinator, stays, goes)
        Idea.everywhere.filter(pk=goes.pk).update(state="refused")
        idea_merge.answer(actor=owner_of(stays), proposal_id=proposal.pk, says=YesNo.YES)
        with pytest.raises(CannotMerge):
            idea_merge.answer(actor=owner_of(goes), proposal_id=proposal.pk, says=YesNo.YES)


class TestWhoAnswers:
    def test_nobody_else(self, town: Municipality, coordinator: User) -> None:
        stays, goes = pair(town)
        proposal = propose(coordinator, stays, goes)
        with pytest.raises(AnsweredAlready):
            idea_merge.answer(actor=UserFactory.create(), proposal_id=proposal.pk, says=YesNo.YES)

    def test_the_desk_notes_down_only_for_who_has_no_account(self, town: Municipality, coordinator: User) -> None:
        stays, goes = pair(town)
        Idea.everywhere.filter(pk=goes.pk).update(owner=None)
        proposal = propose(coordinator, stays, fresh(goes))
        say: dict[str, Any] = {"actor": coordinator, "proposal_id": proposal.pk, "says": YesNo.YES}
        with pytest.raises(AnsweredAlready):
            idea_merge.note_answer(idea_id=stays.pk, **say)
        idea_merge.note_answer(idea_id=goes.pk, **say)
        idea_merge.answer(actor=owner_of(stays), proposal_id=proposal.pk, says=YesNo.YES)
        assert fresh(goes).merged_into_id == stays.pk
        assert not Support.objects.filter(idea=stays).exists()

    def test_the_page_of_the_pinner(self, town: Municipality, coordinator: User, client: Client) -> None:
        stays, goes = pair(town)
        proposal = propose(coordinator, stays, goes)
        path = reverse("ideas:merge", args=[proposal.pk])
        assert client.get(path).status_code == 302
        client.force_login(UserFactory.create())
        assert client.get(path).status_code == 404
        client.force_login(owner_of(goes))
        assert "Zullen we deze twee ideeën samenvoegen?" in client.get(path).content.decode()
        assert client.post(path, {"says": "misschien"}).status_code == 422
        assert client.post(path, {"says": "yes"}).status_code == 302
        assert "Nu beslist de andere ideeprikker" in client.get(path).content.decode()
        assert path in client.get(reverse("ideas:mine", args=[goes.pk])).content.decode()
        client.force_login(owner_of(stays))
        assert client.post(path, {"says": "yes"}).status_code == 302
        assert "Deze twee ideeën zijn nu één" in client.get(path).content.decode()
        assert client.post(path, {"says": "no"}).status_code == 422
        client.force_login(owner_of(goes))
        mine = client.get(reverse("ideas:mine", args=[goes.pk])).content.decode()
        assert stays.get_absolute_url() in mine
        assert client.get(reverse("ideas:withdraw", args=[goes.pk])).status_code == 302

    def test_the_supporters_of_what_went_still_take_back(self, town: Municipality, coordinator: User) -> None:
        stays, goes = pair(town)
        helps, likes_it = SupportFactory.create(idea=goes), UserFactory.create(home_municipality=town)
        likes.like(actor=likes_it, idea_id=goes.pk)
        both_say_yes(propose(coordinator, stays, goes))
        assert support.take_back(actor=helps.user, support_id=helps.pk)
        assert likes.take_back(actor=likes_it, idea_id=stays.pk)
        assert IdeaTally.objects.get(idea=stays).total == 0
