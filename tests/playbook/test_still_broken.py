"""What still does not work is wanted to work again: by its name, and never together with the words for how long."""

import pytest

from motbot.domain.expectation import ExpectationKind
from motbot.playbook import Playbook
from tests.playbook.talks import assess, says


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("到现在还报错", "恢复正常"),
        ("说好上周五修好的，到现在还报错，到底怎么回事？", "恢复正常"),
        ("现在还是登不上", "恢复正常"),
        ("昨天又崩了", "恢复正常"),
        ("已经三天了还用不了", "恢复正常"),
        ("从早上到现在一直超时", "恢复正常"),
        ("刚才都连不上", "恢复正常"),
        ("最近老是卡死", "恢复正常"),
        ("导出到现在还报错", "导出恢复正常"),
        ("到现在系统还报错", "系统恢复正常"),
        ("今天报表打不开", "报表恢复正常"),
        ("订单页面今天又打不开", "订单页面恢复正常"),
        ("会员系统昨晚突然崩了", "会员系统恢复正常"),
        ("扫码枪已经两个小时没反应", "扫码枪恢复正常"),
        ("今天天气预报打不开", "天气预报恢复正常"),
    ],
)
async def test_what_fails_is_wanted_back_without_the_words_for_how_long(
    playbook: Playbook, words: str, wanted: str
) -> None:
    found = await assess(playbook, says(words))

    assert wanted in [one.text for one in found.of_kind(ExpectationKind.EXPLICIT)]
