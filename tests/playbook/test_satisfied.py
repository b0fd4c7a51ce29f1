"""A customer who says that what we did is good asks for nothing, and has confirmed it where we have delivered."""

import pytest

from motbot.domain.expectation import NegativeType, Signal
from motbot.domain.language import is_chinese_character
from motbot.domain.message import ConversationView
from motbot.playbook import Playbook
from motbot.playbook.ruling import Ruling
from tests.playbook.talks import talk

SATISFIED = [
    "Perfect, that was quick.",
    "Wow, that was fast!",
    "Great, works perfectly.",
    "It works like a charm now",
    "Perfect, that's exactly what I needed.",
    "Just what we were looking for!",
    "Great, that helps a lot.",
    "Very helpful",
    "Lovely, it has arrived.",
    "The parcel is here",
    "Amazing service.",
    "Good work, team!",
    "Brilliant, exactly right.",
    "That did the trick.",
    "Nice, it fits perfectly.",
    "Impressive turnaround.",
    "I'm impressed.",
    "That was easier than I thought.",
    "We're very happy with it",
    "The error is gone",
    "Super, up and running again.",
    "Love it!",
    "Ah perfect, I can see it now.",
    "It opens fine now",
    "Works on my side.",
    "You saved my day",
    "太好了，真快！",
    "好了，能打开了",
    "已经能登录了",
    "没毛病",
    "这下放心了",
    "比预想的快",
    "很好用",
    "效果很好",
    "挺快的",
    "辛苦了，速度真快",
    "你们服务真好",
    "正是我要的",
    "就是我们想要的，非常满意",
    "一切正常",
    "货到了，质量很好",
    "钱到账了",
    "帮了大忙了",
    "回复很及时，点赞",
]

ASKS = [
    "Great, that helps. Could you also send the price list?",
    "That was quick, but the file is empty.",
    "It works perfectly on the laptop but not on the phone.",
    "It arrived broken.",
    "It has not arrived.",
    "The parcel is here but two chairs are missing",
    "When can we log in again?",
    "辛苦了，再帮我查一下发票",
    "辛苦看一下这个订单",
    "效果很好，但是还差一张图，能补吗？",
    "我要的是蓝色的，这个不对",
    "就是我要的那份还没收到",
    "货到了两箱，还缺一箱",
]

NOT_CONFIRMED = [
    "That's what I asked for last week!",
    "We're not happy with it.",
    "It doesn't work well.",
    "I'm not impressed.",
    "You have to unlock it so we can print it again",
    "不太满意",
    "又不能登录了",
    "不是很好用",
    "速度太慢了",
    "回复快一点",
    "还没到账",
]


PRAISE_AND_MORE = [
    "Great job, you deleted our whole archive.",
    "Oh brilliant, another blank page.",
    "Impressive, three weeks for a PDF.",
    "Kudos for losing my luggage",
    "I can open it now. It's the draft, not the signed copy.",
    "The order arrived. Half of it.",
    "It arrived, in pieces",
    "That's what I wanted, but signed.",
    "Tracking says it has arrived",
    "I don't think it arrived",
    "I wish it was up and running",
    "good to go once the logo is fixed",
    "Very helpful, not.",
    "Your competitor was faster than expected.",
    "Good to go?",
    "That was quick, but then you always are",
    "效率真高，一个合同等了三个星期。",
    "真给力，连个回信也没有",
    "但愿一切正常",
    "物流显示东西到了",
    "本来挺好的",
    "隔壁店效率很高",
]
FAULTS_BESIDE = [
    "It prints fine now. In the wrong colour.",
    "I love it when nobody answers.",
    "I can see the error now",
    "The wrong parcel arrived",
    "能打开了，不是签字版",
    "东西到了，碎了",
    "测试通过了，上线没通过",
    "辛苦你了，把椅子搬到二楼",
]


def delivered(text: str) -> ConversationView:
    """The words, said after we have delivered."""
    if any(map(is_chinese_character, text)):
        return talk((0, "customer", "合同能发我吗？"), (5, "agent", "已经发给您了。"), (9, "customer", text))
    said = (0, "customer", "Could you send me the signed contract?"), (5, "agent", "Here it is.")
    return talk(*said, (9, "customer", text))


def rule(playbook: Playbook, view: ConversationView) -> Ruling:
    return playbook.first_look.reader.gate.rule(view)


@pytest.mark.parametrize("text", SATISFIED)
def test_praise_after_we_have_delivered_confirms_it_and_asks_for_nothing(playbook: Playbook, text: str) -> None:
    ruled = rule(playbook, delivered(text))

    assert (ruled.is_moment, ruled.negative_type) == (False, NegativeType.THANKS_CLOSING)
    assert Signal.CONFIRMED_BY_CUSTOMER in ruled.signals


