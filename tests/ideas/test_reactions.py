"""Reactions: who may say what, for how long, who hears of it, and what hiding them brings about."""

from datetime import timedelta
from typing import Any

import pytest

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.errors import Conflict, DomainError
from aantafel.outbox.models import OutgoingMail
from ideas.models import Idea, Reaction, ReactionReport
from ideas.services import hiding, own, reactions, reports
from ideas.services.reaction_log import MovedOn, ReactionGone, last_line
from ideas.services.tallies import NotOnTheSite
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.reactions import ReactionFactory, report_of, writer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea() -> Idea:
    made: Idea = IdeaFactory.create(published=True)
    return made


@pytest.fixture
def operator() -> User:
    made: User = UserFactory.create(operator=True)
    return made


def say(actor: User, idea: Idea, text: str = "Ik doe mee.", to: int | None = None) -> Reaction:
    return reactions.react(actor=actor, idea_id=idea.pk, text=text, capacity=Capacity.RESIDENT, to=to)


def fresh(reaction: Reaction) -> Reaction:
    return Reaction.everywhere.get(pk=reaction.pk)


def kinds(reaction: Reaction) -> list[str]:
    return list(reaction.entries.values_list("kind", flat=True))


def mailed(kind: str) -> list[str]:
    return sorted(OutgoingMail.objects.filter(kind=f"ideas/{kind}").values_list("to_address", flat=True))


class TestReacting:
    def test_an_answer_to_an_answer_joins_the_thread(self, idea: Idea) -> None:
        one, two, three = (UserFactory.create() for _ in range(3))
        head = say(one, idea)
        answer = say(two, idea, to=head.pk)
        deeper = say(three, idea, to=answer.pk)
        assert (answer.parent, deeper.parent) == (head, head)

    @pytest.mark.parametrize("state", ["waiting", "taken_off", "refused"])
    def test_only_below_what_is_on_the_site(self, state: str) -> None:
        with pytest.raises(NotOnTheSite):
            say(UserFactory.create(), IdeaFactory.create(**{state: True}))

    @pytest.mark.parametrize("gone", [{"removed_at": clock.now(), "text": ""}, {"hidden": True}])
    def test_what_was_taken_away_or_hidden_cannot_be_answered(self, idea: Idea, gone: dict[str, Any]) -> None:
        head = ReactionFactory.create(idea=idea, **gone)
        with pytest.raises(reactions.CannotAnswer):
            say(UserFactory.create(), idea, to=head.pk)

    def test_a_reaction_of_another_idea_cannot_be_answered_here(self, idea: Idea) -> None:
        with pytest.raises(reactions.CannotAnswer):
            say(UserFactory.create(), idea, to=ReactionFactory.create().pk)

    def test_sent_twice_it_stands_there_once(self, idea: Idea) -> None:
        writer = UserFactory.create()
        assert say(writer, idea) == say(writer, idea)
        say(writer, idea, "Iets anders.")
        assert Reaction.everywhere.count() == 2

    def test_the_same_words_a_while_later_are_new(self, idea: Idea) -> None:
        writer = UserFactory.create()
        say(writer, idea)
        with clock.frozen(clock.now() + timedelta(minutes=11)):
            say(writer, idea)
        assert Reaction.everywhere.count() == 2

    def test_one_person_cannot_flood_and_others_go_on(self, idea: Idea) -> None:
        writer = UserFactory.create()
        for number in range(reactions.MOST_PER_HOUR):
            say(writer, idea, f"Nummer {number}")
        with pytest.raises(reactions.TooManyReactions):
            say(writer, idea, "Nog een")
        say(UserFactory.create(), idea)


