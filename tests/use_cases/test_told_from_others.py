"""However many promises of one kind are made, in one line or in many, each is kept, and with the moment it serves."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from motbot.domain.events import Act
from motbot.domain.moment import CloseReason, Stage
from motbot.domain.nudge import Prompt
from motbot.domain.people import PersonKind
from motbot.domain.promise import Promise, PromiseState, Withdrawn
from motbot.domain.reading import Reading
from motbot.ports.jobs import JobKind
from tests.use_cases.conftest import Staged
from tests.use_cases.promised import plain
from tests.use_cases.talk import ALICE, BEN, CARLA, FAILS, KIM, POLICY, Talk

HOUR = timedelta(hours=1)
PAIRS = [
    ("send invoice 1001", "send invoice 1002"),
    ("send the April report", "send the June report"),
    ("install v2", "install v3"),
    ("repair lift three", "repair lift four"),
    ("发送3月账单", "发送4月账单"),
    ("修好一号电梯", "修好二号电梯"),
]


@pytest.fixture
def talk(staged: Staged) -> Talk:
    """A talk in which every "I will ..." of our side is found."""
    return staged(read=plain)


async def asked(talk: Talk) -> str:
    """Carla asks for something."""
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    return root


async def tracked(talk: Talk, words: str, *, thread: str = "") -> tuple[str, Promise]:
    """Alice promises something in answer to a question, and accepts to be reminded."""
    said = await talk.says(ALICE, words, thread=thread)
    await talk.passes()
    promise = (await talk.promises())[-1]
    await talk.presses(ALICE, Act.TRACK, promise)
    return said, (await talk.promises())[-1]


async def confirmed(talk: Talk, moment: int) -> None:
    """The customer says that the outcome is right."""
    async with talk.store.begin() as tx:
        now = await tx.moments.get(moment)
        assert now is not None
        await tx.moments.save(now.closed(reason=CloseReason.CONFIRMED_BY_CUSTOMER, at=talk.clock.now()))


def ignored(view: object, expected: object, promised: object) -> Reading:
    """Find nothing."""
    return Reading()


@pytest.mark.parametrize(("one", "other"), PAIRS)
async def test_two_of_a_kind_in_one_line_are_two(talk: Talk, one: str, other: str) -> None:
    root = await asked(talk)
    await talk.says(ALICE, f"I will {one} by 15:00. I will {other} by 15:00.", thread=root)
    await talk.passes()

    assert [promise.what for promise in await talk.promises()] == [one, other]


@pytest.mark.parametrize(("one", "other"), PAIRS)
async def test_the_second_of_a_kind_moves_nothing_of_the_first(talk: Talk, one: str, other: str) -> None:
    root = await asked(talk)
    _, first = await tracked(talk, f"I will {one} by 15:00.", thread=root)
    await talk.says(ALICE, f"I will {other} by 17:00.", thread=root)
    await talk.passes()

    now, second = await talk.promises()
    assert (now.due, now.state, second.what) == (first.due, PromiseState.ACCEPTED, other)


async def test_one_that_is_kept_does_not_swallow_the_next_of_its_kind(talk: Talk) -> None:
    root = await asked(talk)
    _, first = await tracked(talk, "I will send invoice 1001 by 15:00.", thread=root)
    await talk.presses(ALICE, Act.KEPT, first)
    await talk.says(ALICE, "I will send invoice 1002 by 15:00.", thread=root)
    await talk.passes()

    assert [one.state for one in await talk.promises()] == [PromiseState.KEPT, PromiseState.MADE]


async def test_many_replies_that_are_read_at_once_lose_no_promise(talk: Talk) -> None:
    root = await asked(talk)
    reads = talk.handlers[JobKind.TRACK_PROMISES]

    async def later(_subject: int) -> None:
        """The process is down."""

    talk.handlers[JobKind.TRACK_PROMISES] = later
    said = [
        await talk.says(
            ALICE,
            " ".join(f"I will send invoice {number}{place} by 15:00." for place in range(7)),
            thread=root,
        )
        for number in range(10, 22)
    ]
    await talk.passes()
    talk.handlers[JobKind.TRACK_PROMISES] = reads
    await talk.reads(await talk.conversation_of(root))

    assert len(await talk.promises()) == 84
    assert [await talk.is_read(ts) for ts in said] == [True] * 12
    assert [len(view.focus_lines) for view in talk.reader.seen] == [12, 7, 2]


async def test_an_edit_of_words_older_than_a_week_moves_the_promise_they_state(talk: Talk) -> None:
    root = await asked(talk)
    said, _ = await tracked(talk, "I will send the report by 30 March 15:00.", thread=root)
    await talk.passes(timedelta(days=8))
    await talk.edits(ALICE, said, "I will send the report by 27 March 15:00.")
    await talk.passes()

    promise = await talk.promise()
    assert promise.due == datetime(2026, 3, 27, 14, 0, tzinfo=UTC)
    assert await talk.is_read(said)


async def test_what_is_struck_through_is_not_promised_any_more(talk: Talk) -> None:
    root = await asked(talk)
    said, _ = await tracked(talk, "I will send the report by 15:00.", thread=root)
    talk.reader.rule = ignored
    await talk.edits(ALICE, said, "~I will send the report by 15:00.~ Sorry, I cannot.")
    await talk.passes()

    assert (await talk.promise()).withdrawn is Withdrawn.TAKEN_BACK


async def test_a_promise_of_a_closed_moment_that_is_moved_in_a_new_one_holds_that_one_back(talk: Talk) -> None:
    root = await asked(talk)
    await tracked(talk, "I will send the report by 16:00.", thread=root)
    first = await talk.moment(root)
    await confirmed(talk, first.id)
    await talk.says(CARLA, f"{FAILS} Where is it?", thread=root)
    await talk.passes()
    await talk.says(ALICE, "I will send the report by 19:00.", thread=root)
    await talk.passes()
    await talk.passes(5 * HOUR)

    second = await talk.moment(root)
    assert second.id != first.id
    assert ((await talk.promise()).moment, second.stage) == (second.id, Stage.ACTING)
    assert not [one for one in talk.seen_by(ALICE) if isinstance(one.nudge, Prompt)]


async def test_nobodys_promise_becomes_that_of_the_agent_who_answers_next(staged: Staged) -> None:
    talk = staged(read=plain, policy=replace(POLICY, on_duty=(), leads=()))
    root = await talk.says(KIM, "I will send the report by 15:00.")
    await talk.passes()
    assert (await talk.promise()).agent == ""

    await talk.says(ALICE, "I will call the bank by 16:00.", thread=root)
    await talk.passes()

    assert [one.agent for one in await talk.promises()] == [ALICE, ALICE]


async def test_an_agents_promise_is_handed_to_whoever_is_on_duty_when_they_are_gone_before_it_is_read(
    staged: Staged,
) -> None:
    talk = staged(read=plain, policy=replace(POLICY, on_duty=(ALICE,)))
    await talk.says(BEN, "I will send the report by 22:00.")
    talk.directory.add(replace(await talk.directory.person(BEN), kind=PersonKind.GONE))
    await talk.passes()

    (promise,) = await talk.promises()
    assert (promise.said_by, promise.agent) == (BEN, ALICE)
    assert [one.promise for note in talk.notes(ALICE) for one in note.items] == [promise.id]