@pytest.mark.parametrize("text", ASKS)
def test_a_request_beside_praise_stays_one(playbook: Playbook, text: str) -> None:
    assert rule(playbook, delivered(text)).is_moment


@pytest.mark.parametrize(
    ("asked", "ours", "text"),
    [
        ("Could you fix the printer?", "Are you through with all of them?", "All out, you saved my day."),
        ("麻烦修一下打印机", "都赶上了吗？", "太好了，赶上了！"),
    ],
)
def test_an_answer_that_names_the_day_saved_or_met_confirms_too(
    playbook: Playbook, asked: str, ours: str, text: str
) -> None:
    said = talk((0, "customer", asked), (5, "agent", "Done."), (60, "agent", ours), (65, "customer", text))
    ruled = rule(playbook, said)

    assert (ruled.is_moment, ruled.signals) == (False, (Signal.CONFIRMED_BY_CUSTOMER,))


@pytest.mark.parametrize("text", PRAISE_AND_MORE)
def test_praise_turned_round_hearsay_and_praise_with_more_beside_it_confirm_nothing(
    playbook: Playbook, text: str
) -> None:
    ruled = rule(playbook, delivered(text))

    assert (ruled.is_moment, ruled.signals) == (False, ())


@pytest.mark.parametrize("text", FAULTS_BESIDE)
def test_a_fault_beside_praise_or_an_outcome_is_a_request(playbook: Playbook, text: str) -> None:
    assert rule(playbook, delivered(text)).is_moment


@pytest.mark.parametrize(
    ("ours", "text"),
    [
        (("Sorry, no, that is not possible.",), "Nice work"),
        (("Noted.",), "Super"),
        (("锅炉不归我们管。",), "效率真高"),
        (("I'll repair it by 15:00.", "Have a nice day!"), "Thanks!"),
        (("我下午三点前修好。", "祝您愉快！"), "谢谢"),
        (("I'll repair it by 15:00.",), "The parcel is here."),
        (("我下午三点前修好。",), "快递到了"),
    ],
)
def test_nothing_is_confirmed_by_praise_without_a_deed_nor_while_a_promise_is_open(
    playbook: Playbook, ours: tuple[str, ...], text: str
) -> None:
    asked = "锅炉能修吗？" if is_chinese_character(text[0]) else "Could you fix the boiler?"
    said = [(5 + at, "agent", one) for at, one in enumerate(ours)]
    ruled = rule(playbook, talk((0, "customer", asked), *said, (30, "customer", text)))

    assert Signal.CONFIRMED_BY_CUSTOMER not in ruled.signals


def test_what_we_have_delivered_since_is_no_open_promise(playbook: Playbook) -> None:
    view = talk(
        (0, "customer", "I see. Can I have the confirmation today?"),
        (5, "agent", "Yes, Omar. I'll send it here by 16:00, as a signed PDF."),
        (350, "agent", "Here is the confirmation, with the order of 28 September on it."),
        (360, "agent", "Omar, does your manager take it, or is something missing on it?"),
        (365, "customer", "Yes, she does. Thank you, Alice!"),
    )
    assert rule(playbook, view).signals == (Signal.CONFIRMED_BY_CUSTOMER,)


@pytest.mark.parametrize("text", NOT_CONFIRMED)
def test_words_that_only_look_like_praise_confirm_nothing(playbook: Playbook, text: str) -> None:
    assert Signal.CONFIRMED_BY_CUSTOMER not in rule(playbook, delivered(text)).signals


@pytest.mark.parametrize(
    ("asked", "ours", "text"),
    [
        ("Could you send me the contract?", "I'll send it by 15:00.", "That was quick!"),
        ("Could you send me the contract?", "I'll send it by 15:00.", "Great, that helps a lot."),
        ("Could you print our menus?", "Does the draft look right to you?", "Looks good to me."),
        ("Could you find us a car?", "There is one at ten. Should I book it for you?", "That would work beautifully."),
        ("合同能发我吗？", "下午三点前发您。", "回复真快！"),
        ("合同能发我吗？", "下午三点前发您。", "谢谢！"),
        ("菜单能帮我们印吗？", "您看这个版式可以吗？", "效果很好"),
    ],
)
def test_praise_before_we_have_delivered_confirms_nothing(playbook: Playbook, asked: str, ours: str, text: str) -> None:
    ruled = rule(playbook, talk((0, "customer", asked), (5, "agent", ours), (9, "customer", text)))

    assert Signal.CONFIRMED_BY_CUSTOMER not in ruled.signals
