"""A request goes from one agent to another with its story; promises stay in view until kept or taken over."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.departments import Department
from motbot.domain.events import Act
from motbot.domain.nudge import Place
from motbot.slack.permalinks import permalink
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, BEN, CARLA, CHEN, COLLEAGUE, HELP, HELP_POLICY, SUPPORT_POLICY, offline

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))
TAKE_IT, TAKE_IT_ZH = "can you take this?", "这件事你能接手吗？"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The story in one language; the taker reads it in the same."""

    customer: str
    giver: str
    taker: str
    asks: str
    promises: str
    takes: str
    headline: str
    asked: str
    said: str
    promised: str
    take_over: str


STORIES = {
    "en": Told(
        customer=CARLA,
        giver=BEN,
        taker=ALICE,
        asks="Our parcel is late, where is it?",
        promises="It stands at the depot. I'll send you the invoice by Friday 15:00.",
        takes="I go on from here: the courier has just left the depot.",
        headline="This one is yours now",
        asked="They asked: Our parcel is late",
        said="We said: It stands at the depot.",
        promised="send them the invoice, by Fri 6 Mar",
        take_over="I take over the promise",
    ),
    "zh": Told(
        customer=CHEN,
        giver=ALICE,
        taker=BEN,
        asks="我们的包裹晚了，现在到哪里了？",
        promises="包裹在转运站。周五15:00前我把发票发给您。",
        takes="接下来由我跟您联系：快递员刚从转运站出发。",
        headline="这件事现在由你负责",
        asked="客户要的：我们的包裹晚了",
        said="我们说过：包裹在转运站。",
        promised="3月6日周五",
        take_over="这个承诺我接手",
    ),
}


@pytest.mark.parametrize("language", STORIES)
async def test_whoever_takes_a_request_gets_its_story_and_can_take_over_the_promise(
    staged: Staged, language: str
) -> None:
    story = STORIES[language]
    async with staged(coaching=offline(), start=MONDAY, policies=_policies(story.giver)) as stage:
        root = await stage.asks(story.customer, story.asks)
        await stage.asks(story.giver, story.promises, thread=root)
        await stage.presses(story.giver, stage.card(story.giver), Act.TRACK)
        await stage.asks(story.taker, story.takes, thread=root)

        (told,) = stage.notes(story.taker, "handover")
        for words in (story.headline, story.asked, story.said, story.promised):
            assert words in told.text
        moment = await stage.moment(root)
        assert moment is not None
        assert [(one.giver, one.taker) for one in moment.hand_overs] == [(story.giver, story.taker)]
        card = stage.card(story.taker)
        assert story.take_over in card.text
        assert Act.KEPT.value in card.buttons  # theirs to see, and to call kept
        assert await _agents(stage, root) == [story.giver]

        await stage.presses(story.taker, card, Act.TAKE_OVER)
        assert await _agents(stage, root) == [story.taker]
        assert story.take_over not in stage.card(story.taker).text


async def test_two_agents_who_answer_in_turn_are_told_the_story_once(staged: Staged) -> None:
    async with staged(coaching=offline(), start=MONDAY, policies=_policies(BEN)) as stage:
        root = await stage.asks(CARLA, "Our parcel is late, where is it?")
        await stage.asks(BEN, "I'll send you the tracking number by 15:00.", thread=root)
        for agent in (ALICE, BEN, ALICE):
            await stage.asks(agent, "I am looking into it.", thread=root)

        assert len(stage.notes(ALICE, "handover")) == 1
        assert stage.notes(BEN, "handover") == []


@pytest.mark.parametrize("words", [TAKE_IT, TAKE_IT_ZH])
async def test_a_link_posted_where_others_answer_asks_them_to_take_the_request(staged: Staged, words: str) -> None:
    async with staged(coaching=offline(), start=MONDAY, policies=_policies(ALICE, elsewhere=BEN)) as stage:
        root = await stage.asks(CARLA, "Our parcel is late, where is it?")
        link = permalink(stage_url(stage), Place(channel="C0SUPPORT", ts=root))
        await stage.asks(ALICE, f"<@{BEN}> {words} <{link}>", to=HELP)

        (asked,) = stage.notes(BEN, "proposal")
        assert "claim" in asked.buttons
        assert "Our parcel is late" in asked.text
        assert stage.notes(COLLEAGUE) == []
        await stage.presses(BEN, asked, Act.CLAIM)
        moment = await stage.moment(root)
        assert moment is not None
        assert moment.agent == BEN
        assert [(one.giver, one.taker) for one in moment.hand_overs] == [(ALICE, BEN)]
        assert len(stage.notes(BEN, "handover")) == 1


async def test_a_mention_in_the_thread_asks_the_one_who_is_called_and_thanks_ask_nobody(staged: Staged) -> None:
    async with staged(coaching=offline(), start=MONDAY, policies=_policies(ALICE, elsewhere=BEN)) as stage:
        root = await stage.asks(CARLA, "Our parcel is late, where is it?")
        await stage.asks(ALICE, f"Thanks for the number, <@{BEN}>.", thread=root)
        assert stage.notes(BEN, "proposal") == []

        await stage.asks(ALICE, f"<@{BEN}> {TAKE_IT}", thread=root)
        assert len(stage.notes(BEN, "proposal")) == 1


async def test_a_link_to_or_in_a_channel_that_is_not_watched_asks_nobody(staged: Staged) -> None:
    async with staged(coaching=offline(), start=MONDAY, policies=_policies(ALICE)[:1]) as stage:
        root = await stage.asks(CARLA, "Our parcel is late, where is it?")
        link = permalink(stage_url(stage), Place(channel="C0SUPPORT", ts=root))
        await stage.asks(ALICE, f"<@{BEN}> {TAKE_IT} <{link}>", to=HELP)

        assert stage.notes(BEN) == []


async def test_the_card_of_an_internal_request_says_which_department_asks(staged: Staged) -> None:
    finance = Department(name="Finance", members=frozenset({"S0FINANCE", COLLEAGUE}))
    async with staged(
        coaching=offline(), start=MONDAY, policies=(replace(HELP_POLICY, departments=(finance,)),)
    ) as stage:
        await stage.asks(COLLEAGUE, "I need access to the data warehouse by Friday.", to=HELP)

        assert "Finance asks" in stage.card(ALICE).text


def stage_url(stage: Stage) -> str:
    """Where our permalinks begin."""
    return f"https://{stage.workspace.team.domain}.slack.com/"


def _policies(on_duty: str, *, elsewhere: str = ALICE):  # type: ignore[no-untyped-def] # a tuple of policies
    """Both answer customers unless one answers elsewhere."""
    agents = frozenset({ALICE, BEN} if elsewhere == ALICE else {ALICE})
    support = replace(SUPPORT_POLICY, agents=agents, on_duty=(on_duty,))
    return support, replace(HELP_POLICY, agents=frozenset({elsewhere}), on_duty=(elsewhere,))


async def _agents(stage: Stage, ts: str) -> list[str]:
    """Who answers for each promise of a message's conversation."""
    moment = await stage.moment(ts)
    assert moment is not None
    async with stage.bot.store.begin() as tx:
        return [one.agent for one in await tx.promises.of_conversation(moment.conversation)]
