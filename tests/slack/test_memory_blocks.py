"""What is remembered of a customer on a card: two short lines and small print, the weightiest first."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from motbot.domain.language import Language
from motbot.domain.memory import Ending, Memory, Owed, Past
from motbot.slack.memory_blocks import memory_blocks
from motbot.slack.promise_blocks import Pen
from tests.scenarios.notes import words_in

AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
LAST = Past(moment=1, channel="C1", at=AT, about="the contract", ending=Ending.WELL, thanks="the photo helped")
OWED = Owed(promise=1, channel="C1", what="the invoice", due=AT)


def shown(memory: Memory, language: Language = Language.EN) -> list[str]:
    pen = Pen(language=language, workspace_url="https://ours.slack.com/")
    return [text for block in memory_blocks(memory, pen) for text in words_in(block.to_dict())]


def test_the_last_request_and_what_is_owed_are_two_lines() -> None:
    assert shown(Memory(last=(LAST,), owed=(OWED,))) == [
        "🕰 Last time (2 Mar): “the contract”, it ended well. They were glad: “the photo helped”",
        "🤝 One promise to them is still open: the invoice, by Mon 2 Mar, 10:00",
    ]


def test_a_repeated_request_and_what_is_owed_come_before_the_last_one_which_is_small_print() -> None:
    again = replace(LAST, moment=2, about="the export", thanks="", ending=Ending.OPEN)
    lines = shown(Memory(last=(LAST,), owed=(replace(OWED, is_broken=True),), again=again))

    assert lines[0] == "🔁 They have asked about this before (2 Mar): “the export”, still open. Say that you know."
    assert lines[1].endswith("the invoice, was due Mon 2 Mar, 10:00")
    assert lines[2] == "Before that: “the contract” (2 Mar, it ended well)"


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ("The export failed again.", "“The export failed again”, it"),
        ("导出又失败了，我三点要用。", "“导出又失败了，我三点要用”, it"),
        ("Can you send the log?", "“Can you send the log?”, it"),
    ],
)
def test_what_is_quoted_in_our_sentence_does_not_end_it(about: str, told: str) -> None:
    assert told in shown(Memory(last=(replace(LAST, about=about),)))[0]


@pytest.mark.parametrize("language", Language)
def test_even_the_longest_words_fit(language: Language) -> None:
    long = replace(LAST, about="x" * 300, thanks="y" * 300)
    owed = tuple(replace(OWED, promise=number, what="z" * 300) for number in range(3))
    lines = shown(Memory(last=(long, long, long), owed=owed, again=replace(long, moment=9)), language)

    assert sum(map(len, lines)) < 2500
