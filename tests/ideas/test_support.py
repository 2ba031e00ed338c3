"""What people bring to an idea: who may, what follows, who hears of it, and what is left when somebody goes."""

from datetime import timedelta
from typing import Any

import pytest

from aantafel.accounts.models import User
from aantafel.accounts.services import privacy
from aantafel.core import clock
from aantafel.core.errors import DomainError, WrongState
from aantafel.outbox.models import OutgoingMail
from ideas.enums import SupportKind as Kind
from ideas.enums import SupportState as State
from ideas.models import Idea, Support
from ideas.services import confirm, own, support, tallies
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory, SupportFactory, owner_of

pytestmark = pytest.mark.django_db

TEXT = "Ik kan goed timmeren."
JOIN = {"text": "", "capacity": "professional", "role": "timmerman", "interest": "Ik woon ernaast."}


@pytest.fixture
def idea() -> Idea:
    made: Idea = IdeaFactory.create(published=True, owner=UserFactory.create(email="prik@buurt.example"))
    return made


@pytest.fixture
def fleur() -> User:
    made: User = UserFactory.create(email="fleur@buurt.example", name="Fleur Veld")
    return made


def bring(actor: User, idea: Idea, kind: Kind = Kind.HELP, **typed: Any) -> Support:
    return support.bring(actor=actor, idea_id=idea.pk, kind=kind, typed={"text": TEXT, **typed})


def mails() -> list[tuple[str, str]]:
    return list(OutgoingMail.objects.order_by("pk").values_list("kind", "to_address"))


@pytest.mark.parametrize("kind", list(Kind))
def test_the_pinner_and_nobody_else_gets_a_mail_at_once(idea: Idea, fleur: User, kind: Kind) -> None:
    made = bring(fleur, idea, kind, **(JOIN if kind is Kind.JOIN else {}))
    assert mails() == [(f"ideas/support_{kind}", "prik@buurt.example")]
    mail = OutgoingMail.objects.get()
    assert f"/mijn/steun/{made.pk}/" in mail.body_text and "Fleur Veld" in mail.body_text
    assert (mail.optional, mail.conversation) == (False, "to:prik@buurt.example")


@pytest.mark.parametrize("shares", [True, False])
def test_an_address_travels_along_only_when_it_is_shared(idea: Idea, fleur: User, shares: bool) -> None:
    bring(fleur, idea, shares_email=shares)
    mail = OutgoingMail.objects.get()
    for part in (mail.body_text, mail.body_html):
        assert (fleur.email in part) is shares
    assert fleur.email not in mail.reply_to


def test_the_helper_of_somebody_without_mail_gets_it(fleur: User) -> None:
    helper = UserFactory.create(email="hulp@buurt.example")
    bring(fleur, IdeaFactory.create(published=True, owner=None, pinner__helper=helper))
    assert mails() == [("ideas/support_help", "hulp@buurt.example")]


def test_joining_keeps_capacity_role_and_interest(idea: Idea, fleur: User) -> None:
    made = bring(fleur, idea, Kind.JOIN, **JOIN)
    assert (made.capacity, made.role, made.interest) == ("professional", "timmerman", "Ik woon ernaast.")
    assert "professional, timmerman" in OutgoingMail.objects.get().body_text


def test_a_name_is_taken_over_from_whoever_had_none(idea: Idea, fleur: User) -> None:
    nameless = UserFactory.create(name="")
    for person in (nameless, fleur):
        typed = {"text": TEXT}
        support.bring(actor=person, idea_id=idea.pk, kind=Kind.HELP, typed=typed, name="Sam Steun")
    assert User.objects.get(pk=nameless.pk).name == "Sam Steun"
    assert User.objects.get(pk=fleur.pk).name == "Fleur Veld"


def test_the_same_twice_is_there_once(idea: Idea, fleur: User) -> None:
    assert bring(fleur, idea) == bring(fleur, idea)
    assert bring(fleur, idea, Kind.JOIN, **JOIN) == bring(fleur, idea, Kind.JOIN, **JOIN)
    assert len(mails()) == 2


def test_somebody_may_offer_more_than_one_thing_and_join_once(idea: Idea, fleur: User) -> None:
    bring(fleur, idea)
    bring(fleur, idea, text="Ik heb ook een schuur.")
    first = bring(fleur, idea, Kind.JOIN, **JOIN)
    with pytest.raises(support.JoinsAlready):
        bring(fleur, idea, Kind.JOIN, **{**JOIN, "role": "buurman"})
    support.take_back(actor=fleur, support_id=first.pk)
    again = bring(fleur, idea, Kind.JOIN, **{**JOIN, "role": "buurman"})
    assert (again.state, Support.objects.filter(kind=Kind.JOIN).count()) == (State.OPEN, 2)


