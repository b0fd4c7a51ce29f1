"""A limit is typed as the config writes it."""

from datetime import timedelta

import pytest

from motbot.domain.limits import LimitKind, PromiseLimit
from motbot.domain.someones_details import DETAILS_AT_MOST, details_in
from motbot.domain.typed_limit import TypedLimit, duration_text, typed_of


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (timedelta(hours=1), "1h"),
        (timedelta(minutes=90), "1h30m"),
        (timedelta(days=2, seconds=5), "2d5s"),
        (timedelta(0), "0s"),
    ],
)
def test_a_duration_reads_as_the_config_writes_it(duration: timedelta, text: str) -> None:
    assert duration_text(duration) == text


@pytest.mark.parametrize(("above", "text"), [(500.0, "500"), (0.5, "0.5"), (1000000.0, "1000000"), (None, "")])
def test_an_amount_reads_as_it_would_be_typed(above: float | None, text: str) -> None:
    limit = PromiseLimit(kind=LimitKind.LEGAL, words=("refund*", "credit note"), rule="Never.", above=above)

    assert typed_of(limit) == TypedLimit(kind="legal", words="refund*, credit note", rule="Never.", above=text)


@pytest.mark.parametrize(
    ("fact", "found"),
    [
        ("Carla pays by invoice", ("Carla",)),
        ("Order 48213377 was sent", ("48213377",)),
        ("Write to carla@customer.example", ("carla@customer.example",)),
        ("王芳的单子走顺丰", ("王芳",)),
        ("Returns are free for 30 days", ()),
        ("退款批准后最多 5 个工作日到账", ()),
    ],
)
def test_what_may_be_one_customers_own_is_pointed_out(fact: str, found: tuple[str, ...]) -> None:
    assert details_in([fact], ("Carla Customer", "王芳", "")) == found


def test_only_the_first_few_details_are_named() -> None:
    assert len(details_in([f"Order {48213377 + number}" for number in range(50)], ())) == DETAILS_AT_MOST
