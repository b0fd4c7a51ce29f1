"""A customer who asks anew is known: what was last, what is owed, what pleased them; and that they ask again."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.events import Act
from motbot.domain.expectation import Urgency
from motbot.domain.message import ChannelKind
from motbot.wiring import Wiring
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, BEN, CARLA, CHEN, COLLEAGUE, HELP, HELP_POLICY, SUPPORT_POLICY, Model, offline

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))
NEXT_DAYS = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The story in one language; the agent reads it in the same."""

    customer: str
    agent: str
    asks: str
    promises: str
    thanks: str
    asks_else: str
    asks_again: str
    last: str
    again: str
    owed: str
    pleased: str


STORIES = {
    "en": Told(
        customer=CARLA,
        agent=ALICE,
        asks="Our parcel is late, where is it?",
        promises="It stands at the depot since this morning. I'll send you the invoice by Friday 15:00.",
        thanks="The parcel is here, thank you, the photo of the depot was a great help!",
        asks_else="Could you add two seats to our plan?",
        asks_again="The next parcel is late as well. When does it come?",
        last="Last time (2 Mar): “Our parcel is late",
        again="They have asked about this before (2 Mar)",
        owed="One promise to them is still open",
        pleased="photo of the depot",
    ),
    "zh": Told(
        customer=CHEN,
        agent=BEN,
        asks="我们的包裹晚了，现在到哪里了？",
        promises="包裹今早已在转运站。周五15:00前我把发票发给您。",
        thanks="包裹收到了，谢谢，转运站的照片很有用！",
        asks_else="能给我们的套餐加两个席位吗？",
        asks_again="这批包裹又晚了，什么时候能到？",
        last="上一次（3月2日）：“我们的包裹晚了",
        again="这件事客户之前问过（3月2日）",
        owed="还有一件答应客户的事没了结",
        pleased="转运站的照片",
    ),
}


async def _first_request(stage: Stage, story: Told) -> str:
    """Asked, answered with a promise that is tracked, and thanked for."""
    root = await stage.asks(story.customer, story.asks)
    await stage.asks(story.agent, story.promises, thread=root)
    await stage.presses(story.agent, stage.card(story.agent), Act.TRACK)
    await stage.asks(story.customer, story.thanks, thread=root)
    await stage.passes(NEXT_DAYS)
    return root


def _staged(staged: Staged, story: Told, **how: object):  # type: ignore[no-untyped-def] # as the fixture gives it
    policy = replace(SUPPORT_POLICY, on_duty=(story.agent,))
    return staged(coaching=offline(), start=MONDAY, policies=(policy, HELP_POLICY), **how)


@pytest.mark.parametrize("language", STORIES)
async def test_the_card_of_a_new_request_tells_what_was_last_what_is_owed_and_what_pleased(
    staged: Staged, language: str
) -> None:
    story = STORIES[language]
    async with _staged(staged, story) as stage:
        await _first_request(stage, story)
        ts = await stage.asks(story.customer, story.asks_else)

        card = stage.notes(story.agent, "card")[-1]
        assert story.last in card.text
        assert story.pleased in card.text
        assert story.owed in card.text
        assert story.again not in card.text
        moment = await stage.moment(ts)
        assert moment is not None
        assert moment.repeats == 0

        await stage.asks(story.agent, story.promises, thread=ts)
        assert story.last not in stage.notes(story.agent, "card")[-1].text  # it was for before the answer


@pytest.mark.parametrize("language", STORIES)
async def test_a_repeated_request_is_known_as_one_and_presses_one_step_more(staged: Staged, language: str) -> None:
    story = STORIES[language]
    async with _staged(staged, story) as stage:
        root = await _first_request(stage, story)
        first = await stage.moment(root)
        ts = await stage.asks(story.customer, story.asks_again)

        again = await stage.moment(ts)
        assert first is not None
        assert again is not None
        assert again.repeats == first.id
        assert again.assessment.urgency is Urgency.HIGH
        assert story.again in stage.notes(story.agent, "card")[-1].text


async def test_where_memory_is_switched_off_nothing_of_before_is_told(staged: Staged) -> None:
    story = STORIES["en"]
    async with _staged(staged, story, wired=_without_memory) as stage:
        await _first_request(stage, story)
        ts = await stage.asks(story.customer, story.asks_again)

        card = stage.notes(story.agent, "card")[-1]
        assert story.last not in card.text
        assert story.again not in card.text
        moment = await stage.moment(ts)
        assert moment is not None
        assert moment.repeats == 0


@pytest.mark.parametrize(
    ("reader", "is_told"), [("agent in both channels", True), ("agent in one", False), ("has left the other", False)]
)
async def test_what_was_asked_in_another_channel_is_told_to_those_alone_who_answer_there_and_are_in_it(
    staged: Staged, reader: str, is_told: bool
) -> None:
    agent = BEN if reader == "agent in one" else ALICE
    internal = replace(SUPPORT_POLICY, kind=ChannelKind.INTERNAL_REQUEST, on_duty=(agent,))
    async with staged(coaching=offline(), start=MONDAY, policies=(internal, HELP_POLICY)) as stage:
        await stage.asks(COLLEAGUE, "I need access to the data warehouse.", to=HELP)
        await stage.passes(timedelta(minutes=30))
        if reader == "has left the other":
            del stage.workspace.conversation(HELP).members[ALICE]
            stage.bot.directory.forget()
        await stage.asks(COLLEAGUE, "Could somebody order a new chair for me?")

        card = stage.notes(agent, "card")[-1]
        assert "new chair" in card.text
        assert ("data warehouse" in card.text) is is_told


async def test_a_coach_is_told_what_was_asked_in_this_channel_before_and_at_first_of_nothing(
    stage: Stage, model: Model
) -> None:
    root = await stage.asks(CARLA, "Our parcel is late, where is it?")
    await stage.asks(ALICE, "It stands at the depot.", thread=root)
    await stage.passes(NEXT_DAYS)
    await stage.asks(CARLA, "Could you add two seats to our plan?")

    for coach in (model.assessor, model.drafter):
        assert coach.seen[0].memory is None
        memory = coach.seen[-1].memory
        assert memory is not None
        assert [one.about for one in memory.last] == ["Our parcel is late, where is it?"]


def _without_memory(wiring: Wiring) -> Wiring:
    return replace(wiring, config=wiring.config.model_copy(update={"memory": False}))


async def test_words_that_were_changed_or_taken_back_are_quoted_on_no_later_card(staged: Staged) -> None:
    story = STORIES["en"]
    async with _staged(staged, story) as stage:
        root = await _first_request(stage, story)
        await stage.asks(story.customer, story.asks_else)
        card = next(one for one in stage.notes(story.agent, "card") if "two seats" in one.text)
        assert story.last in card.text

        await stage.edits(story.customer, root, "Never mind.")

        card = next(one for one in stage.notes(story.agent, "card") if "two seats" in one.text)
        assert "parcel is late" not in card.text
        assert story.owed in card.text
