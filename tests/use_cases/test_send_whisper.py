"""Whatever happens on the way to Slack, a person sees exactly what the outbox says, once."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typing_extensions import override

from motbot.domain.errors import MotbotError, SlackRateLimited, SlackRefused, SlackUnclear
from motbot.domain.nudge import Nudge, Place, WhisperState
from motbot.domain.people import Person, PersonKind
from motbot.storage.store import PostgresStore
from motbot.use_cases.send_whisper import EXPIRED, EXPIRES, IN_FLIGHT, TOKEN_AGAIN, SendWhisper
from tests.fakes.clock import T0
from tests.fakes.messenger import FakeMessenger, Verb
from tests.use_cases.outbox import ALICE, SUPPORT, Killed, Outbox, outbox, prompt


async def test_a_new_row_is_posted_once_however_often_its_job_runs(store: PostgresStore) -> None:
    box = await outbox(store)
    for _ in range(3):
        await box.runs()

    assert [shown.nudge for shown in box.shown] == [prompt("first")]
    assert box.verbs == [Verb.POST]


async def test_that_it_was_tried_is_stored_before_the_call(store: PostgresStore) -> None:
    box = await outbox(store)
    box.messenger.fail_next(Killed())

    await box.runs()

    row = await box.row()
    assert (row.state, row.attempts, row.tried_at) == (WhisperState.TRYING, 1, T0)


async def test_a_post_that_was_cut_off_is_looked_up_only_when_it_cannot_be_on_its_way_any_more(
    store: PostgresStore,
) -> None:
    box = await outbox(store)
    box.messenger.fail_next(Killed(), after=True)
    await box.runs()

    await box.runs()
    assert box.verbs == [Verb.POST]
    assert (await box.row()).wake_at == T0 + IN_FLIGHT
    await box.runs_to_the_end()

    assert len(box.shown) == 1
    assert box.verbs == [Verb.POST, Verb.FIND, Verb.UPDATE]


async def test_a_post_that_never_reached_slack_is_posted_after_the_look_up(store: PostgresStore) -> None:
    box = await outbox(store)
    box.messenger.fail_next(SlackUnclear())

    await box.runs_to_the_end()

    assert len(box.shown) == 1
    assert box.verbs == [Verb.POST, Verb.FIND, Verb.POST]


async def test_without_the_look_up_an_unclear_post_is_shown_twice(store: PostgresStore) -> None:
    box = await outbox(store, look_up=False)
    box.messenger.fail_next(SlackUnclear(), after=True)

    await box.runs_to_the_end()

    assert len(box.shown) == 2


async def test_a_rate_limit_is_waited_out_and_needs_no_look_up(store: PostgresStore) -> None:
    box = await outbox(store)
    box.messenger.fail_next(SlackRateLimited(retry_after=7))

    await box.runs()
    assert (await box.row()).wake_at == T0 + timedelta(seconds=7)
    await box.says("second")
    await box.runs()
    assert box.verbs == [Verb.POST]
    await box.runs_to_the_end()

    assert [shown.nudge for shown in box.shown] == [prompt("second")]
    assert box.verbs == [Verb.POST, Verb.POST]


@pytest.mark.parametrize("code", ["user_disabled", "cannot_dm_bot", "channel_not_found", "msg_too_long"])
async def test_a_clear_no_is_kept_with_its_reason_and_never_tried_again(store: PostgresStore, code: str) -> None:
    box = await outbox(store)
    box.messenger.fail_next(SlackRefused(code))

    row = await box.runs_to_the_end()
    await box.says("second")
    await box.runs()

    assert (row.state, row.refused) == (WhisperState.REFUSED, code)
    assert box.verbs == [Verb.POST]


@pytest.mark.parametrize("kind", [kind for kind in PersonKind if kind not in {PersonKind.MEMBER, PersonKind.UNKNOWN}])
async def test_nobody_but_a_full_member_is_written_to(store: PostgresStore, kind: PersonKind) -> None:
    box = await outbox(store)
    box.directory.add(Person(id=ALICE, team="T1", kind=kind))

    row = await box.runs_to_the_end()

    assert row.state is WhisperState.REFUSED
    assert box.messenger.calls == []


async def test_somebody_slack_does_not_describe_is_asked_about_again_for_a_day(store: PostgresStore) -> None:
    box = await outbox(store)
    box.directory.add(Person(id=ALICE, team="T1", kind=PersonKind.UNKNOWN))
    await box.runs()
    assert (await box.row()).state is WhisperState.NEW

    box.clock.move(EXPIRES + timedelta(seconds=1))
    await box.runs()

    assert (await box.row()).refused == EXPIRED
    assert box.messenger.calls == []


@pytest.mark.parametrize("code", ["account_inactive", "token_revoked"])
async def test_a_no_to_our_token_waits_until_somebody_has_mended_it(store: PostgresStore, code: str) -> None:
    box = await outbox(store)
    box.messenger.fail_next(SlackRefused(code))
    await box.runs()
    assert box.shown == []

    box.clock.move(TOKEN_AGAIN)
    await box.runs()

    assert [one.to for one in box.shown] == [ALICE]


async def test_whoever_has_left_the_channel_loses_the_message(store: PostgresStore) -> None:
    box = await outbox(store)
    await box.runs()
    box.directory.leave(SUPPORT, ALICE)

    await box.says("second")
    await box.runs_to_the_end()

    assert box.shown == []


async def test_a_channel_whose_members_cannot_be_read_just_now_delays_the_message(store: PostgresStore) -> None:
    box = await outbox(store)
    box.directory.add(Person(id=ALICE, team="T1", kind=PersonKind.MEMBER))
    box.directory.outage = True
    await box.runs()
    assert box.shown == []

    box.directory.outage = False
    await box.runs_to_the_end()

    assert len(box.shown) == 1


async def test_what_was_withdrawn_before_it_was_sent_is_never_posted(store: PostgresStore) -> None:
    box = await outbox(store)
    await box.withdraws()

    await box.runs_to_the_end()

    assert box.messenger.calls == []


async def test_what_is_wanted_again_after_it_was_taken_away_is_posted_again(store: PostgresStore) -> None:
    box = await outbox(store)
    await box.runs()
    await box.withdraws()
    await box.runs()
    assert box.shown == []

    await box.says("again")
    await box.runs_to_the_end()

    assert [shown.nudge for shown in box.shown] == [prompt("again")]


async def test_what_is_wanted_again_while_its_deletion_is_unclear_is_there_once(store: PostgresStore) -> None:
    box = await outbox(store)
    await box.runs()
    await box.withdraws()
    box.messenger.fail_next(SlackUnclear(), after=True)
    await box.runs()

    await box.says("again")
    await box.runs_to_the_end()

    assert [shown.nudge for shown in box.shown] == [prompt("again")]


async def test_words_that_change_while_the_call_is_under_way_are_brought_after_it(store: PostgresStore) -> None:
    box = await outbox(store)

    class Interrupted(FakeMessenger):
        @override
        async def post(self, *, to: str, nudge: Nudge, key: str) -> Place:
            place = await super().post(to=to, nudge=nudge, key=key)
            await box.says("second")
            return place

    box.messenger = Interrupted(clock=box.clock)
    box.send = SendWhisper(store=store, directory=box.directory, messenger=box.messenger, clock=box.clock)
    await box.runs_to_the_end()

    assert [shown.nudge for shown in box.shown] == [prompt("second")]
    assert box.verbs == [Verb.POST, Verb.UPDATE]


FAULTS: dict[str, tuple[type[MotbotError], bool]] = {
    "rate limit": (SlackRateLimited, False),
    "unclear, not done": (SlackUnclear, False),
    "unclear, done": (SlackUnclear, True),
    "killed before": (Killed, False),
    "killed after": (Killed, True),
}
STEPS = st.lists(st.sampled_from(["says", "withdraws", "runs", "waits", *FAULTS]), max_size=14)


async def play(box: Outbox, steps: Iterable[str]) -> None:
    """Let it all happen."""
    for number, step in enumerate(steps):
        match step:
            case "says":
                await box.says(f"version {number}")
            case "withdraws":
                await box.withdraws()
            case "runs":
                await box.runs()
            case "waits":
                box.clock.move(timedelta(seconds=4))
                await box.store.due(box.clock.now(), 10)
                await box.runs()
            case fault:
                error, after = FAULTS[fault]
                box.messenger.fail_next(error(), after=after)
        assert len(box.shown) <= 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
async def test_whatever_happens_in_whatever_order_the_newest_version_ends_up_there_exactly_once(
    store: PostgresStore, steps: list[str]
) -> None:
    box = await outbox(store)

    await play(box, steps)
    row = await box.runs_to_the_end()

    assert row.state is WhisperState.SENT
    assert [shown.nudge for shown in box.shown] == ([] if row.withdrawn else [row.nudge])
