"""A customer's words, said to them and about them."""

import pytest

from motbot.domain.language import Language
from motbot.playbook.voice import about_customer, lowered, to_customer


@pytest.mark.parametrize(
    ("theirs", "said"),
    [
        ("our export has been failing", "your export has been failing"),
        ("I was told you'd call me", "you were told we'd call you"),
        ("can I still get my refund from you", "can you still get your refund from us"),
        ("we're nervous and I am waiting for you", "you're nervous and you are waiting for us"),
        ("am I late", "are you late"),
        ("the US office, please, on Monday", "the US office, on Monday"),
    ],
)
def test_said_to_the_customer_the_sides_change(theirs: str, said: str) -> None:
    assert to_customer(theirs, Language.EN).replace(",,", ",") == said


def test_said_about_the_customer_you_stays_the_agent() -> None:
    assert about_customer("I want to speak to your manager", Language.EN) == "they want to speak to your manager"


@pytest.mark.parametrize(
    ("theirs", "said"),
    [
        ("你们支持私有化部署", "我们支持私有化部署"),
        ("全公司的人都在问我", "全公司的人都在问您"),
        ("我们下周四上线", "您这边下周四上线"),
        ("改一下抬头", "改抬头"),
    ],
)
def test_in_chinese_as_well(theirs: str, said: str) -> None:
    assert to_customer(theirs, Language.ZH) == said


def test_a_name_keeps_its_capital_and_another_word_does_not() -> None:
    assert lowered("Priya starts Monday") == "Priya starts Monday"
    assert lowered("The export fails") == "the export fails"
    assert lowered("I need it") == "I need it"
    assert lowered("IT is slow") == "IT is slow"
