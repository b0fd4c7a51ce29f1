"""The same promise in other words is known again, and another one is not taken for it."""

import pytest

from motbot.domain.likeness import likeness

SAME = [
    ("I'll send the report by 5", "the report will be there by 17:00"),
    ("I'll get you the invoice today", "You will have the invoice by 18:00"),
    ("We will fix the login page by noon", "the login page will be fixed at 12"),
    ("I'll refund the deposit tomorrow", "your deposit will be refunded tomorrow morning"),
    ("I will call you at 3", "I'll give you a call at three"),
    ("Ben will check the logs tonight", "Ben's checking the logs tonight"),
    ("I'll ship the replacement phone on Friday", "The replacement phone ships Friday"),
    ("I'll raise the limit today", "limit will be raised by 18:00"),
    ("I'll have the March statement with you by 4", "March statement: by 4 pm"),
    ("we'll restart the sync job in 10 minutes", "the sync will be restarted in ten minutes"),
    ("I'll check", "I'll check!"),
    ("我五点前把报告发给您", "报告17:00前会发到您邮箱"),
    ("调整分录我16:00前补给您", "分录下午四点前给您"),
    ("今天17:00前先出中英双版草稿给你核对", "草稿17点发你"),
    ("我明天上午给您回电话", "明早打电话给您"),
    ("退款今天会到账", "今天给您退款"),
    ("我们今晚修复登录问题", "登录问题今晚会修好"),
    ("合同我周五前发您", "周五前您会收到合同"),
]
OTHER = [
    ("I'll send the report", "I'll send the invoice"),
    ("I'll send the contract tomorrow", "I'll send the log tomorrow"),
    ("We'll fix the login page by noon", "We'll fix the billing export by noon"),
    ("I'll refund the deposit", "I'll refund the shipping"),
    ("I'll raise the limit today", "I'll allowlist the IPs today"),
    ("I'll book the room", "I'll book the flight"),
    ("I'll call you at 3", "I'll call the courier at 3"),
    ("I'll check with the warehouse", "I'll check with finance"),
    ("the data will be restored by 6", "the dashboard will be restored by 6"),
    ("Fix expected by 02:45 UTC", "I'll update here at 02:35"),
    ("I'll send it today", "I'll send it tomorrow, the log file"),
    ("我今天发报告给您", "我今天发发票给您"),
    ("今晚修复登录问题", "今晚修复导出问题"),
    ("今天17:00前先出中英双版草稿给你核对", "周三12:00前盖好章放前台"),
    ("我16:00前补调整分录", "我16:00前跟您核对金额"),
    ("我去问财务", "我去问仓库"),
    ("我催一下物流", "我催一下主管批假"),
]
ENOUGH = 0.62


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_promise_in_two_wordings_is_alike(one: str, other: str) -> None:
    assert likeness(one, other) >= ENOUGH


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_promises_of_one_kind_are_not_alike(one: str, other: str) -> None:
    assert likeness(one, other) < ENOUGH


@pytest.mark.parametrize(("one", "other"), [*SAME, *OTHER])
def test_likeness_is_the_same_in_both_directions_and_bounded(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1


@pytest.mark.parametrize("text", ["I'll send the report", "我今天发报告", "I'll check"])
def test_every_text_is_wholly_like_itself(text: str) -> None:
    assert likeness(text, text) == 1


@pytest.mark.parametrize("text", ["", "!!!", "\u200b"])
def test_nothing_is_like_a_text_without_words(text: str) -> None:
    assert likeness(text, text) == 0
