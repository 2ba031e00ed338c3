"""What stays of a reaction when somebody erases their account."""

import pytest

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.accounts.services import privacy
from aantafel.outbox.models import OutgoingMail
from ideas.models import Idea, Reaction, ReactionEntry, ReactionReport
from ideas.services import reactions
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


class TestErasure:
    def test_an_erased_person_leaves_only_an_empty_place_with_answers(self, idea: Idea) -> None:
        writer, other = UserFactory.create(), UserFactory.create()
        answered = say(writer, idea, "Mijn naam is Fleur.")
        say(other, idea, to=answered.pk)
        alone = say(writer, idea, "Ik woon op nummer 4.")
        report_of(answered)
        privacy.erase(actor=writer, ideas_too=False)
        left = fresh(answered)
        assert (left.text, left.user, left.removed_at is not None) == ("", None, True)
        assert not Reaction.everywhere.filter(pk=alone.pk).exists()
        assert not ReactionReport.objects.exists()
        told = OutgoingMail.objects.filter(dedupe_key__startswith=f"ideas:reaction:{answered.pk}:")
        assert [mail.body_text for mail in told] == [""]
        assert "Fleur" not in "".join(OutgoingMail.objects.values_list("body_text", flat=True))

    def test_nothing_of_a_hiding_stays_with_the_empty_place(self, idea: Idea, operator: User) -> None:
        made = ReactionFactory.create(idea=idea, hidden=True, objected=True)
        ReactionFactory.create(idea=idea, parent=made)
        privacy.erase(actor=writer_of(made), ideas_too=False)
        left = fresh(made)
        assert (left.hidden_at, left.hidden_reason, left.objection, left.objected_at) == (None, "", "", None)
        assert not ReactionEntry.objects.exists()

    def test_a_reporter_takes_their_data_along_and_can_be_erased(self, idea: Idea) -> None:
        reporter = UserFactory.create()
        report_of(ReactionFactory.create(idea=idea), email=reporter.email)
        assert privacy.download(actor=reporter)["reports"][0]["text"] == "Dat gaat niemand iets aan."
        privacy.erase(actor=reporter, ideas_too=False)
        left = ReactionReport.objects.get()
        assert (left.email, left.text) == ("", "")
