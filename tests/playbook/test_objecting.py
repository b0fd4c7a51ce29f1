"""What a customer says of our answer: not quite, and why; or fine, with a sigh."""

import pytest

from motbot.domain.expectation import ExpectationKind, NegativeType, Signal
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.playbook import Playbook
from motbot.playbook.fitting import fits
from motbot.playbook.rephrasing import Kind
from motbot.playbook.ruling import Ruling
from tests.playbook.talks import assess, reply, says, talk

ASKED = "Can you change the 40 chairs to 45 and send the updated quote to Ann?"
ASKED_ZH = "麻烦把发票抬头改成上海青木，另外把上个月的两张一起重开。"


def rule(playbook: Playbook, view: ConversationView) -> Ruling:
    return playbook.first_look.reader.gate.rule(view)


def after(offered: str, said: str) -> ConversationView:
    return talk((0, "customer", "今天能送到桌布吗？"), (5, "agent", offered), (8, "customer", said))


@pytest.mark.parametrize(
    ("offered", "said"),
    [
        ("They'll be with you at 6 instead. Does that still work for you?", "Tight, but fine, thanks"),
        ("They'll be with you at 6 instead. Does that still work for you?", "not ideal. ok then"),
        ("They'll be with you at 6 instead. Is that in time?", "a bit late but we'll manage"),
        ("改到六点送到，这个时间可以吗？", "有点紧，不过行吧，谢谢"),
        ("改到六点送到，这样您那边来得及吗？", "晚了点，也行"),
    ],
)
def test_a_yes_with_a_grumble_asks_for_nothing(playbook: Playbook, offered: str, said: str) -> None:
    ruling = rule(playbook, after(offered, said))
    assert not ruling.is_moment
    assert ruling.negative_type in {NegativeType.THANKS_CLOSING, NegativeType.FYI}


@pytest.mark.parametrize(
    ("offered", "said"),
    [
        (
            "They'll be with you at 6 instead. Does that still work for you?",
            "Fine, but only if it is 5:30 at the latest",
        ),
        ("They'll be with you at 6 instead. Does that still work for you?", "Thanks, but that's too late for us."),
        ("They'll be with you at 6 instead. Is that in time?", "OK, but please ring me before"),
        ("改到六点送到，这个时间可以吗？", "可以，不过能不能先送一半？"),
        ("改到六点送到，这样您那边来得及吗？", "太晚了，来不及"),
    ],
)
def test_a_yes_with_a_condition_and_a_no_do_ask(playbook: Playbook, offered: str, said: str) -> None:
    assert rule(playbook, after(offered, said)).is_moment


def test_thanks_for_what_is_still_to_come_confirm_nothing(playbook: Playbook) -> None:
    ruling = rule(playbook, after("They'll be with you by 5pm.", "Tight, but fine, thanks"))
    assert Signal.CONFIRMED_BY_CUSTOMER not in ruling.signals


@pytest.mark.parametrize(
    ("asked", "said", "fault"),
    [
        (ASKED, "Not quite, the total still shows 40 chairs.", "the total still shows 40 chairs"),
        (ASKED_ZH, "不太对，税号还是旧的。", "税号还是旧的"),
    ],
)
async def test_an_objection_that_names_what_is_wrong_stands_alone(
    playbook: Playbook, asked: str, said: str, fault: str
) -> None:
    view = talk((0, "customer", asked), (30, "agent", "Done, 改好了。"), (60, "customer", said))
    explicit = (await assess(playbook, view)).of_kind(ExpectationKind.EXPLICIT)
    assert [one.quote for one in explicit] == [fault]


@pytest.mark.parametrize(("asked", "said"), [(ASKED, "Not quite."), (ASKED_ZH, "不太对")])
async def test_after_a_bare_not_quite_the_request_still_stands_and_is_not_recited(
    playbook: Playbook, asked: str, said: str
) -> None:
    view = talk((0, "customer", asked), (30, "agent", "Done, 改好了。"), (60, "customer", said))
    explicit = (await assess(playbook, view)).of_kind(ExpectationKind.EXPLICIT)
    drafted = await reply(playbook, view)
    assert {one.source for one in explicit} == {"1000.000000"}
    assert not any(words in drafted for words in ("45", "Ann", "上海青木", "重开"))
    assert "?" in drafted or "？" in drafted


@pytest.mark.parametrize(
    ("asked", "question", "told"),
    [
        ("The front door keypad is dead.", "Do the master keys still work?", "the master keys still work"),
        ("空调坏了。", "请问遥控器还有反应吗？", "遥控器还能用，灯会亮"),
    ],
)
async def test_an_answer_to_our_question_is_not_what_they_asked_for(
    playbook: Playbook, asked: str, question: str, told: str
) -> None:
    view = talk((0, "customer", asked), (5, "agent", question), (8, "customer", told))
    explicit = (await assess(playbook, view)).of_kind(ExpectationKind.EXPLICIT)
    assert {one.source for one in explicit} == {"1000.000000"}


async def test_a_figure_in_an_answer_is_kept_beside_the_request(playbook: Playbook) -> None:
    told = "forty, and the new ones only start in the second half of the year"
    view = talk((0, "customer", "I need a quote"), (1, "agent", "For how many seats?"), (2, "customer", told))
    explicit = (await assess(playbook, view)).of_kind(ExpectationKind.EXPLICIT)
    assert [one.source for one in explicit] == ["1000.000000", "1002.000000"]


@pytest.mark.parametrize(
    ("first", "then", "owned"),
    [
        ("颜色不对，还是红的", "颜色还是不对", True),
        ("颜色不对，还是红的", "电话号码不对", False),
        ("The printer still doesn't work", "The printer is still not working", True),
        ("The printer still doesn't work", "Now the scanner still doesn't open", False),
    ],
)
async def test_who_has_to_say_again_that_the_same_is_not_right_hears_that_we_own_it(
    playbook: Playbook, first: str, then: str, *, owned: bool
) -> None:
    view = talk(
        (0, "customer", "请把海报改成蓝底" if first > "z" else "The printer on floor 3 jams."),
        (5, "agent", "改好了，您看看。" if first > "z" else "We changed the roller, please try."),
        (10, "customer", first),
        (15, "agent", "重新改好了，您再看看。" if first > "z" else "Please restart it."),
        (20, "customer", then),
    )
    said = await reply(playbook, view)
    assert any(one in said for one in ("抱歉", "sorry")) == owned


async def test_words_that_ask_are_never_closed_as_a_statement(playbook: Playbook) -> None:
    assert "吗。" not in await reply(playbook, says("问题还在，网络又断了，能不能快点处理，今天还能好吗"))
    assert not fits(Kind.PROBLEM, "能帮您再看这个报错吗", Language.ZH)
    assert fits(Kind.PROBLEM, "海报右下角电话印错了", Language.ZH)
