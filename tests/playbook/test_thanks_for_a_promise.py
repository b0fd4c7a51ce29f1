"""Thanks for what is only promised say nothing of an outcome, however the promise was put."""

import pytest

from motbot.domain.expectation import NegativeType, Signal
from motbot.playbook import Playbook
from tests.playbook.talks import assess, talk


@pytest.mark.parametrize(
    ("asked", "said", "thanks"),
    [
        ("Could you send me the report?", "You have it by three.", "Thanks!"),
        ("Could you send me the report?", "You'll find it in your inbox tomorrow.", "Thanks!"),
        ("Could you send me the report?", "You're getting it tonight.", "Thank you!"),
        ("Could you send me the report?", "It's with you by three.", "Thanks!"),
        ("Could you send me the report?", "It's in your inbox before four.", "Thanks!"),
        ("Could you send me the report?", "By three you'll have it.", "Thanks!"),
        ("能把报告发我吗？", "三点前到您手上。", "谢谢！"),
        ("能把报告发我吗？", "明天您就能收到。", "谢谢！"),
        ("能把报告发我吗？", "今晚发到您邮箱。", "谢谢！"),
        ("能把报告发我吗？", "下午三点您就有了。", "谢谢！"),
        ("Please fix the door.", "I'll tell you when it's fixed.", "Thanks!"),
        ("Please fix the door.", "Once it's done, you'll hear from me.", "Thanks!"),
        ("麻烦修一下空调", "修好了会通知您", "谢谢"),
        ("麻烦修一下空调", "弄好了我告诉您", "谢谢"),
        ("麻烦修一下空调", "一弄好了就发您照片", "谢谢"),
    ],
)
async def test_thanks_for_what_they_will_have_confirm_nothing(
    playbook: Playbook, asked: str, said: str, thanks: str
) -> None:
    found = await assess(playbook, talk((0, "customer", asked), (2, "agent", said), (3, "customer", thanks)))
    assert found.negative_type is NegativeType.THANKS_CLOSING
    assert Signal.CONFIRMED_BY_CUSTOMER not in found.signals


@pytest.mark.parametrize(
    ("asked", "said", "thanks"),
    [
        ("Could you send me the report?", "It's in your inbox.", "Thanks!"),
        ("When do you open?", "We open at nine on Monday.", "Thanks!"),
        ("能把报告发我吗？", "已经发到您邮箱了。", "谢谢！"),
        ("Please fix the door.", "It's fixed; tell us if it sticks again.", "Thanks!"),
        ("麻烦修一下空调", "已经修好了，我们试过了", "谢谢"),
        ("麻烦改一下合同", "改好了发您了", "谢谢"),
        ("你们几点开门？", "我们早上九点开门。", "谢谢！"),
    ],
)
async def test_thanks_for_what_they_have_confirm_it(playbook: Playbook, asked: str, said: str, thanks: str) -> None:
    found = await assess(playbook, talk((0, "customer", asked), (2, "agent", said), (3, "customer", thanks)))
    assert Signal.CONFIRMED_BY_CUSTOMER in found.signals
