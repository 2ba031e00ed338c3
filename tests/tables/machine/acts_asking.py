"""What is asked of more people than those at the table: questions to everyone, places for who signs up, the survey."""

from datetime import timedelta
from typing import Any

from aantafel.accounts.enums import Capacity
from tables.enums import QuestionAnswerState
from tables.models import Choice, QuestionAnswer, SurveyPass, TableQuestion
from tables.services import answers, choosing, invitations, questions, survey, variants
from tables.services.invitations import Told
from tables.services.questions import Asked
from tests.tables.machine.acts import Ask, act, one_of, organiser
from tests.tables.machine.acts_people import listed, of_meetings
from tests.tables.machine.world import World, full_name


def asked_of_everyone(world: World) -> list[TableQuestion]:
    """The newest first."""
    return list(TableQuestion.everywhere.filter(table=world.table_id).order_by("-pk"))


def answered(world: World) -> list[QuestionAnswer]:
    return list(QuestionAnswer.everywhere.filter(question__table=world.table_id).order_by("-pk"))


def question_of(world: World, ask: Ask) -> dict[str, Any]:
    """One of them, for who organises the table."""
    world.work(ask.who)
    return {"table_id": world.table_id, "question_id": one_of(asked_of_everyone(world), ask).pk}


def wish(world: World, ask: Ask) -> Asked:
    """Now and then with a day that has been."""
    days = 4 + ask.pick if ask.tells else -2
    return Asked(world.text("Wie heeft een kar"), world.now.date() + timedelta(days=days), world.text("Voor zand"))


def own_link(world: World, ask: Ask) -> SurveyPass:
    rows = SurveyPass.objects.filter(evaluation__table=world.table_id, seat__removed_at=None, seat__erased_at=None)
    return one_of(list(rows.order_by("pk")), ask)


def filled_in(world: World, ask: Ask) -> dict[str, Any]:
    scores = dict.fromkeys(survey.ANSWERED[:6], ask.pick + 1)
    return {**scores, "went_well": secret(world, "De soep was heet"), "better": secret(world, "Vaker zo")}


def secret(world: World, about: str) -> str:
    """Words that are for who organises the table at most, and that everyone may not read."""
    text = world.text(about)
    world.secrets.add(text)
    return text


@act
def ask_everyone(world: World, ask: Ask) -> None:
    questions.ask(table_id=world.table_id, asked=wish(world, ask), **organiser(world, ask))


@act
def change_question(world: World, ask: Ask) -> None:
    """Now and then without having read what stands there."""
    which = question_of(world, ask)
    there = TableQuestion.everywhere.get(pk=which["question_id"])
    seen = there.changed_at if ask.pick < 3 else there.changed_at - timedelta(days=1)
    questions.change(seen=seen, asked=wish(world, ask), **which)


@act
def close_question(world: World, ask: Ask) -> None:
    questions.close(thanks=world.text("Dank"), **question_of(world, ask))


@act
def hide_question(world: World, ask: Ask) -> None:
    """Or show it again."""
    which, who = question_of(world, ask), organiser(world, ask)
    if ask.pick % 2:
        questions.show(role=who["role"], **which)
    else:
        questions.hide(reason=world.text("Dit hoort hier niet") if ask.tells else " ", **who, **which)


@act
def answer_question(world: World, ask: Ask) -> None:
    """Anyone with an account; whether the table may ask them to come, and may see their address, they choose."""
    user = world.user(ask.who)
    question = one_of(asked_of_everyone(world), Ask(ask.who))
    typed = {
        "text": secret(world, "Ik heb er een"),
        "capacity": Capacity.RESIDENT,
        "may_invite": ask.tells,
        "shares_email": ask.pick > 1,
    }
    answers.answer(actor=user, question_id=question.pk, typed=typed)


@act
def take_answer_back(world: World, ask: Ask) -> None:
    user = world.user(ask.who)
    answers.take_back(actor=user, answer_id=one_of([one for one in answered(world) if one.user_id == user.pk], ask).pk)


