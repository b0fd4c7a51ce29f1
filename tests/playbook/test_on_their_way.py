"""Somebody who is sent, and when they arrive, is one promise with that hour; when the customer arrives is none."""

import pytest

from motbot.domain.due import DueConventions
from motbot.due_times import DueReader
from motbot.playbook.rules import Rules
from tests.playbook.talks import FOLDER, ZONE, talk


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.load(FOLDER, due_times=DueReader(conventions=DueConventions()))


def found(rules: Rules, said: str) -> list[str]:
    """The due words of what a line of ours promises."""
    (line,) = talk((0, "agent", said)).lines
    return [one.due_words for one in rules.finder.found(line, zone=ZONE)]


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("马上派人上门，今天中午12点前到店。", "今天中午12点前"),
        ("我这就安排师傅过去，下午3点前到您店里。", "下午3点前"),
        ("我们马上派工程师过去，11点前到现场。", "11点前"),
        ("I'm sending somebody right away, at your shop by 12.", "by 12"),
        ("We're sending a fitter now, at your store by noon.", "by noon"),
    ],
)
def test_who_is_sent_and_when_they_arrive_is_one_promise(rules: Rules, said: str, due: str) -> None:
    assert found(rules, said) == [due]


@pytest.mark.parametrize(
    "said",
    [
        "您今天中午12点前到店就行。",
        "请您12点前到店。",
        "今天中午12点前到店。",
        "客人12点前到店。",
        "Please be at your shop by 12.",
        "Will you be at your shop by 12?",
    ],
)
def test_when_somebody_else_arrives_is_no_promise(rules: Rules, said: str) -> None:
    assert found(rules, said) == []


@pytest.mark.parametrize("said", ["我马上给您留位，12点前到店。", "我马上安排座位，请12点前到店。"])
def test_their_own_arrival_beside_a_promise_is_not_its_hour(rules: Rules, said: str) -> None:
    assert "12点前" not in found(rules, said)
