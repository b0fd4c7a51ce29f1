"""Sentences that were once misread, with their neighbours, said on Wednesday 18 November 2026 at 14:30 in Shanghai."""

import pytest

from motbot.due_times import DueReader
from tests.due_times.telling import SHANGHAI, WEDNESDAY, rows, told

LATEST = """
最晚 16:30 给您 => 2026-11-18 16:30
明天最晚 12:30 给您 => 2026-11-19 12:30
明天最晚12:30 => 2026-11-19 12:30
最晚8点前回复 => 2026-11-18 20:00
明天最晚 10 点给您 => 2026-11-19 10:00
最晚上午十点给您 => 2026-11-19 10:00
明天最晚上午 10 点 => 2026-11-19 10:00
最晚下午5点 => 2026-11-18 17:00
最晚一点前给您 => 2026-11-19 13:00
最晚今晚八点 => 2026-11-18 20:00
最晚明晚 8:30 => 2026-11-19 20:30
最晚晚上八点 => 2026-11-18 20:00
最迟 16:30 => 2026-11-18 16:30
明天最晚12点 => 2026-11-19 12:00
今晚12点前 => 2026-11-19 00:00
明天最早 4:30 能到 => 2026-11-19 16:30
明天最早上午九点 => 2026-11-19 09:00
晚 8:30 给您 => 2026-11-18 20:30
明天早 8:30 => 2026-11-19 08:30
"""
MONTHS = """
5 月中旬给您 => 2027-05-20 18:00
12 月底前 => 2026-12-31 18:00
12 月 底前 => 2026-12-31 18:00
12 月份内完成 => 2026-12-31 18:00
十二 月中旬 => 2026-12-20 18:00
明年 5 月中旬 => 2027-05-20 18:00
2027 年 3 月底 => 2027-03-31 18:00
2027 年底 => 2027-12-31 18:00
5月中旬 => 2027-05-20 18:00
月中旬 => 2026-11-20 18:00
下个月中旬 => 2026-12-20 18:00
3 个月内 => 2027-02-18 14:30
"""
HAPPENED = """
06:40 失败 => event_date 2026-11-18 06:40
06:40 失败了 => event_date 2026-11-18 06:40
凌晨 06:40 任务失败了 => event_date 2026-11-18 06:40
11:40 服务器挂了 => event_date 2026-11-18 11:40
9点挂了，正在查 => event_date 2026-11-18 09:00
06:40 到了 => event_date 2026-11-18 06:40
06:40左右报错 => event_date 2026-11-18 06:40
今天 06:40 又超时了 => event_date 2026-11-18 06:40
06:40 重启过 => event_date 2026-11-18 06:40
8:15 发了邮件 => event_date 2026-11-18 08:15
06:40 failed => event_date 2026-11-18 06:40
06:40: failed again => event_date 2026-11-18 06:40
06:40 - arrived => event_date 2026-11-18 06:40
The nightly job of 06:40 failed => event_date 2026-11-18 06:40
At 06:40 it went down => event_date 2026-11-18 06:40
At 06:40 the billing job crashed => event_date 2026-11-18 06:40
At 9:15 we restarted it => event_date 2026-11-18 09:15
08:10 the server suddenly stopped => event_date 2026-11-18 08:10
16:40前完成 => 2026-11-18 16:40
16:40 到 => 2026-11-18 16:40
16:40 到货 => 2026-11-18 16:40
16:40 发失败日志给您 => 2026-11-18 16:40
16:40 看看有没有失败 => 2026-11-18 16:40
16:40 到了我给您打电话 => 2026-11-18 16:40
16:40 过来 => 2026-11-18 16:40
明天10点到了就给您打电话 => 2026-11-19 10:00
明天 06:40 失败 => 2026-11-19 06:40
I'll send you what failed at 4:30pm => 2026-11-18 16:30
We'll call at 4:30pm if it failed => 2026-11-18 16:30
At 16:40 I'll check what failed => 2026-11-18 16:40
At 16:40 we check what failed => 2026-11-18 16:40
By 16:40 it arrived or we refund you => 2026-11-18 16:40
Tomorrow 06:40 failed runs are started again => 2026-11-19 06:40
"""
NUMBERS = """
中山路56号 => nothing
我住解放路 12 号 => nothing
长乐弄20号 => nothing
建设大道20号 => nothing
20号3单元502室 => nothing
3单元20号 => nothing
20 号 3 楼 => nothing
3楼20号 => nothing
B座12号 => nothing
3排20号 => nothing
56号已经发货 => nothing
订单 56 号 => nothing
工号 120号 => nothing
A12号 => nothing
霄云路甲26号 => nothing
1号院5号 => nothing
20号302室 => nothing
20号 => 2026-11-20 18:00
20 号前给您 => 2026-11-20 18:00
下个月20号 => 2026-12-20 18:00
安排20号上门 => 2026-11-20 18:00
讲座20号前安排好 => 2026-11-20 18:00
小区20号前通水 => 2026-11-20 18:00
会议室20号前修好 => 2026-11-20 18:00
我知道20号前要给您 => 2026-11-20 18:00
31号前 => impossible
下个月56号 => impossible
中山路56号，20号前送到 => 2026-11-20 18:00
"""

