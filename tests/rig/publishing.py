"""The trial of publishing: customers write to two bots while a prompt is promoted, rolled back and promoted again."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from time import monotonic

import psycopg

from motbot.clock import SystemClock
from motbot.domain.guarding import Guards
from motbot.domain.publishing import PromptChange
from motbot.engine.arming import armed
from motbot.llm.assessor import assess_task
from motbot.llm.draft_files import read_draft
from motbot.llm.published import Templates
from motbot.publishing import check_by
from motbot.settings import default_prompts
from motbot.storage.database import make_engine
from motbot.storage.store import PostgresStore
from motbot.use_cases.publish_prompt import Draft, PublishPrompt
from motbot.use_cases.roll_back_prompt import RollBackPrompt
from tests.rig.stage import Stage, stage
from tests.rig.town import AT_ONCE, Town, request

TASK = "assess"
FIRST = 1
"""Id of the prompt that the first start publishes for the task, which comes first."""
FOLLOWED_WITHIN = timedelta(seconds=5)
_DECIDED = """
    SELECT value->'focus'->>-1, at, value->'provenance'->>'revision', value->'provenance'->>'coach'
    FROM verdicts ORDER BY id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What one message was judged by."""

    said_at: datetime
    judged_at: datetime
    revision: str
    coach: str


@dataclass(slots=True, kw_only=True)
class Course:
    """What happened in a trial."""

    changes: list[tuple[PromptChange, datetime]] = field(default_factory=list)
    """Each with the time by which it was committed."""
    decided: list[Decided] = field(default_factory=list)
    prompts_of: dict[str, list[int]] = field(default_factory=dict)
    """The published prompts behind each revision that was met."""
    followed: int = 0
    """How often one of the bots has put something else in force."""

    def may_have_answered(self, decided: Decided) -> set[int]:
        """The prompts that were live at some time from five seconds before a message was said until it was judged."""
        live, may = FIRST, {FIRST}
        for change, at in self.changes:
            live = change.standing.live
            if at <= decided.said_at - FOLLOWED_WITHIN:
                may = {live}
            elif at <= decided.judged_at:
                may.add(live)
        return may


async def run_trial(*, events: int, rate: float, judged_within: float) -> Course:
    """Two bots; a change after each quarter of the messages, the last one followed before the last quarter is written.

    Args:
        events: how many messages are written.
        rate: messages a second.
        judged_within: seconds that the bots have for each quarter of them.
    """
    town = Town(channels=min(50, events), customers=-(-events // 50))
    async with stage(town, coach="model", pace=AT_ONCE) as set_up:
        bots = [await set_up.start()]
        await bots[0].ready()
        bots.append(await set_up.start())
        await bots[1].ready()
        await set_up.connected(4)
        async with _publishers(set_up) as (publish, roll_back, store):
            course = Course()
            changes: tuple[Callable[[], Awaitable[PromptChange]], ...] = (
                lambda: publish(_edited("other", "The first edit."), by="U1"),
                lambda: roll_back(TASK, by="U1"),
                lambda: publish(_edited("third", "The second edit."), by="U1"),
            )
            quarter = events // 4
            for number, change in enumerate(changes):
                await _write(set_up, town, range(number * quarter, (number + 1) * quarter), rate)
                # In the middle of the work: some of this quarter is judged, some is still to be.
                await _judged(set_up, number * quarter + quarter // 2, judged_within)
                made = await change()
                course.changes.append((made, SystemClock().now()))
            await asyncio.sleep(FOLLOWED_WITHIN.total_seconds())
            await _write(set_up, town, range(3 * quarter, events), rate)
            await _judged(set_up, events, judged_within)
            course.decided = await _decided(set_up)
            course.followed = set_up.heard.events["prompts.followed"]
            async with store.begin() as tx:
                for revision in {one.revision for one in course.decided}:
                    course.prompts_of[revision] = [one.id for one in await tx.prompts.of_revision(revision)]
        for bot in bots:
            await bot.stop()
        return course


@asynccontextmanager
async def _publishers(set_up: Stage) -> AsyncIterator[tuple[PublishPrompt, RollBackPrompt, PostgresStore]]:
    """What a trainer at the machine has: a third process, as far as the bots know."""
    engine = make_engine(set_up.conninfo)
    store, clock = PostgresStore(engine=engine, armed=armed), SystemClock()
    check = check_by(Templates(tasks={TASK: assess_task()}, model="m").compiled)
    yield (
        PublishPrompt(store=store, clock=clock, guards=Guards(), check=check),
        RollBackPrompt(store=store, clock=clock, check=check),
        store,
    )
    await engine.dispose()


def _edited(variant: str, line: str) -> Draft:
    """The shipped prompt with one more line in its system part."""
    text = read_draft(default_prompts() / TASK / "default.md")
    return Draft(task=TASK, variant=variant, text=text.replace("\n# user\n", f"\n{line}\n# user\n", 1))


async def _write(set_up: Stage, town: Town, numbers: range, rate: float) -> None:
    began = monotonic()
    for count, number in enumerate(numbers):
        await asyncio.sleep(max(0.0, began + count / rate - monotonic()))
        set_up.workspace.post(town.customer(number), town.channel(number), request(number))


async def _judged(set_up: Stage, at_least: int, within: float) -> None:
    """Wait until so many messages are judged. Raises TimeoutError."""
    async with asyncio.timeout(within):
        while len(await _decided(set_up)) < at_least:  # noqa: ASYNC110 - nothing tells
            await asyncio.sleep(0.25)


async def _decided(set_up: Stage) -> list[Decided]:
    async with await psycopg.AsyncConnection.connect(set_up.conninfo, autocommit=True) as connection:
        rows = await (await connection.execute(_DECIDED)).fetchall()
    return [
        Decided(said_at=datetime.fromtimestamp(float(ts), UTC), judged_at=at, revision=made, coach=by)
        for ts, at, made, by in rows
    ]
