"""A channel in which people talk, and every use case of one bot on a real database: no Slack, one clock that stands."""

import asyncio
from collections.abc import Awaitable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from motbot.domain.due import DueConventions
from motbot.domain.events import Act, Acted, ChannelChange, ChannelChanged, Deleted, Edited, Event, Posted
from motbot.domain.expectation import Expectation
from motbot.domain.message import ConversationView
from motbot.domain.moment import Moment
from motbot.domain.nudge import Card, PromiseNote
from motbot.domain.people import Author, Person, PersonKind
from motbot.domain.policy import ChannelPolicy
from motbot.domain.promise import Promise
from motbot.domain.reading import FoundPromise, Reading, Strength
from motbot.domain.sensitivity import Sensitivity
from motbot.due_times import DueReader
from motbot.jobs import Jobs, Ports
from motbot.ports.jobs import JobKind
from motbot.settings.reviewing import ReviewBranch
from motbot.settings.tree import CoachKind, Config
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from motbot.use_cases.coaching import Coaching
from tests.fakes.clock import FakeClock
from tests.fakes.coach import ReadRule, ScriptedFirstLook, ScriptedReplyReader, nothing_promised, scripted_coach
from tests.fakes.directory import FakeDirectory
from tests.fakes.messenger import FakeMessenger, Shown
from tests.fakes.reviewer import ScriptedReviewer
from tests.fakes.threads import FakeThreads
from tests.fakes.windows import FakeWindows

TEAM, SUPPORT = "T1", "C1"
ALICE, BEN, CARLA, KIM, LEAD = "U1", "U2", "U3", "U4", "U5"
"""Alice and Ben are agents, Carla a customer, Kim a colleague."""
FAILS = "The export fails, please send us the report."
PLAIN = "The export runs every night."
"""Words of ours in which certainly nothing is promised, delivered or left open."""
SOON = timedelta(seconds=20)
"""Long enough for a burst to end, to be judged and to be read."""

POLICY = ChannelPolicy(
    id=SUPPORT,
    name="support",
    agents=frozenset({ALICE, BEN}),
    on_duty=(ALICE,),
    leads=(LEAD,),
    zone="Europe/Berlin",
    sensitivity=Sensitivity.HIGH,
)
AT_ONCE = replace(POLICY, track_at_once=True)
PEOPLE = (
    Person(id=ALICE, team=TEAM, kind=PersonKind.MEMBER, name="Alice", zone="Europe/Berlin", locale="en-GB"),
    Person(id=BEN, team=TEAM, kind=PersonKind.MEMBER, name="Ben", zone="Asia/Shanghai", locale="zh-CN"),
    Person(id=KIM, team=TEAM, kind=PersonKind.MEMBER, name="Kim", zone="Europe/Berlin"),
    Person(id=LEAD, team=TEAM, kind=PersonKind.MEMBER, name="Lee", zone="Europe/Berlin"),
    Person(id=CARLA, team="T2", kind=PersonKind.OUTSIDER, name="Carla", zone="America/New_York"),
)
_NEXT = text("SELECT id, task_name, (args->>'subject')::bigint AS subject FROM procrastinate_jobs ORDER BY id LIMIT 1")
_DONE = text("DELETE FROM procrastinate_jobs WHERE id = :id")


