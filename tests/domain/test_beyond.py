"""A promise that goes beyond the channel's limits is known by its words, its amount and its haste."""

from datetime import UTC, datetime, timedelta

import pytest

from motbot.domain.beyond import beyond
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
