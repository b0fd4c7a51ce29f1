"""Which replies a model need not read: those in which nothing is promised, delivered or left open."""

from pathlib import Path

import pytest
import yaml

from motbot.domain.expectation import Expectation
from motbot.playbook import Playbook
from tests.playbook.labelled_replies import DATA, labelled
from tests.playbook.promised import promise, wish
from tests.playbook.talks import talk

ADDRESS = wish("To know the address", "What is the address?")
PARKING = wish("To know where to park", "And where can we park?")
ASKED = "What is the address? And where can we park?"


def is_plain(playbook: Playbook, reply: str, *expected: Expectation, asked: str = "What is the address?") -> bool:
    """Whether an answer to a customer is plain."""
    view = talk((0, "customer", asked), (5, "agent", reply))
    return playbook.first_look.is_plain(view, expected=expected, promised=())


@pytest.mark.parametrize("file", ["dev.yaml", "holdout.yaml"])
def test_no_reply_that_promises_anything_is_plain(playbook: Playbook, file: str) -> None:
    promising = [reply for reply in labelled(DATA / file) if reply.rows]
    look = playbook.first_look

    spared = [one.text for one in promising if look.is_plain(one.view, expected=(), promised=())]

    assert (len(promising) > 0, len(spared)) == (True, 0)


def test_a_promise_in_few_or_unusual_words_is_never_plain(playbook: Playbook) -> None:
    rows = yaml.safe_load(Path(DATA / "in_short.yaml").read_text(encoding="utf-8"))

    assert [row["text"] for row in rows if is_plain(playbook, row["text"])] == []


@pytest.mark.parametrize(
    "reply",
    [
        "The address is 12 Mill Lane.",
        "Unfortunately there are no rooms left in that hotel.",
        "Where are you travelling from?",
        "Which room do you mean, please?",
        "Thank you and goodbye!",
        "I'm sorry, I don't have that number.",
        "地址是中关村南大街 36 号。",
        "抱歉，周边没有这样的餐馆。",
        "推荐您去天坛公园，评分 4.7 分。",
        "请问您一共几位？",
        "不客气，祝您愉快！",
    ],
)
def test_a_fact_a_question_or_a_courtesy_is_plain(playbook: Playbook, reply: str) -> None:
    assert is_plain(playbook, reply)


def test_nothing_is_plain_beside_an_open_promise(playbook: Playbook) -> None:
    view = talk((0, "customer", "What is the address?"), (5, "agent", "The address is 12 Mill Lane."))

    assert not playbook.first_look.is_plain(view, expected=(), promised=(promise("I'll send the address"),))


def test_a_wish_that_was_asked_alone_has_its_answer_in_what_we_say_next(playbook: Playbook) -> None:
    assert is_plain(playbook, "The address is 12 Mill Lane.", ADDRESS)


def test_a_question_back_takes_a_wish_up(playbook: Playbook) -> None:
    assert is_plain(playbook, "What restaurant would you like to go to?", ADDRESS)


@pytest.mark.parametrize("reply", ["Thanks for asking.", "Please ask the reception.", "Noted. Anything else?"])
def test_a_nod_or_another_desk_is_no_answer(playbook: Playbook, reply: str) -> None:
    assert not is_plain(playbook, reply, ADDRESS)


def test_one_reply_to_two_wishes_is_read_closely(playbook: Playbook) -> None:
    assert not is_plain(playbook, "The address is 12 Mill Lane.", ADDRESS, PARKING, asked=ASKED)
