"""A call for somebody, beside what is the matter, is no wish of its own."""

import pytest

from motbot.domain.expectation import ExpectationKind
from motbot.playbook import Playbook
from tests.playbook.talks import assess, says


@pytest.mark.parametrize(
    ("text", "call"),
    [
        ("预算文件夹打不开，有人能帮忙吗？领导四点要看数。", "有人"),
        ("打印机卡纸了，哪位同事能来看一下？", "答复打印机卡纸了，哪位"),
        ("门禁刷不开，有没有人帮我处理一下？", "有没有人"),
        ("The badge printer is stuck. Can somebody help?", "somebody"),
    ],
)
async def test_a_call_for_somebody_is_not_taken_for_what_is_wanted(playbook: Playbook, text: str, call: str) -> None:
    found = await assess(playbook, says(text))

    wanted = [one.text for one in found.expectations if one.kind is ExpectationKind.EXPLICIT]
    assert wanted
    assert [one for one in wanted if call in one] == []
