"""Slack fails in every way at random moments: every request is shown once, and no clear no is tried again."""

from collections import Counter
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from motbot.domain.nudge import WhisperState
from motbot.playground.faults import Broken, Dropped, Failed, HtmlPage, RateLimited
from tests.rig.conftest import OpenCrowd
from tests.rig.crowd import Crowd, assert_whole
from tests.rig.town import Town

pytestmark = pytest.mark.timeout(300)  # a busy machine is no failure
UNCLEAR = (
    Dropped(stored=True),
    Dropped(stored=False),
    Broken(status=500),
    Broken(status=502),
    Broken(status=503),
    HtmlPage(),
    Failed(code="internal_error"),
    Failed(code="fatal_error"),
    Failed(code="request_timeout"),
    Failed(code="service_unavailable"),
)
NO = (
    "account_inactive_user",
    "as_user_not_supported",
    "cannot_dm_bot",
    "cannot_reply_to_message",
    "channel_not_found",
    "duplicate_message_not_found",
    "ekm_access_denied",
    "invalid_blocks",
    "invalid_metadata_format",
    "is_archived",
    "message_limit_exceeded",
    "metadata_too_large",
    "msg_blocks_too_long",
    "msg_too_long",
    "no_permission",
    "no_text",
    "not_in_channel",
    "restricted_action",
    "team_access_not_granted",
    "user_disabled",
    "user_not_found",
)


@pytest.mark.row("S2", trials=25, long=2000)
async def test_unclear_posts_updates_and_look_ups_at_random_show_every_request_once(
    crowd: OpenCrowd, trials: int
) -> None:
    methods = ("chat.postMessage", "chat.update", "conversations.history", "conversations.open")
    async with crowd(Town(channels=15, customers=-(-2 * trials // 15))) as people:
        met = people.misfortune(*UNCLEAR, chance=0.4, methods=methods)
        while met() < trials:
            people.say(15)
            await people.stage.passes(timedelta(minutes=1))
        found = await people.settles()

    assert_whole(found)
    assert met() >= trials


@pytest.mark.row("S1", trials=10, long=500)
async def test_rate_limits_at_random_put_off_and_lose_and_double_nothing(crowd: OpenCrowd, trials: int) -> None:
    """Real seconds are waited out, side by side; that no call comes too early has a test of its own."""
    limits = [RateLimited(retry_after=seconds) for seconds in (1, 1, 2)]
    methods = ("chat.postMessage", "chat.update", "conversations.open", "conversations.members")
    async with crowd(Town(channels=15, customers=-(-2 * trials // 15))) as people:
        people.misfortune(*limits, chance=0.4, methods=methods)
        while _limited(people) < trials:
            people.say(15)
            await people.stage.passes(timedelta(minutes=1))
        found = await people.settles()

    assert_whole(found)


def _limited(people: Crowd) -> int:
    """How many calls have been told to wait."""
    return sum(call.error == "ratelimited" for call in people.stage.workspace.calls)


@pytest.mark.row("S4", trials=len(NO))
async def test_a_clear_no_is_tried_once_and_named_to_the_operator(crowd: OpenCrowd) -> None:
    """The agent on duty is the only one: there is nobody else to tell."""
    async with crowd(Town(channels=len(NO), customers=1)) as people:
        posts = Counter[str]()
        with capture_logs() as lines:
            for code in NO:
                people.stage.server.faults.plan("chat.postMessage", Failed(code=code))
                people.say(1)
                await people.stage.passes(timedelta(minutes=2))
        posts.update(call.error for call in people.stage.workspace.calls if call.method == "chat.postMessage")
        async with people.stage.bot.store.begin() as tx:
            rows = [await tx.whispers.get(number + 1) for number in range(len(NO))]

        assert posts == Counter(NO)
        assert [(row.state, row.refused) for row in rows if row] == [(WhisperState.REFUSED, code) for code in NO]
        assert [line["code"] for line in lines if line["event"] == "whisper.refused"] == list(NO)
        people.stage.workspace.refused.clear()
