"""Nudges of a step grow fewer for an agent who does it well, come back when it slips, and are theirs to steer."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motbot.domain.moment import Moment
from motbot.domain.moment import Stage as Step
from motbot.slack.act_refs import SHOW_WHOLE
from motbot.slack.home_fading import BRING_BACK
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import Stage
from tests.scenarios.test_advice import seen
from tests.scenarios.test_channel_knowledge import home, opens_home
from tests.scenarios.test_hand_over import MONDAY
from tests.scenarios.town import ALICE, BEN, CARLA, SUPPORT_POLICY, offline

ASKED, ASKED_ZH = "Could you send me the invoice please?", "能把十月的发票发给我吗？"
SENT, SENT_ZH = "Hello Carla, attached is the invoice, dated today.", "您好，十月的发票已经发到您邮箱了。"
THANKS, THANKS_ZH = "Many thanks, that is all I needed!", "收到了，非常感谢！"
"""What one request is made of: it goes well, in the agent's own words."""


async def goes_well(stage: Stage, *, times: int, agent: str = ALICE) -> Moment:
    """One request is played, and stored as often as it went so well."""
    in_chinese = agent == BEN
    root = await stage.asks(CARLA, ASKED_ZH if in_chinese else ASKED)
    await stage.asks(agent, SENT_ZH if in_chinese else SENT, thread=root)
    await stage.asks(CARLA, THANKS_ZH if in_chinese else THANKS, thread=root)
    moment = await stage.moment(root)
    assert moment is not None
    assert (moment.own_words, moment.unanswered, moment.stage) == (True, (), Step.CLOSED)
    async with stage.bot.store.begin() as tx:
        for number in range(1, times):
            later = timedelta(seconds=number)
            await tx.moments.save(replace(moment, id=0, opened_at=moment.opened_at + later, version=0))
    await stage.passes(timedelta(minutes=20))
    return moment


async def newest_card(stage: Stage, agent: str = ALICE, words: str = "Could you send me the contract please?") -> str:
    """The card of one more request."""
    await stage.asks(CARLA, words)
    card = stage.notes(agent, "card")[-1]
    assert words[:8] in card.text
    return card.text


@pytest.mark.parametrize(
    ("agent", "words", "why", "at_home"),
    [
        (ALICE, "Could you send me the contract please?", "Short, since in 6 of your last 6", "Offer: quieter now"),
        (BEN, "能把合同发给我吗？", "这条从简：最近 6 次里有 6 次", "提议：提醒少了一些"),
    ],
)
async def test_after_six_in_a_row_a_card_is_short_says_why_and_home_says_so_too(
    staged: Staged, agent: str, words: str, why: str, at_home: str
) -> None:
    policy = replace(SUPPORT_POLICY, on_duty=(agent,))
    async with staged(coaching=offline(), start=MONDAY, policies=(policy,)) as stage:
        await goes_well(stage, times=6, agent=agent)

        assert why in await newest_card(stage, agent, words)
        await opens_home(stage, agent)
        assert at_home in home(stage, agent)


async def test_one_slip_brings_the_next_card_back_whole(staged: Staged) -> None:
    async with staged(coaching=offline(), start=MONDAY) as stage:
        await goes_well(stage, times=6)
        root = await stage.asks(CARLA, "Could you send me the contract please?")
        await stage.asks(ALICE, "Hello Carla, noted.", thread=root)
        await stage.asks(CARLA, THANKS, thread=root)
        await stage.passes(timedelta(minutes=20))

        assert "A reply you can send" in await newest_card(stage, words="Could you send me the price list please?")
        await opens_home(stage, ALICE)
        assert "Offer: quieter" not in home(stage, ALICE)


async def test_a_request_whose_card_is_left_out_stands_in_home_and_its_card_comes_while_nobody_answers(
    staged: Staged,
) -> None:
    async with staged(coaching=offline(), start=MONDAY) as stage:
        await goes_well(stage, times=12)
        cards = len(stage.notes(ALICE, "card"))
        await stage.asks(CARLA, "Could you send me the contract please?")
        assert len(stage.notes(ALICE, "card")) == cards

        await opens_home(stage, ALICE)
        assert "Could you send me the contract please?" in home(stage, ALICE)
        await stage.passes(timedelta(hours=5))
        assert "A reply you can send" in stage.notes(ALICE, "card")[-1].text


async def test_what_is_brought_back_leaves_home_and_the_next_card_is_whole(staged: Staged) -> None:
    async with staged(coaching=offline(), start=MONDAY) as stage:
        await goes_well(stage, times=6)
        await opens_home(stage, ALICE)
        assert "Offer: quieter now" in home(stage, ALICE)

        await stage.workspace.press(ALICE, "home", BRING_BACK, "offer")
        await stage.until(lambda: "Offer: quieter now" not in home(stage, ALICE))

        assert "A reply you can send" in await newest_card(stage)


async def test_the_window_of_a_short_card_is_called_as_its_button_is(staged: Staged) -> None:
    async with staged(coaching=offline(), start=MONDAY) as stage:
        await goes_well(stage, times=6)
        await newest_card(stage)
        await stage.opens(ALICE, stage.notes(ALICE, "card")[-1], SHOW_WHOLE)

        assert stage.workspace.views_of(ALICE)[-1]["title"]["text"] == "Show everything"
        assert "Last time" in seen(stage, ALICE)
        assert "Last time" not in stage.notes(ALICE, "card")[-1].text