@act
def reply_to_answer(world: World, ask: Ask) -> None:
    user = world.work(ask.who).user
    found = one_of(answered(world), ask)
    state = QuestionAnswerState.THANKED if ask.tells else QuestionAnswerState.DECLINED
    answers.reply(
        actor=user, table_id=world.table_id, answer_id=found.pk, state=state, text=secret(world, "Kom maar langs")
    )


@act
def put_answer_on_list(world: World, ask: Ask) -> None:
    user = world.work(ask.who).user
    found = one_of(answered(world), ask)
    answers.put_on_list(actor=user, table_id=world.table_id, answer_id=found.pk)
    world.gone.discard(found.user.email)


@act
def keep_question_days(world: World, ask: Ask) -> None:
    """The clock of the site. A second time nothing comes of it."""
    if ask.tells:
        world.wait(days=2 + ask.pick)
    with world.clock():
        questions.keep_days()
        assert questions.keep_days() == (0, 0)


@act
def answer_survey(world: World, ask: Ask) -> None:
    """By the link of the mail, or again by that link."""
    survey.answer(key=own_link(world, ask).key, answers=filled_in(world, ask))


@act
def type_survey(world: World, ask: Ask) -> None:
    """Who organises the table has it on paper."""
    world.work(ask.who)
    found = own_link(world, ask)
    survey.type_in(table_id=world.table_id, pass_id=found.pk, answers=filled_in(world, ask))


@act
def remind_of_survey(world: World, ask: Ask) -> None:
    """The clock of the site. A second time nothing comes of it."""
    if ask.tells:
        world.wait(days=8)
    with world.clock():
        survey.remind_due()
        assert survey.remind_due() == 0


@act
def sign_up_without_account(world: World, ask: Ask) -> None:
    """By the link of the mail that proves the address."""
    meeting = one_of(of_meetings(world), ask)
    told = Told(list(Capacity)[ask.pick % 3], "buur", "Woont er" if ask.tells else "", name=full_name("mailed"))
    kept = invitations.ask_to_sign_up(
        meeting=meeting, email=world.email("mailed"), told=told, client=f"192.0.2.{ask.pick}"
    )
    invitations.confirm(key=kept.key)
    world.gone.discard(world.email("mailed"))


@act
def count_by_hand(world: World, ask: Ask) -> None:
    world.work(ask.who)
    choice = one_of(list(Choice.everywhere.filter(table=world.table_id).order_by("-pk")), Ask(ask.who))
    there = variants.open_variants(choice.table).values_list("pk", flat=True)
    choosing.count_by_hand(choice_id=choice.pk, numbers=dict.fromkeys(there, (ask.pick, 1)))


def fill_up() -> list[tuple[str, Ask]]:
    """One after the other signs up for the newest meeting, and then somebody does not come after all."""
    people = ("stranger", "reader", "helper", "neighbour")
    return [
        *(("sign_up", Ask(who)) for who in people),
        ("sign_up_without_account", Ask("mailed")),
        ("sign_off", Ask("", 2)),
    ]


def together(world: World, who: str, then: str) -> list[tuple[str, Ask]]:
    """The owner shares the table with somebody, and one of them goes. Each is done when the one before it was."""
    place = list(CAST_WITH_ACCOUNT).index(who)
    return [
        ("add_to_list", Ask("pinner", place)),
        ("sign_in", Ask(who)),
        ("share_ownership", Ask("pinner", place_on_list(world, who))),
        *_LEAVES[then],
    ]


def place_on_list(world: World, who: str) -> int:
    """Where somebody stands, or will stand when they are put on the list."""
    here = [seat.email for seat in listed(world)]
    return here.index(world.email(who)) if world.email(who) in here else len(here)


CAST_WITH_ACCOUNT = ("partner", "invitee", "helper")
_LEAVES: dict[str, list[tuple[str, Ask]]] = {
    "stay": [],
    "pinner leaves": [("leave_ownership", Ask("pinner"))],
    "pinner goes": [("erase_account", Ask("pinner"))],
    "all leave": [("leave_ownership", Ask("pinner")), ("leave_ownership", Ask("partner"))],
    "all go": [("erase_account", Ask("pinner")), ("erase_account", Ask("partner"))],
}