@pytest.mark.parametrize("state", ["waiting", "asked", "refused", "taken_off"])
def test_only_an_idea_on_the_site_takes_support(fleur: User, state: str) -> None:
    with pytest.raises(tallies.NotOnTheSite):
        bring(fleur, IdeaFactory.create(**{state: True}))
    assert mails() == []


def test_the_pinner_and_their_helper_cannot_support_their_own_idea(idea: Idea) -> None:
    helper = UserFactory.create()
    helped = IdeaFactory.create(published=True, owner=None, pinner__helper=helper)
    for person, own_idea in ((owner_of(idea), idea), (helper, helped)):
        with pytest.raises(support.OwnIdea):
            bring(person, own_idea)
    assert not Support.objects.exists()


@pytest.mark.parametrize("pinner", [{}, {"pinner": None}])
def test_what_nobody_would_read_is_not_taken_in(fleur: User, pinner: dict[str, Any]) -> None:
    with pytest.raises(support.NobodyReads):
        bring(fleur, IdeaFactory.create(published=True, owner=None, **pinner))


def test_one_person_cannot_flood_one_pinner_or_many(idea: Idea, fleur: User) -> None:
    now = clock.now()
    with clock.frozen(now):
        for number in range(6):
            bring(fleur, idea, text=f"Aanbod {number}")
        with pytest.raises(support.TooMuch):
            bring(fleur, idea, text="Nog een aanbod")
        with pytest.raises(support.TooMuch):
            for _number in range(20):
                bring(fleur, IdeaFactory.create(published=True))
    with clock.frozen(now + timedelta(hours=2)):
        bring(fleur, idea, text="Een rustig aanbod")


def test_a_class_of_fifty_is_no_flood(idea: Idea) -> None:
    for _number in range(50):
        bring(UserFactory.create(), idea)
    assert Support.objects.count() == 50


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("current", list(State))
@pytest.mark.parametrize("deed", ["reply", "take_back"])
def test_every_change_follows_the_table(fleur: User, kind: Kind, current: State, deed: str) -> None:
    made = SupportFactory.create(kind=kind, state=current, user=fleur)
    target = support.REPLIED[kind] if deed == "reply" else State.WITHDRAWN
    if deed == "take_back" and current is State.WITHDRAWN:
        assert not support.take_back(actor=fleur, support_id=made.pk)
        return
    allowed = support.may(kind, current, target)
    try:
        if deed == "reply":
            support.reply(actor=owner_of(made.idea), support_id=made.pk, text="Dank je wel.")
        else:
            support.take_back(actor=fleur, support_id=made.pk)
    except WrongState:
        assert not allowed
    else:
        assert allowed
    made.refresh_from_db()
    assert made.state == (target if allowed else current)
    assert (made.answer == "Dank je wel.") is (allowed and deed == "reply")
    assert len(mails()) == (1 if allowed and deed == "reply" else 0)


def test_what_follows_is_what_people_can_do() -> None:
    for kind in Kind:
        assert support.may(kind, State.OPEN, support.REPLIED[kind])
        assert support.may(kind, State.OPEN, State.WITHDRAWN)
        assert not any(support.may(kind, State.WITHDRAWN, state) for state in State)
    assert not support.may(Kind.QUESTION, State.ANSWERED, State.WITHDRAWN)
    assert support.may(Kind.JOIN, State.THANKED, State.WITHDRAWN)


@pytest.mark.parametrize(
    ("kind", "mail"), [(Kind.HELP, "thanked"), (Kind.JOIN, "thanked"), (Kind.QUESTION, "answered")]
)
def test_a_reply_goes_to_whoever_brought_it_without_the_pinners_address(
    idea: Idea, fleur: User, kind: Kind, mail: str
) -> None:
    made = SupportFactory.create(idea=idea, user=fleur, kind=kind)
    assert support.reply(actor=owner_of(idea), support_id=made.pk, text="Zaterdag om tien uur.")
    assert mails() == [(f"ideas/support_{mail}", fleur.email)]
    sent = OutgoingMail.objects.get()
    assert "Zaterdag om tien uur." in sent.body_text
    assert "prik@buurt.example" not in sent.body_text + sent.body_html + sent.reply_to
    made.refresh_from_db()
    assert made.answered_at is not None


