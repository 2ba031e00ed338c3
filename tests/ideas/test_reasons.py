"""The ready-made texts that people get when they are asked something or refused."""

import pytest
from django.utils import translation

from ideas import problem_help
from ideas.reasons import QUESTIONS, REFUSALS, ReadyReason, reasons_in

EVERY = [*REFUSALS, *QUESTIONS]


def test_each_has_a_key_of_its_own() -> None:
    assert len({reason.key for reason in EVERY}) == len(EVERY)


@pytest.mark.parametrize("reason", REFUSALS, ids=lambda reason: reason.key)
def test_a_refusal_says_why_and_what_helps(reason: ReadyReason) -> None:
    for language, words in (("nl", "Wat helpt:"), ("en", "What helps:")):
        ((_key, _label, text),) = reasons_in(language, [reason])
        why, advice = text.split("\n\n")
        assert len(why.split()) > 8
        assert advice.startswith(words)


@pytest.mark.parametrize("reason", QUESTIONS, ids=lambda reason: reason.key)
def test_a_question_asks_something(reason: ReadyReason) -> None:
    for language in ("nl", "en"):
        ((_key, _label, text),) = reasons_in(language, [reason])
        assert "?" in text


@pytest.mark.parametrize("reason", EVERY, ids=lambda reason: reason.key)
def test_nobody_is_shouted_at(reason: ReadyReason) -> None:
    for language in ("nl", "en"):
        ((_key, label, text),) = reasons_in(language, [reason])
        assert "!" not in label + text


def test_the_operator_reads_labels_in_their_own_language_and_the_pinner_the_text_in_theirs() -> None:
    with translation.override("nl"):
        ((key, label, text),) = reasons_in("en", REFUSALS[:1])
    assert (key, label) == ("names-a-person", "Noemt een persoon")
    assert text.startswith("In your text")


def test_help_with_a_problem_is_there_in_both_languages() -> None:
    for language, end in (("nl", "Wat als we …”"), ("en", "“What if we …”")):
        with translation.override(language):
            assert str(problem_help.CLOSING).lower().endswith(end.lower().lstrip("“"))
            assert all(str(question.question).endswith("?") for question in problem_help.QUESTIONS)
    assert len({question.key for question in problem_help.QUESTIONS}) == len(problem_help.QUESTIONS)
