"""Ordinary requests in both languages: each is told on the card, and said back, as a person would say it."""

import pytest

from motbot.domain.expectation import ExpectationKind
from motbot.playbook import Playbook
from tests.playbook.talks import assess, reply, says

CHINESE = (
    ("下周的培训资料能提前发我一份吗？", "一份下周的培训资料", "您需要提前拿到一份下周的培训资料。"),
    ("能不能提前把下周的培训资料发我一份", "一份下周的培训资料", "您需要我们提前把下周的培训资料发您一份。"),
    ("你们能把文件也发我一份吗？", "一份文件", "您需要我们把文件也发您一份。"),
    ("方便的话把样品图也发过来", "样品图", "您需要我们把样品图也发过来。"),
    ("麻烦把合同再发我一下", "合同", "您需要我们把合同再发您。"),
    ("可以先把定金退给我吗？", "定金退回", "您需要我们先把定金退给您。"),
    ("报告也发我一份吧", "一份报告", "您需要拿到一份报告。"),
    ("想把会员日改到周四", "会员日改到周四", "您需要我们把会员日改到周四。"),
    ("我们想把会员日改到周四", "会员日改到周四", "您需要我们把会员日改到周四。"),
    ("我想把收货地址换成公司的", "收货地址换成公司的", "您需要我们把收货地址换成公司的。"),
    ("我想周四改成线上", "周四改成线上", "您想要周四改成线上。"),
    ("报价单做好了吗？", "知道报价单做好了没有", "您想知道报价单做好了没有。"),
    ("设备修好了没有？", "知道设备修好了没有", "您想知道设备修好了没有。"),
    ("合同盖好章了吗？", "知道合同盖好章了没有", "您想知道合同盖好章了没有。"),
    ("样品寄出来了吗？", "知道样品寄出来了没有", "您想知道样品寄出来了没有。"),
    ("退款到账了吗？", "知道退款到账了没有", "您想知道退款到账了没有。"),
    ("上次的问题解决了吗？", "知道上次的问题解决了没有", "您想知道上次的问题解决了没有。"),
    ("报价单有进展吗？", "知道报价单的进展", "您想知道报价单的进展。"),
    ("现在能用了吗？", "知道现在能不能用了", "您想知道现在能不能用了。"),
    ("合同地址需要改一下", "改合同地址", "您需要改合同地址。"),
    ("三个同事登不上", "三个同事能登录", "三个同事登不上"),
    ("好几个客户打不开", "好几个客户能正常使用", "好几个客户打不开"),
    ("再问一下，发票什么时候开？", "知道发票什么时候开", "您想知道发票什么时候开。"),
    ("还想请教您一个问题，保修期多长？", "知道保修期多长", "您想知道保修期多长。"),
    ("想问一下能不能改时间", "知道能不能改时间", "您想知道能不能改时间。"),
    ("可以提前告诉我们停水的时间吗？", "提前告诉我们停水的时间", "您需要我们提前告诉您这边停水的时间。"),
    ("请提前一天通知我们", "提前一天通知我们", "您需要我们提前一天通知您这边。"),
    ("想请你们再派一个师傅过来", "再派一个师傅过来", "您需要我们再派一个师傅过来。"),
    ("再帮我确认一下送货时间", "再确认一下送货时间", "您需要我们再确认送货时间。"),
    ("能帮我再看一下这个报错吗？", "再看一下这个报错", "您需要我们再看这个报错。"),
    ("帮助中心打不开", "帮助中心恢复正常", "帮助中心打不开"),
    ("能否提前一天送货？", "知道能否提前一天送货", "您想知道能否提前一天送货。"),
    ("可不可以把会议室换到三楼？", "知道可不可以把会议室换到三楼", "您想知道可不可以把会议室换到三楼。"),
    ("会议纪要可以再发一遍吗？", "知道会议纪要可不可以再发一遍", "您想知道会议纪要可不可以再发一遍。"),
    ("合同能再改一下吗？", "知道合同能不能再改一下", "您想知道合同能不能再改一下。"),
    ("能不能再便宜一点？", "知道能不能再便宜一点", "您想知道能不能再便宜一点。"),
    ("下周的课能提前到周二吗？", "知道下周的课能不能提前到周二", "您想知道下周的课能不能提前到周二。"),
    ("能否把尾款推迟到月底付？", "知道能否把尾款推迟到月底付", "您想知道能否把尾款推迟到月底付。"),
    ("想提前退房，可以吗？", "提前退房", "您想要提前退房。"),
    ("可以改到周五吗，行不行？", "知道可不可以改到周五", "您想知道可不可以改到周五。"),
    ("我想再加两个人", "再加两个人", "您想要再加两个人。"),
    ("想麻烦您查一下物流", "查一下物流", "您需要我们查物流。"),
    ("麻烦帮我把账号解锁一下", "把账号解锁一下", "您需要我们把账号解锁一下。"),
    ("昨晚的房费请退给我们", "昨晚的房费退给我们", "您需要我们把昨晚的房费退给您这边。"),
    ("发票请开成专票", "发票开成专票", "您需要我们把发票开成专票。"),
    ("我们想要一份去年的对账单", "一份去年的对账单", "您需要一份去年的对账单。"),
)
ENGLISH = (
    ("Could you send the training slides a day early?", "The training slides a day early", "send the training slides"),
    ("Could you also send me the file?", "The file", "you'd like us to send you the file."),
    ("We'd like to move the members' day to Thursday.", "To move the members' day to Thursday", "you want to move"),
    ("Is the quote ready?", "To know whether the quote is ready", "know whether the quote is ready."),
    (
        "Is our new sign ready yet?",
        "To know whether their new sign is ready yet",
        "whether your new sign is ready yet.",
    ),
    (
        "Is the contract signed yet?",
        "To know whether the contract is signed yet",
        "whether the contract is signed yet.",
    ),
    ("Has the sample been shipped?", "To know whether the sample has been shipped", "the sample has been shipped."),
    ("Is the red building open?", "To know whether the red building is open", "whether the red building is open."),
    ("Can the course be moved to Tuesday?", "To know whether the course can be moved to Tuesday", "can be moved"),
    ("Will the shop be open on Sunday?", "To know whether the shop will be open on Sunday", "the shop will be open"),
    (
        "Would it be possible to deliver one day earlier?",
        "To know whether it is possible to deliver one day earlier",
        "whether it is possible to deliver one day earlier.",
    ),
    ("Is it possible to have a copy?", "To know whether they can have a copy", "whether you can have a copy."),
    ("Would you mind sending the price list?", "Sending the price list", "I'm on it"),
    (
        "Quick question again: when will the invoice come?",
        "To know when the invoice will come",
        "the invoice will come.",
    ),
    ("One more question: when will the invoice come?", "To know when the invoice will come", "the invoice will come."),
    ("If possible, could you unlock my account?", "Unlock their account", "you'd like us to unlock your account."),
    ("We need Coffee for twelve.", "Coffee for twelve", "you need coffee for twelve."),
    ("We need Lunch for ten.", "Lunch for ten", "you need lunch for ten."),
    ("We want Internet in room 5.", "Internet in room 5", "you need Internet in room 5."),
    ("We need Photoshop for twelve.", "Photoshop for twelve", "you need Photoshop for twelve."),
    ("Can you send the contract again?", "The contract again", "you'd like us to send the contract again."),
    ("Could we check out early?", "To know whether they could check out early", "whether you could check out early."),
    ("I'd like to change the delivery address.", "To change the delivery address", "change the delivery address."),
    ("Can you move the meeting to the third floor?", "Move the meeting to the third floor", "us to move the meeting"),
    ("Could you also copy Anna in?", "Copy Anna in", "you'd like us to copy Anna in."),
    ("Please let me know a day in advance.", "Let them know a day in advance", "let you know a day in advance."),
    ("What do we need to do about our contract?", "To know what they need to do about their contract", "what you need"),
    ("Which forms do I have to sign?", "To know which forms they have to sign", "which forms you have to sign."),
    ("Any chance of a discount?", "A discount", "you need a discount."),
    ("Can we add two more people?", "To know whether they can add two more people", "you can add two more people."),
    ("Could you merge the two orders into one?", "Merge the two orders into one", "merge the two orders into one."),
    ("I'd like one invoice for both orders.", "One invoice for both orders", "one invoice for both orders."),
)


