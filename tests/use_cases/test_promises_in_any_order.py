"""Whatever is said, edited, pressed, repeated or delayed, in any order: each promise stands in one right state."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motbot.domain.events import Act
from motbot.domain.nudge import Card, NotePurpose, PromiseItem, PromiseNote
from motbot.domain.policy import Keeping
from motbot.domain.promise import TRACKED, Promise, PromiseState
from motbot.ports.jobs import JobKind
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.fakes.database import make_empty
from tests.use_cases.promised import plain
from tests.use_cases.talk import ALICE, BEN, CARLA, FAILS, KIM, LEAD, SOON, Talk

pytestmark = pytest.mark.thorough

THINGS = ("the report", "the invoice", "a new key")
DUES = ("", " by 11:00", " by 15:00", " by 17:00", " by tomorrow noon", " by tomorrow 15:00", " by Friday")
WALLS = ("2026-03-02T16:00", "2026-03-03T11:00", "2026-03-04T09:00", "2026-03-02T10:30", "2026-03-29T02:30", "soon")
ACTS = (*[Act.TRACK] * 8, Act.FIXED, Act.FIXED, Act.MOVED, Act.MOVED, Act.KEPT, Act.UNTRACK, Act.CANNOT)
ENDS = (Act.KEPT, Act.KEPT, Act.KEPT, Act.NOT_A_PROMISE)
OPEN = {PromiseState.MADE, *TRACKED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that happens; `which` chooses among the messages or promises there are."""

    kind: str
    who: str = ALICE
    which: int = 0
    words: str = ""
    act: Act = Act.TRACK
    wall: str = ""
    time: timedelta = field(default_factory=timedelta)


def _words() -> st.SearchStrategy[str]:
    will = st.builds(lambda thing, due: f"I will send {thing}{due}.", st.sampled_from(THINGS), st.sampled_from(DUES))
    here = st.sampled_from(THINGS).map(lambda thing: f"Here is {thing}.")
    return st.one_of(will, will, here, st.just("We are on it."))


OURS = st.sampled_from((ALICE, BEN, KIM))
NUMBER = st.integers(min_value=0, max_value=5)
STEPS = st.one_of(
    st.builds(Step, kind=st.just("says"), who=OURS, words=_words()),
    st.builds(Step, kind=st.just("says"), who=st.just(ALICE), words=_words(), time=st.just(SOON)),
    st.builds(Step, kind=st.just("asks"), who=st.just(CARLA), words=st.sampled_from((FAILS, "Any news?"))),
    st.builds(Step, kind=st.just("edits"), which=NUMBER, words=_words()),
    st.builds(Step, kind=st.just("deletes"), which=NUMBER),
    st.builds(
        Step,
        kind=st.just("presses"),
        which=NUMBER,
        act=st.sampled_from(ACTS),
        wall=st.sampled_from(WALLS),
        who=st.sampled_from(("", "", "", ALICE, LEAD, CARLA)),
    ),
    st.builds(Step, kind=st.just("presses"), which=NUMBER, act=st.sampled_from(ACTS), who=st.just("")),
    st.builds(Step, kind=st.just("presses"), which=NUMBER, act=st.sampled_from(ENDS), who=st.just("")),
    st.builds(Step, kind=st.just("runs_again"), which=NUMBER),
    st.builds(
        Step,
        kind=st.just("passes"),
        time=st.sampled_from((SOON, timedelta(minutes=30), timedelta(hours=3), timedelta(hours=26))),
    ),
    st.builds(Step, kind=st.just("is_away"), time=st.sampled_from((timedelta(hours=2), timedelta(days=2)))),
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=4, max_size=14))
@pytest.mark.timeout(600)
async def test_any_order_leaves_every_promise_in_one_right_state(
    database: Database, store: PostgresStore, steps: list[Step]
) -> None:
    make_empty(database.conninfo)
    story = Story(Talk(database, store, read=plain))
    await story.begins()

    for step in steps:
        await story.does(step)
        await story.is_right()
    await story.talk.passes(timedelta(days=40))

    await story.is_right()
    assert [one for one in await story.talk.promises() if one.is_open] == []


