"""Taking a message apart."""

import pytest

from motbot.domain.message import Line
from motbot.domain.people import Side
from motbot.playbook import Playbook
from motbot.playbook.sentences import clauses, own_words, sentences
from tests.playbook.talks import MORNING


def line(text: str) -> Line:
    return Line(ts="1.0", at=MORNING, side=Side.CUSTOMER, author="U1", text=text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Hi. Can you call Dr. Smith at 3.30? Thanks", ["Hi", "Can you call Dr. Smith at 3.30", "Thanks"]),
        ("你好！发票呢？谢谢。", ["你好", "发票呢", "谢谢"]),
        ("one\ntwo", ["one", "two"]),
        ("v2.1.0 is out", ["v2.1.0 is out"]),
    ],
)
def test_a_text_is_taken_apart_at_the_ends_of_its_sentences(playbook: Playbook, text: str, parts: list[str]) -> None:
    found = sentences(line(text), playbook.first_look.reader.words)
    assert [piece.text for piece in found] == parts
    assert all(piece.text in text for piece in found)


def test_a_sentence_keeps_whether_it_was_asked(playbook: Playbook) -> None:
    first, second = sentences(line("发票呢？谢谢。"), playbook.first_look.reader.words)
    assert (first.asked, second.asked) == (True, False)


def test_the_question_mark_belongs_to_the_last_clause(playbook: Playbook) -> None:
    (sentence,) = sentences(line("票要退，能免手续费吗？"), playbook.first_look.reader.words)
    assert [(part.text, part.asked) for part in clauses(sentence)] == [("票要退", False), ("能免手续费吗", True)]


@pytest.mark.parametrize(
    "data",
    [
        "```\ncan you help?\n```",
        "> can you help?",
        "&gt; can you help?",
        "2026-04-08 10:00:01 can you help?",
        "Traceback (most recent call last): help",
        "---------- Forwarded message\ncan you help?",
        "发件人: 王\n能帮忙吗？",
        "<https://example.com/can-you-help?>",
    ],
)
def test_quotes_logs_code_and_links_are_not_the_posters_words(playbook: Playbook, data: str) -> None:
    kept = own_words(f"Look:\n{data}", playbook.first_look.reader.words)
    assert kept.split() == ["Look:"]
    assert len(kept) == len(f"Look:\n{data}")
