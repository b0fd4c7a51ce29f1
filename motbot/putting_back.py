"""Tells on the command line which jobs have failed for good, and puts them back for the bot that runs."""

from collections.abc import Collection, Sequence
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from motbot.catalogue import say, say_many
from motbot.domain.errors import Failed
from motbot.engine.aside import Aside, AsideJob
from motbot.settings.loading import Settings
from motbot.storage.database import open_database
from motbot.storage.faults import passing_faults
from motbot.wiring import source_of


async def show_aside(settings: Settings, console: Console) -> None:
    """Show them, the oldest first.

    Raises:
        StorageRefused: the database cannot be used as it stands.
        StorageUnavailable: it does not answer just now.
    """
    async with open_database(source_of(settings), pool_size=1) as database:
        with passing_faults():
            jobs = await Aside(engine=database.engine).listed()
    if not jobs:
        console.print(say("Nothing lies aside."), markup=False)
        return
    console.print(_table(jobs, ZoneInfo(settings.config.timezone)))
    remedy = say("Once the reason is gone: motbot jobs retry {id}, or motbot jobs retry --all.", id=jobs[0].id)
    console.print(remedy, markup=False, highlight=False, soft_wrap=True)


async def put_back(settings: Settings, ids: Collection[int] | None, console: Console) -> None:
    """Put those back, or all where none is named, and say how many.

    Raises:
        Failed: one that was named does not lie aside; the others were put back.
        StorageRefused: the database cannot be used as it stands.
        StorageUnavailable: it does not answer just now.
    """
    async with open_database(source_of(settings), pool_size=1) as database:
        with passing_faults():
            done = await Aside(engine=database.engine).put_back(ids)
    told = say_many("Put back: {count} job.", "Put back: {count} jobs.", count=len(done))
    console.print(told, markup=False, highlight=False)
    strange = sorted(set(ids or ()) - done)
    if strange:
        numbers = ", ".join(map(str, strange))
        raise Failed(say("{ids}: nothing of that number lies aside; `motbot jobs` tells what does", ids=numbers))


def _table(jobs: Sequence[AsideJob], zone: ZoneInfo) -> Table:
    table = Table(title=say("work that has failed for good"), title_justify="left")
    for name in (say("id"), say("kind"), say("since"), say("why")):
        table.add_column(name, overflow="fold")
    for one in jobs:
        since = f"{one.since.astimezone(zone):%Y-%m-%d %H:%M}" if one.since else say("unknown")
        why = one.why or say("its process ended in the middle of it, several times")
        table.add_row(*map(Text, (str(one.id), one.kind, since, why)))
    return table