class Story:
    """A talk, and what must hold of it at any time."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self._lines: list[tuple[str, str]] = []

    async def begins(self) -> None:
        """Carla asks, Alice promises something by three and wants to be reminded of it."""
        for step in (
            Step(kind="asks", who=CARLA, words=FAILS, time=SOON),
            Step(kind="says", words="I will send the report by 15:00.", time=SOON),
            Step(kind="presses", who=ALICE),
        ):
            await self.does(step)

    async def does(self, step: Step) -> None:
        """Let one thing happen."""
        talk = self.talk
        match step.kind:
            case "says" | "asks":
                ts = await talk.says(step.who, step.words)
                self._lines.append((step.who, ts))
                await talk.passes(step.time)
            case "edits" if self._lines:
                who, ts = self._lines[step.which % len(self._lines)]
                await talk.edits(who, ts, step.words)
            case "deletes" if self._lines:
                await talk.deletes(self._lines[step.which % len(self._lines)][1])
            case "presses":
                await self._presses(step)
            case "runs_again":
                await self._runs_again(step)
            case "passes":
                await talk.passes(step.time)
            case "is_away":
                talk.clock.move(step.time)
            case _:
                pass

    async def _presses(self, step: Step) -> None:
        promises = await self.talk.promises()
        if promises:
            promise = promises[step.which % len(promises)]
            await self.talk.presses(step.who or promise.agent, step.act, promise, value=step.wall)

    async def _runs_again(self, step: Step) -> None:
        promises = await self.talk.promises()
        if promises:
            promise = promises[step.which % len(promises)]
            for kind in (JobKind.FOLLOW_PROMISE, JobKind.MEND_PROMISE):
                await self.talk.handlers[kind](promise.id)
            await self.talk.reads(promise.conversation)

    async def is_right(self) -> None:
        """What holds whatever has happened."""
        promises = {one.id: one for one in await self.talk.promises()}
        for promise in promises.values():
            _stands(promise)
        for user in (ALICE, BEN, LEAD):
            self._is_told_rightly(user, promises)

    def _is_told_rightly(self, user: str, promises: dict[int, Promise]) -> None:
        notes = [one for one in self.talk.messenger.messages if one.to == user and isinstance(one.nudge, PromiseNote)]
        assert all(later.at - one.at >= Keeping().merge_within for one, later in pairwise(notes))
        told: Counter[tuple[object, ...]] = Counter()
        for one in notes:
            first: dict[int, tuple[NotePurpose, PromiseItem]] = {}
            for version in one.versions:
                assert isinstance(version, PromiseNote)
                for item in version.items:
                    first.setdefault(item.promise, (version.purpose, item))
            for number, (purpose, item) in first.items():
                assert item.is_open, "somebody was told anew of what was over"
                if purpose is not NotePurpose.ASK:
                    told[number, item.state is PromiseState.BROKEN, item.has_evidence, item.due] += 1
        assert not told or max(told.values()) == 1, "somebody was told the same twice"
        for shown in self.talk.seen_by(user):
            if isinstance(shown.nudge, Card):
                for item in shown.nudge.promises:
                    assert (item.state, item.due) == (promises[item.promise].state, promises[item.promise].due)


def _stands(promise: Promise) -> None:
    """One state, and everything else in keeping with it."""
    assert promise.is_open == (promise.ended_at is None)
    assert promise.is_open == (promise.wake_at is not None), "an open promise waits for something"
    assert (promise.state in OPEN) or not promise.is_open
    assert (promise.kept_at is not None) == (promise.state is PromiseState.KEPT)
    assert not promise.is_tracked or promise.due is not None
    assert promise.state is not PromiseState.BROKEN or promise.broken_at is not None
    assert promise.remind_at is None or promise.due is None or promise.remind_at < promise.due
    if not promise.is_open:
        assert promise.withdrawn is not None or promise.state is PromiseState.KEPT
