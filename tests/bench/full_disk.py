"""The disk of the database runs full in the middle of the work, and is given room again: is anything lost?

How to run, from the project's root, as somebody who may mount:

    python -m tests.bench.full_disk

The database lies on a file system in memory of its own, which a file then fills to the last byte. Ends by itself; exit
code 1 when a request was lost or shown twice, or when nothing was refused, so that nothing was tried.
"""

import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from tests.rig.figures import console, machine, pairs_table
from tests.rig.ledger import Tally, tally
from tests.rig.stage import stage
from tests.rig.town import AT_ONCE, Town, request

MEBIBYTES = 160
SETTLED_WITHIN = 300.0
CHANNELS = 20
A_BLOCK = b"x" * 4096


@contextmanager
def small_disk() -> Iterator[Path]:
    """A file system in memory, in which everything temporary lies meanwhile."""
    folder = Path(tempfile.mkdtemp(prefix="motbot-small-"))
    folder.chmod(0o711)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={MEBIBYTES}m,mode=1777", "tmpfs", str(folder)], check=True)
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield folder
    finally:
        tempfile.tempdir = before
        subprocess.run(["umount", "-l", str(folder)], check=True)
        folder.rmdir()


def fill(path: Path) -> None:
    """Write until nothing more fits."""
    with path.open("wb", buffering=0) as filler:
        try:
            while filler.write(A_BLOCK):
                pass
        except OSError:
            return


def main(
    *,
    events: Annotated[int, typer.Option(min=10, help="Messages before, and as many while the disk is full.")] = 400,
    seconds: Annotated[float, typer.Option(min=1, help="How long the disk stays full.")] = 15.0,
) -> None:
    """Fill the disk under the bot, and compare what was said with what agents were shown."""
    out = console()
    out.print(machine(), highlight=False)
    with small_disk() as folder:
        unheard, settled, said, found = asyncio.run(_try(folder, events, seconds))
    rows: list[tuple[str, object]] = [
        ("not acknowledged when room was made", unheard),
        ("came to rest", "yes" if settled else "no"),
        ("LOST", len(found.lost)),
        ("DOUBLED cards", found.doubled),
        ("lines in the log", said),
    ]
    out.print(pairs_table(f"{events} events, then {events} more into a full disk for {seconds:g} s", rows))
    sys.exit(0 if unheard and settled and not found.lost and not found.doubled else 1)


async def _try(folder: Path, events: int, seconds: float) -> tuple[int, bool, int, Tally]:
    """Say the first half, fill the disk, say the second half, make room, and let the bot come to rest."""
    town = Town(channels=CHANNELS, customers=-(-2 * events // CHANNELS))
    async with stage(town, pace=AT_ONCE) as set_up:
        bot = await set_up.start()
        await bot.ready()
        await set_up.connected()
        for number in range(events):
            set_up.workspace.post(town.customer(number), town.channel(number), request(number))
        await asyncio.sleep(2)
        filler = folder / "filler"
        await asyncio.to_thread(fill, filler)
        before = set_up.heard.events.total()
        for number in range(events, 2 * events):
            set_up.workspace.post(town.customer(number), town.channel(number), request(number))
        await asyncio.sleep(seconds)
        unheard, said = set_up.workspace.unacked, set_up.heard.events.total() - before
        filler.unlink()
        settled = await set_up.settled(SETTLED_WITHIN)
        if bot.is_alive:
            await bot.stop()
        return unheard, settled, said, tally(town, set_up.workspace, 2 * events)


if __name__ == "__main__":
    typer.run(main)
