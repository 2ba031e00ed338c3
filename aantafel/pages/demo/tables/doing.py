"""What a table of the demo chooses, does, asks everyone and tells."""

from datetime import datetime, timedelta

from aantafel.pages.demo.tables.data import Action, Choice, News, Paper, Progress, Question, Reply, Shared, Variant
from aantafel.pages.demo.tables.stage import Stage, pictured
from tables.enums import ActionState, ChoiceWay, QuestionAnswerState
from tables.models import Action as Row
from tables.models import Choice as Chosen
from tables.models import Meeting, QuestionAnswer, TableQuestion
from tables.services import answers, choosing, documents, news, owners, plan, questions, variants


def gather(stage: Stage) -> None:
    told = stage.told
    for variant in told.variants:
        stage.happens(stage.ago(variant.days, variant.key), _work_out, variant)
    for choice in told.choices:
        _choose(stage, choice)
    for action in told.actions:
        stage.happens(stage.ago(action.days, action.text), _add, action)
    for progress in told.progress:
        stage.happens(stage.ago(progress.days, progress.text), _say, progress)
    for piece in told.news:
        stage.happens(stage.ago(piece.days, piece.text), _tell, piece)
    for question in told.questions:
        _wonder(stage, question)
    for paper in told.papers:
        stage.happens(stage.ago(paper.days, paper.title), _lay_down, paper)
    for shared in told.shared:
        stage.happens(stage.ago(shared.days, shared.who), _share, shared)


# choosing


def _work_out(stage: Stage, told: Variant) -> None:
    actor, _role = stage.who("coach" if stage.told.coach else "owner")
    stage.variants[told.key] = variants.add(
        actor=actor,
        table_id=stage.table.pk,
        title=told.title,
        group=told.group,
        text=told.text,
        arguments_for=told.arguments_for,
        arguments_against=told.arguments_against,
        costs=told.costs,
        **pictured(told.picture, told.picture_text),
    ).pk


def _choose(stage: Stage, told: Choice) -> None:
    """In the second hour of its meeting, or on a day of its own."""
    opens = _in_the_meeting(stage, told.meeting) if told.meeting else stage.ago(told.days, "choice")
    stage.happens(opens, _open, told)
    for place, ballot in enumerate(told.ballots):
        stage.happens(opens + timedelta(minutes=3 + place), _cast, ballot.who, ballot.given, ballot.reasons)
    if told.by_hand:
        stage.happens(opens + timedelta(minutes=20), _count, told.by_hand)
    if told.chosen:
        stage.happens(opens + timedelta(minutes=30), _close, told)


def _in_the_meeting(stage: Stage, key: str) -> datetime:
    return stage.begins(next(one for one in stage.told.meetings if one.key == key)) + timedelta(minutes=65)


def _open(stage: Stage, told: Choice) -> None:
    actor, _role = stage.who(told.by)
    meeting = Meeting.everywhere.get(pk=stage.meetings[told.meeting]) if told.meeting else None
    way = ChoiceWay(told.way)
    choosing.open_choice(actor=actor, table_id=stage.table.pk, way=way, dots=told.dots, meeting=meeting)


def _cast(stage: Stage, who: str, given: dict[str, int], reasons: dict[str, str]) -> None:
    choosing.cast(
        choice_id=_open_one(stage).pk,
        seat=stage.seat(who),
        given={stage.variants[key]: number for key, number in given.items()},
        reasons={stage.variants[key]: text for key, text in reasons.items()},
    )


def _count(stage: Stage, numbers: dict[str, tuple[int, int]]) -> None:
    choosing.count_by_hand(
        choice_id=_open_one(stage).pk, numbers={stage.variants[key]: both for key, both in numbers.items()}
    )


def _close(stage: Stage, told: Choice) -> None:
    actor, role = stage.who(told.by)
    choosing.close(
        actor=actor,
        role=role,
        table_id=stage.table.pk,
        choice_id=_open_one(stage).pk,
        variant_id=stage.variants[told.chosen],
        reason=told.reason,
        objections=told.objections,
    )


def _open_one(stage: Stage) -> Chosen:
    return Chosen.everywhere.get(table=stage.table, closed_at=None)


# doing


def _add(stage: Stage, told: Action) -> None:
    actor, _role = stage.who(told.by)
    seat = stage.seat(told.who)
    plan.add(actor=actor, table_id=stage.table.pk, text=told.text, seat=seat, due_on=stage.day(told.due))


def _say(stage: Stage, told: Progress) -> None:
    """By the link of who does it; what has nobody's name is put by the owner."""
    action = Row.everywhere.select_related("seat").get(table=stage.table, text__startswith=told.text)
    state = ActionState(told.state)
    if action.seat is None:
        plan.put(table_id=stage.table.pk, action_id=action.pk, state=state)
    else:
        due_on = None if told.due is None else stage.day(told.due)
        plan.say(key=action.key, state=state, said=told.said, due_on=due_on)


def _tell(stage: Stage, told: News) -> None:
    actor, role = stage.who(told.by)
    picture = pictured(told.picture, told.picture_text)
    news.tell(actor=actor, role=role, table_id=stage.table.pk, text=told.text, **picture)


def _lay_down(stage: Stage, told: Paper) -> None:
    actor, role = stage.who(told.by)
    documents.add(actor=actor, table_id=stage.table.pk, role=role, title=told.title, about=told.about, link=told.link)


def _share(stage: Stage, told: Shared) -> None:
    owners.share(actor=stage.actors["owner"], table_id=stage.table.pk, seat_id=stage.seat(told.who).pk)


# asking everyone


def _wonder(stage: Stage, told: Question) -> None:
    stage.happens(stage.ago(told.days, told.title), _ask, told)
    for said in told.answers:
        stage.happens(stage.ago(said.days, said.text), _answer, told, said)
        if said.state:
            stage.happens(stage.ago(said.replied, said.reply), _reply, told, said)
    if told.closed:
        stage.happens(stage.ago(told.closed, told.thanks), _thank, told)


def _ask(stage: Stage, told: Question) -> None:
    actor, role = stage.who(told.by)
    asked = questions.Asked(title=told.title, until=stage.day(told.until), text=told.text, place=told.place)
    questions.ask(actor=actor, role=role, table_id=stage.table.pk, asked=asked)


def _answer(stage: Stage, told: Question, said: Reply) -> None:
    typed = {"text": said.text, "role": said.role, "may_invite": said.may_invite, "shares_email": said.may_invite}
    answers.answer(actor=stage.accounts[said.account], question_id=_question(stage, told).pk, typed=typed)


def _reply(stage: Stage, told: Question, said: Reply) -> None:
    actor, _role = stage.who(told.by)
    found = QuestionAnswer.everywhere.get(question=_question(stage, told), user=stage.accounts[said.account])
    state = QuestionAnswerState(said.state)
    answers.reply(actor=actor, table_id=stage.table.pk, answer_id=found.pk, state=state, text=said.reply)


def _thank(stage: Stage, told: Question) -> None:
    questions.close(table_id=stage.table.pk, question_id=_question(stage, told).pk, thanks=told.thanks)


def _question(stage: Stage, told: Question) -> TableQuestion:
    return TableQuestion.everywhere.get(table=stage.table, title=told.title)
