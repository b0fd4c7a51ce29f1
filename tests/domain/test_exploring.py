"""Explored means: a question among the first three sentences, and no promise before it."""

import pytest

from motbot.domain.exploring import asks_first


@pytest.mark.parametrize(
    "answer",
    [
        ("Which order is it?",),
        ("Sorry to hear that. I see how pressing it is. Which order is it?",),
        ("Hi!", "Could you tell me since when", "and on which machine?"),
        ("您好，请问是哪个订单？",),
        ("您是今天要用吗",),
        ("v2.1 or 3.0? See https://help.example/?q=1",),
    ],
)
def test_a_question_near_the_beginning_explores(answer: tuple[str, ...]) -> None:
    assert asks_first(answer)


@pytest.mark.parametrize(
    "answer",
    [
        ("It costs 60 yuan.",),
        ("Done, see https://files.example/?id=7",),
        ("It is done. Anything else?",),
        ("已经处理好了。还有什么可以帮您？",),
        ("It is open daily. It costs 60. It is near the river. Would you like to go?",),
        ("",),
        (),
    ],
)
def test_an_answer_without_one_offers(answer: tuple[str, ...]) -> None:
    assert not asks_first(answer)


def test_a_promise_before_the_question_offers() -> None:
    assert not asks_first(("I will send it by three. Which address?",), ("I will send it by three",))
    assert not asks_first(("I will send it at 3 p.m., ok?",), ("I will send it at 3 p.m.",))


def test_a_promise_after_the_question_leaves_it_explored() -> None:
    assert asks_first(("Which address?", "I will send it by three."), ("I will send it by three.",))


def test_a_promise_in_other_words_than_these_changes_nothing() -> None:
    assert asks_first(("Which address?",), ("the parcel leaves today", " "))
