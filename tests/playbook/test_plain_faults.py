"""A fault that is told without a question expects a deed of ours; the weather and their own affairs do not."""

import pytest

from motbot.domain.expectation import ExpectationKind, Signal
from motbot.playbook import Playbook
from tests.playbook.talks import assess, reply, says, talk

FAULTS = (
    *("the heating in room 4 is cold", "the door doesn't lock", "Room 5 is freezing", "The lift has stopped"),
    *("The light in the hallway is out", "The bed linen is dirty", "The soup was cold", "The page loads forever"),
    *("There are ants in the kitchen", "There's water coming through the ceiling", "The kettle has no lid"),
    *("The report has two blank pages", "the search returns nothing", "The app freezes when I open the map"),
    *("Our invoice shows last year's price", "I only got half of the order", "The handle of my suitcase came off"),
    *("the printer on floor two is out of paper", "The statement lists the same payment twice"),
    *("The delivery has one box less than ordered", "Our booth has no power", "The meeting room is double booked"),
    *(
        "暖气还是凉的",
        "房间的灯坏了",
        "打不开发票",
        "房间里有蟑螂",
        "水龙头滴水",
        "网速特别慢",
        "屏幕一直闪",
        "电梯停了",
    ),
    *("床单是脏的", "账单多了一笔", "页面是空白的", "隔壁太吵了", "空调吹的是热风", "订单显示已取消", "收到的是旧款"),
    *("The clock in the hall is ten minutes slow", "The download stops at 40 percent", "床垫中间塌了"),
    *("数据全是零", "椅子一坐就晃", "纸箱压扁了", "今天房间很冷", "我们房间很冷"),
)
THEIR_OWN = (
    *("It's cold today", "The weather is awful here", "Our board meets at three", "My car is in the garage"),
    *("My heating at home is broken, so I'm working from a café today", "I'm freezing, winter is here"),
    *("The weekend was too short", "The other supplier was too slow", "Our kids are loud today, sorry"),
    *("My old laptop was slow, the new one is great", "The heating works again", "The door locks now"),
    *("The concert was loud and wonderful", "The water in the lake is cold", "The room is warm and quiet"),
    *("The rain has stopped", "Our team is working all night", "Ann is out of office"),
    *("今天好冷", "外面下雨了", "我们三点开董事会", "我的车在修理厂", "我家暖气坏了，今天在咖啡馆办公", "雨停了"),
    *("路上堵车，晚点到", "孩子生病了，我今天在家", "我们这边九点上班", "我们的打印机是旧款", "我同事小李是新来的"),
    *("沙发我自己搬好了", "钥匙我放回盒子里了", "你们的员工很热情", "阳台上看日落太美了", "我们都很期待音乐会"),
    *("湖水很凉", "我弟弟在上海工作", "我们团队一共四个人", "灯亮了", "暖气热了", "我们很冷静"),
)


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_fault_told_without_a_question_is_a_moment_and_is_said_back(playbook: Playbook, fault: str) -> None:
    view = says(fault)
    assessment = await assess(playbook, view)

    assert assessment.is_moment
    assert [one.quote for one in assessment.of_kind(ExpectationKind.EXPLICIT)] == [fault]
    assert await reply(playbook, view)


@pytest.mark.parametrize("news", THEIR_OWN)
async def test_the_weather_and_their_own_affairs_ask_nothing_of_us(playbook: Playbook, news: str) -> None:
    assert not (await assess(playbook, says(news))).is_moment


async def test_a_fault_of_any_thing_is_said_back_as_a_fault(playbook: Playbook) -> None:
    assert "room 5 is freezing." in await reply(playbook, says("Room 5 is freezing"))


@pytest.mark.parametrize(
    ("fault", "mended", "again"),
    [
        ("The shower in 12 is cold.", "A plumber fixed the shower this morning.", "It's cold again."),
        ("The lift has stopped.", "It runs again since nine.", "It stopped again"),
        ("12 房的淋浴是冷的", "今早已请师傅修好淋浴。", "又冷了。"),
    ],
)
async def test_a_fault_that_is_back_is_not_solved(playbook: Playbook, fault: str, mended: str, again: str) -> None:
    view = talk((0, "customer", fault), (20, "agent", mended), (90, "customer", again))
    found = await assess(playbook, view)

    assert found.is_moment
    assert Signal.NOT_QUITE in found.signals


@pytest.mark.parametrize("well", ["It's working again, thanks!", "It's warm again.", "又能用了，谢谢"])
async def test_what_works_again_is_no_fault(playbook: Playbook, well: str) -> None:
    view = talk((0, "customer", "The shower in 12 is cold."), (20, "agent", "It is fixed."), (90, "customer", well))
    assert not (await assess(playbook, view)).is_moment
