"""Whether a quote stands in a text: quote marks, dashes, widths and hidden characters do not matter, words do."""

import string
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motbot.domain.grounding import folded, occurs, source_of
from motbot.domain.message import Line
from motbot.domain.people import Side

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HIDDEN = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u200f", "\u202e", "\u2069", "\ufe0f")


def line(ts: str, text: str) -> Line:
    return Line(ts=ts, at=NOON, side=Side.CUSTOMER, author="U1", text=text)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("it's down", "IT\u2019S DOWN again"),
        ("it\u2019s down", "it's down"),
        ("don\u00b4t", "I don't"),
        ("\u201cAcme\u201d", 'for "Acme" only'),
        ("「加急」", '请"加急"处理'),
        ("『加急』", "请“加急”处理"),
        ("re-send", "please re\u2011send it"),
        ("9-5", "open 9\u20135"),
        ("now \u2014 please", "now - please"),
        ("5 \u2212 3", "5 - 3"),
        ("Order 42", "Ｏｒｄｅｒ　４２"),
        ("什么时候发货?", "请问，什么时候发货？"),
        ("好,谢谢", "好，谢谢"),
        ("今天,明天", "今天、明天"),
        ("完了.", "完了。"),
        ("wait...", "please wait\u2026"),
        ("two  words", "two\n\twords"),
        ("two words", "two\u00a0words"),
        ("ﬁnal", "final"),
        ("STRASSE", "Straße"),
        ("café", "cafe\u0301"),
        ("café", "cafe\u200d\u0301"),
        ("❤️ it", "❤ it"),
    ],
)
def test_what_writers_and_machines_vary_does_not_make_a_quote_untrue(quote: str, text: str) -> None:
    assert occurs(quote, text)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("", "anything"),
        ("   ", "anything at all"),
        ("\u200b\ufeff", "anything"),
        ("by Friday", "by Thursday"),
        ("cannot log in", "can not log in"),
        ("the order is late", "the order, is late"),
        ("first second", "first, then second"),
        ("明天发货", "明天不发货"),
        ("café", "cafe"),
        ("1.000", "1,000"),
        ("whole text and more", "whole text"),
    ],
)
def test_other_words_or_none_are_no_quote(quote: str, text: str) -> None:
    assert not occurs(quote, text)


def test_the_newest_line_that_holds_the_quote_is_its_source() -> None:
    lines = [line("1.0", "where is my order"), line("2.0", "Order please"), line("3.0", "hello")]

    assert source_of("order", lines) == "2.0"
    assert source_of("order", iter(lines)) == "2.0"
    assert source_of("where is", lines) == "1.0"


def test_a_quote_pieced_together_from_two_lines_has_no_source() -> None:
    assert source_of("order please", [line("1.0", "my order"), line("2.0", "please")]) == ""
    assert source_of("", [line("1.0", "my order")]) == ""
    assert source_of("order", []) == ""


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=40))
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=40), st.integers(0, 40), st.sampled_from(HIDDEN))
def test_a_hidden_character_anywhere_changes_nothing(text: str, place: int, hidden: str) -> None:
    assert folded(text[:place] + hidden + text[place:]) == folded(text)


@settings(deadline=None, max_examples=150)
@given(
    before=st.text(max_size=20),
    quote=st.text(alphabet=string.ascii_letters + string.digits + "订单号加急 -'\"", min_size=1).filter(str.strip),
    after=st.text(alphabet=string.printable + "，。？", max_size=20),
)
def test_what_is_cut_out_of_a_text_stands_in_it(before: str, quote: str, after: str) -> None:
    assert occurs(quote, f"{before} {quote} {after}")


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=30), st.text(max_size=30))
def test_a_quote_that_stands_in_a_text_is_never_longer_than_it(quote: str, text: str) -> None:
    assert not occurs(quote, text) or len(folded(quote)) <= len(folded(text))
