"""An account that is erased at the very moment at which somebody does something with what it holds."""

from datetime import date
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.accounts.services import privacy, sign_in
from aantafel.core.errors import DomainError
from aantafel.outbox.models import OutgoingMail
from ideas.enums import SupportKind
from ideas.models import Idea, Like, Reaction, Support
from ideas.services import hiding, likes, reactions, support
from ideas.services.reaction_log import ReactionGone
from municipalities.services.merge import merge
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory, SupportFactory, owner_of
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.reactions import ReactionFactory, report_of, writer_of
from tests.support.at_once import at_once
from tests.support.meanwhile import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)

BENCH, SHED = "Ik neem stoelen mee.", "Ik heb een schuur."


def says(actor: User, idea: Idea, *, to: int | None = None) -> Reaction:
    return reactions.react(actor=actor, idea_id=idea.pk, text=BENCH, capacity=Capacity.RESIDENT, to=to)


def neighbours() -> tuple[User, User]:
    """Two people with an idea each, who like, help and answer each other."""
    here = MunicipalityFactory.create()
    ideas = IdeaFactory.create_batch(2, published=True, municipality=here)
    people = [owner_of(idea) for idea in ideas]
    User.objects.filter(pk__in=[person.pk for person in people]).update(home_municipality=here)
    for person, idea in zip(people, reversed(ideas), strict=True):
        person.refresh_from_db()
        likes.like(actor=person, idea_id=idea.pk)
        support.bring(actor=person, idea_id=idea.pk, kind=SupportKind.HELP, typed={"text": SHED})
        head = says(person, idea)
        says(owner_of(idea), idea, to=head.pk)
    return people[0], people[1]


@pytest.mark.parametrize("ideas_too", [True, False])
def test_two_neighbours_leave_at_once(monkeypatch: pytest.MonkeyPatch, ideas_too: bool) -> None:
    one, other = neighbours()
    leave = [partial(privacy.erase, actor=person, ideas_too=ideas_too) for person in (one, other)]
    assert meanwhile(monkeypatch, "erase:ideas", *leave) == (None, None)
    assert not User.objects.exists()
    assert not (Like.objects.exists() or Support.objects.exists())
    assert not Reaction.everywhere.exclude(text="").exists()
    assert not OutgoingMail.objects.exclude(body_text="").exists()


def test_many_neighbours_leave_at_once() -> None:
    people = [person for _ in range(3) for person in neighbours()]
    at_once(*[partial(privacy.erase, actor=person, ideas_too=True) for person in people])
    assert not (User.objects.exists() or Idea.everywhere.exists())


def test_what_the_leaver_says_in_another_window_goes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    leaver, idea = UserFactory.create(), IdeaFactory.create(published=True)
    said, erased = meanwhile(
        monkeypatch,
        "reaction:told",
        partial(says, leaver, idea),
        partial(privacy.erase, actor=leaver, ideas_too=False),
    )
    assert isinstance(said, Reaction)
    assert erased is None
    assert not Reaction.everywhere.exists()
    assert not OutgoingMail.objects.filter(body_text__contains=BENCH).exists()


def test_an_answer_to_the_leaver_stands_and_no_mail_about_it_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    head, fleur = ReactionFactory.create(), UserFactory.create()
    leaver = writer_of(head)
    answer, erased = meanwhile(
        monkeypatch,
        "reaction:told",
        partial(says, fleur, head.idea, to=head.pk),
        partial(privacy.erase, actor=leaver, ideas_too=False),
    )
    assert (answer.parent_id, erased) == (head.pk, None)
    head.refresh_from_db()
    assert (head.text, head.user) == ("", None)
    assert not OutgoingMail.objects.filter(to_address=leaver.email).exists()


def test_the_leaver_objects_in_another_window() -> None:
    """Either it came before, and goes along; or it comes too late."""
    for _ in range(5):
        reaction = ReactionFactory.create(hidden=True)
        says(UserFactory.create(), reaction.idea, to=ReactionFactory.create(idea=reaction.idea).pk)
        answered = Reaction.everywhere.create(
            idea=reaction.idea, parent=reaction, user=UserFactory.create(), text="Ja."
        )
        leaver = writer_of(reaction)

        def objects(leaver: User = leaver, pk: int = reaction.pk) -> None:
            try:
                hiding.object_to_hiding(actor=leaver, reaction_id=pk, text=SHED)
            except DomainError as error:
                assert isinstance(error, ReactionGone)

        at_once(objects, partial(privacy.erase, actor=leaver, ideas_too=False))
        reaction.refresh_from_db()
        assert (reaction.objection, reaction.entries.filter(text=SHED).exists()) == ("", False)
        assert answered.text


def test_the_pinner_answers_in_another_window() -> None:
    for _ in range(5):
        made = SupportFactory.create(kind=SupportKind.QUESTION)
        leaver = owner_of(made.idea)

        def replies(leaver: User = leaver, pk: int = made.pk) -> None:
            try:
                support.reply(actor=leaver, support_id=pk, text=SHED)
            except DomainError as error:
                assert isinstance(error, support.NoLongerHere)

        at_once(replies, partial(privacy.erase, actor=leaver, ideas_too=False))
        made.refresh_from_db()
        assert made.answer == ""
        assert not OutgoingMail.objects.filter(body_text__contains=SHED).exists()


def test_whoever_reported_hears_that_it_is_gone() -> None:
    for ideas_too in (True, False):
        idea = IdeaFactory.create(published=True)
        reaction = ReactionFactory.create(idea=idea, user=owner_of(idea))
        report_of(reaction, email=f"melder.{ideas_too}@buurt.example".lower())
        privacy.erase(actor=owner_of(idea), ideas_too=ideas_too)
        mail = OutgoingMail.objects.get(
            kind="ideas/report_handled", to_address__startswith=f"melder.{ideas_too}".lower()
        )
        assert "/ideeen/" not in mail.body_text


def test_taking_an_idea_over_while_the_same_person_reacts_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    pinner = UserFactory.create()
    idea = IdeaFactory.create(
        published=True, owner=None, pinner__email=pinner.email, pinner__helper=UserFactory.create()
    )
    token = sign_in.request_token(email=pinner.email, language="nl", intent=f"claim:{idea.key}")
    code = {"code": OutgoingMail.objects.get().secret}
    claimed, said = meanwhile(
        monkeypatch,
        "claim:locked",
        lambda: Client().post(reverse("accounts:code", args=[token.key]), code).status_code,
        partial(says, pinner, idea),
    )
    assert claimed == 302
    assert isinstance(said, Reaction), said


def test_taking_a_like_back_while_its_municipality_merges(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = MunicipalityFactory.create(), MunicipalityFactory.create()
    idea = IdeaFactory.create(published=True, municipality=new)
    fan = UserFactory.create(home_municipality=old)
    likes.like(actor=fan, idea_id=idea.pk)
    merged, taken = meanwhile(
        monkeypatch,
        "merge:likes",
        partial(merge, old=old, new=new, on=date(2020, 1, 1)),
        partial(likes.take_back, actor=fan, idea_id=idea.pk),
    )
    assert taken is True
    assert isinstance(merged, list), merged
    idea.tally.refresh_from_db()
    assert idea.tally.total == 0