@pytest.mark.parametrize(("asked", "wish", "back"), [*CHINESE, *ENGLISH], ids=lambda one: one[:30])
async def test_an_ordinary_request_is_told_and_said_back_as_a_person_would(
    playbook: Playbook, asked: str, wish: str, back: str
) -> None:
    view = says(asked)
    told = [one.text for one in (await assess(playbook, view)).of_kind(ExpectationKind.EXPLICIT)]
    assert told == [wish]
    assert back in await reply(playbook, view)


@pytest.mark.parametrize(
    ("asked", "wishes"),
    [
        (
            "Where is my order? I need it for Friday's party.",
            ["To know where their order is", "Their order for Friday's party"],
        ),
        ("One more thing: our second printer isn't showing up.", ["Their second printer isn't showing up"]),
        ("漏水的事，师傅到现在还没来", ["师傅过来"]),
        ("人到现在还没来", ["有人过来"]),
    ],
)
async def test_what_is_asked_after_or_told_in_passing_keeps_its_own_name(
    playbook: Playbook, asked: str, wishes: list[str]
) -> None:
    told = [one.text for one in (await assess(playbook, says(asked))).of_kind(ExpectationKind.EXPLICIT)]
    assert [one for one in told if one in wishes] == wishes, told


@pytest.mark.parametrize(
    "asked",
    ["不是说好了吗？", "你们睡着了吗？", "又坏了吗？", "已经发货了吗？", "你们忘了吗？", "可以了吗？"],
)
async def test_a_reproach_or_a_bare_word_is_not_put_as_whether_a_thing_is_done(playbook: Playbook, asked: str) -> None:
    assert "了没有" not in await reply(playbook, says(asked))


@pytest.mark.parametrize(
    "asked", ["If you can deliver by Friday, we'll order twelve.", "When you can reset my password, please call me."]
)
async def test_a_condition_without_its_pause_is_not_cut_off_as_a_courtesy(playbook: Playbook, asked: str) -> None:
    explicit = (await assess(playbook, says(asked))).of_kind(ExpectationKind.EXPLICIT)
    assert not any(one.text.startswith(("Deliver", "Reset")) for one in explicit)
