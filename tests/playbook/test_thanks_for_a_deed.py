"""Thanks that name what was done are thanks: no wish is made of them, and a plain yes beside them confirms."""

import pytest

from motbot.domain.expectation import NegativeType, Signal
from motbot.playbook import Playbook
from tests.playbook.talks import assess, talk

ASKED = (
    (0, "customer", "Could you fly in 200 pieces?"),
    (5, "agent", "Booked, they landed on Tuesday."),
    (90, "agent", "Does that keep your line running, Carla?"),
)
ASKED_IN_CHINESE = (
    (0, "customer", "能不能先空运200件？"),
    (5, "agent", "订好了，周二已经落地。"),
    (90, "agent", "陈总，这样产线不停了吧？"),
)


@pytest.mark.parametrize(
    "said",
    [
        "It does, thank you for turning this round.",
        "Yes it does, thanks for sorting that out!",
        "It does indeed. Thank you so much for the quick help",
        "They do, thanks for taking care of it so quickly",
        "Thank you for helping us out, much appreciated!",
        "Perfect, thank you for your patience with us",
    ],
)
async def test_thanks_for_a_deed_beside_a_yes_confirm(playbook: Playbook, said: str) -> None:
    assessment = await assess(playbook, talk(*ASKED, (95, "customer", said)))

    assert assessment.negative_type is NegativeType.THANKS_CLOSING
    assert assessment.signals == (Signal.CONFIRMED_BY_CUSTOMER,)


@pytest.mark.parametrize(
    "said", ["不停了，多谢帮忙扭转局面", "不停了，谢谢帮忙", "谢谢你们帮忙解决", "不停了，多谢你帮我们解决"]
)
async def test_thanks_for_a_deed_beside_a_yes_confirm_in_chinese(playbook: Playbook, said: str) -> None:
    assessment = await assess(playbook, talk(*ASKED_IN_CHINESE, (95, "customer", said)))

    assert assessment.negative_type is NegativeType.THANKS_CLOSING
    assert assessment.signals == (Signal.CONFIRMED_BY_CUSTOMER,)


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("It does, thanks for sorting that out. Could you send the invoice too?", "invoice"),
        ("Thanks for sorting that out, but could you send the second pallet as well?", "second pallet"),
        ("谢谢帮忙，另外发票能发我吗", "发票"),
        ("帮忙查一下单号，谢谢", "单号"),
        ("谢谢帮我查一下单号", "单号"),
    ],
)
async def test_what_is_asked_beside_such_thanks_is_heard(playbook: Playbook, said: str, wish: str) -> None:
    assessment = await assess(playbook, talk(*ASKED, (95, "customer", said)))

    assert assessment.is_moment
    assert any(wish in one.text for one in assessment.expectations)
    assert not any(one.text.startswith(("谢", "Thank")) for one in assessment.expectations)


@pytest.mark.parametrize("said", ["Thanks for sending it over by five", "Thanks for nothing", "Thanks for not calling"])
async def test_thanks_for_what_is_still_to_come_or_never_came_do_not_confirm(playbook: Playbook, said: str) -> None:
    assessment = await assess(playbook, talk(*ASKED, (95, "customer", said)))

    assert Signal.CONFIRMED_BY_CUSTOMER not in assessment.signals


@pytest.mark.parametrize(
    "said", ["It does not, thanks for asking.", "It doesn't, thanks", "No, they don't. Thank you."]
)
async def test_a_no_to_our_question_confirms_nothing_however_polite(playbook: Playbook, said: str) -> None:
    assessment = await assess(playbook, talk(*ASKED, (95, "customer", said)))

    assert Signal.CONFIRMED_BY_CUSTOMER not in assessment.signals


@pytest.mark.parametrize("said", ["还是停了，谢谢", "还没有，谢谢", "不行，谢谢"])
async def test_a_no_to_our_question_confirms_nothing_in_chinese(playbook: Playbook, said: str) -> None:
    assessment = await assess(playbook, talk(*ASKED_IN_CHINESE, (95, "customer", said)))

    assert Signal.CONFIRMED_BY_CUSTOMER not in assessment.signals
