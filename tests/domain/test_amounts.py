"""An amount is money, or a number that a word of giving stands at; a year, a room or a case is none."""

import pytest

from motbot.domain.amounts import amounts
from motbot.domain.grounding import folded

AMOUNTS = [
    ("I'll refund you 600", 600),
    ("refund 600 straight away", 600),
    ("refund (600)", 600),
    ("refund 1200,- today", 1200),
    ("I'll refund 1 500 €", 1500),
    ("I'll refund €1.200", 1200),
    ("I'll refund EUR 1'200", 1200),
    ("1,200.50 CHF", 1200.5),
    ("I'll refund HK$900", 900),
    ("CAD 900", 900),
    ("I'll refund ¥６００", 600),
    ("I'll refund 0.9k", 900),
    ("one thousand dollars today", 1000),
    ("pay you half a million", 500_000),
    ("five grand", 5000),
    ("a discount of 700", 700),
    ("we credit your account with 900 by Friday", 900),
    ("a 900 refund", 900),
    ("you get 900 back today", 900),
    ("900 will be refunded", 900),
    ("I'll waive the fee of 800", 800),
    ("今天给您退一千元", 1000),
    ("今天退您两千块", 2000),
    ("给您退五千", 5000),
    ("退款两千五", 2500),
    ("退您1万2", 12_000),
    ("今天退8000给您", 8000),
    ("给您补偿800", 800),
    ("赔您三万", 30_000),
]
NONE = [
    "I'll refund the 2026 licence fee today",
    "I'll refund your March 2026 invoice",
    "the 2026 refund policy",
    "I'll refund PO 88123 today",
    "I'll refund item 4711 today",
    "I'll refund room 1204 today",
    "I'll refund 600 users today",
    "I'll refund it to card ending 4242",
    "I'll refund you within 48 hours",
    "I'll refund 100% of it",
    "I'll pay invoice 88123",
    "I'll send 5000 brochures",
    "3月5日退您发票2041号",
    "我退您尾号8842的卡",
    "退您3件",
    "退2026年的费用",
    "我们一块退",
]


@pytest.mark.parametrize(("text", "amount"), AMOUNTS)
def test_an_amount_is_read_in_digits_and_in_words(text: str, amount: float) -> None:
    (found,) = amounts(folded(text))

    assert found == pytest.approx(amount)


@pytest.mark.parametrize("text", NONE)
def test_what_counts_or_numbers_something_is_no_amount(text: str) -> None:
    assert amounts(folded(text)) == ()


def test_where_money_is_named_no_other_number_counts() -> None:
    assert amounts("i'll refund the 600 users 5 dollars each") == (5,)
    assert amounts("i'll refund chf 50 per user for 600 users") == (50,)


def test_the_words_of_whoever_asks_say_what_a_number_is() -> None:
    assert amounts("i'll raise the limit to 50000", ("limit",)) == (50_000,)
    assert amounts("i'll raise the limit to 50000") == ()
