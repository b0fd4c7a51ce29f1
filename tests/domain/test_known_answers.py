"""What was asked and answered is asked no more; what they ask for next is asked about on its own."""

import pytest

from motbot.domain.known_answers import is_answered
from motbot.domain.message import Line
from motbot.domain.people import Side
from tests.domain.finds import a_line, a_view

BADGES = "By when do you need the badges?"
BADGES_ZH = "胸牌您最晚什么时候要？"


def talk(*said: str) -> list[Line]:
    """Lines of both sides; those of ours begin with a mark."""
    sides = [Side.AGENT if text.startswith(">") else Side.CUSTOMER for text in said]
    return [
        a_line(str(at), text.lstrip("> "), side) for at, (text, side) in enumerate(zip(said, sides, strict=True), 1)
    ]


@pytest.mark.parametrize(
    ("lines", "question", "known"),
    [
        (("We need 30 badges", f"> {BADGES}", "I'll ask"), "How soon do you need the badges?", True),
        (("We need 30 badges", f"> {BADGES}", "I'll ask"), "By when do you need them?", True),
        (("We need 30 badges", f"> {BADGES}", "I need to ask"), "By when do you need it?", True),
        (("要30个胸牌", f"> {BADGES_ZH}", "我问问"), "胸牌最晚哪天要？", True),
        (("We need 30 badges", f"> {BADGES}", "I'll ask", "And we need a projector"), BADGES, False),
        (
            ("We need 30 badges", f"> {BADGES}", "I'll ask", "And we need a projector"),
            "By when do you need the projector?",
            False,
        ),
        (
            ("We need 30 badges", f"> {BADGES}", "I'll ask, and get us a projector"),
            "By when do you need the projector?",
            False,
        ),
        (("要30个胸牌", f"> {BADGES_ZH}", "我问问", "还需要一台投影仪"), "投影仪您最晚什么时候要？", False),
        (("要30个胸牌", f"> {BADGES_ZH}", "我问问，还有一台投影仪"), "投影仪您最晚什么时候要？", False),
    ],
)
def test_a_question_is_answered_only_for_the_thing_it_was_put_about(
    lines: tuple[str, ...], question: str, *, known: bool
) -> None:
    assert is_answered(question, a_view(*talk(*lines))) is known
