"""The whole road in one story, with the offline coach, from the first question to an outcome confirmed at last."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.events import Act
from motbot.domain.promise import PromiseState
from tests.scenarios.conftest import Staged
from tests.scenarios.notes import Note
from tests.scenarios.resting import stage_of
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, CARLA, CHEN, OURS, SUPPORT, offline

BERLIN = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The story in one language."""

    customer: str
    asks: str
    explores: str
    tells: str
    promises: str
    delivers: str
    delivers_late: str
    asks_outcome: str
    not_quite: str
    mends: str
    content: str
    new_hour: str
    """What the message about the moved promise must name."""


STORIES = {
    "en": Told(
        customer=CARLA,
        asks="Half of our room cards stopped opening doors this morning. Can you sort it out?",
        explores="A bad start to a Monday. By when do the doors have to work again, and do the master keys open them?",
        tells="Master keys work. A group of forty arrives at four this afternoon.",
        promises="I'll send you a list of spare codes by 11:30, and our technician will reset the gateway by 15:00.",
        delivers="Here is the list of spare codes for both floors.",
        delivers_late="The gateway is reset, the cards open again.",
        asks_outcome="Do the cards open on both floors now, and is everything ready for the group?",
        not_quite="Not quite: room 312 still doesn't open.",
        mends="Room 312 was missing in the list, it is added now. Please try once more.",
        content="312 opens now, everything works. Thank you!",
        new_hour="15:45",
    ),
    "zh": Told(
        customer=CHEN,
        asks="今天早上开始一半的房卡打不开门，能帮我们解决吗？",
        explores="周一早上遇到这个真不省心。门锁最晚几点前要恢复？总卡还能开门吗？",
        tells="总卡可以。下午四点有四十人的团要到。",
        promises="11:30前我把备用开门码清单发给您，我们的工程师15:00前把网关重置好。",
        delivers="备用开门码清单已经发给您了，两层都在里面。",
        delivers_late="网关已经重置好了，房卡都能开门了。",
        asks_outcome="两层的房卡现在都能开了吗？团队入住还差什么吗？",
        not_quite="还不行，312房还是打不开。",
        mends="312房漏在清单里了，刚补上，请再试一次。",
        content="312可以了，都好了，谢谢！",
        new_hour="15:45",
    ),
}


@pytest.mark.parametrize("language", STORIES)
async def test_a_request_is_explored_promised_kept_moved_confirmed_reopened_and_confirmed(
    staged: Staged, language: str
) -> None:
    story = STORIES[language]
    async with staged(coaching=offline(), start=datetime(2026, 3, 2, 9, 30, tzinfo=BERLIN)) as stage:
        root = await stage.asks(story.customer, story.asks)
        assert "edit" in stage.card(ALICE).buttons
        await stage.asks(ALICE, story.explores, thread=root)
        await stage.asks(story.customer, story.tells, thread=root)

        await stage.asks(ALICE, story.promises, thread=root)
        states = await _states(stage, root)
        assert states == [(PromiseState.MADE, "11:30"), (PromiseState.MADE, "15:00")]
        for promise in await _ids(stage, root):
            await _presses(stage, stage.card(ALICE), Act.TRACK, promise)
        assert await stage_of(stage, root) == "acting"

        await stage.passes_until(datetime(2026, 3, 2, 11, 25, tzinfo=BERLIN))
        reminder = stage.notes(ALICE, "note")[-1]
        assert "kept_promise" in reminder.buttons
        await stage.asks(ALICE, story.delivers, thread=root)
        first, second = await _ids(stage, root)
        await _presses(stage, reminder, Act.KEPT, first)
        assert stage.notes(ALICE, "confirm") == []  # the second promise is still to be kept

        await stage.passes_until(datetime(2026, 3, 2, 14, 30, tzinfo=BERLIN))
        await _moves(stage, second, "2026-03-02", story.new_hour)
        assert story.new_hour in stage.card(ALICE).text
        assert (await _states(stage, root))[1] == (PromiseState.MOVED, story.new_hour)
        assert stage.notes(ALICE, "confirm") == []

        await stage.asks(ALICE, story.delivers_late, thread=root)
        await _presses(stage, stage.card(ALICE), Act.KEPT, second)
        await stage.passes(timedelta(seconds=5))
        confirm = stage.notes(ALICE, "confirm")[0]
        assert await stage_of(stage, root) == "confirming"

        await stage.asks(ALICE, story.asks_outcome, thread=root)
        await stage.asks(story.customer, story.not_quite, thread=root)
        assert await stage_of(stage, root) == "exploring"
        assert confirm.key == stage.notes(ALICE, "confirm")[0].key
        assert "confirmed" not in stage.notes(ALICE, "confirm")[0].buttons
        kinds = [note.kind for note in stage.notes(ALICE)]
        assert kinds[kinds.index("confirm") + 1 :] == ["not_quite"]  # one message says it, however urgent it is

        await stage.asks(ALICE, story.mends, thread=root)
        await stage.asks(story.customer, story.content, thread=root)
        assert await stage_of(stage, root) == "confirmed_by_customer"
        assert (await _states(stage, root))[0][0] is PromiseState.KEPT


async def _ids(stage: Stage, ts: str) -> list[int]:
    """The promises of a message's conversation, oldest first."""
    async with stage.bot.store.begin() as tx:
        line = await tx.lines.get(OURS, SUPPORT, ts)
        assert line is not None
        return [one.id for one in await tx.promises.of_conversation(line.conversation)]


async def _states(stage: Stage, ts: str) -> list[tuple[PromiseState, str]]:
    """Where each of them stands, and when it is due on Alice's clock."""
    async with stage.bot.store.begin() as tx:
        line = await tx.lines.get(OURS, SUPPORT, ts)
        assert line is not None
        found = await tx.promises.of_conversation(line.conversation)
    return [(one.state, f"{one.due.astimezone(BERLIN):%H:%M}" if one.due else "") for one in found]


async def _presses(stage: Stage, note: Note, act: Act, promise: int) -> None:
    """Press the button of one promise."""
    blocks = next(message["blocks"] for message in stage.workspace.dm(ALICE) if str(message["ts"]) == note.ts)
    block = next(
        block["block_id"]
        for block in blocks
        for element in block.get("elements", [])
        if element.get("action_id") == act.value and str(element.get("value", "")).endswith(f":{promise}")
    )
    await stage.workspace.press(ALICE, note.where, act.value, block_id=block)
    await stage.rests()


async def _moves(stage: Stage, promise: int, day: str, clock: str) -> None:
    """Press Move it, choose another time, and send the window."""
    before = len(stage.workspace.views_of(ALICE))
    await _presses(stage, stage.card(ALICE), Act.MOVE, promise)
    await stage.until(lambda: len(stage.workspace.views_of(ALICE)) > before)
    view = str(stage.workspace.views_of(ALICE)[-1]["id"])
    await stage.submits(ALICE, view, {"day": day, "clock": clock, "reason": ""})
    await stage.passes(timedelta(seconds=1))