class TestWhoHears:
    def test_the_pinner_hears_of_a_reaction_and_can_stop_that_mail(self, idea: Idea) -> None:
        assert idea.owner is not None
        made = say(UserFactory.create(name="Otto Ander"), idea, "Ik neem stoelen mee.")
        mail = OutgoingMail.objects.get(kind="ideas/reaction_pinner")
        assert mail.to_address == idea.owner.email
        assert (mail.optional, mail.category) == (True, "reactions")
        assert "List-Unsubscribe" in mail.headers
        assert "Ik neem stoelen mee." in mail.body_text
        assert "Otto, inwoner:" in mail.body_text
        assert f"/reacties/{made.pk}/#reactie-{made.pk}" in mail.body_text

    def test_nobody_hears_of_their_own(self, idea: Idea) -> None:
        assert idea.owner is not None
        head = say(idea.owner, idea)
        say(idea.owner, idea, "En nog iets.", to=head.pk)
        assert not OutgoingMail.objects.exists()

    def test_the_thread_and_the_answered_hear_of_an_answer_each_once(self, idea: Idea) -> None:
        assert idea.owner is not None
        one, two, three = (UserFactory.create() for _ in range(3))
        head = say(one, idea)
        answer = say(two, idea, to=head.pk)
        OutgoingMail.objects.all().delete()
        say(three, idea, to=answer.pk)
        assert mailed("reaction_answer") == sorted([one.email, two.email])
        assert mailed("reaction_pinner") == [idea.owner.email]
        assert set(OutgoingMail.objects.filter(kind="ideas/reaction_answer").values_list("category", flat=True)) == {
            "answers"
        }

    def test_a_pinner_who_is_answered_gets_one_mail(self, idea: Idea) -> None:
        assert idea.owner is not None
        head = say(idea.owner, idea)
        say(UserFactory.create(), idea, to=head.pk)
        assert mailed("reaction_answer") == [idea.owner.email]
        assert mailed("reaction_pinner") == []

    def test_a_helper_hears_for_somebody_without_mail(self) -> None:
        helper = UserFactory.create()
        idea = IdeaFactory.create(published=True, owner=None, pinner__helper=helper)
        say(UserFactory.create(), idea)
        assert mailed("reaction_pinner") == [helper.email]

    @pytest.mark.parametrize("end", ["remove", "hide"])
    def test_no_mail_goes_on_saying_what_is_gone(self, idea: Idea, operator: User, end: str) -> None:
        writer = UserFactory.create()
        made = say(writer, idea, "Dit had ik niet moeten zeggen.")
        if end == "remove":
            reactions.remove(actor=writer, reaction_id=made.pk)
        else:
            hiding.hide(actor=operator, reaction_id=made.pk, reason="Kwetst iemand.")
        mail = OutgoingMail.objects.get(dedupe_key=f"ideas:reaction:{made.pk}:pinner")
        assert (mail.state, mail.body_text) == ("cancelled", "")


class TestOwn:
    def test_for_half_an_hour_it_can_be_put_in_other_words(self, idea: Idea) -> None:
        writer = UserFactory.create()
        made = say(writer, idea)
        reactions.change(actor=writer, reaction_id=made.pk, text="Ik doe graag mee.")
        changed = fresh(made)
        assert (changed.text, changed.edited_at is not None) == ("Ik doe graag mee.", True)
        assert kinds(made) == ["changed"]
        with (
            clock.frozen(clock.now() + timedelta(minutes=31)),
            pytest.raises(reactions.NoLongerYours),
        ):
            reactions.change(actor=writer, reaction_id=made.pk, text="Toch niet.")
        assert fresh(made).text == "Ik doe graag mee."

    def test_the_same_words_are_no_change(self, idea: Idea) -> None:
        writer = UserFactory.create()
        made = say(writer, idea)
        reactions.change(actor=writer, reaction_id=made.pk, text=made.text)
        assert fresh(made).edited_at is None

    def test_taking_away_can_always_and_leaves_no_text(self, idea: Idea, operator: User) -> None:
        made = ReactionFactory.create(
            idea=idea, created_at=clock.now() - timedelta(days=400), hidden=True, objected=True
        )
        reactions.remove(actor=writer_of(made), reaction_id=made.pk)
        reactions.remove(actor=writer_of(made), reaction_id=made.pk)
        gone = fresh(made)
        assert (gone.text, gone.hidden_at, gone.hidden_reason, gone.objection) == ("", None, "", "")
        assert gone.removed_at is not None
        assert kinds(made) == ["hidden", "objected", "removed"]

    def test_taken_away_it_is_gone_from_reports_and_mails_too(self, idea: Idea, operator: User) -> None:
        made = say(UserFactory.create(), idea, "Dit had ik niet moeten zeggen.")
        report_of(made)
        hiding.hide(actor=operator, reaction_id=made.pk, reason="Kwetst iemand.")
        reactions.remove(actor=writer_of(made), reaction_id=made.pk)
        assert ReactionReport.objects.get().quoted == ""
        assert [mail.body_text for mail in OutgoingMail.objects.all()] == ["", ""]

    def test_somebody_elses_cannot_be_changed_or_taken_away(self, idea: Idea) -> None:
        made, other = say(UserFactory.create(), idea), UserFactory.create()
        with pytest.raises(ReactionGone):
            reactions.change(actor=other, reaction_id=made.pk, text="Nee.")
        with pytest.raises(ReactionGone):
            reactions.remove(actor=other, reaction_id=made.pk)
        with pytest.raises(ReactionGone):
            reactions.remove(actor=other, reaction_id=0)

    def test_a_hidden_one_cannot_be_changed(self, idea: Idea) -> None:
        made = ReactionFactory.create(idea=idea, hidden=True)
        with pytest.raises(reactions.NoLongerYours):
            reactions.change(actor=writer_of(made), reaction_id=made.pk, text="Nu netjes.")


