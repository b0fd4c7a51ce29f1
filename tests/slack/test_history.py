"""What was said while we were away is read back in the shape Slack would have told it."""

from datetime import timedelta

import pytest

from motbot.domain.errors import SlackRateLimited, SlackRefused, SlackUnclear
from motbot.domain.events import Deleted, Edited, Posted
from motbot.playground.faults import Broken, RateLimited
from motbot.playground.server import Server
from motbot.playground.workspace import Workspace
from motbot.ports.records import KnownLine
from motbot.slack.events import parse
from motbot.slack.history import SlackHistory
from motbot.slack.web_api import WebApi
from tests.slack.rig import ALICE, CARLA, RANDOM, SUPPORT, US, HandClock


class Waits:
    """Sleeps by moving the hand clock."""

    def __init__(self, clock: HandClock) -> None:
        self.clock = clock
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.clock.forward(seconds)


@pytest.fixture
def waits(clock: HandClock) -> Waits:
    return Waits(clock)


@pytest.fixture
def history(api: WebApi, waits: Waits) -> SlackHistory:
    return SlackHistory(api=api, us=US, sleep=waits.sleep, patience=60)


async def test_what_was_missed_comes_back_oldest_first_and_readable(
    history: SlackHistory, slack: Workspace, clock: HandClock
) -> None:
    seen = slack.post(CARLA, SUPPORT, "seen")
    clock.forward(60)
    missed = slack.post(CARLA, SUPPORT, "missed at the root")
    clock.forward(60)
    reply = slack.post(ALICE, SUPPORT, "missed in an old thread", thread_ts=seen)
    clock.forward(60)
    last = slack.post(CARLA, SUPPORT, "missed last")
    bodies = await history.since(SUPPORT, seen)
    happened = [parse(body, us=US) for body in bodies]

    assert [(one.ts, one.text, one.thread_ts) for one in happened if isinstance(one, Posted)] == [
        (missed, "missed at the root", ""),
        (reply, "missed in an old thread", seen),
        (last, "missed last", ""),
    ]
    assert {one.team for one in happened if isinstance(one, Posted)} == {US.team}
    assert [body["event_id"] for body in bodies] == [f"catchup:{SUPPORT}:{ts}" for ts in (missed, reply, last)]


async def test_a_broadcast_reply_comes_back_once(history: SlackHistory, slack: Workspace, clock: HandClock) -> None:
    seen = slack.post(CARLA, SUPPORT, "seen")
    clock.forward(60)
    slack.post(ALICE, SUPPORT, "to everybody", thread_ts=seen, broadcast=True)

    assert len(await history.since(SUPPORT, seen)) == 1


async def test_reading_twice_gives_the_same_ids(history: SlackHistory, slack: Workspace) -> None:
    seen = slack.post(CARLA, SUPPORT, "seen")
    slack.post(CARLA, SUPPORT, "missed")
    first, second = await history.since(SUPPORT, seen), await history.since(SUPPORT, seen)

    assert [body["event_id"] for body in first] == [body["event_id"] for body in second]


async def test_everything_is_read_however_many_pages_it_takes(history: SlackHistory, slack: Workspace) -> None:
    seen = slack.post(CARLA, SUPPORT, "seen")
    for number in range(450):
        slack.post(CARLA, SUPPORT, f"missed {number}")

    assert len(await history.since(SUPPORT, seen)) == 450


async def test_a_channel_never_seen_has_missed_nothing(history: SlackHistory, slack: Workspace) -> None:
    slack.post(CARLA, SUPPORT, "before our time")

    assert await history.since(SUPPORT, "") == []


async def test_a_rate_limit_is_waited_out(
    history: SlackHistory, server: Server, slack: Workspace, waits: Waits
) -> None:
    seen = slack.post(CARLA, SUPPORT, "seen")
    slack.post(CARLA, SUPPORT, "missed")
    server.faults.plan("conversations.history", RateLimited(retry_after=20), times=2)

    assert len(await history.since(SUPPORT, seen)) == 1
    assert waits.slept == [20, 20]


async def test_a_rate_limit_that_goes_on_is_told(history: SlackHistory, server: Server, slack: Workspace) -> None:
    seen = slack.post(CARLA, SUPPORT, "seen")
    server.faults.plan("conversations.history", RateLimited(retry_after=25), times=10)

    with pytest.raises(SlackRateLimited):
        await history.since(SUPPORT, seen)