class Talk:
    """One story. What makes something happen lets every job run that it leads to; time passes in `passes` alone."""

    def __init__(
        self,
        database: Database,
        store: PostgresStore,
        *,
        read: ReadRule = nothing_promised,
        standby: ReadRule = nothing_promised,
        policy: ChannelPolicy = POLICY,
        people: Iterable[Person] = PEOPLE,
        **rules: Any,
    ) -> None:
        """Take the database, what the coaches read in our words, where it is, and the config's `review` section."""
        self.engine: AsyncEngine = database.engine
        self.store = store
        self.clock = FakeClock()
        self.directory = FakeDirectory(team=TEAM, people=people, channels=[policy])
        self.messenger = FakeMessenger(clock=self.clock)
        self.reader = ScriptedReplyReader(rule=read)
        self.coach = replace(scripted_coach(), reply_reader=self.reader)
        self.standby = ScriptedReplyReader(rule=standby, revision="playbook-1")
        self.reviewer = ScriptedReviewer()
        self.standby_reviewer = ScriptedReviewer(revision="playbook-1")
        self.threads = FakeThreads()
        self.windows = FakeWindows()
        self._events: dict[int, Event] = {}
        self._last_ts = 0.0
        jobs = Jobs(self._ports(rules))
        self.handlers = jobs.by_kind()
        self.sheets = jobs.sheets

    def _ports(self, rules: Mapping[str, Any]) -> Ports:
        coaching = Coaching(
            coach=self.coach,
            fallback=replace(scripted_coach(), reply_reader=self.standby),
            first_look=ScriptedFirstLook(promising=("will",), plain=(PLAIN,)),
            reviewer=self.reviewer,
            fallback_reviewer=self.standby_reviewer,
        )
        return Ports(
            config=Config(coach=CoachKind.MODEL, review=ReviewBranch(**rules)),
            store=self.store,
            directory=self.directory,
            messenger=self.messenger,
            parse=self._parse,
            clock=self.clock,
            coaching=coaching,
            due_times=DueReader(conventions=DueConventions()),
            threads=self.threads,
            windows=self.windows,
        )

    def _parse(self, body: Mapping[str, Any]) -> Event | None:
        return self._events[int(body["number"])]

    async def says(
        self,
        user: str,
        words: str,
        *,
        thread: str = "",
        files: int = 0,
        bot: str = "",
        at: datetime | None = None,
        ts: str = "",
    ) -> str:
        """Somebody writes; gives the message's ts."""
        stamp = ts or self._stamp(at)
        author = Author(user="" if bot else user, team=TEAM if user != CARLA else "T2", bot=bot)
        when = at or self.clock.now()
        posted = Posted(
            team=TEAM, channel=SUPPORT, ts=stamp, thread_ts=thread, author=author, text=words, at=when, files=files
        )
        await self.hears(posted)
        return stamp

    async def edits(self, user: str, ts: str, words: str) -> None:
        """Somebody changes what they wrote."""
        author = Author(user=user, team=TEAM)
        await self.hears(Edited(team=TEAM, channel=SUPPORT, ts=ts, author=author, text=words, at=self.clock.now()))

    async def deletes(self, ts: str) -> None:
        """Somebody takes back what they wrote."""
        await self.hears(Deleted(team=TEAM, channel=SUPPORT, ts=ts, at=self.clock.now()))

    async def leaves(self) -> None:
        """The channel is archived."""
        await self.hears(ChannelChanged(team=TEAM, channel=SUPPORT, change=ChannelChange.LEFT, at=self.clock.now()))

    async def presses(self, user: str, act: Act, promise: Promise, *, value: str = "") -> None:
        """Somebody says something about a promise."""
        await self.hears(
            Acted(
                team=TEAM,
                user=user,
                act=act,
                moment=promise.moment,
                promise=promise.id,
                value=value,
                at=self.clock.now(),
            )
        )

    async def hears(self, event: Event) -> None:
        """Slack tells of something, and shows it in its thread."""
        match event:
            case Posted():
                self.threads.put(event)
            case Edited():
                self.threads.edit(event.channel, event.ts, event.text)
            case Deleted():
                self.threads.take_back(event.channel, event.ts)
            case _:
                pass
        number = len(self._events) + 1
        self._events[number] = event
        body = {"number": number}
        await self.store.accept(team=TEAM, event_id=f"Ev{number}", body=body, at=self.clock.now(), lock=SUPPORT)
        await self.rests()

    async def passes(self, time: timedelta = SOON) -> None:
        """Time passes: every timer within it fires at its own moment."""
        end = self.clock.now() + time
        while (wake := await self.store.next_wake()) is not None and wake <= end:
            self.clock.set(max(wake, self.clock.now()))
            await self.store.due(self.clock.now(), 100)
            await self.rests()
        self.clock.set(end)

    async def rests(self) -> None:
        """Every job runs, in the order they were put."""
        while True:
            async with self.engine.begin() as connection:
                job = (await connection.execute(_NEXT)).one_or_none()
                if job is None:
                    return
                await connection.execute(_DONE, {"id": job.id})
            await self.handlers[JobKind(job.task_name)](job.subject)

    async def reads(self, conversation: int = 1) -> None:
        """The job that reads for promises runs (again)."""
        await self.handlers[JobKind.TRACK_PROMISES](conversation)
        await self.rests()

    async def while_read(self, ts: str, meanwhile: Awaitable[None], *, jobs: int = 1) -> None:
        """A conversation of ours is read by so many jobs, and something happens before the coach has answered any."""
        conversation, asked = await self.conversation_of(ts), len(self.reader.seen)
        self.reader.hold()
        reading = [asyncio.ensure_future(self.handlers[JobKind.TRACK_PROMISES](conversation)) for _ in range(jobs)]
        async with asyncio.timeout(10):
            while len(self.reader.seen) < asked + jobs:  # noqa: ASYNC110 - nothing tells
                await asyncio.sleep(0.001)
        await meanwhile
        self.reader.release()
        await asyncio.gather(*reading)
        await self.rests()

    async def conversation_of(self, ts: str) -> int:
        """Which conversation a message belongs to."""
        async with self.store.begin() as tx:
            stored = await tx.lines.get(TEAM, SUPPORT, ts)
        assert stored is not None
        return stored.conversation

    async def promises(self) -> Sequence[Promise]:
        """Every promise, oldest first."""
        async with self.engine.connect() as connection:
            numbers = (await connection.execute(text("SELECT id FROM promises ORDER BY id"))).scalars().all()
        async with self.store.begin() as tx:
            found = [await tx.promises.get(number) for number in numbers]
        return [one for one in found if one is not None]

    async def promise(self) -> Promise:
        """The only promise."""
        (only,) = await self.promises()
        return only

    async def moment(self, ts: str) -> Moment:
        """The newest moment of a message's conversation."""
        conversation = await self.conversation_of(ts)
        async with self.store.begin() as tx:
            found = await tx.moments.last_in(conversation)
        assert found is not None
        return found

    async def is_read(self, ts: str) -> bool:
        """Whether a message has been read for promises."""
        async with self.store.begin() as tx:
            stored = await tx.lines.get(TEAM, SUPPORT, ts)
        return stored is not None and stored.read

    def card(self, user: str) -> Card:
        """The one card somebody sees."""
        (only,) = [one.nudge for one in self.seen_by(user) if isinstance(one.nudge, Card)]
        assert isinstance(only, Card)
        return only

    def notes(self, user: str) -> list[PromiseNote]:
        """The messages about promises that somebody sees."""
        return [one.nudge for one in self.seen_by(user) if isinstance(one.nudge, PromiseNote)]

    def seen_by(self, user: str) -> list[Shown]:
        """Everything somebody sees."""
        return self.messenger.seen_by(user)

    def _stamp(self, at: datetime | None) -> str:
        """A ts of its own, never before an older one unless it is asked for."""
        wanted = (at or self.clock.now()).timestamp()
        if at is None:
            wanted = max(wanted, self._last_ts + 0.0001)
            self._last_ts = wanted
        return f"{wanted:.6f}"


def promising(*found: FoundPromise) -> ReadRule:
    """Find these wherever our words to be read hold theirs."""

    def rule(view: ConversationView, expected: Sequence[Expectation], promised: Sequence[Promise]) -> Reading:
        ours = [line for line in view.focus_lines if line.side.is_ours]
        return Reading(
            promises=tuple(replace(one, source=line.ts) for line in ours for one in found if one.words in line.text)
        )

    return rule


def a_found(words: str, due_words: str = "", *, what: str = "", strength: Strength = Strength.FIRM) -> FoundPromise:
    """A promise in these words."""
    return FoundPromise(words=words, source="", what=what or words, due_words=due_words, strength=strength)
