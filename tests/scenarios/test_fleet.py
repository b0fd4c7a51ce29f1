"""Scenarios of two bots on one database: what one of them is told or decides is right in the other too."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

import pytest

from motbot.running import Motbot
from tests.scenarios.stage import REST_WITHIN, SOON, Stage
from tests.scenarios.town import ALICE, CARLA, OURS, SUPPORT

pytestmark = pytest.mark.thorough

REQUEST = "Could you please send me the invoice for order 4711?"
NEW_ID = "C0NEWID"


async def comes_true(true: Callable[[], Awaitable[bool]]) -> None:
    """Wait for what a process hears by looking, about once a second."""
    async with asyncio.timeout(REST_WITHIN):
        while not await true():  # noqa: ASYNC110 - nothing tells
            await asyncio.sleep(0.05)


@pytest.mark.row("B6", "D1")
async def test_what_two_bots_hear_of_one_conversation_stays_in_order_and_is_one_moment(stage: Stage) -> None:
    """Slack gives each message to the next connection."""
    async with stage.another_bot(listens=True):
        root = stage.workspace.post(CARLA, SUPPORT, REQUEST)
        said = [stage.workspace.post(CARLA, SUPPORT, f"And number {one}.", thread_ts=root) for one in range(8)]
        await stage.passes(SOON)

        async with stage.bot.store.begin() as tx:
            line = await tx.lines.get(OURS, SUPPORT, root)
            assert line is not None
            lines = await tx.lines.of_conversation(line.conversation)
        assert [one.line.ts for one in lines] == [root, *said]
        assert REQUEST in stage.card(ALICE).text


@pytest.mark.row("B6")
async def test_a_timer_that_one_bot_has_set_fires_in_another_when_that_one_is_gone(stage: Stage) -> None:
    async with stage.another_bot() as other:
        await stage.says(CARLA, REQUEST)
        await stage.bot_stops()
        gone, stage.bot = stage.bot, other
        await stage.passes(SOON)
        assert REQUEST in stage.card(ALICE).text
        await stage.bot_starts()
    assert gone is not stage.bot


@pytest.mark.row("B6", "S4")
async def test_that_somebody_left_a_channel_is_known_at_once_to_every_bot(stage: Stage) -> None:
    """One of them is told, and only one takes it in; both have just asked who is there."""
    async with stage.another_bot() as other:
        for bot in (stage.bot, other):
            assert ALICE in await bot.directory.members(SUPPORT)

        stage.workspace.leave(ALICE, SUPPORT)
        await stage.rests()

        for bot in (stage.bot, other):
            await comes_true(partial(_has_not, bot, ALICE))


@pytest.mark.row("B6")
async def test_a_channels_new_number_is_known_to_every_bot(stage: Stage) -> None:
    async with stage.another_bot(listens=True) as other:
        change = {"type": "channel_id_changed", "old_channel_id": SUPPORT, "new_channel_id": NEW_ID}
        stage.tells_event(change | {"event_ts": stage.workspace.stamps.next()})
        await stage.rests()

        for bot in (stage.bot, other):
            await comes_true(partial(_watches, bot, NEW_ID))


async def _watches(bot: Motbot, channel: str) -> bool:
    return channel in await bot.directory.watched()


async def _has_not(bot: Motbot, user: str) -> bool:
    return user not in await bot.directory.members(SUPPORT)