BESIDE = """
By three you'll have it => 2026-11-18 15:00
Before four we call you => 2026-11-18 16:00
by five they are there => 2026-11-18 17:00
截止时间：四点前 => 2026-11-18 16:00
正在给您跑：五点前您能收到 => 2026-11-18 17:00
下午四点进您邮箱 => 2026-11-18 16:00
"""

ON_THE_WAY = """
Our driver is ten minutes away. => 2026-11-18 14:40
She's only 20 minutes out => 2026-11-18 14:50
We're about 5 min away => 2026-11-18 14:35
The hotel is ten minutes away. => nothing
It's 5 minutes away from the station => nothing
还有十分钟就到 => 2026-11-18 14:40
师傅再有 20 分钟左右就到了 => 2026-11-18 14:50
还差半小时修好 => 2026-11-18 15:00
走路十分钟就到 => nothing
离车站还有十分钟的路 => nothing
"""


@pytest.mark.parametrize(("sentence", "expected"), rows(LATEST))
def test_at_the_latest_is_no_evening_and_at_the_earliest_no_morning(
    reader: DueReader, sentence: str, expected: str
) -> None:
    assert told(reader, sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), rows(MONTHS))
def test_a_month_stays_with_its_number_across_a_space(reader: DueReader, sentence: str, expected: str) -> None:
    assert told(reader, sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), rows(HAPPENED))
def test_what_happened_at_an_hour_is_not_due_then(reader: DueReader, sentence: str, expected: str) -> None:
    assert told(reader, sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), rows(ON_THE_WAY))
def test_somebody_on_the_way_is_there_in_so_long_and_a_place_is_not(
    reader: DueReader, sentence: str, expected: str
) -> None:
    assert told(reader, sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), rows(NUMBERS))
def test_a_number_of_a_house_a_seat_or_an_order_is_no_day(reader: DueReader, sentence: str, expected: str) -> None:
    assert told(reader, sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), rows(BESIDE))
def test_an_hour_is_read_beside_a_colon_and_before_whoever_has_it_by_then(
    reader: DueReader, sentence: str, expected: str
) -> None:
    assert told(reader, sentence) == expected


@pytest.mark.parametrize("sentence", ["比分 3:2 点评", "16:三点建议", "我有三点进展"])
def test_a_score_or_a_point_is_no_hour(reader: DueReader, sentence: str) -> None:
    assert not told(reader, sentence).startswith("2026")


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Ben will ring you in ten minutes.", "in ten minutes"),
        ("I'll try to squeeze it in today.", "today"),
        ("We fit it in tomorrow", "tomorrow"),
        ("I'll send it in two hours", "in two hours"),
        ("I'll call in the morning", "in the morning"),
        ("Our engineer drops by at 10 tomorrow.", "at 10 tomorrow"),
        ("I'll have it done by 10 tomorrow.", "by 10 tomorrow"),
    ],
)
def test_only_the_words_that_name_the_time_are_quoted(reader: DueReader, text: str, phrase: str) -> None:
    assert [one.phrase for one in reader.find(text, said_at=WEDNESDAY, zone=SHANGHAI)] == [phrase]
