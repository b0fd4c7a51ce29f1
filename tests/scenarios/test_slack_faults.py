"""Whatever Slack does to us: nothing is lost, nothing is shown twice, and what makes no sense is laid aside."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from motbot.domain.errors import Failed
from motbot.playground.delivery import Timetable
from motbot.playground.faults import Broken, Dropped, Fault, HtmlPage, RateLimited
from motbot.playground.faults import Failed as Refused
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, CARLA, CHEN, COLLEAGUE, OURS, SUPPORT, SUPPORT_POLICY, Model

pytestmark = pytest.mark.thorough

FAILS = "The export has been failing since this morning."


@pytest.mark.parametrize("method", ["chat.postMessage", "conversations.open", "conversations.members"])
async def test_a_rate_limit_delays_the_card_and_loses_none(stage: Stage, method: str) -> None:
    stage.server.faults.plan(method, RateLimited(retry_after=1))

    await stage.says(CARLA, FAILS)
    await stage.passes(timedelta(minutes=5))

    assert FAILS in stage.card(ALICE).text
    assert stage.posts(ALICE) == 1


async def test_agents_whom_slack_does_not_describe_for_a_while_get_the_card_once_it_does(stage: Stage) -> None:
    await stage.says(CARLA, FAILS)
    stage.server.faults.plan("users.info", Broken(), times=8)

    await stage.passes(timedelta(minutes=10))

    assert FAILS in stage.card(ALICE).text


async def test_a_prompt_for_an_agent_whom_slack_does_not_describe_waits_until_it_does(stage: Stage) -> None:
    root = await stage.asks(CARLA, FAILS)
    await stage.says(ALICE, "It works again.", thread=root)
    stage.workspace.change_user(ALICE, real_name="Alice Married")
    await stage.rests()
    stage.server.faults.plan("users.info", Broken(), times=8)

    await stage.passes(timedelta(hours=6))

    assert len(stage.notes(ALICE, "confirm")) == 1


@pytest.mark.parametrize(
    "fault",
    [Dropped(stored=True), Dropped(stored=False), Broken(), HtmlPage(), Refused()],
    ids=["stored_then_dropped", "dropped", "500", "html", "internal_error"],
)
async def test_a_post_that_ends_unclear_is_there_exactly_once(stage: Stage, fault: Fault) -> None:
    stage.server.faults.plan("chat.postMessage", fault, times=2)

    await stage.says(CARLA, FAILS)
    await stage.passes(timedelta(minutes=5))

    assert FAILS in stage.card(ALICE).text
    assert stage.posts(ALICE) == 1


async def test_a_post_that_was_stored_and_dropped_shows_the_newest_words_after_all(stage: Stage) -> None:
    stage.server.faults.plan("chat.postMessage", Dropped(stored=True))
    root = await stage.asks(CARLA, FAILS)

    await stage.says(CARLA, "It says timeout.", thread=root)
    await stage.passes(timedelta(minutes=5))

    assert "It says timeout." in stage.card(ALICE).text
    assert stage.posts(ALICE) == 1


async def test_a_post_that_was_stored_and_dropped_is_taken_away_with_the_customers_words(stage: Stage) -> None:
    stage.server.faults.plan("chat.postMessage", Dropped(stored=True))
    ts = await stage.says(CARLA, FAILS)
    await stage.passes(timedelta(seconds=4))

    await stage.deletes(CARLA, ts)
    await stage.passes(timedelta(minutes=5))

    assert stage.notes(ALICE) == []


@pytest.mark.parametrize("fault", [Dropped(stored=True), Broken(), RateLimited(retry_after=1)])
async def test_an_update_that_fails_is_made_good(stage: Stage, fault: Fault) -> None:
    root = await stage.asks(CARLA, FAILS)
    stage.server.faults.plan("chat.update", fault, times=2)

    await stage.says(CARLA, "It says timeout.", thread=root)
    await stage.passes(timedelta(minutes=5))

    assert "It says timeout." in stage.card(ALICE).text
    assert stage.posts(ALICE) == 1


async def test_a_revoked_token_stops_the_posting_and_breaks_nothing(stage: Stage) -> None:
    await stage.asks(CARLA, FAILS)
    stage.workspace.revoke_token()
    await stage.rests()

    root = stage.workspace.stamps.next()
    stage.tells(CHEN, root, "发票上的公司名写错了。")
    await stage.passes(timedelta(hours=1))

    assert stage.posts(ALICE) == 1
    async with stage.bot.store.begin() as tx:
        assert await tx.lines.get(OURS, SUPPORT, root) is not None


async def test_a_bot_whose_token_is_refused_says_so_at_the_start(staged: Staged) -> None:
    async with staged() as stage:
        await stage.bot_stops()
        stage.workspace.revoke_token()

        with pytest.raises(Failed, match=r"SLACK_BOT_TOKEN is refused by Slack \(token_revoked\)"):
            await stage.bot_starts()

        stage.workspace.token_state = ""
        await stage.bot_starts()


@pytest.mark.parametrize("leave", [lambda slack: slack.remove_bot(SUPPORT), lambda slack: slack.archive(SUPPORT)])
async def test_out_of_a_channel_its_moments_end_and_nobody_is_prompted_about_them(
    stage: Stage, leave: Callable[[object], None]
) -> None:
    root = await stage.asks(CARLA, FAILS)
    await stage.says(ALICE, "It works again.", thread=root)

    leave(stage.workspace)
    await stage.passes(timedelta(days=8))

    moment = await stage.moment(root)
    assert moment is not None
    assert moment.close_reason == "channel_gone"
    assert stage.posts(ALICE) == 1


async def test_out_of_a_channel_a_burst_that_was_under_way_comes_to_nothing(stage: Stage) -> None:
    await stage.says(CARLA, FAILS)

    stage.workspace.remove_bot(SUPPORT)
    await stage.passes(timedelta(hours=1))

    assert stage.posts(ALICE) == 0


async def test_back_in_a_channel_the_bot_coaches_again(stage: Stage) -> None:
    stage.workspace.remove_bot(SUPPORT)
    await stage.rests()
    stage.workspace.join(stage.workspace.app.bot_user_id, SUPPORT)

    await stage.asks(CARLA, FAILS)

    assert FAILS in stage.card(ALICE).text


async def test_a_channel_that_slack_gives_another_id_is_listened_to_under_the_new_one(stage: Stage) -> None:
    await stage.asks(CARLA, FAILS)
    change = {"type": "channel_id_changed", "old_channel_id": SUPPORT, "new_channel_id": "C0NEWID"}

    stage.tells_event(change | {"event_ts": stage.workspace.stamps.next()})
    await stage.rests()
    ts = stage.workspace.stamps.next()
    stage.tells(CARLA, ts, "Now the import fails.", to="C0NEWID")

    await stage.hears(ts, by="C0NEWID")


async def test_payloads_that_make_no_sense_are_laid_aside_and_the_queue_goes_on(stage: Stage) -> None:
    sent: list[object] = [
        {},
        {"type": "event_callback"},
        {"type": "event_callback", "team_id": OURS, "event_id": "Ev1", "event": {"type": 7}},
        {"type": "event_callback", "team_id": OURS, "event_id": "Ev2", "event": {"type": "message", "ts": "soon"}},
        {"type": "from the future", "event_id": "Ev3"},
    ]
    for payload in sent:
        stage.workspace.send_raw(payload)
    await stage.rests()

    assert await stage.aside() == len(sent)
    await stage.asks(CARLA, FAILS)
    assert FAILS in stage.card(ALICE).text


async def test_frames_that_are_no_envelopes_are_laid_aside_and_the_queue_goes_on(stage: Stage) -> None:
    stage.server.sockets.send_frame('{"envelope_id": "e1", "type": "events_api", "payload": [1, 2]}')
    stage.server.sockets.send_frame('{"envelope_id": "e2", "type": "events_api", "payload": {"type": ')
    stage.server.sockets.send_frame("nothing of ours")

    await stage.asks(CARLA, FAILS)

    assert FAILS in stage.card(ALICE).text
    assert await stage.aside() == 2


async def test_messages_that_slack_gave_up_on_while_the_bot_was_stopped_are_read_at_its_start(staged: Staged) -> None:
    async with staged(timetable=Timetable(delays=())) as stage:
        first = await stage.asks(CARLA, FAILS)
        await stage.bot_stops()
        stage.workspace.delivery.ack_timeout = 0.05
        missed = stage.workspace.post(CARLA, SUPPORT, "It says timeout.", thread_ts=first)
        other = stage.workspace.post(CHEN, SUPPORT, "发票上的公司名写错了。")
        await stage.until(lambda: len(stage.workspace.delivery.lost) == 2)
        stage.clock.jump(stage.clock.now() + timedelta(minutes=2))

        stage.workspace.delivery.ack_timeout = 3.0
        await stage.bot_starts()
        await stage.hears(missed)
        await stage.hears(other)
        await stage.passes(timedelta(seconds=30))

        texts = [card.text for card in stage.notes(ALICE, "card")]
        assert len(texts) == 2
        assert "It says timeout." in texts[0]
        assert "发票上的公司名写错了。" in texts[1]


async def test_messages_that_slack_gave_up_on_while_no_connection_stood_are_read_once_one_does(
    staged: Staged, model: Model
) -> None:
    async with staged(coaching=model.coaching(), timetable=Timetable(delays=())) as stage:
        first = await stage.asks(CARLA, FAILS)
        await stage.bot_stops()
        await stage.bot_starts()
        stage.server.sockets.refuse_connections(seconds=3)
        stage.server.sockets.cut()
        await stage.until(lambda: not stage.server.sockets.live)
        stage.workspace.delivery.ack_timeout = 0.05
        missed = stage.workspace.post(CARLA, SUPPORT, "It says timeout.", thread_ts=first)
        await stage.until(lambda: len(stage.workspace.delivery.lost) == 1)
        stage.workspace.delivery.ack_timeout = 3.0

        await stage.hears(missed)
        await stage.passes(timedelta(seconds=30))

        assert "It says timeout." in stage.card(ALICE).text
        assert len(model.assessor.seen) == 2


async def test_what_is_read_again_after_a_gap_changes_nothing(stage: Stage, model: Model) -> None:
    root = await stage.asks(CARLA, FAILS)
    await stage.says(COLLEAGUE, "It works again.", thread=root)
    before = stage.card(ALICE)

    assert (await stage.bot.catch_up({SUPPORT: root})).messages == 0
    await stage.passes(timedelta(minutes=1))

    assert stage.card(ALICE) == before
    assert len(model.assessor.seen) == 1
    assert stage.posts(ALICE) == 1


async def test_agents_whose_group_slack_would_not_list_at_first_get_the_card_after_all(
    staged: Staged, model: Model
) -> None:
    policy = replace(SUPPORT_POLICY, agents=frozenset({"S0AGENTS"}), on_duty=())
    async with staged(coaching=model.coaching(), policies=[policy]) as stage:
        stage.server.faults.plan("usergroups.users.list", Broken(), times=2)

        await stage.asks(CARLA, FAILS)

        assert stage.notes(ALICE)
