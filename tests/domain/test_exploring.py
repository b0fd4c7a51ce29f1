"""Explored means: a question among the first three sentences, and no promise before it."""

from datetime import UTC, datetime

import pytest

from motbot.domain.exploring import answers_us, asks_first
from motbot.domain.message import Line
from motbot.domain.people import Side


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


@pytest.mark.parametrize(
    ("ours", "theirs", "is_answer"),
    [
        ("By when do you need them?", "Thursday noon.", True),
        ("您最晚什么时候要用到？", "周四中午之前要", True),
        ("请问订单号是多少呢", "48211", True),
        ("I am looking into it.", "It must be there by noon.", False),
        ("我来查一下。", "周四中午之前要", False),
        ("It is there. Anything else I can do?", "Send us the invoice as well.", False),
        ("By when do you need them?", "Where is my other parcel?", False),
        ("您最晚什么时候要用到？", "另外一个包裹在哪里？", False),
        ("Can somebody from logistics take this?", "It must be there by noon.", False),
        ("这单谁能接一下？", "周四中午之前要", False),
    ],
)
def test_they_answer_us_where_words_that_ask_nothing_follow_a_question_of_ours(
    ours: str, theirs: str, *, is_answer: bool
) -> None:
    talk = (said("1.0", "Our parts are late."), said("2.0", ours, Side.AGENT), said("3.0", theirs))

    assert answers_us(("1.0", "3.0"), talk) is is_answer


def test_the_first_words_of_a_request_answer_nothing() -> None:
    talk = (said("1.0", "Hello, how can I help?", Side.AGENT), said("2.0", "Our parts are late."))

    assert not answers_us(("2.0",), talk)
    assert not answers_us((), ())


def said(ts: str, text: str, side: Side = Side.CUSTOMER) -> Line:
    return Line(ts=ts, at=datetime.fromtimestamp(float(ts), UTC), side=side, author=side.value, text=text)
