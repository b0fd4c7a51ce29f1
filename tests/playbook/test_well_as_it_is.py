"""What is as it ought to be is no fault, whatever words it shares with one; what is not stays one."""

import pytest

from motbot.domain.expectation import Signal
from motbot.playbook import Playbook
from tests.playbook.talks import assess, says, talk

WELL = (
    *(
        "The water is cold and refreshing here.",
        "The stage is dark until the show begins.",
        "My phone is off until five.",
    ),
    *("All of us are off next week.", "The cake came out beautifully.", "The results came out last week."),
    *("The gallery stays closed on Mondays.", "The office door stays open until six.", "The price drops every spring."),
    *("The hall has two empty seats.", "I am out of breath, just ran up the stairs.", "We're out of meetings by five."),
    *(
        "Only half of us came to the party.",
        "Our bus is ten minutes late, be there soon.",
        "The new machine hums nicely.",
    ),
    *("Our server keeps running smoothly."),
    *(
        "汤很烫，孩子们很喜欢",
        "水很凉，喝着真爽",
        "空调吹的是凉风，很舒服",
        "全是白色的，很好看",
        "脸发红，喝酒了",
        "天空发蓝",
    ),
    *("货九点到的，一件不少", "这个月我们团队到40人了", "这边终于出太阳了", "我跟我们老板夸你们效率高呢"),
    *("这周我们这边没什么新情况", "我们换了纸箱供应商，你们那边不用做什么", "明天我把数据发你们", "定下来了我们告诉您"),
    *("照片我传到文件夹里了", "今天来的快递小哥态度特别好", "我们的新宣传册出来了，有空可以看看"),
    *("几楼都行", "有几位老师过来", "电话一直响，生意太好了", "我发我自己邮箱了", "沙发我买了"),
)
FAULTS = (
    *("The heating is off.", "Our screen is off again.", "The plug came out of the wall.", "The door stays open."),
    *("The connection drops every few minutes.", "The report has two empty pages.", "We're out of towels."),
    *("Only half of the chairs came.", "The train is ten minutes late.", "The soup was cold and the waiter rude."),
    *("There's a mistake in our invoice.", "There is nothing left in the minibar.", "The room has a smell of smoke."),
    *("There is a terrible smell in the corridor.", "The flat has no heating.", "There's a typo in your contract."),
    *("房间很冷，但是早餐好吃", "全是零", "面包发酸", "报警器一直响", "发票发我们自己邮箱"),
    *("货九点到的，少了两箱", "我们这边三天没消息了", "照片我传上去了，你们那边打不开", "快递小哥态度很差"),
    *("司机把货放雨里就走了", "周日的排班表上还有小汤的名字", "我们已经退订的那个月你们还扣费了"),
    *("我们等了一个小时了", "我们这边页面一直加载中", "我的包裹还在原地", "我们五个人变成七个人", "期待尽快收到样品"),
)


@pytest.mark.parametrize("news", WELL)
async def test_what_is_well_or_their_own_asks_nothing_of_us(playbook: Playbook, news: str) -> None:
    assert not (await assess(playbook, says(news))).is_moment


@pytest.mark.parametrize("fault", FAULTS)
async def test_what_is_not_as_it_ought_to_be_is_a_moment(playbook: Playbook, fault: str) -> None:
    assert (await assess(playbook, says(fault))).is_moment


@pytest.mark.parametrize(
    "news",
    [
        "They are out again tomorrow.",
        "手机又响了，先接个电话",
        "外面又吵又热闹",
        "您又停车在门口啦",
        "门铃又响了，是快递，谢谢",
    ],
)
async def test_what_comes_again_for_other_reasons_says_nothing_of_what_we_had_mended(
    playbook: Playbook, news: str
) -> None:
    view = talk(
        (0, "customer", "Could you send us the quote?"), (20, "agent", "Here it is, attached."), (90, "customer", news)
    )
    assert Signal.NOT_QUITE not in (await assess(playbook, view)).signals
