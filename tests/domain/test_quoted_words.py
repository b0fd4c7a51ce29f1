"""Of a customer's words as many are quoted as there is room for, and the newest always."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from motbot.domain.customer_words import briefly, words_of
from motbot.domain.expectation import Expectation, ExpectationKind
from motbot.domain.message import Line
from motbot.domain.moment import Moment
from motbot.domain.people import Side
from tests.fakes.samples import a_moment

MOMENT = replace(a_moment(), focus=("1.0", "2.0"))


def line(ts: str, text: str) -> Line:
    at = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    return Line(ts=ts, at=at, side=Side.CUSTOMER, author="U1", text=text)


def test_of_too_many_words_the_newest_are_quoted() -> None:
    quoted = words_of(MOMENT, (line("1.0", "old " * 60), line("2.0", "new " * 72)))

    assert quoted.startswith("new")
    assert "old" not in quoted


def test_a_single_long_message_is_shortened() -> None:
    assert len(words_of(MOMENT, (line("2.0", "word " * 500),))) <= 300


@pytest.mark.parametrize(
    ("first", "then"),
    [("The export has failed again. " * 6, "No, I need this week's."), ("导出又失败了。" * 20, "不对，要本周的。")],
)
def test_where_room_is_short_the_newest_words_stand_whole_behind_the_beginning_of_the_older(
    first: str, then: str
) -> None:
    quoted = words_of(MOMENT, (line("1.0", first), line("2.0", then)), at_most=120)

    assert len(quoted) <= 120
    assert quoted.startswith(first[:7])
    assert quoted.endswith(then)


def test_only_the_moments_own_words_are_quoted() -> None:
    lines = (line("0.5", "before"), line("1.0", "where is"), line("1.5", "beside"), line("2.0", "my order"))

    assert words_of(MOMENT, lines) == "where is\nmy order"


@pytest.mark.parametrize(
    ("first", "then", "at_once"),
    [
        ("Our lamp\nflickers.", "And the key?", "Our lamp flickers. And the key?"),
        ("灯在闪。", "钥匙呢？", "灯在闪。钥匙呢？"),
    ],
)
def test_each_message_stands_on_a_line_of_its_own_and_in_short_on_one(first: str, then: str, at_once: str) -> None:
    lines = (line("1.0", first), line("2.0", then))

    assert words_of(MOMENT, lines) == f"{first.replace(chr(10), ' ')}\n{then}"
    assert briefly(MOMENT, lines) == at_once


def test_deleted_words_are_not_quoted() -> None:
    assert words_of(MOMENT, (line("1.0", ""), line("2.0", "my order"))) == "my order"
    assert words_of(MOMENT, ()) == ""


def ours(ts: str, text: str) -> Line:
    return replace(line(ts, text), side=Side.AGENT)


def expecting(*sources: str) -> Moment:
    wanted = (Expectation(kind=ExpectationKind.EXPLICIT, text=one, quote=one, source=one) for one in sources)
    return replace(MOMENT, assessment=replace(MOMENT.assessment, expectations=tuple(wanted)))


ASKED, ANSWERED, NEWER = line("1.0", "When do you open?"), ours("1.5", "At nine."), line("2.0", "Where do we park?")


@pytest.mark.parametrize(
    ("expected", "quoted"),
    [
        (("2.0",), "Where do we park?"),
        (("2.0", "1.0"), "Where do we park?\nWhen do you open?"),
        (("1.0", "2.0"), "When do you open?\nWhere do we park?"),
    ],
)
def test_what_we_have_answered_is_quoted_no_more_unless_it_is_expected_still(
    expected: tuple[str, ...], quoted: str
) -> None:
    assert words_of(expecting(*expected), (ASKED, ANSWERED, NEWER)) == quoted


def test_an_answer_to_the_newest_words_takes_nothing_from_the_card() -> None:
    moment = expecting("2.0")
    lines = (ASKED, ANSWERED, NEWER)

    assert words_of(moment, (*lines, ours("3.0", "Behind the house."))) == words_of(moment, lines)


def test_the_story_for_whoever_takes_it_over_begins_at_the_beginning() -> None:
    said = briefly(expecting("2.0"), (ASKED, ANSWERED, NEWER), whole=True)
    assert said == "When do you open? Where do we park?"


def test_newer_words_that_were_taken_back_leave_the_older_ones() -> None:
    assert words_of(expecting("2.0"), (ASKED, ANSWERED, line("2.0", ""))) == "When do you open?"