async def test_what_cannot_be_read_is_told(history: SlackHistory, server: Server, slack: Workspace) -> None:
    with pytest.raises(SlackRefused):
        await history.since(RANDOM, "1772442000.000100")
    server.faults.plan("conversations.history", Broken())
    with pytest.raises(SlackUnclear):
        await history.since(SUPPORT, "1772442000.000100")


async def test_an_edit_that_was_missed_comes_back_under_an_id_of_its_own(
    history: SlackHistory, slack: Workspace, clock: HandClock
) -> None:
    old = slack.post(CARLA, SUPPORT, "old words")
    clock.forward(60)
    seen = slack.post(CARLA, SUPPORT, "seen")
    clock.forward(60)
    slack.edit(CARLA, SUPPORT, old, "new words")
    [body] = await history.since(SUPPORT, seen)
    edited = parse(body, us=US)

    assert isinstance(edited, Edited)
    assert (edited.ts, edited.text, edited.thread_ts) == (old, "new words", "")
    clock.forward(60)
    slack.edit(CARLA, SUPPORT, old, "newest words")
    [again] = await history.since(SUPPORT, seen)
    assert again["event_id"] != body["event_id"]


async def test_a_message_that_was_missed_and_edited_comes_as_both(history: SlackHistory, slack: Workspace) -> None:
    seen = slack.post(CARLA, SUPPORT, "seen")
    missed = slack.post(CARLA, SUPPORT, "missed")
    slack.edit(CARLA, SUPPORT, missed, "missed and edited")
    happened = [parse(body, us=US) for body in await history.since(SUPPORT, seen)]

    assert [(type(one), one.ts, one.text) for one in happened if isinstance(one, Posted | Edited)] == [
        (Posted, missed, "missed and edited"),
        (Edited, missed, "missed and edited"),
    ]


async def test_what_is_known_and_gone_comes_back_as_taken_back(history: SlackHistory, slack: Workspace) -> None:
    stays, goes, parent = (slack.post(CARLA, SUPPORT, word) for word in ("stays", "goes", "parent"))
    reply, other = (slack.post(CARLA, SUPPORT, word, thread_ts=parent) for word in ("reply", "other"))
    known = [
        *(KnownLine(ts=ts) for ts in (stays, goes, parent)),
        *(KnownLine(ts=ts, thread_ts=parent, is_open=True) for ts in (reply, other)),
    ]
    seen = slack.post(CARLA, SUPPORT, "seen")
    for ts in (goes, reply, parent):
        slack.delete(CARLA, SUPPORT, ts)
    bodies = await history.since(SUPPORT, seen, known=known)
    happened = [parse(body, us=US) for body in bodies]

    assert {one.ts for one in happened if isinstance(one, Deleted)} == {goes, reply, parent}
    assert len(happened) == 3
    assert [body["event_id"] for body in bodies] == [f"catchup:{SUPPORT}:{ts}:deleted" for ts in (goes, parent, reply)]


async def test_nothing_is_taken_for_gone_that_lies_before_what_was_read(
    api: WebApi, slack: Workspace, clock: HandClock
) -> None:
    history = SlackHistory(api=api, us=US, threads_back=timedelta(hours=1))
    old, parent = (slack.post(CARLA, SUPPORT, word) for word in ("old", "parent"))
    reply = slack.post(CARLA, SUPPORT, "reply", thread_ts=parent)
    clock.forward(7200)
    seen = slack.post(CARLA, SUPPORT, "seen")
    slack.post(CARLA, SUPPORT, "later in the thread", thread_ts=parent)
    known = [KnownLine(ts=old), KnownLine(ts=parent), KnownLine(ts=reply, thread_ts=parent)]
    for ts in (old, reply):
        slack.delete(CARLA, SUPPORT, ts)

    assert await history.since(SUPPORT, seen, known=known) == []


async def test_an_open_thread_is_read_whole_however_old_its_root_is(
    api: WebApi, slack: Workspace, clock: HandClock
) -> None:
    history = SlackHistory(api=api, us=US, threads_back=timedelta(hours=1))
    gone, parent = (slack.post(CARLA, SUPPORT, word) for word in ("gone", "parent"))
    clock.forward(7200)
    seen = slack.post(CARLA, SUPPORT, "seen")
    missed = slack.post(CARLA, SUPPORT, "later in the thread", thread_ts=parent)
    slack.delete(CARLA, SUPPORT, gone)
    known = [KnownLine(ts=ts, is_open=True) for ts in (gone, parent)]
    happened = [parse(body, us=US) for body in await history.since(SUPPORT, seen, known=known)]

    assert [(type(one), one.ts) for one in happened if isinstance(one, Posted | Deleted)] == [
        (Posted, missed),
        (Deleted, gone),
    ]
