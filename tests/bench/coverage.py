"""Prints how far the playbook sees which wishes a reply of our side leaves open.

Run from the project's folder: `python -m tests.bench.coverage FILE.yaml ... [--each]`; a file has the shape of
`tests/data/coverage/dev.yaml`. A false alarm calls open what the reply answers; a miss keeps silent about what it does
not. `--each` also prints every reply that was read otherwise, save of `holdout.yaml`: it measures only as long as
nobody looks.
"""

import argparse
import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from motbot.domain.due import DueConventions
from motbot.due_times import DueReader
from motbot.playbook import Playbook
from tests.playbook.promised import read, wish
from tests.playbook.talks import FOLDER, talk


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A request of several wishes, our reply to it, and which of them a person calls open."""

    lang: str
    asked: str
    wishes: tuple[str, ...]
    reply: str
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Misread:
    """What a reply was wrongly said to leave open, and what it leaves open unsaid."""

    alarms: tuple[str, ...]
    misses: tuple[str, ...]


def answered_in(path: Path) -> tuple[Answered, ...]:
    """The dialogues of a file."""
    return tuple(
        Answered(
            lang=row["lang"],
            asked=row["asked"],
            wishes=tuple(row["wishes"]),
            reply=row["reply"],
            open=tuple(row["open"]),
        )
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))
    )


async def misread(playbook: Playbook, one: Answered) -> Misread:
    """Where the playbook reads a dialogue otherwise than the person who labelled it."""
    wishes = [wish(text) for text in one.wishes]
    view = talk((0, "customer", one.asked), (5, "agent", one.reply))
    found = (await read(playbook, view, expected=wishes)).unanswered
    left = [each.text for each in wishes if each.mark in found]
    return Misread(
        alarms=tuple(text for text in left if text not in one.open),
        misses=tuple(text for text in one.open if text not in left),
    )


async def _measure(paths: Sequence[Path], *, each: bool) -> None:
    playbook = Playbook.load(FOLDER, due_times=DueReader(conventions=DueConventions()))
    for path in paths:
        rows = [(one, await misread(playbook, one)) for one in answered_in(path)]
        alarmed, missed = (sum(1 for _, read in rows if getattr(read, name)) for name in ("alarms", "misses"))
        to_find, misses = sum(len(one.open) for one, _ in rows), sum(len(read.misses) for _, read in rows)
        print(
            f"{path.name}: {len(rows)} dialogues, false alarms in {alarmed}, misses in {missed}; "
            f"{to_find - misses} of {to_find} open wishes found"
        )
        for one, wrong in rows if each and path.stem != "holdout" else ():
            if wrong.alarms or wrong.misses:
                print(f"  {one.reply}\n    alarms {wrong.alarms} misses {wrong.misses}")


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--each", action="store_true")
    given = parser.parse_args()
    asyncio.run(_measure(given.files, each=given.each))


if __name__ == "__main__":
    _main()
