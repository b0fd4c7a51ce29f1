"""A promise that goes beyond the channel's limits is known by its words, its amount and its haste."""

from datetime import UTC, datetime, timedelta

import pytest

from motbot.domain.beyond import beyond, unsayable
from motbot.domain.limits import LimitKind, PromiseLimit

T0 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def limit(*words: str, above: float | None = None, sooner_than: timedelta | None = None) -> PromiseLimit:
    return PromiseLimit(
        kind=LimitKind.AUTHORITY, words=words, rule="ask first", instead="I ask", above=above, sooner_than=sooner_than
    )


def is_beyond(text: str, one: PromiseLimit, due: datetime | None = None) -> bool:
    return bool(beyond(text, due=due, said_at=T0, limits=(one,)))


@pytest.mark.parametrize(
    ("words", "text", "meant"),
    [
        ("refund", "I'll refund you", True),
        ("refund", "I'll REFUND you", True),
        ("refund", "We refunded it", False),
        ("refund*", "It will be refunded", True),
        ("refund*", "a prerefund", False),
        ("credit note", "a credit  note is coming", True),
        ("SLA", "that is slack", False),
        ("退款", "今天给您退款", True),
        ("退款", "今天给您回电话", False),
        ("refund", "今天给您refund一下", True),
        ("保证", "保 证", False),
    ],
)
def test_a_limit_is_known_by_its_words(words: str, text: str, meant: bool) -> None:
    assert is_beyond(text, limit(words)) is meant


@pytest.mark.parametrize(
    ("text", "above"),
    [
        ("refund €1,200 today", True),
        ("I'll refund 1 200 by 17:00", True),
        ("refund 1.200,50 €", True),
        ("refund $1,234.56", True),
        ("refund 1200元", True),
        ("refund 退 1,200 元", True),
        ("refund 2万元", True),
        ("refund 5k", True),
        ("refund 1.5 million", True),
        ("a refund of one thousand", False),
        ("refund €999", False),
        ("refund 1000", False),
        ("refund 1000.01", True),
        ("refund order 48211 by 5", False),
        ("refund invoice #48211", False),
        ("单号 12345 refund", False),
        ("refund within 2000 days", False),
        ("refund €50 for order no 48211", False),
        ("refund on 2026-11-21", False),
        ("refund by 17:00", False),
    ],
)
def test_an_amount_is_told_from_times_dates_and_numbers_of_cases(text: str, above: bool) -> None:
    assert is_beyond(text, limit("refund", above=1000)) is above


def test_haste_counts_from_when_it_was_said_and_only_where_a_time_is_named() -> None:
    quick = limit(sooner_than=timedelta(hours=1))

    assert is_beyond("fixed in a moment", quick, T0 + timedelta(minutes=59))
    assert not is_beyond("fixed in an hour", quick, T0 + timedelta(hours=1))
    assert not is_beyond("fixed soon", quick)


def test_every_condition_of_a_limit_has_to_hold() -> None:
    both = limit("refund", above=100, sooner_than=timedelta(hours=1))
    soon, later = T0 + timedelta(minutes=5), T0 + timedelta(hours=5)

    told = [
        is_beyond(text, both, due)
        for text, due in (("refund 200", soon), ("refund 200", later), ("refund 50", soon), ("pay 200", soon))
    ]

    assert told == [True, False, False, False]


def test_each_limit_is_told_once_in_the_order_of_the_config() -> None:
    legal = PromiseLimit(kind=LimitKind.LEGAL, words=("guarantee",), rule="never")
    text = "I guarantee a refund, guarantee!"

    found = beyond(text, due=None, said_at=T0, limits=(legal, limit("refund"), limit("guarantee"), legal))

    assert [one.rule for one in found] == ["never", "ask first"]
    assert found[1].instead == "I ask"


NEVER = PromiseLimit(
    kind=LimitKind.LEGAL, words=("guarantee*", "never fails", "保证"), rule="no guarantees", instead=""
)


@pytest.mark.parametrize(
    "text",
    [
        "Our uptime is guaranteed, as everybody knows.",
        "Do you need a guarantee? It comes with one.",
        "This product never fails.",
        "We do not mind: it is guaranteed.",
        "放心，质量有保证。",
        "不但快，还保证安全。",
        "没问题，我们保证不丢数据。",
    ],
)
def test_what_is_never_said_is_noticed_without_any_promise(text: str) -> None:
    assert [one.rule for one in unsayable(text, limits=[NEVER])] == ["no guarantees"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We can't guarantee that.",
        "There is no guarantee, I'm sorry.",
        "Nobody can guarantee it, and I will not.",
        'You asked for "a guarantee".',
        "> our uptime is guaranteed\nThat was an old page.",
        "这一点我们不能保证。",
        "没法保证当天到。",
        "您说的“保证”是哪一页？",
    ],
)
def test_what_is_denied_or_quoted_is_not_said(text: str) -> None:
    assert unsayable(text, limits=[NEVER]) == ()


def test_only_what_is_never_said_counts_without_a_promise() -> None:
    assert unsayable("A refund is a refund.", limits=[limit("refund")]) == ()


def test_an_amount_that_is_never_named_is_noticed_above_it() -> None:
    named = PromiseLimit(kind=LimitKind.LEGAL, words=("discount",), rule="no more than 10", above=10)
    assert unsayable("That is a discount of 15 EUR.", limits=[named])
    assert not unsayable("That is a discount of 5 EUR.", limits=[named])
