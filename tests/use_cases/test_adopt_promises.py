"""A promise belongs to the moment it serves, and to whoever answers for that, even where either comes later."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motbot.domain.events import Act, Acted
from motbot.domain.moment import Stage
from motbot.domain.nudge import NotePurpose
from motbot.domain.people import Person, PersonKind
from motbot.domain.promise import Promise, PromiseState
from motbot.ports.jobs import JobKind
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.use_cases.promised import plain
from tests.use_cases.talk import ALICE, BEN, CARLA, FAILS, KIM, LEAD, POLICY, SOON, SUPPORT, TEAM, Talk

REPORT = "I will send the report by 17:00."


@pytest.fixture
async def talk(database: Database, store: PostgresStore) -> Talk:
    """A channel in which plain promises are found."""
    return Talk(database, store, read=plain)


@pytest.fixture
async def nobodys(database: Database, store: PostgresStore) -> Talk:
    """A channel with agents, and nobody on duty."""
    return Talk(database, store, read=plain, policy=replace(POLICY, on_duty=(), leads=()))


async def read_before_judged(talk: Talk) -> str:
    """The coach is so late that what Alice promises is read before what she answers is a moment; gives her words."""
    judge = talk.handlers[JobKind.COACH_MOMENT]
    held: list[int] = []

    async def later(conversation: int) -> None:
        held.append(conversation)

    talk.handlers[JobKind.COACH_MOMENT] = later
    await talk.says(CARLA, FAILS)
    await talk.passes(SOON)
    ts = await talk.says(ALICE, REPORT)
    await talk.passes(timedelta(minutes=3))
    assert (await talk.promise()).moment == 0
    talk.handlers[JobKind.COACH_MOMENT] = judge
    await judge(held[0])
    await talk.rests()
    return ts


async def test_a_moment_that_opens_late_takes_the_promise_that_answers_it(talk: Talk) -> None:
    ts = await read_before_judged(talk)

    moment = await talk.moment(ts)
    assert ((await talk.promise()).moment, moment.stage) == (moment.id, Stage.ACTING)


async def test_confirm_waits_for_a_promise_that_was_adopted(talk: Talk) -> None:
    ts = await read_before_judged(talk)
    await talk.presses(ALICE, Act.TRACK, await talk.promise())

    await talk.passes(timedelta(hours=4, minutes=30))
    assert (await talk.moment(ts)).stage is Stage.ACTING
    await talk.presses(ALICE, Act.KEPT, await talk.promise())
    await talk.passes(timedelta(0))

    assert (await talk.moment(ts)).stage is Stage.CONFIRMING


async def test_what_was_promised_before_the_request_stays_outside_of_it(talk: Talk) -> None:
    root = await talk.says(ALICE, REPORT)
    await talk.passes(SOON)

    ts = await talk.says(CARLA, FAILS, thread=root)
    await talk.passes(SOON)

    assert (await talk.promise()).moment == 0
    assert (await talk.moment(ts)).stage is Stage.EXPLORING


# ---- nobody's


async def colleague_promises(talk: Talk) -> str:
    """Kim, who is no agent, promises something in a moment that is nobody's; gives the words."""
    await talk.says(CARLA, FAILS)
    await talk.passes(SOON)
    ts = await talk.says(KIM, "I will send the report by 15:00.")
    await talk.passes(SOON)
    assert (await talk.promise()).agent == ""
    return ts


async def test_whoever_tracks_what_was_nobodys_is_reminded_of_it_and_told_when_it_is_late(nobodys: Talk) -> None:
    ts = await colleague_promises(nobodys)
    await nobodys.says(CARLA, FAILS + " Now!")
    await nobodys.passes(SOON)
    moment = await nobodys.moment(ts)
    await nobodys.hears(Acted(team=TEAM, user=ALICE, act=Act.CLAIM, moment=moment.id, at=nobodys.clock.now()))
    await nobodys.passes(SOON)
    assert (await nobodys.promise()).agent == ALICE

    await nobodys.presses(ALICE, Act.TRACK, await nobodys.promise())
    await nobodys.passes(timedelta(hours=6))

    assert [note.purpose for note in nobodys.notes(ALICE)] == [NotePurpose.REMINDER, NotePurpose.LATE]


