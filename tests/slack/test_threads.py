"""A thread is read as it stands in Slack now: whole, in order, each message as its own event would have told of it."""

import pytest

from motbot.domain.errors import SlackRateLimited, SlackRefused, SlackUnclear
from motbot.playground.faults import Broken, RateLimited
from motbot.playground.server import Server
from motbot.playground.workspace import Workspace
from motbot.slack.events import parse
from motbot.slack.threads import SlackThreads
from motbot.slack.web_api import WebApi
from tests.slack.rig import ALICE, CARLA, RANDOM, SUPPORT, US, HandClock, Json, event_body


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
def threads(api: WebApi, waits: Waits) -> SlackThreads:
    return SlackThreads(api=api, us=US, sleep=waits.sleep, patience=60)


async def test_a_thread_comes_with_its_root_oldest_first(
    threads: SlackThreads, slack: Workspace, clock: HandClock
) -> None:
    root = slack.post(CARLA, SUPPORT, "the export is broken")
    clock.forward(60)
    reply = slack.post(ALICE, SUPPORT, "I am on it, <@U0CARLA> &amp; co", thread_ts=root)
    slack.post(CARLA, SUPPORT, "another matter")
    first, second = await threads.read(SUPPORT, root)

    assert (first.ts, first.thread_ts, first.text, first.author.user) == (root, "", "the export is broken", CARLA)
    assert (second.ts, second.thread_ts, second.text) == (reply, root, "I am on it, @U0CARLA & co")
    assert second.mentions == (CARLA,)
    assert second.at > first.at


async def test_a_message_without_replies_is_a_thread_of_one(threads: SlackThreads, slack: Workspace) -> None:
    root = slack.post(CARLA, SUPPORT, "the export is broken")

    assert [one.ts for one in await threads.read(SUPPORT, root)] == [root]


async def test_a_message_is_what_its_own_event_would_have_said_it_is(threads: SlackThreads, slack: Workspace) -> None:
    root = slack.post(CARLA, SUPPORT, "the export is broken, <@U0ALICE>")
    event = {**slack.message(SUPPORT, root), "type": "message", "channel": SUPPORT, "channel_type": "channel"}

    assert list(await threads.read(SUPPORT, root)) == [parse(event_body(event), us=US)]


async def test_the_newest_text_counts_and_what_was_deleted_is_gone(threads: SlackThreads, slack: Workspace) -> None:
    root = slack.post(CARLA, SUPPORT, "the exprot is broken")
    slack.post(ALICE, SUPPORT, "wrong thread", thread_ts=root)
    kept = slack.post(ALICE, SUPPORT, "I am on it", thread_ts=root)
    slack.edit(CARLA, SUPPORT, root, "the export is broken")
    gone = (await threads.read(SUPPORT, root))[1].ts
    slack.delete(ALICE, SUPPORT, gone)

    assert [(one.ts, one.text) for one in await threads.read(SUPPORT, root)] == [
        (root, "the export is broken"),
        (kept, "I am on it"),
    ]


async def test_the_answers_to_a_message_that_was_deleted_are_read_without_it(
    threads: SlackThreads, slack: Workspace
) -> None:
    root = slack.post(CARLA, SUPPORT, "the export is broken")
    reply = slack.post(ALICE, SUPPORT, "I am on it", thread_ts=root)
    slack.delete(CARLA, SUPPORT, root)

    assert [one.ts for one in await threads.read(SUPPORT, root)] == [reply]


async def test_a_long_thread_is_read_to_its_end(threads: SlackThreads, slack: Workspace) -> None:
    root = slack.post(CARLA, SUPPORT, "the export is broken")
    for number in range(450):
        slack.post(ALICE, SUPPORT, f"step {number}", thread_ts=root)
    said = await threads.read(SUPPORT, root)

    assert len(said) == 451
    assert [one.ts for one in said] == sorted(one.ts for one in said)


async def test_waiting_is_done_here_until_it_is_too_much(
    threads: SlackThreads, slack: Workspace, server: Server, waits: Waits
) -> None:
    root = slack.post(CARLA, SUPPORT, "the export is broken")
    server.faults.plan("conversations.replies", RateLimited(retry_after=20), times=2)
    assert len(await threads.read(SUPPORT, root)) == 1
    assert waits.slept == [20, 20]
    server.faults.plan("conversations.replies", RateLimited(retry_after=25), times=10)

    with pytest.raises(SlackRateLimited):
        await threads.read(SUPPORT, root)


async def test_what_is_not_there_or_not_ours_to_read_is_refused(threads: SlackThreads, server: Server) -> None:
    for channel, root in ((SUPPORT, "1772442000.000100"), (RANDOM, "1772442000.000100"), ("C0NOWHERE", "1.000001")):
        with pytest.raises(SlackRefused):
            await threads.read(channel, root)
    server.faults.plan("conversations.replies", Broken())
    with pytest.raises(SlackUnclear):
        await threads.read(SUPPORT, "1772442000.000100")


async def test_slacks_own_notices_are_left_out_and_bridges_and_files_are_kept_as_they_are(
    threads: SlackThreads, slack: Workspace
) -> None:
    channel = slack.conversation(SUPPORT)
    channel.add({"ts": "1.000001", "user": CARLA, "text": "see it", "files": [{"id": "F1"}, {"mode": "tombstone"}]})
    bridge = {"event_type": "ticket", "event_payload": {"author": "Kim", "rank": 1}}
    replies: tuple[Json, ...] = (
        {"subtype": "channel_join", "user": ALICE, "text": "has joined"},
        {"subtype": "bot_add", "user": ALICE, "text": "added an app"},
        {"subtype": "tombstone", "text": "This message was deleted."},
        {"subtype": "bot_message", "bot_id": "B1", "username": "Jo", "text": "hello"},
        {"bot_id": "B2", "text": "ticket", "metadata": bridge},
        {"subtype": "thread_broadcast", "user": ALICE, "text": "to all"},
        {"user": ALICE, "text": "makes no sense", "username": []},
        {"user": US.user, "text": "ours"},
        {"user": ALICE, "text": "the last"},
    )
    for number, reply in enumerate(replies, 2):
        channel.add({"ts": f"1.{number:06}", "thread_ts": "1.000001", **reply})
    by_ts = {one.ts: one for one in await threads.read(SUPPORT, "1.000001")}

    assert list(by_ts) == ["1.000001", "1.000005", "1.000006", "1.000007", "1.000009", "1.000010"]
    assert by_ts["1.000001"].files == 1
    assert (by_ts["1.000005"].author.bot, by_ts["1.000005"].author.username) == ("B1", "Jo")
    assert by_ts["1.000006"].metadata == {"author": "Kim", "rank": "1", "event_type": "ticket"}
    assert by_ts["1.000009"].author.is_ourselves
