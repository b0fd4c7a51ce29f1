"""Events reach the app once acknowledged, again while not, and count as outstanding in between."""

import json

import pytest

from motbot.playground.delivery import SLACK_TIMETABLE, Delivery, Timetable
from motbot.playground.errors import NotAnswered
from motbot.playground.server import Server
from motbot.playground.workspace import Workspace
from tests.playground.rig import ALICE, CARLA, SUPPORT, Ears, HandClock, Silent, eventually, listening


async def test_an_acknowledged_event_is_no_longer_outstanding(slack: Workspace, ears: Ears) -> None:
    slack.post(CARLA, SUPPORT, "hello")
    assert slack.unacked == 1

    await slack.drained()

    assert slack.unacked == 0
    assert [event["text"] for event in ears.events] == ["hello"]


async def test_a_first_delivery_says_retry_attempt_zero(slack: Workspace, ears: Ears) -> None:
    slack.post(CARLA, SUPPORT, "hello")
    await slack.drained()

    assert ears.heard[0].retry_attempt == 0
    assert ears.heard[0].retry_reason == ""


async def test_an_unacknowledged_event_comes_again_with_the_same_event_id(
    slack: Workspace, ears: Ears, clock: HandClock
) -> None:
    ears.answer = lambda _: Silent()
    slack.post(CARLA, SUPPORT, "hello")
    await eventually(lambda: ears.heard)

    clock.forward(3)
    assert slack.delivery.redeliver_due() == 1
    await eventually(lambda: len(ears.heard) == 2)

    first, second = ears.heard
    assert first.payload["event_id"] == second.payload["event_id"]
    assert second.retry_attempt == 1
    assert second.retry_reason == "timeout"


async def test_retries_travel_under_the_old_and_under_new_envelope_ids(
    slack: Workspace, ears: Ears, clock: HandClock
) -> None:
    ears.answer = lambda _: Silent()
    slack.post(CARLA, SUPPORT, "hello")
    for _ in range(3):
        clock.forward(3)
        slack.delivery.redeliver_due()
    await eventually(lambda: len(ears.heard) == 4)

    ids = [request.envelope_id for request in ears.heard]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 2


async def test_an_event_is_given_up_after_the_last_attempt(slack: Workspace, ears: Ears, clock: HandClock) -> None:
    ears.answer = lambda _: Silent()
    slack.post(CARLA, SUPPORT, "hello")
    for _ in range(4):
        clock.forward(3)
        slack.delivery.redeliver_due()

    assert slack.unacked == 0
    assert len(slack.delivery.lost) == 1


async def test_an_endless_timetable_never_gives_up(clock: HandClock) -> None:
    delivery = Delivery(monotonic=clock.monotonic, timetable=Timetable(delays=(1.0,), endless=True))
    delivery.send_event({"event_id": "Ev1"})
    for _ in range(50):
        clock.forward(1)
        assert delivery.redeliver_due() == 1

    assert delivery.unacked == 1
    assert not delivery.lost


def test_slacks_own_timetable_is_at_once_a_minute_and_five() -> None:
    assert [SLACK_TIMETABLE.delay_after(attempt) for attempt in range(4)] == [3.0, 60.0, 300.0, None]


async def test_events_wait_while_no_connection_is_open_and_follow_the_timetable(
    server: Server, slack: Workspace, clock: HandClock
) -> None:
    slack.post(CARLA, SUPPORT, "hello")
    assert slack.unacked == 1

    async with listening(server) as ears:
        assert not ears.heard
        clock.forward(3)
        slack.delivery.redeliver_due()
        await slack.drained()
        assert ears.heard[0].retry_attempt == 1


async def test_a_duplicate_has_the_same_event_id_a_new_envelope_and_no_retry_number(
    slack: Workspace, ears: Ears
) -> None:
    ts = slack.post(CARLA, SUPPORT, "hello")
    await slack.drained()

    slack.redeliver(slack.event_id(SUPPORT, ts), times=2)
    await slack.drained()

    assert len({request.payload["event_id"] for request in ears.heard}) == 1
    assert len({request.envelope_id for request in ears.heard}) == 3
    assert [request.retry_attempt for request in ears.heard] == [0, 0, 0]


async def test_a_lost_acknowledgement_leaves_the_event_outstanding(
    slack: Workspace, ears: Ears, clock: HandClock
) -> None:
    slack.delivery.lose_acks = 1
    slack.post(CARLA, SUPPORT, "hello")
    await eventually(lambda: slack.delivery.lose_acks == 0)
    assert slack.unacked == 1

    clock.forward(3)
    slack.delivery.redeliver_due()
    await slack.drained()

    assert len(ears.heard) == 2


async def test_an_envelope_goes_to_one_connection_and_any_may_acknowledge_it(server: Server, slack: Workspace) -> None:
    async with listening(server) as one, listening(server) as other:
        one.answer = other.answer = lambda _: Silent()
        for number in range(4):
            slack.post(CARLA, SUPPORT, f"hello {number}")
        await eventually(lambda: len(one.heard) + len(other.heard) == 4)
        assert len(one.heard) == len(other.heard) == 2

        for request in one.heard:
            await other.client.send_message(json.dumps({"envelope_id": request.envelope_id}))
        for request in other.heard:
            await one.client.send_message(json.dumps({"envelope_id": request.envelope_id}))
        await slack.drained()


async def test_a_malformed_event_is_delivered_as_it_is(slack: Workspace, ears: Ears) -> None:
    slack.send_raw({"type": "event_callback", "event": {"type": "message"}, "nonsense": [None]})
    await slack.drained()

    assert ears.heard[0].payload["nonsense"] == [None]


async def test_pressing_without_a_connection_is_not_answered(slack: Workspace) -> None:
    with pytest.raises(NotAnswered, match="no connection"):
        await slack.slash(ALICE, SUPPORT, "/mot")
    assert slack.unacked == 0


async def test_a_command_that_is_not_acknowledged_in_time_fails_for_the_person(slack: Workspace, ears: Ears) -> None:
    ears.answer = lambda _: Silent()
    slack.delivery.ack_timeout = 0.01
    with pytest.raises(NotAnswered, match="not acknowledged"):
        await slack.slash(ALICE, SUPPORT, "/mot")
    assert slack.unacked == 0


async def test_the_background_loop_redelivers_by_itself(slack: Workspace, ears: Ears, clock: HandClock) -> None:
    server = Server(slack, redeliver_every=0.001)
    slack.delivery.lose_acks = 1
    async with server, listening(server) as second:
        slack.post(CARLA, SUPPORT, "hello")
        await eventually(lambda: second.heard)
        clock.forward(3)
        await slack.drained()
        assert len(second.heard) == 2
