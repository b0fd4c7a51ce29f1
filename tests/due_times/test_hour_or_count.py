"""A number is an hour where somebody promises by it, and a count where it says how much or how many."""

import pytest

from motbot.due_times import DueReader
from tests.due_times.telling import rows, told

HOURS = """
I'll raise a ticket by 3 => 2026-11-18 15:00
I will refund order 48211 by 5 => 2026-11-18 17:00
I'll send invoice 1001 by 6 => 2026-11-18 18:00
I'll send you the new one by five => 2026-11-18 17:00
I'll send the reduced price list by 5 => 2026-11-18 17:00
I'll have the reduced rate by 5 => 2026-11-18 17:00
I'll send the quote at 5 => 2026-11-18 17:00
I'll take a look at 3 and write to you => 2026-11-18 15:00
I'll send it off by 5 => 2026-11-18 17:00
I'll extend your trial by 5 today => 2026-11-18 17:00
I'll raise your limit by 10 tomorrow => 2026-11-19 10:00
I'll fix ticket 33 by 10 tomorrow => 2026-11-19 10:00
I'll call you at 3 and three colleagues join => 2026-11-18 15:00
I'll call you between 3 and 5 => 2026-11-18 17:00
明早9点，第一时间给您 => 2026-11-19 09:00
明天下午3点，1号会议室给您 => 2026-11-19 15:00
明天下午两点，第一批先发给您 => 2026-11-19 14:00
明天下午3点，一定发给您 => 2026-11-19 15:00
三点，一定发给您 => 2026-11-18 15:00
会有3点的车给您送过去 => event_date 2026-11-18 15:00
这3点前给您 => 2026-11-18 15:00
我们这三点前会给您答复 => 2026-11-18 15:00
我晚些3点给您 => 2026-11-18 15:00
"""
COUNTS = """
one by one
two by two
I'll reduce it by 3
I'll raise your limit by three
we reduced the price by five
the price was reduced by 5
we are short by two
the figures are off by three
we look at one
it is priced at 20, thanks
we do it between three and five people
cut it by three and a half
我有三点想跟您说
这三点我给您确认
我给您说三点：第一，先退款
我给您说两点，一是退款
回复您两点：1、先退款
第三点我给您确认
"""


@pytest.mark.parametrize(("sentence", "expected"), rows(HOURS))
def test_what_is_promised_by_an_hour_is_due_at_it(reader: DueReader, sentence: str, expected: str) -> None:
    assert expected in told(reader, sentence).split("; ")


@pytest.mark.parametrize("text", COUNTS.strip().splitlines())
def test_what_says_how_much_or_how_many_is_no_hour(reader: DueReader, text: str) -> None:
    assert reader.hour(text) is None