class TestHiding:
    def test_the_writer_gets_the_reason_in_a_mail_that_cannot_be_stopped(self, idea: Idea, operator: User) -> None:
        made = ReactionFactory.create(idea=idea)
        hiding.hide(actor=operator, reaction_id=made.pk, reason="Er staat een naam in.", seen=0)
        hidden = fresh(made)
        assert (hidden.hidden_by, hidden.hidden_reason) == (operator, "Er staat een naam in.")
        mail = OutgoingMail.objects.get(kind="ideas/reaction_hidden")
        assert mail.to_address == writer_of(made).email
        assert not mail.optional
        assert "Er staat een naam in." in mail.body_text
        assert f"/mijn/reacties/{made.pk}/" in mail.body_text
        assert [(entry.kind, entry.actor) for entry in made.entries.all()] == [("hidden", operator)]

    def test_the_writer_objects_once_and_the_operator_stands_by_it(self, idea: Idea, operator: User) -> None:
        made = ReactionFactory.create(idea=idea, hidden=True)
        hiding.object_to_hiding(actor=writer_of(made), reaction_id=made.pk, text="Hij vindt het goed.")
        with pytest.raises(hiding.CannotObject):
            hiding.object_to_hiding(actor=writer_of(made), reaction_id=made.pk, text="Echt.")
        hiding.keep_hidden(actor=operator, reaction_id=made.pk, answer="Dat weten we niet zeker.")
        with pytest.raises(Conflict):
            hiding.keep_hidden(actor=operator, reaction_id=made.pk, answer="Nog eens.")
        with pytest.raises(hiding.CannotObject):
            hiding.object_to_hiding(actor=writer_of(made), reaction_id=made.pk, text="Toch.")
        assert "Dat weten we niet zeker." in OutgoingMail.objects.get(kind="ideas/reaction_kept").body_text
        assert kinds(made) == ["hidden", "objected", "kept"]

    def test_shown_again_and_hidden_again_there_is_room_for_another_objection(self, idea: Idea, operator: User) -> None:
        made = ReactionFactory.create(idea=idea, hidden=True, objected=True)
        hiding.show_again(actor=operator, reaction_id=made.pk, answer="Je hebt gelijk.")
        shown = fresh(made)
        assert (shown.hidden_at, shown.hidden_reason, shown.objection) == (None, "", "")
        assert "Je hebt gelijk." in OutgoingMail.objects.get(kind="ideas/reaction_shown").body_text
        hiding.hide(actor=operator, reaction_id=made.pk, reason="Nu toch.")
        hiding.object_to_hiding(actor=writer_of(made), reaction_id=made.pk, text="Weer?")
        assert kinds(made) == ["hidden", "objected", "shown", "hidden", "objected"]

    def test_what_somebody_else_decided_stands(self, idea: Idea, operator: User) -> None:
        made = ReactionFactory.create(idea=idea, hidden=True)
        with pytest.raises(Conflict):
            hiding.hide(actor=operator, reaction_id=made.pk, reason="Ook ik.")
        hiding.show_again(actor=operator, reaction_id=made.pk, answer="")
        with pytest.raises(Conflict):
            hiding.show_again(actor=operator, reaction_id=made.pk, answer="")

    def test_a_text_that_changed_meanwhile_is_read_first(self, idea: Idea, operator: User) -> None:
        writer = UserFactory.create()
        made = say(writer, idea)
        seen = last_line(made)
        reactions.change(actor=writer, reaction_id=made.pk, text="Zonder naam.")
        with pytest.raises(MovedOn):
            hiding.hide(actor=operator, reaction_id=made.pk, reason="Naam.", seen=seen)
        reactions.remove(actor=writer, reaction_id=made.pk)
        with pytest.raises(ReactionGone):
            hiding.hide(actor=operator, reaction_id=made.pk, reason="Naam.")

    def test_only_the_writer_objects(self, idea: Idea) -> None:
        made = ReactionFactory.create(idea=idea, hidden=True)
        with pytest.raises(ReactionGone):
            hiding.object_to_hiding(actor=UserFactory.create(), reaction_id=made.pk, text="Ik ook.")

    def test_the_writer_may_be_gone(self, idea: Idea, operator: User) -> None:
        made = ReactionFactory.create(idea=idea, user=None)
        hiding.hide(actor=operator, reaction_id=made.pk, reason="Naam.")
        assert not OutgoingMail.objects.exists()


