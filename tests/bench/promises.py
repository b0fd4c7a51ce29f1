"""Prints how many promises the playbook finds in replies of our side, with their due times, and how many are none.

Run from the project's folder: `python -m tests.bench.promises [FILE.yaml ...] [--wrong]`; without files, those in
`tests/data/promises/`. A file of labelled cases (`schema: motbot-cases/1`) is read as well, from its agents' replies.
`holdout.yaml` was written before the rules and is for measuring only: `--wrong`, which prints what went wrong, leaves
it out.
"""

import argparse
import asyncio
import statistics
import time
from collections import Counter
from pathlib import Path

from motbot.domain.due import DueConventions
from motbot.domain.promise import Strength
from motbot.due_times import DueReader
from motbot.playbook import Playbook
from tests.playbook.labelled_replies import DATA, Outcome, judged, labelled

PLAYBOOK = Path(__file__).parents[2] / "prompts" / "playbook"


async def measure(playbook: Playbook, reader: DueReader, file: Path) -> tuple[list[Outcome], list[float]]:
    """Read every reply of a file; what came of it, and the milliseconds each took."""
    outcomes: list[Outcome] = []
    spent: list[float] = []
    for reply in labelled(file):
        begin = time.perf_counter()
        read = await playbook.coach.reply_reader.read(reply.view, expected=(), promised=())
        spent.append(1000 * (time.perf_counter() - begin))
        outcomes.append(judged(reply, read.reading.promises, reader))
    return outcomes, spent


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


def _print(file: Path, outcomes: list[Outcome], spent: list[float]) -> None:
    totals: Counter[str] = Counter()
    print(f"\n{file.name:16} {'labelled':>8} {'found':>6} {'strength':>9} {'exact due':>10} {'both':>5}")
    for strength in Strength:
        rows = [match for one in outcomes for match in one.matches if match.expected.strength is strength]
        found = [match for match in rows if match.found]
        counts = (
            len(rows),
            len(found),
            sum(match.has_strength for match in found),
            sum(match.has_due for match in found),
            sum(match.has_strength and match.has_due for match in found),
        )
        totals.update(dict(zip(("labelled", "found", "strength", "due", "both"), counts, strict=True)))
        print(f"{strength:16} {counts[0]:8} {counts[1]:6} {counts[2]:9} {counts[3]:10} {counts[4]:5}")
    false = sum(len(one.false) for one in outcomes)
    false_firm = sum(promise.strength is Strength.FIRM for one in outcomes for promise in one.false)
    print(
        f"replies {len(outcomes)}; false {false}, of them firm {false_firm}; "
        f"precision {_share(totals['found'], totals['found'] + false)}, "
        f"recall {_share(totals['found'], totals['labelled'])}, "
        f"right in all {_share(totals['both'], totals['labelled'])}; "
        f"median {statistics.median(spent):.2f} ms, most {max(spent):.2f} ms"
    )


def main() -> None:
    """Print one table for each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=[DATA / "dev.yaml", DATA / "holdout.yaml"])
    parser.add_argument("--wrong", action="store_true", help="print what is wrong, of every file but holdout.yaml")
    arguments = parser.parse_args()
    reader = DueReader(conventions=DueConventions())
    playbook = Playbook.load(PLAYBOOK, due_times=reader)
    for file in arguments.files:
        outcomes, spent = asyncio.run(measure(playbook, reader, file))
        _print(file, outcomes, spent)
        if arguments.wrong and file.name != "holdout.yaml":
            for told in (told for one in outcomes for told in one.told()):
                print(f"  {told}")


if __name__ == "__main__":
    main()
