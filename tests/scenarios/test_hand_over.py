"""A request goes from one agent to another with its story; promises stay in view until kept or taken over."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.departments import Department
from motbot.domain.events import Act
from motbot.domain.nudge import Place
from motbot.slack.permalinks import permalink
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import SOON, Stage
from tests.scenarios.town import ALICE, BEN, CARLA, CHEN, COLLEAGUE, HELP, HELP_POLICY, SUPPORT_POLICY, offline

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))
A_DAY = timedelta(days=1)
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
    has_it: str
    """What the giver reads, in the other language, as are the next three."""
    stays: str
    due: str
    gone: str


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
        has_it="现在负责这件事",
        stays="仍由你负责",
        due="3月6日周五",
        gone="同事已接手",
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
        has_it="has it now",
        stays="stays yours until",
        due="Fri 6 Mar",
        gone="Taken over by a colleague",
    ),
}


@pytest.mark.parametrize("language", STORIES)
async def test_whoever_takes_a_request_gets_its_story_and_can_take_over_the_promise(
    staged: Staged, language: str
) -> None:
    story = STORIES[language]
    async with staged(coaching=offline(), start=MONDAY, policies=policies_of(story.giver)) as stage:
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
    async with staged(coaching=offline(), start=MONDAY, policies=policies_of(BEN)) as stage:
        root = await stage.asks(CARLA, "Our parcel is late, where is it?")
        await stage.asks(BEN, "I'll send you the tracking number by 15:00.", thread=root)
        for agent in (ALICE, BEN, ALICE):
            await stage.asks(agent, "I am looking into it.", thread=root)

        assert len(stage.notes(ALICE, "handover")) == 1
        assert stage.notes(BEN, "handover") == []


@pytest.mark.parametrize("words", [TAKE_IT, TAKE_IT_ZH])
async def test_a_link_posted_where_others_answer_asks_them_to_take_the_request(staged: Staged, words: str) -> None:
    async with staged(coaching=offline(), start=MONDAY, policies=policies_of(ALICE, elsewhere=BEN)) as stage:
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
        assert stage.notes(BEN, "handover") == []
        assert "Our parcel is late" in stage.notes(BEN, "proposal")[0].text


@pytest.mark.parametrize(
    ("giver", "taker", "words", "told"),
    [
        (ALICE, BEN, TAKE_IT, ("taken over", "has it now", "Our parcel is late")),
        (BEN, ALICE, TAKE_IT_ZH, ("有人接手", "现在负责这件事", "Our parcel is late")),
    ],
)
@pytest.mark.parametrize("by_link", [True, False])
async def test_whoever_asks_for_a_hand_over_hears_once_who_has_it_now(
    staged: Staged, giver: str, taker: str, words: str, told: tuple[str, ...], *, by_link: bool
) -> None:
    async with staged(coaching=offline(), start=MONDAY, policies=policies_of(giver, elsewhere=taker)) as stage:
        root = await stage.asks(CARLA, "Our parcel is late, where is it?")
        link = permalink(stage_url(stage), Place(channel="C0SUPPORT", ts=root))
        said = f"<@{taker}> {words}"
        for _ in range(2):
            if by_link:
                await stage.asks(giver, f"{said} <{link}>", to=HELP)
            else:
                await stage.asks(giver, said, thread=root)
        assert stage.notes(giver, "taken") == []

        await stage.presses(taker, stage.notes(taker, "proposal")[0], Act.CLAIM)
        await stage.passes(SOON)

        (note,) = stage.notes(giver, "taken")
        assert all(one in note.text for one in told)
        assert taker in str(stage.workspace.dm(giver)[-1]["blocks"])
        assert set(note.buttons) == {"open_thread"}
        asked = stage.notes(taker, "proposal")[0]  # it follows in place
        assert "Our parcel is late" in asked.text
        assert set(asked.buttons) == {"open_thread"}
        assert stage.notes(taker, "handover") == []
        await stage.passes(A_DAY)
        assert len(stage.notes(giver, "taken")) == 1


@pytest.mark.parametrize("is_asked", [True, False])
@pytest.mark.parametrize("language", STORIES)
async def test_whoever_gave_a_request_away_hears_which_promise_stays_theirs_until_it_is_taken_over(
    staged: Staged, language: str, *, is_asked: bool
) -> None:
    story = STORIES[language]
    async with staged(coaching=offline(), start=MONDAY, policies=policies_of(story.giver)) as stage:
        root = await stage.asks(story.customer, story.asks)
        await stage.asks(story.giver, story.promises, thread=root)
        await stage.presses(story.giver, stage.card(story.giver), Act.TRACK)
        if is_asked:
            await stage.asks(story.giver, f"<@{story.taker}> {TAKE_IT}", thread=root)
        await stage.asks(story.taker, story.takes, thread=root)
        await stage.passes(SOON)

        (note,) = stage.notes(story.giver, "taken")
        for words in (story.has_it, story.stays, story.due, "/mot "):
            assert words in note.text
        assert Act.MOVE.value in note.buttons

        await stage.presses(story.taker, stage.card(story.taker), Act.TAKE_OVER)
        (note,) = stage.notes(story.giver, "taken")
        assert story.gone in note.text
        assert story.stays not in note.text
        assert set(note.buttons) == {"open_thread"}

        await stage.asks(story.giver, story.promises, thread=root)
        assert story.has_it not in stage.notes(story.giver, "taken")[0].text


async def test_a_mention_in_the_thread_asks_the_one_who_is_called_and_thanks_ask_nobody(staged: Staged) -> None:
    async with staged(coaching=offline(), start=MONDAY, policies=policies_of(ALICE, elsewhere=BEN)) as stage:
        root = await stage.asks(CARLA, "Our parcel is late, where is it?")
        await stage.asks(ALICE, f"Thanks for the number, <@{BEN}>.", thread=root)
        assert stage.notes(BEN, "proposal") == []

        await stage.asks(ALICE, f"<@{BEN}> {TAKE_IT}", thread=root)
        assert len(stage.notes(BEN, "proposal")) == 1


@pytest.mark.parametrize(
    ("giver", "taker", "words", "told"),
    [
        (ALICE, BEN, TAKE_IT, ("还没有回复", "你接手了")),
        (BEN, ALICE, TAKE_IT_ZH, ("We have not answered yet", "you took it")),
    ],
)
@pytest.mark.parametrize("is_known", [True, False])
async def test_calling_a_colleague_in_the_thread_is_no_answer_to_the_customer(
    staged: Staged, giver: str, taker: str, words: str, told: tuple[str, str], *, is_known: bool
) -> None:
    policies = policies_of(giver) if is_known else policies_of(giver, elsewhere=taker)
    async with staged(coaching=offline(), start=MONDAY, policies=policies) as stage:
        root = await stage.asks(CARLA, "Our parcel is late, where is it?")
        await stage.asks(giver, f"<@{taker}> {words}", thread=root)

        moment = await stage.moment(root)
        assert moment is not None
        assert not moment.is_answered
        (asked,) = stage.notes(taker, "proposal")
        assert told[0] in asked.text
        await stage.presses(taker, asked, Act.CLAIM)
        moment = await stage.moment(root)
        assert moment is not None
        assert moment.draft is not None
        assert moment.draft.reply in stage.card(taker).text
        assert told[1] in stage.notes(taker, "proposal")[0].text

        await stage.asks(taker, "It stands at the depot.", thread=root)
        moment = await stage.moment(root)
        assert moment is not None
        assert moment.is_answered


async def test_a_link_to_or_in_a_channel_that_is_not_watched_asks_nobody(staged: Staged) -> None:
    async with staged(coaching=offline(), start=MONDAY, policies=policies_of(ALICE)[:1]) as stage:
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


def policies_of(on_duty: str, *, elsewhere: str = ALICE):  # type: ignore[no-untyped-def] # a tuple of policies
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
