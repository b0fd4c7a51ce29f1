"""A rolling upgrade, for real: an older motbot and this one on one database, while timers wait and fall due.

How to run, from the project's root, which has to be a git clone:

    python -m tests.bench.upgrade                            # 10,000 timers, 600 of them due meanwhile: five minutes
    python -m tests.bench.upgrade --waiting 500 --due 60     # about a minute
    python -m tests.bench.upgrade --commit 60fbc96

The older one is the newest commit whose schema is older than this one's, checked out into a folder of its own for as
long as it takes, and run with the packages that are installed here. Two of it make the schema and the timers; then they
are replaced one after the other, while customers write. Afterwards the older one is started once more, to see whether
it still works, or says plainly why not. Ends by itself; exit code 1 when a timer or a request was lost or came twice.
"""

import asyncio
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import psycopg
import typer

from motbot.clock import SystemClock
from tests.rig.bot import HOME, Bot, NeverReady
from tests.rig.figures import console, machine, pairs_table
from tests.rig.stage import Stage, stage
from tests.rig.town import AT_ONCE, Town, is_card, numbers_in, request

SCHEMAS = "motbot/storage/migrations/versions"
CHANNELS = 20
LEAD = timedelta(seconds=30)
"""From putting the timers to the first one's time."""
LASTS = timedelta(seconds=60)
"""From the first timer's time to the last one's: the upgrade happens within."""
FIRST_REQUEST = 50_000
REQUESTS_A_SECOND = 1.0
BETWEEN = 5.0
"""Seconds between two steps of the upgrade."""
SETTLED_WITHIN = 300.0

# Run by the older motbot's own code: so many timers for hours and days from now, or so many from a time on.
PUT = """
import asyncio, sys
from datetime import datetime, timedelta
from motbot.clock import SystemClock
from motbot.storage.database import make_engine
from tests.rig.town import Town
from tests.rig.waiting import put_due, put_many

async def main(conninfo, channels, customers, count, at, apart):
    engine, now = make_engine(conninfo), SystemClock().now()
    town, count = Town(channels=int(channels), customers=int(customers)), int(count)
    if not at:
        await put_many(engine, town, count, now=now)
    else:
        start = datetime.fromisoformat(at)
        dues = [(number, start + timedelta(seconds=float(apart) * number)) for number in range(count)]
        await put_due(engine, town, dues, now=now)
    await engine.dispose()

asyncio.run(main(*sys.argv[1:]))
"""


@dataclass(slots=True, kw_only=True)
class Upgrade:
    """What was seen."""

    requests: int = 0
    settled: bool = False
    aside: int = 0
    moved_late: int = 0
    """Timers that wait for later and were touched all the same."""
    back: str = ""
    """What became of an older process that was started again."""
    migrated: str = ""
    prompts: Counter[int] = field(default_factory=Counter)
    cards: Counter[int] = field(default_factory=Counter)


def older_commit() -> str:
    """The newest commit whose schema is older than that of the files here, and whose files are all there.

    Raises:
        SystemExit: this is no clone, or has none.
    """
    newest = max(path.name for path in (HOME / SCHEMAS).glob("0*.py"))
    for commit in _git("log", "-n", "300", "--format=%H").split():
        found = _git("ls-tree", "--name-only", commit, f"{SCHEMAS}/").split()
        if found and max(Path(one).name for one in found if "/0" in one) < newest and _starts(commit):
            return commit
    raise SystemExit("no commit with an older schema")


def _starts(commit: str) -> bool:
    """Whether the command line of a commit can be asked for help."""
    with checked_out(commit) as folder:
        asked = [sys.executable, "-m", "motbot", "--help"]
        return subprocess.run(asked, cwd=folder, check=False, capture_output=True).returncode == 0


@contextmanager
def checked_out(commit: str) -> Iterator[Path]:
    """The files of a commit, in a folder of their own, without touching the clone's own list of work trees."""
    with tempfile.TemporaryDirectory(prefix="motbot-older-") as folder:
        archive = subprocess.run(["git", "archive", commit], cwd=HOME, check=True, capture_output=True).stdout
        subprocess.run(["tar", "-x", "-C", folder], input=archive, check=True)
        yield Path(folder)


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=HOME, check=True, capture_output=True, text=True).stdout