def test_replying_twice_with_the_same_words_sends_one_mail(idea: Idea, fleur: User) -> None:
    made = SupportFactory.create(idea=idea, user=fleur)
    assert support.reply(actor=owner_of(idea), support_id=made.pk, text="Dank je wel.")
    assert not support.reply(actor=owner_of(idea), support_id=made.pk, text="Dank je wel.")
    with pytest.raises(WrongState):
        support.reply(actor=owner_of(idea), support_id=made.pk, text="Of toch niet.")
    assert len(mails()) == 1


def test_a_question_of_before_can_be_answered_after_the_idea_is_gone(idea: Idea, fleur: User) -> None:
    made = SupportFactory.create(idea=idea, user=fleur, kind=Kind.QUESTION)
    own.withdraw(actor=owner_of(idea), idea=idea)
    assert support.reply(actor=owner_of(idea), support_id=made.pk, text="Het gaat niet door.")


def test_taking_back_sends_nobody_a_mail(idea: Idea, fleur: User) -> None:
    made = SupportFactory.create(idea=idea, user=fleur)
    assert support.take_back(actor=fleur, support_id=made.pk)
    assert not support.take_back(actor=fleur, support_id=made.pk)
    assert mails() == []


def test_replying_to_what_was_erased_says_so(idea: Idea) -> None:
    with pytest.raises(support.NoLongerHere):
        support.reply(actor=owner_of(idea), support_id=404, text="Dank je wel.")


def test_who_takes_over_an_idea_no_longer_supports_it(fleur: User) -> None:
    helper = UserFactory.create()
    idea = IdeaFactory.create(published=True, owner=None, pinner__email=fleur.email, pinner__helper=helper)
    bring(fleur, idea)
    confirm.claim(fleur, str(idea.key))
    assert not Support.objects.exists()


class TestErasing:
    def test_the_supporter_leaves_nothing_behind_not_even_in_the_pinners_mail(self, idea: Idea, fleur: User) -> None:
        made = bring(fleur, idea, shares_email=True)
        support.reply(actor=owner_of(idea), support_id=made.pk, text="Dank je wel.")
        privacy.erase(actor=fleur, ideas_too=False)
        assert not Support.objects.exists()
        for mail in OutgoingMail.objects.all():
            assert "Fleur" not in mail.body_text + mail.body_html + mail.subject
            assert TEXT not in mail.body_text

    def test_the_pinners_answers_go_and_the_question_stays_with_its_asker(self, idea: Idea, fleur: User) -> None:
        made = bring(fleur, idea, Kind.QUESTION)
        support.reply(actor=owner_of(idea), support_id=made.pk, text="Bij mij thuis.")
        privacy.erase(actor=owner_of(idea), ideas_too=False)
        made.refresh_from_db()
        assert (made.text, made.answer, made.state) == (TEXT, "", State.ANSWERED)
        assert not OutgoingMail.objects.filter(body_text__contains="Bij mij thuis.").exists()

    def test_with_the_idea_goes_what_people_brought_to_it(self, idea: Idea, fleur: User) -> None:
        made = bring(fleur, idea, Kind.QUESTION)
        support.reply(actor=owner_of(idea), support_id=made.pk, text="Bij mij thuis.")
        privacy.erase(actor=owner_of(idea), ideas_too=True)
        assert not Support.objects.exists()
        assert not OutgoingMail.objects.filter(body_text__contains="Bij mij thuis.").exists()
        assert User.objects.filter(pk=fleur.pk).exists()

    def test_what_others_brought_stays(self, idea: Idea, fleur: User) -> None:
        bring(fleur, idea)
        other = SupportFactory.create(idea=idea)
        privacy.erase(actor=fleur, ideas_too=False)
        assert Support.objects.get() == other


def test_everybody_takes_their_own_words_along(idea: Idea, fleur: User) -> None:
    made = bring(fleur, idea, Kind.JOIN, **JOIN)
    support.reply(actor=owner_of(idea), support_id=made.pk, text="Welkom.")
    [row] = privacy.download(actor=fleur)["support"]
    assert (row["role"], row["answer"], row["capacity"]) == ("timmerman", "Welkom.", "professional")
    theirs = privacy.download(actor=owner_of(idea))
    assert theirs["support"] == []
    assert [row["answer"] for row in theirs["answers_to_support"]] == ["Welkom."]
    assert "timmerman" not in str(theirs["answers_to_support"])


def test_every_refusal_is_a_sentence() -> None:
    errors = (support.TooMuch, support.OwnIdea, support.NobodyReads, support.JoinsAlready, support.NoLongerHere)
    assert all(issubclass(error, DomainError) and str(error().message).endswith(".") for error in errors)
