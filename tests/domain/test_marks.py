"""Things of one kind are told apart by their numbers, months, versions and codes, and never by when they are due."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motbot.domain.marks import marks

APART = [
    ("I will send invoice 1001 by 15:00", "I will send invoice 1002 by 17:00"),
    ("I'll send invoices 1001 and 1002", "I'll send invoice 1001"),
    ("I'll send the April report", "I'll send the June report"),
    ("I may send the May bill", "I'll send the June bill"),
    ("your March 5 invoice", "your March 9 invoice"),
    ("the logs from 3 to 5 March", "the logs from 6 to 8 March"),
    ("I'll install version 2.1", "I'll install v2.2"),
    ("I'll repair lift three", "I'll repair lift 4"),
    ("the 3rd floor", "the 4th floor"),
    ("I'll send the first invoice", "I'll send the second invoice"),
    ("the two reports", "the three reports"),
    ("ticket T-77120", "ticket T-77121"),
    ("the Q3 report", "the Q4 report"),
    ("I'll prepare plan B", "I'll prepare plan C"),
    ("section A of the manual", "section B of the manual"),
    ("I'll refund 500 EUR", "I'll refund €600"),
    ("Monday's figures", "Tuesday's figures"),
    ("last week's log", "this week's log"),
    ("invoice 1001", "the invoice for 2026"),
    ("发送3月账单", "发送4月账单"),
    ("修好一号电梯", "修好2号电梯"),
    ("第一份合同", "第二份合同"),
    ("三季度报告", "第四季度报告"),
    ("两份报告", "三份报告"),
    ("退您五百元", "退您600元"),
    ("周一的报告", "周二的报告"),
    ("上周的日志", "这周的日志"),
]
PERHAPS_ONE = [
    ("I will send invoice 1001 by 15:00", "invoice 1001 will be with you at 5 pm"),
    ("INV-1001 goes out at 5", "I'll send invoice 1001 by 6"),
    ("version 2.1 tonight", "I'll install v2.1 by 3pm"),
    ("I may send the May bill", "the May bill goes out"),
    ("the Q3 report for 2026", "the Q3 report"),
    ("refund 500 EUR for order 4711", "the refund for order 4711"),
    ("I'll send the 1,200 units", "1200 units are on their way"),
    ("I'll call you at ten past three", "I'll call you at four"),
    ("line 2 within two working days", "line 2 in 3 days"),
    ("order 12 by Thursday 5 pm", "order 12 by Friday 10am"),
    ("order 12, before 3 or 4", "order 12 by 5 to 6"),
    ("on Friday, 6 March, invoice 1001", "on Monday, 9 March, invoice 1001"),
    ("by the 5th of March invoice 7", "on the 6th, invoice 7"),
    ("<@U123ABC> I'll send it", "<@U999> see https://a.example/7, I'll send it"),
    ("I'll send it at 3", "I'll send invoice 1001"),
    ("一号电梯", "1号电梯五点前修好"),
    ("退您500元", "退您五百元"),
    ("三点一刻发12号单", "四点发12号单"),
    ("我5月3日把12号合同发您", "12号合同5月6日前给您"),
    ("半小时后给您12号单", "再过20分钟给您12号单"),
    ("第一时间给您第2版", "明天给您第二版"),
    ("我们一块处理1001", "处理1001"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_is_numbered_otherwise_is_another_thing(one: str, other: str) -> None:
    assert marks(one).contradict(marks(other))
    assert marks(other).contradict(marks(one))


@pytest.mark.parametrize(("one", "other"), PERHAPS_ONE)
def test_times_and_what_only_one_of_the_two_names_tell_nothing_apart(one: str, other: str) -> None:
    assert not marks(one).contradict(marks(other))
    assert not marks(other).contradict(marks(one))


def test_the_words_for_the_due_time_name_no_thing() -> None:
    due = marks("I'll send lot 5 on 3/4", due_words="on 3/4")

    assert due == marks("I'll send lot 5")
    assert marks("I'll send lot 1005 by 5", due_words="5") == marks("I'll send lot 1005")


def test_what_is_done_names_the_thing_where_the_words_only_say_it() -> None:
    said = marks("I'll send it by 5", "send invoice 1001")

    assert said.contradict(marks("I'll send invoice 1002"))
    assert not said.contradict(marks("I'll send that by 6"))


@given(one=st.text(max_size=60), other=st.text(max_size=60))
def test_nothing_contradicts_itself_and_all_contradict_each_other_alike(one: str, other: str) -> None:
    assert not marks(one).contradict(marks(one))
    assert marks(one).contradict(marks(other)) == marks(other).contradict(marks(one))