async def test_an_agent_who_answers_answers_for_what_a_colleague_promised(nobodys: Talk) -> None:
    ts = await colleague_promises(nobodys)
    root = (await nobodys.moment(ts)).focus[0]

    await nobodys.says(BEN, "It is on its way.", thread=root)

    assert (await nobodys.promise()).agent == BEN


@pytest.mark.parametrize(("act", "value"), [(Act.TRACK, ""), (Act.FIXED, "2026-03-02T16:00")])
async def test_pressing_it_is_enough_to_answer_for_it(nobodys: Talk, act: Act, value: str) -> None:
    ts = await colleague_promises(nobodys)
    await nobodys.says(CARLA, FAILS + " Now!")
    await nobodys.passes(SOON)
    moment = await nobodys.moment(ts)
    await nobodys.hears(Acted(team=TEAM, user=ALICE, act=Act.CLAIM, moment=moment.id, at=nobodys.clock.now()))
    await nobodys.passes(SOON)
    await unclaim(nobodys, await nobodys.promise())

    await nobodys.presses(ALICE, act, await nobodys.promise(), value=value)

    now = await nobodys.promise()
    assert (now.agent, now.state) == (ALICE, PromiseState.ACCEPTED)


async def unclaim(talk: Talk, promise: Promise) -> None:
    """As it is with one that was found while nobody answered for the moment and that a card shows all the same."""
    async with talk.store.begin() as tx:
        await tx.promises.save(replace(promise, agent=""))


# ---- Confirm after a hand-over


@pytest.mark.parametrize("gone", [True, False])
async def test_whoever_took_a_promise_over_is_the_one_who_confirms(talk: Talk, *, gone: bool) -> None:
    await talk.says(CARLA, FAILS)
    await talk.passes(SOON)
    ts = await talk.says(BEN, "I will send the report by 22:00.")
    await talk.passes(SOON)
    await talk.presses(BEN, Act.TRACK, await talk.promise())
    if gone:
        talk.directory.add(Person(id=BEN, team=TEAM, kind=PersonKind.GONE))
    talk.directory.leave(SUPPORT, BEN)
    await talk.passes(timedelta(hours=5))
    promise = await talk.promise()
    assert promise.agent == ALICE

    await talk.presses(ALICE, Act.KEPT, promise)
    await talk.passes(timedelta(0))

    assert [one.key.split(":")[0] for one in talk.seen_by(ALICE)][-1] == "confirm"
    assert (await talk.moment(ts)).stage is Stage.CONFIRMING


async def test_while_slack_does_not_say_who_can_be_asked_to_confirm_nobody_is_taken_for_asked(talk: Talk) -> None:
    await talk.says(CARLA, FAILS)
    await talk.passes(SOON)
    ts = await talk.says(ALICE, "It works again.")
    await talk.passes(SOON)
    alice = await talk.directory.person(ALICE)
    talk.directory.add(Person(id=ALICE, team=TEAM, kind=PersonKind.UNKNOWN))
    await talk.passes(timedelta(hours=4, minutes=5))
    assert (await talk.moment(ts)).stage is not Stage.CONFIRMING

    talk.directory.add(alice)
    await talk.passes(timedelta(minutes=5))

    assert (await talk.moment(ts)).stage is Stage.CONFIRMING
    assert [one.key.split(":")[0] for one in talk.seen_by(ALICE)][-1] == "confirm"


async def test_where_nobody_at_all_can_be_asked_the_moment_rests_away(talk: Talk) -> None:
    await talk.says(CARLA, FAILS)
    await talk.passes(SOON)
    ts = await talk.says(ALICE, "It works again.")
    await talk.passes(SOON)
    talk.directory.leave(SUPPORT, ALICE, LEAD)
    await talk.passes(timedelta(hours=5))

    assert (await talk.moment(ts)).stage is Stage.CONFIRMING
    assert not [one for one in talk.seen_by(ALICE) if one.key.startswith("confirm:")]
