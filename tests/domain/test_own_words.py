"""What a message quotes, forwards or pastes is not said by its writer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motbot.domain.own_words import as_written, own_words, says


@pytest.mark.parametrize(
    "text",
    [
        "> I'll send it tomorrow\nis that still true?",
        "&gt; I'll send it tomorrow\nok",
        "  > quoted: I'll send it tomorrow",
        ">>> all of this\nI'll send it tomorrow",
        "see ```I'll send it tomorrow``` above",
        "FYI\n---------- Forwarded message ----------\nI'll send it tomorrow",
        "-----Original Message-----\nFrom: Ann\n\nI'll send it tomorrow",
        "Begin forwarded message:\n\nI'll send it tomorrow",
        "On Mon, 2 Mar 2026, Ann wrote:\nI'll send it tomorrow",
        "From: Ann\nSent: Monday\nI'll send it tomorrow",
        "转发：\nI'll send it tomorrow",
        "发件人：小王\n我明天 I'll send it tomorrow",
        "-----原始邮件-----\nI'll send it tomorrow",
        "FW: news\nI'll send it tomorrow",
        "~I'll send it tomorrow~ Sorry, that was wrong",
        "Sorry, (~I'll send it tomorrow.~) I cannot",
        "~Or I'll send it tomorrow~我五点前发您",
    ],
)
def test_foreign_words_are_blanked_out(text: str) -> None:
    assert "tomorrow" not in own_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'll send it tomorrow\n> when do I get it?",
        "10 > 5, so I'll send it tomorrow",
        "Let me forward that: I'll send it tomorrow",
        "From tomorrow on I'll send it tomorrow",
        "我转发给同事，I'll send it tomorrow",
        "好的~我 I'll send it tomorrow~",
        "收到！~ I'll send it tomorrow~",
        "Hi~ I'll send it tomorrow~ thanks~",
        "~10 files, I'll send it tomorrow ~noon",
        "周三~周五 I'll send it tomorrow~",
    ],
)
def test_the_writers_own_words_stay(text: str) -> None:
    assert "I'll send it tomorrow" in own_words(text)


def test_only_what_is_struck_through_is_taken_out() -> None:
    assert own_words("I'll send it by ~3pm~ 5pm").split() == ["I'll", "send", "it", "by", "5pm"]


def test_what_is_left_keeps_its_place() -> None:
    text = "> quoted\nI'll send it"

    assert len(own_words(text)) == len(text)
    assert own_words(text).index("I'll") == text.index("I'll")


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("he said “I'll pay”", False),
        ('he said "I\'ll pay"', False),
        ("他说「I'll pay」", False),
        ("I'll pay", True),
        ("“I'll pay” he said, and so I'll pay", True),
        ("it's fine, I'll pay, don't worry", True),
        ("nothing", False),
    ],
)
def test_what_stands_only_between_quotation_marks_is_not_said(text: str, is_said: bool) -> None:
    assert says("I'll pay", text) is is_said


def test_words_around_a_quotation_are_the_writers_own() -> None:
    assert says("I'll send the “Q3 report”", "Sure, I'll send the “Q3 report”!")


@pytest.mark.parametrize(
    ("words", "text", "written"),
    [
        ("update Billing", 'I update "Billing" now', 'update "Billing'),
        ("UPDATE “Billing” now", 'I update "Billing" now', 'update "Billing" now'),
        ('update "Billing"', "I update Billing now", "update Billing"),
        ("update Plans", 'I update "Billing" now', ""),
        ("", 'I update "Billing" now', ""),
        ('"', "I update Billing", ""),
        ("cafe\u0301 menu", 'the "caf\u00e9" menu', 'caf\u00e9" menu'),
    ],
)
def test_words_are_found_as_they_were_written_whatever_the_quotation_marks(words: str, text: str, written: str) -> None:
    assert as_written(words, text) == written


@given(words=st.text(max_size=12), text=st.text(max_size=40))
def test_what_is_found_always_stands_in_the_text(words: str, text: str) -> None:
    found = as_written(words, text + words + '"' + text)

    assert found in text + words + '"' + text or found == words


@pytest.mark.parametrize(
    ("text", "is_said"),
    [('a 5" pipe, I\'ll pay, a 6" one', True), ('"Billing": I\'ll pay for "Plans"', True), ('"no" "I\'ll pay"', False)],
)
def test_an_inch_or_the_space_between_two_names_is_no_quotation(text: str, *, is_said: bool) -> None:
    assert says("I'll pay", text) is is_said
