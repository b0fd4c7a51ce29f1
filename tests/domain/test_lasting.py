"""A fact is told only as long as its own words hold, and nothing that may be a rule is ever lost."""

from datetime import date

import pytest

from motbot.domain.for_today import words_of_today
from motbot.domain.lasting import is_over, last_day, still_holding

TOLD = date(2026, 11, 5)
"""A Thursday."""


@pytest.mark.parametrize(
    ("fact", "last"),
    [
        ("The machine stands still since this morning", date(2026, 11, 5)),
        ("机器今天早上起就停了", date(2026, 11, 5)),
        ("The hotline is closed today", date(2026, 11, 5)),
        ("今天热线不开", date(2026, 11, 5)),
        ("This week we ship on Tuesday only", date(2026, 11, 8)),
        ("本周五休息", date(2026, 11, 8)),
        ("Until 12 November the depot is closed", date(2026, 11, 12)),
        ("The depot is closed until November 12th.", date(2026, 11, 12)),
        ("Valid until 2026-11-12", date(2026, 11, 12)),
        ("仓库关到11月12日", date(2026, 11, 12)),
        ("仓库关到 11 月 12 日为止", date(2026, 11, 12)),
        ("11月12日前仓库不开", date(2026, 11, 12)),
        ("Today only the north gate is open, until 12 November", date(2026, 11, 12)),
    ],
)
def test_the_last_day_of_a_fact_is_read_from_words_that_whoever_keeps_it_is_asked_about(fact: str, last: date) -> None:
    assert last_day(fact, told=TOLD) == last
    assert words_of_today([fact])


@pytest.mark.parametrize(
    "fact",
    [
        "Support hours: Monday to Friday, 09:00 to 18:00.",
        "Since 1 November prices include VAT",
        "The contract was signed on 3 March 2024",
        "Currently we ship within the EU only",
        "We are open until 18:00",
        "Contracts signed until 31 December 2026 keep the old price",
        "The old price holds for whatever was bought until 31 December 2026.",
        "Guests who stay through 31 December 2026 park for nothing",
        "The price is 20 euros until 31 December 2026, then 25",
        "Up to 5 may be ordered per customer",
        "Not until 5 may be cancelled",
        "Winter hours: from 1 November to 31 March",
        "Payment is due by the 15th of next month",
        "Orders before 14:00 arrive tomorrow",
        "Order today, get it tomorrow",
        "As of today prices include VAT",
        "If you call before noon, somebody comes today",
        "目前只支持微信支付",
        "自11月1日起涨价",
        "每周一发货",
        "2026年12月30日之前购买的设备保修三年",
        "到2026年12月31日签的合同按老价格",
        "我们收到11月12日的订单",
        "请注明日期",
        "今后天天送货",
        "基本月费 30 元",
        "以下月份不发货",
        "基本周期为三个月",
        "今天下单明天到",
        "从今天起含税",
        "如今天气不影响配送",
    ],
)
def test_what_may_be_a_rule_goes_on_holding(fact: str) -> None:
    assert last_day(fact, told=TOLD) is None
    assert not is_over(fact, told=TOLD, today=date(2027, 3, 1))


@pytest.mark.parametrize("fact", ["Until 1 November the depot is closed", "仓库关到11月1日"])
def test_a_date_that_was_over_when_it_was_told_ends_nothing(fact: str) -> None:
    assert words_of_today([fact])
    assert last_day(fact, told=TOLD) is None


def test_only_what_is_over_is_left_out() -> None:
    text = "Until 12 November the depot is closed. Parcels go to gate 2.\n11月12日前仓库不开。包裹送二号门。"

    assert still_holding(text, told=TOLD, today=date(2026, 11, 12)) == text
    left = still_holding(text, told=TOLD, today=date(2026, 11, 13))
    assert "depot" not in left
    assert "仓库" not in left
    assert "Parcels go to gate 2." in left
    assert "包裹送二号门。" in left