@asynccontextmanager
async def customers_write(set_up: Stage, seen: Upgrade) -> AsyncIterator[None]:
    """At an even pace, as long as the context is open."""

    async def write() -> None:
        while True:
            number = FIRST_REQUEST + seen.requests
            set_up.workspace.post(set_up.town.customer(number), set_up.town.channel(number), request(number))
            seen.requests += 1
            await asyncio.sleep(1 / REQUESTS_A_SECOND)

    task = asyncio.create_task(write())
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def upgrade(older: Path, *, waiting: int, due: int) -> Upgrade:
    """Play it."""
    out, seen = console(), Upgrade()
    # An older motbot may not know the setting that leaves greetings out; they quote no number and so count for nothing.
    town = Town(channels=CHANNELS, customers=-(-(due + 1000) // CHANNELS), greets=True)
    async with stage(town, pace=AT_ONCE) as set_up:
        old = [await set_up.start(home=older) for _ in range(2)]
        for bot in old:
            await bot.ready()
        out.print(f"two of the older one run, schema {await _schema(set_up)}", highlight=False)
        await _put(set_up, older, waiting - due)
        before = await _waiting(set_up)
        apart = LASTS.total_seconds() / due
        start = SystemClock().now() + LEAD + timedelta(milliseconds=20) * due
        await _put(set_up, older, due, at=start.isoformat(), apart=apart)
        out.print(f"{waiting} timers wait", highlight=False)
        async with customers_write(set_up, seen):
            new = []
            for bot in old:
                await asyncio.sleep(BETWEEN)
                # One that listens would compare what was said with Slack, which has never heard of these requests.
                new.append(await set_up.start("--no-listen"))
                await new[-1].ready()
                out.print(f"one of this motbot runs beside it, schema {await _schema(set_up)}", highlight=False)
                await asyncio.sleep(BETWEEN)
                await bot.stop()
            seen.back = await _back(set_up, older)
            await asyncio.sleep(BETWEEN)
        await asyncio.sleep(max(0.0, (start + LASTS - SystemClock().now()).total_seconds() + BETWEEN))
        new.append(await set_up.start())
        seen.settled = await _settled(set_up)
        seen.migrated, seen.aside = await _schema(set_up), await set_up.jobs_aside()
        seen.moved_late = len(before - await _waiting(set_up))
        for bot in new:
            await bot.stop()
        _count(set_up, seen)
        return seen


async def _put(set_up: Stage, older: Path, count: int, *, at: str = "", apart: float = 0.0) -> None:
    """Let the older motbot's code put timers, from a time on where one is given."""
    values = (set_up.conninfo, set_up.town.channels, set_up.town.customers, count, at, apart)
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", PUT, *map(str, values), cwd=older)
    if await process.wait():
        raise NeverReady("the older motbot could not put timers")


async def _back(set_up: Stage, older: Path) -> str:
    """Start the older one again, in the middle of it."""
    bot: Bot = await set_up.start("--no-listen", home=older)  # as the new ones, for the same reason
    try:
        await bot.ready()
    except NeverReady:
        code, _ = await bot.signalled()
        return f"refused, exit code {code}"
    await asyncio.sleep(BETWEEN)
    await bot.stop()
    return "works"


async def _waiting(set_up: Stage) -> frozenset[tuple[int, datetime]]:
    """Every moment that waits for later than the upgrade."""
    async with await psycopg.AsyncConnection.connect(set_up.conninfo, autocommit=True) as connection:
        query = "SELECT id, wake_at FROM moments WHERE wake_at > now() + interval '1 hour'"
        return frozenset(await (await connection.execute(query)).fetchall())


async def _schema(set_up: Stage) -> str:
    async with await psycopg.AsyncConnection.connect(set_up.conninfo, autocommit=True) as connection:
        row = await (await connection.execute("SELECT version_num FROM motbot_revision")).fetchone()
    return str(row[0]) if row else "none"


async def _settled(set_up: Stage) -> bool:
    """Wait until everything that was due is done."""
    overdue = "SELECT count(*) FROM moments WHERE wake_at < now()"
    try:
        async with asyncio.timeout(SETTLED_WITHIN):
            while await set_up.number(overdue):  # noqa: ASYNC110 - nothing tells
                await asyncio.sleep(1)
    except TimeoutError:
        return False
    return await set_up.settled(SETTLED_WITHIN)


def _count(set_up: Stage, seen: Upgrade) -> None:
    """Read what agents were shown of each number."""
    for place in range(set_up.town.channels):
        for message in set_up.workspace.dm(set_up.town.agent(place)):
            (seen.cards if is_card(message) else seen.prompts).update(numbers_in(message))


def main(
    *,
    waiting: Annotated[int, typer.Option(min=2, help="Timers in all.")] = 10_000,
    due: Annotated[int, typer.Option(min=1, help="How many of them fall due during the upgrade.")] = 600,
    commit: Annotated[str, typer.Option(help="The older motbot; left out, the newest with an older schema.")] = "",
) -> None:
    """Upgrade while timers wait, and see that each fires once."""
    out = console()
    out.print(machine(), highlight=False)
    chosen = commit or older_commit()
    with checked_out(chosen) as older:
        seen = asyncio.run(upgrade(older, waiting=waiting, due=due))
    timers = [seen.prompts[number] for number in range(due)]
    cards = [seen.cards[FIRST_REQUEST + number] for number in range(seen.requests)]
    rows: list[tuple[str, object]] = [
        ("timers that fell due", due),
        ("  LOST", timers.count(0)),
        ("  DOUBLED", sum(one > 1 for one in timers)),
        ("timers that wait for later", waiting - due),
        ("  touched", seen.moved_late),
        ("requests meanwhile", seen.requests),
        ("  LOST", cards.count(0)),
        ("  DOUBLED", sum(one > 1 for one in cards)),
        ("jobs set aside", seen.aside),
        ("came to rest", "yes" if seen.settled else "NO"),
        ("schema in the end", seen.migrated),
        ("an older process started again", seen.back),
    ]
    out.print(pairs_table(f"from {chosen[:7]} to the files here, {waiting} timers", rows))
    whole = all(one == 1 for one in (*timers, *cards)) and not seen.moved_late and not seen.aside and seen.settled
    sys.exit(0 if whole else 1)


if __name__ == "__main__":
    typer.run(main)
