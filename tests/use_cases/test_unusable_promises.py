"""Words that are no promise, or none that can be tracked as it stands: each has a stated end."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from motbot.domain.due import Doubt
from motbot.domain.nudge import NotePurpose
from motbot.domain.people import Person, PersonKind
from motbot.domain.promise import PromiseState, Withdrawn
from motbot.domain.reading import Reading, Strength
from tests.use_cases.conftest import REPORT, Staged
from tests.use_cases.talk import ALICE, AT_ONCE, BEN, CARLA, FAILS, POLICY, SUPPORT, TEAM, Talk, a_found, promising


async def told(talk: Talk, words: str, *, by: str = ALICE) -> None:
    """Carla asks, and our side answers with these words."""
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    await talk.says(by, words, thread=root)
    await talk.passes()


@pytest.mark.parametrize(
    ("words", "due_words", "doubt"),
    [
        ("I'll send it by 8:00 this morning", "by 8:00 this morning", Doubt.PAST),
        ("I'll send it by 30 February", "by 30 February", Doubt.IMPOSSIBLE),
        ("30号之前给您，2月30日", "2月30日", Doubt.IMPOSSIBLE),
        ("I'll call you two days after you sign", "two days after you sign", Doubt.DEPENDS),
    ],
)
async def test_a_time_that_cannot_be_is_asked_about_and_not_tracked(
    staged: Staged, words: str, due_words: str, doubt: Doubt
) -> None:
    talk = staged(read=promising(a_found(words, due_words)), policy=AT_ONCE)
    await told(talk, words)

    promise = await talk.promise()
    assert (promise.state, promise.due, promise.doubt) == (PromiseState.MADE, None, doubt)
    assert [one.doubt for one in talk.card(ALICE).promises] == [doubt]


async def test_a_time_on_the_customers_clock_is_asked_about_where_nobody_says_which_that_is(staged: Staged) -> None:
    words = "I'll send it by 15:00 your time"
    talk = staged(read=promising(a_found(words, "by 15:00 your time")))
    talk.directory.add(Person(id=CARLA, team="T2", kind=PersonKind.OUTSIDER))
    await told(talk, words)

    assert (await talk.promise()).doubt is Doubt.UNKNOWN_ZONE


async def test_a_time_on_the_customers_clock_is_read_where_slack_says_which_that_is(staged: Staged) -> None:
    words = "I'll send it by 15:00 your time"
    talk = staged(read=promising(a_found(words, "by 15:00 your time")))
    await told(talk, words)

    assert (await talk.promise()).due == datetime(2026, 3, 2, 20, 0, tzinfo=UTC)


async def test_whoever_slack_does_not_describe_speaks_on_the_channels_clock(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    await talk.says(ALICE, "I'll send the report by 15:00.", thread=root)
    talk.directory.add(Person(id=ALICE, team=TEAM, kind=PersonKind.UNKNOWN))
    await talk.passes()

    assert (await talk.promise()).due == datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


async def test_where_code_and_model_read_another_time_the_agent_is_asked(staged: Staged) -> None:
    guess = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
    talk = staged(read=promising(replace(REPORT, due_guess=guess)), policy=AT_ONCE)
    await told(talk, "I'll send the report by 15:00.")

    promise = await talk.promise()
    assert (promise.state, promise.doubt, promise.due_guess) == (PromiseState.MADE, Doubt.DISAGREED, guess)
    assert not promise.can_be_tracked


async def test_a_models_time_within_a_minute_of_the_codes_is_the_same(staged: Staged) -> None:
    guess = datetime(2026, 3, 2, 14, 0, 59, tzinfo=UTC)
    talk = staged(read=promising(replace(REPORT, due_guess=guess)))
    await told(talk, "I'll send the report by 15:00.")

    assert (await talk.promise()).doubt is None


async def test_a_models_time_for_words_on_another_clock_than_it_was_told_is_left_aside(staged: Staged) -> None:
    talk = staged(read=promising(replace(REPORT, due_guess=datetime(2026, 3, 2, 7, 0, tzinfo=UTC))))
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    await talk.says(ALICE, "I'll send the report by 15:00.", thread=root)
    await talk.says(BEN, "Good.", thread=root)
    await talk.passes()

    assert (await talk.promise()).doubt is None


@pytest.mark.parametrize(
    "words",
    [
        "&gt; I'll send the report by 15:00",
        "> I'll send the report by 15:00\nWho wrote this?",
        "He said “I'll send the report by 15:00” and then nothing.",
        "---- Forwarded message ----\nI'll send the report by 15:00",
    ],
)
async def test_quoted_and_forwarded_words_promise_nothing_whatever_a_model_finds(talk: Talk, words: str) -> None:
    await told(talk, words)

    assert await talk.promises() == []


async def test_what_nobody_said_promises_nothing_whatever_a_model_finds(talk: Talk) -> None:
    talk.reader.rule = lambda view, expected, promised: Reading(promises=(replace(REPORT, source=view.focus[-1]),))
    await told(talk, "You are welcome.")

    assert await talk.promises() == []


async def test_words_in_jest_that_a_coach_takes_for_no_more_than_vague_are_never_tracked_at_once(
    staged: Staged,
) -> None:
    words = "Sure, I'll rewrite the laws of physics by 15:00"
    jest = a_found(words, "by 15:00", strength=Strength.CONDITIONAL)
    talk = staged(read=promising(jest), policy=AT_ONCE)
    await told(talk, words)

    assert (await talk.promise()).state is PromiseState.MADE


async def test_a_bot_promises_nothing(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    await talk.says("", "I'll send the report by 15:00.", thread=root, bot="B1")
    await talk.passes()

    assert await talk.promises() == []
    assert talk.reader.seen == []


async def test_a_customers_own_words_promise_nothing_of_ours(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    await talk.says(CARLA, "I'll send the report by 15:00.", thread=root)
    await talk.passes()

    assert await talk.promises() == []
    assert talk.reader.seen == []


async def test_a_deleted_thread_leaves_nothing_to_be_kept(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    said = await talk.says(ALICE, "I'll send the report by 15:00.", thread=root)
    await talk.passes()
    for ts in (said, root):
        await talk.deletes(ts)
    await talk.passes(timedelta(hours=8))

    assert (await talk.promise()).withdrawn is Withdrawn.TAKEN_BACK
    assert talk.seen_by(ALICE) == []


async def test_a_promise_that_another_message_states_too_outlives_the_first(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    first = await talk.says(ALICE, "I'll send the report by 15:00.", thread=root)
    await talk.passes()
    second = await talk.says(ALICE, "Promised: I'll send the report by 15:00.", thread=root)
    await talk.passes()
    assert (await talk.promise()).lines == (first, second)

    await talk.deletes(first)
    assert (await talk.promise()).lines == (second,)
    await talk.deletes(second)

    assert (await talk.promise()).withdrawn is Withdrawn.TAKEN_BACK


async def test_with_the_customers_request_goes_what_nobody_tracks(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    await talk.says(ALICE, "I'll send the report by 15:00.", thread=root)
    await talk.passes()

    await talk.deletes(root)

    assert (await talk.promise()).withdrawn is Withdrawn.TAKEN_BACK


async def test_what_is_tracked_is_still_promised_when_the_request_is_taken_back(staged: Staged) -> None:
    talk = staged(read=promising(REPORT), policy=AT_ONCE)
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    await talk.says(ALICE, "I'll send the report by 15:00.", thread=root)
    await talk.passes()

    await talk.deletes(root)

    assert (await talk.promise()).is_tracked


async def test_with_an_archived_channel_every_promise_is_over_and_nobody_hears_of_it(staged: Staged) -> None:
    talk = staged(read=promising(REPORT), policy=AT_ONCE)
    await told(talk, "I'll send the report by 15:00.")
    before = len(talk.messenger.messages)

    await talk.leaves()
    await talk.passes(timedelta(hours=8))

    promise = await talk.promise()
    assert (promise.state, promise.withdrawn) == (PromiseState.WITHDRAWN, Withdrawn.CHANNEL_GONE)
    assert len(talk.messenger.messages) == before


async def test_nothing_is_read_in_a_channel_that_was_left_meanwhile(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    said = await talk.says(ALICE, "I'll send the report by 15:00.", thread=root)
    await talk.leaves()
    await talk.passes()

    assert not await talk.is_read(said)
    assert await talk.promises() == []


@pytest.mark.parametrize("kind", [PersonKind.GONE, PersonKind.GUEST])
async def test_an_agent_who_has_left_is_asked_nothing_and_whoever_is_on_duty_is(talk: Talk, kind: PersonKind) -> None:
    await talk.says(BEN, "I'll send the report by 15:00.")
    talk.directory.add(Person(id=BEN, team=TEAM, kind=kind, name="Ben", zone="Asia/Shanghai"))
    await talk.passes()

    assert (await talk.promise()).agent == ALICE
    assert [one.to for one in talk.messenger.messages] == [ALICE]
    assert [one.purpose for one in talk.notes(ALICE)] == [NotePurpose.ASK]


async def test_an_agent_who_has_left_the_channel_is_shown_nothing_of_it(talk: Talk) -> None:
    await talk.says(BEN, "I'll send the report by 15:00.")
    talk.directory.leave(SUPPORT, BEN)
    await talk.passes()

    assert [one.to for one in talk.messenger.messages] == [ALICE]


async def test_where_nobody_stands_in_for_an_agent_who_has_left_nobody_is_asked(staged: Staged) -> None:
    talk = staged(read=promising(REPORT), policy=replace(POLICY, on_duty=(), leads=()))
    await talk.says(BEN, "I'll send the report by 15:00.")
    talk.directory.leave(SUPPORT, BEN)
    await talk.passes()

    assert (await talk.promise()).agent == BEN
    assert talk.messenger.messages == []
