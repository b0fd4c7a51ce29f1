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
        ("He uses drive G. It is full.", ["He uses drive G", "It is full"]),
        ("Ask J. Smith or the U. S. office.", ["Ask J. Smith or the U. S. office"]),
        ("1) it lists 3 bookings.\n2) we want one", ["it lists 3 bookings", "we want one"]),
    ],
)
def test_a_text_is_taken_apart_at_the_ends_of_its_sentences(playbook: Playbook, text: str, parts: list[str]) -> None:
    found = sentences(line(text), playbook.first_look.reader.words)
    assert [piece.text for piece in found] == parts
    assert all(piece.text in text for piece in found)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Hi Alice, this is Carla Moreau: our order is late.", ["our order is late"]),
        ("This is Carla from Harrow Lane: can you call?", ["can you call"]),
        ("Good morning, this is Omar: the door is stuck.", ["the door is stuck"]),
        ("Omar Haddad here: the door is stuck.", ["the door is stuck"]),
        ("My name is Carla Moreau: I need an invoice.", ["I need an invoice"]),
        ("你好，我是青禾餐饮的陈立：订单少了两把椅子。", ["订单少了两把椅子"]),
        ("这里是青禾餐饮：订单少了两把椅子。", ["订单少了两把椅子"]),
        ("This is urgent: the door is stuck.", ["This is urgent: the door is stuck"]),
        ("This is Excel: it crashes.", ["This is Excel: it crashes"]),
        ("The error here: it says 404.", ["The error here: it says 404"]),
        ("Question here: who pays?", ["Question here: who pays"]),
        ("Hello, Omar here: who pays?", ["who pays"]),
        ("早上好，我叫陈立：谁来付？", ["谁来付"]),
        ("This is Carla from room 12: no hot water.", ["This is Carla from room 12: no hot water"]),
        ("这里是三号楼：电梯停了。", ["这里是三号楼：电梯停了"]),
        ("这边是 12 号房：没有热水。", ["这边是 12 号房：没有热水"]),
        ("我叫的车：还没到。", ["我叫的车：还没到"]),
        ("订单：少了两把椅子。", ["订单：少了两把椅子"]),
    ],
)
def test_who_somebody_says_they_are_is_no_part_of_what_they_want(
    playbook: Playbook, text: str, parts: list[str]
) -> None:
    assert [piece.text for piece in sentences(line(text), playbook.first_look.reader.words)] == parts


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


@pytest.mark.parametrize("word", ["现在 ", "字", "now ", "a"])
def test_what_has_no_end_is_read_in_parts_that_stand_in_it(playbook: Playbook, word: str) -> None:
    text = word * (3900 // len(word))

    parts = sentences(line(f"{text}?"), playbook.first_look.reader.words)

    assert len(parts) > 10
    assert all(len(part.text) <= 300 and part.text in text for part in parts)
    assert [part.asked for part in parts] == [False] * (len(parts) - 1) + [True]