class TestReports:
    def report(self, reaction: Reaction, **other: Any) -> None:
        told = {"why": "private", "text": "Dat is privé.", "email": "", "client": "192.0.2.1", "language": "nl"}
        reports.report(reaction_id=reaction.pk, **{**told, **other})

    def test_a_receipt_and_a_decision_for_whoever_left_an_address(self, idea: Idea, operator: User) -> None:
        made = ReactionFactory.create(idea=idea)
        self.report(made, email="Mel@Buurt.example")
        self.report(made)
        self.report(made, email="mel@buurt.example")
        assert ReactionReport.objects.count() == 2
        assert mailed("report_received") == ["mel@buurt.example"]
        assert "Dat is privé" not in OutgoingMail.objects.get().body_text
        reports.let_it_stay(actor=operator, reaction_id=made.pk, answer="Er staat geen naam in.")
        mail = OutgoingMail.objects.get(kind="ideas/report_handled")
        assert "We laten de reactie staan." in mail.body_text
        assert "Er staat geen naam in." in mail.body_text
        assert not ReactionReport.objects.filter(handled_at=None).exists()
        with pytest.raises(Conflict):
            reports.let_it_stay(actor=operator, reaction_id=made.pk, answer="Weer.")
        assert kinds(made) == ["stays"]

    def test_hiding_answers_every_report(self, idea: Idea, operator: User) -> None:
        made = ReactionFactory.create(idea=idea)
        self.report(made, email="mel@buurt.example")
        hiding.hide(actor=operator, reaction_id=made.pk, reason="Naam.")
        told = ReactionReport.objects.get()
        assert (told.outcome, told.handled_by) == ("hidden", operator)
        assert "verborgen" in OutgoingMail.objects.get(kind="ideas/report_handled").body_text

    def test_taken_away_by_the_writer_there_is_nothing_to_decide(self, idea: Idea) -> None:
        made = ReactionFactory.create(idea=idea)
        self.report(made, email="mel@buurt.example")
        reactions.remove(actor=writer_of(made), reaction_id=made.pk)
        assert ReactionReport.objects.get().outcome == "gone"
        assert "staat er niet meer" in OutgoingMail.objects.get(kind="ideas/report_handled").body_text

    def test_a_withdrawn_idea_takes_its_reports_along(self, idea: Idea) -> None:
        assert idea.owner is not None
        made = ReactionFactory.create(idea=idea)
        self.report(made)
        own.withdraw(actor=idea.owner, idea=idea)
        assert ReactionReport.objects.get().outcome == "gone"

    def test_it_keeps_what_was_said_at_that_moment(self, idea: Idea) -> None:
        writer = UserFactory.create()
        made = say(writer, idea, "Lelijke woorden.")
        self.report(made)
        reactions.change(actor=writer, reaction_id=made.pk, text="Mooie woorden.")
        assert ReactionReport.objects.get().quoted == "Lelijke woorden."

    @pytest.mark.parametrize("gone", [{"removed_at": clock.now(), "text": ""}, {"hidden": True}])
    def test_what_nobody_reads_cannot_be_reported(self, idea: Idea, gone: dict[str, Any]) -> None:
        with pytest.raises(ReactionGone):
            self.report(ReactionFactory.create(idea=idea, **gone))

    def test_a_class_behind_one_address_passes_and_a_flood_does_not(self, idea: Idea) -> None:
        made = ReactionFactory.create(idea=idea)
        for _ in range(100):
            self.report(made)
        with pytest.raises(reports.TooManyReports):
            self.report(made)

    def test_nobody_is_drowned_in_receipts(self) -> None:
        for _ in range(10):
            self.report(ReactionFactory.create(), email="mel@buurt.example")
        with pytest.raises(reports.TooManyReports):
            self.report(ReactionFactory.create(), email="mel@buurt.example", client="192.0.2.2")

    def test_three_months_after_the_decision_it_is_erased(self, idea: Idea) -> None:
        open_one = report_of(ReactionFactory.create(idea=idea))
        report_of(ReactionFactory.create(idea=idea), handled_at=clock.now() - timedelta(days=89))
        report_of(ReactionFactory.create(idea=idea), handled_at=clock.now() - timedelta(days=91))
        assert reports.erase_old() == 1
        assert ReactionReport.objects.filter(pk=open_one.pk).exists()


def test_everything_that_can_go_wrong_says_so_in_words() -> None:
    for error in (
        reactions.TooManyReactions,
        reactions.CannotAnswer,
        reactions.NoLongerYours,
        hiding.CannotObject,
        reports.TooManyReports,
        ReactionGone,
        MovedOn,
    ):
        assert issubclass(error, DomainError)
        assert str(error().message).endswith(".")


def test_changing_has_an_end(idea: Idea) -> None:
    """Each change empties the page cache of the whole site."""
    made = ReactionFactory.create(idea=idea)
    for number in range(reactions.MOST_PER_HOUR):
        reactions.change(actor=writer_of(made), reaction_id=made.pk, text=f"Anders {number}")
    with pytest.raises(reactions.TooManyReactions):
        reactions.change(actor=writer_of(made), reaction_id=made.pk, text="Nog eens anders")
