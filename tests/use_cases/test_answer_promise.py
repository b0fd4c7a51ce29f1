"""What an agent says about a promise is done, once, by whoever may say it, and every message that shows it follows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from motbot.domain.events import Act
from motbot.domain.limits import LimitKind, PromiseLimit
from motbot.domain.moment import Stage
from motbot.domain.nudge import NotePurpose
from motbot.domain.promise import Mending, Promise, PromiseState, Withdrawn
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.use_cases.promised import plain
from tests.use_cases.talk import ALICE, BEN, CARLA, FAILS, KIM, POLICY, SOON, Talk

REPORT = "I will send the report by 15:00."
AT_THREE = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
"""15:00 in Berlin, on the day the stories begin, at ten in the morning."""

AT_ONCE = timedelta(0)
FOUR_HOURS = PromiseLimit(kind=LimitKind.SLA, words=(), rule="Nothing under four hours", sooner_than=timedelta(hours=4))


@pytest.fixture
async def talk(database: Database, store: PostgresStore) -> Talk:
    """A channel in which plain promises are found."""
    return Talk(database, store, read=plain)


async def promised(talk: Talk, words: str = REPORT) -> Promise:
    """Carla asks, Alice has her card and promises something."""
    await talk.says(CARLA, FAILS)
    await talk.passes(SOON)
    await talk.says(ALICE, words)
    await talk.passes(SOON)
    return await talk.promise()


async def tracked(talk: Talk, words: str = REPORT) -> Promise:
    """Alice wants to be reminded of it."""
    promise = await promised(talk, words)
    await talk.presses(ALICE, Act.TRACK, promise)
    return await talk.promise()


async def test_a_promise_stands_on_the_card_and_is_tracked_by_one_click(talk: Talk) -> None:
    promise = await promised(talk)
    (offered,) = talk.card(ALICE).promises
    assert (offered.state, offered.what) == (PromiseState.MADE, "send the report")
    assert offered.due is not None
    assert offered.due.isoformat() == "2026-03-02T15:00:00+01:00"

    await talk.presses(ALICE, Act.TRACK, promise)

    now = await talk.promise()
    assert (now.state, now.due) == (PromiseState.ACCEPTED, AT_THREE)
    assert now.remind_at is not None
    assert talk.card(ALICE).promises[0].state is PromiseState.ACCEPTED


async def test_tracking_is_undone(talk: Talk) -> None:
    await talk.presses(ALICE, Act.UNTRACK, await tracked(talk))

    now = await talk.promise()
    assert (now.state, now.remind_at) == (PromiseState.MADE, None)
    await talk.passes(timedelta(hours=6))
    assert not talk.notes(ALICE)


async def test_what_was_no_promise_leaves_the_card(talk: Talk) -> None:
    await talk.presses(ALICE, Act.NOT_A_PROMISE, await promised(talk))

    now = await talk.promise()
    assert (now.state, now.withdrawn) == (PromiseState.WITHDRAWN, Withdrawn.NOT_A_PROMISE)
    assert not talk.card(ALICE).promises


async def test_a_time_chosen_for_a_vague_promise_is_on_the_agents_own_clock_and_tracks_it(talk: Talk) -> None:
    promise = await promised(talk, "I will look into it.")

    await talk.presses(ALICE, Act.FIXED, promise, value="2026-03-02T16:30")

    now = await talk.promise()
    assert (now.state, now.due, now.by_hand) == (
        PromiseState.ACCEPTED,
        datetime(2026, 3, 2, 15, 30, tzinfo=UTC),
        True,
    )


@pytest.mark.parametrize("value", ["2026-03-02T09:00", "2026-02-30T10:00", "", "soon", "2026-03-03T10:00+01:00"])
@pytest.mark.parametrize("act", [Act.FIXED, Act.MOVED])
async def test_a_past_or_impossible_time_changes_nothing(talk: Talk, act: Act, value: str) -> None:
    before = await promised(talk) if act is Act.FIXED else await tracked(talk)

    await talk.presses(ALICE, act, before, value=value)

    assert await talk.promise() == before


async def test_kept_ends_it_and_no_reminder_follows(talk: Talk) -> None:
    await talk.presses(ALICE, Act.KEPT, await tracked(talk))

    now = await talk.promise()
    assert (now.state, now.is_open, now.broken_at) == (PromiseState.KEPT, False, None)
    await talk.passes(timedelta(days=2))
    assert not talk.notes(ALICE)
    assert talk.card(ALICE).promises[0].state is PromiseState.KEPT


async def test_our_own_words_that_show_it_done_in_time_count_though_the_click_comes_late(talk: Talk) -> None:
    await tracked(talk)
    await talk.says(ALICE, "Here is the report.")
    await talk.passes(SOON)
    shown = talk.card(ALICE).promises[0]
    assert (shown.has_evidence, shown.evidence) == (True, "Here is the report.")
    said = (await talk.promise()).evidence

    async with talk.store.begin() as tx:
        promise = await tx.promises.get((await talk.promise()).id)
    assert promise is not None
    assert said is not None
    await talk.presses(ALICE, Act.KEPT, promise)

    now = await talk.promise()
    assert now.kept_at is not None
    assert now.kept_at < talk.clock.now()
    assert now.broken_at is None


async def test_what_was_too_soon_is_so_no_more_once_it_is_moved_and_a_time_that_is_chosen_too_soon_is(
    database: Database, store: PostgresStore
) -> None:
    talk = Talk(database, store, read=plain, policy=replace(POLICY, limits=(FOUR_HOURS,)))
    promise = await tracked(talk, "I will send the report by 12:00.")
    assert [one.rule for one in promise.beyond] == [FOUR_HOURS.rule]
    await talk.presses(ALICE, Act.MOVED, promise, value="2026-03-02T18:00")
    assert not (await talk.promise()).beyond
    assert not talk.card(ALICE).promises[0].beyond

    await talk.presses(ALICE, Act.UNTRACK, await talk.promise())
    await talk.presses(ALICE, Act.FIXED, await talk.promise(), value="2026-03-02T11:00")

    assert [one.rule for one in (await talk.promise()).beyond] == [FOUR_HOURS.rule]


async def test_what_the_words_are_too_much_of_stays_whatever_the_new_time(
    database: Database, store: PostgresStore
) -> None:
    refunds = PromiseLimit(kind=LimitKind.AUTHORITY, words=("report",), rule="Reports need a yes")
    talk = Talk(database, store, read=plain, policy=replace(POLICY, limits=(refunds, FOUR_HOURS)))
    promise = await tracked(talk, "I will send the report by 12:00.")
    assert len(promise.beyond) == 2

    await talk.presses(ALICE, Act.MOVED, promise, value="2026-03-02T18:00")

    assert [one.rule for one in (await talk.promise()).beyond] == [refunds.rule]


async def test_undoing_the_tracking_of_what_was_moved_leaves_no_message_behind(talk: Talk) -> None:
    await talk.presses(ALICE, Act.MOVED, await tracked(talk), value="2026-03-02T18:00")
    assert (await talk.promise()).draft is not None

    await talk.presses(ALICE, Act.UNTRACK, await talk.promise())

    now = await talk.promise()
    assert (now.state, now.mending, now.draft, now.reason) == (PromiseState.MADE, None, None, "")


async def test_a_promise_that_is_open_is_acted_on_whether_or_not_it_is_tracked(talk: Talk) -> None:
    promise = await tracked(talk)

    await talk.presses(ALICE, Act.UNTRACK, promise)

    assert (await talk.moment(promise.lines[0])).stage is Stage.ACTING


async def test_moved_holds_at_once_and_the_honest_message_follows(talk: Talk) -> None:
    await talk.presses(ALICE, Act.MOVED, await tracked(talk), value="2026-03-02T18:00")

    now = await talk.promise()
    assert (now.state, now.due, now.mending) == (
        PromiseState.MOVED,
        datetime(2026, 3, 2, 17, 0, tzinfo=UTC),
        Mending.MOVE,
    )
    shown = talk.card(ALICE).promises[0]
    assert shown.moved
    assert shown.reply == "It will be later than I said: 2026-03-02 18:00."
    await talk.passes(timedelta(hours=7))
    assert [note.items[0].due for note in talk.notes(ALICE)] == [now.due]


async def test_what_cannot_be_done_is_over_and_an_early_no_is_written(talk: Talk) -> None:
    await talk.presses(ALICE, Act.CANNOT, await tracked(talk))

    now = await talk.promise()
    assert (now.state, now.withdrawn, now.mending) == (PromiseState.WITHDRAWN, Withdrawn.CANNOT, Mending.CANNOT)
    shown = talk.card(ALICE).promises[0]
    assert (shown.is_open, shown.reply) == (False, "I have to tell you early: this cannot be done.")
    await talk.passes(timedelta(days=1))
    assert not talk.notes(ALICE)


async def test_a_no_after_a_move_that_was_never_told_is_about_the_time_the_customer_knows(talk: Talk) -> None:
    promise = await tracked(talk)
    await talk.presses(ALICE, Act.MOVED, promise, value="2026-03-02T18:00")
    await talk.presses(ALICE, Act.CANNOT, promise)

    now = await talk.promise()
    assert (now.due, now.moved_from, now.mending) == (promise.due, (), Mending.CANNOT)


@pytest.mark.parametrize("user", [BEN, KIM, CARLA])
async def test_nobody_else_may_say_anything_about_it(talk: Talk, user: str) -> None:
    before = await tracked(talk)

    await talk.presses(user, Act.KEPT, before)

    assert await talk.promise() == before


async def test_an_act_pressed_twice_is_done_once(talk: Talk) -> None:
    promise = await tracked(talk)

    await talk.presses(ALICE, Act.MOVED, promise, value="2026-03-02T18:00")
    await talk.presses(ALICE, Act.MOVED, promise, value="2026-03-02T18:00")

    assert len((await talk.promise()).moved_from) == 1


async def test_what_was_done_with_a_promise_is_kept_with_what_had_found_it(talk: Talk) -> None:
    promise = await tracked(talk)

    async with talk.store.begin() as tx:
        kept = (await tx.people.feedback_of(promise.moment))[-1]
    assert (kept.act, kept.user, kept.provenance) == (Act.TRACK, ALICE, promise.provenance)


# ---- the moment


async def test_confirm_waits_for_the_promise_and_comes_once_it_is_kept(talk: Talk) -> None:
    promise = await tracked(talk)
    await talk.passes(timedelta(hours=3))
    asked = [one.key for one in talk.seen_by(ALICE) if one.key.startswith("confirm:")]
    assert not asked

    await talk.presses(ALICE, Act.KEPT, promise)
    await talk.passes(AT_ONCE)

    assert [one.key.split(":")[0] for one in talk.seen_by(ALICE)][-1] == "confirm"


async def test_confirm_does_not_come_at_its_usual_time_while_a_promise_is_open(talk: Talk) -> None:
    await talk.presses(ALICE, Act.MOVED, await tracked(talk), value="2026-03-04T18:00")

    await talk.passes(timedelta(days=1))

    assert not [one for one in talk.seen_by(ALICE) if one.key.startswith("confirm:")]


async def test_when_nothing_was_kept_confirm_comes_after_the_usual_rest(talk: Talk) -> None:
    await talk.presses(ALICE, Act.CANNOT, await tracked(talk))
    assert not [one for one in talk.seen_by(ALICE) if one.key.startswith("confirm:")]

    await talk.passes(timedelta(hours=4))

    assert [one for one in talk.seen_by(ALICE) if one.key.startswith("confirm:")]


async def test_what_is_tracked_after_confirm_was_asked_takes_the_question_back_until_it_is_done(talk: Talk) -> None:
    promise = await promised(talk)
    await talk.presses(ALICE, Act.FIXED, promise, value="2026-03-03T15:00")
    await talk.presses(ALICE, Act.UNTRACK, await talk.promise())
    await talk.passes(timedelta(hours=5))
    ts = (await talk.promise()).lines[0]
    assert (await talk.moment(ts)).stage is Stage.CONFIRMING

    await talk.presses(ALICE, Act.TRACK, await talk.promise())
    assert (await talk.moment(ts)).stage is Stage.ACTING
    await talk.presses(ALICE, Act.KEPT, await talk.promise())
    await talk.passes(AT_ONCE)

    assert (await talk.moment(ts)).stage is Stage.CONFIRMING
    assert len([one for one in talk.seen_by(ALICE) if one.key.startswith("confirm:")]) == 2


async def test_a_promise_without_a_moment_is_asked_about_and_answered_in_a_message_of_its_own(talk: Talk) -> None:
    await talk.says(ALICE, REPORT)
    await talk.passes(SOON)
    (note,) = talk.notes(ALICE)
    promise = await talk.promise()
    assert (note.purpose, promise.moment) == (NotePurpose.ASK, 0)

    await talk.presses(ALICE, Act.TRACK, promise)

    assert talk.notes(ALICE)[0].items[0].state is PromiseState.ACCEPTED
