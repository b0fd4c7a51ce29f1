"""Runs the trials of the plan's rows and writes what came of them into tests/RELIABILITY.md.

How to run, from the project's root:

    python -m tests.rig                  # the short trials of every row
    python -m tests.rig S2 C1            # of these rows
    python -m tests.rig --long [K1 ...]  # the long trials: hours in all
"""

import shlex
import subprocess
import sys
from time import monotonic
from typing import Annotated

import typer

from tests.rig.recording import LONG, Outcome, write_results
from tests.rig.rows import HOME, Row, read_rows
from tests.rig.table import main as write_table


def main(
    rows: Annotated[list[str] | None, typer.Argument(help="Rows of the plan; every row by default.")] = None,
    *,
    long: Annotated[bool, typer.Option("--long", help="Many more trials.")] = False,
) -> None:
    """Run the tests that are marked or named for the rows, and the long trials where they are asked for."""
    known = {row.id: row for row in read_rows()}
    unknown = sorted(set(rows or ()) - set(known))
    if unknown:
        raise typer.BadParameter(f"no row {', '.join(unknown)}; there are {', '.join(known)}")
    wanted = [known[one] for one in rows or known]
    failed = _by_pytest(wanted, long=long)
    if long:
        for row in wanted:
            for one in row.long:
                failed |= not _by_command(row, one.command, one.trials)
    write_table()
    sys.exit(1 if failed else 0)


def _by_pytest(rows: list[Row], *, long: bool) -> bool:
    """Run the tests; whether one failed."""
    at_length = ["-n", "0", "--long-rows", "--timeout=0"] if long else []
    command = [sys.executable, "-m", "pytest", "-q", "-m", "", "--write-rows", *at_length]
    command += [f"--rows={','.join(row.id for row in rows)}", "tests"]
    return subprocess.run(command, cwd=HOME, check=False).returncode not in {0, 5}


def _by_command(row: Row, command: str, trials: int) -> bool:
    """Run one long trial; whether everything held."""
    print(f"\n{row.id}: {command}", flush=True)
    _, *arguments = shlex.split(command)
    began = monotonic()
    held = subprocess.run([sys.executable, *arguments], cwd=HOME, check=False).returncode == 0
    took = round(monotonic() - began, 1)
    outcome = Outcome(passed=trials if held else 0, failed=0 if held else trials, seconds=took)
    write_results(LONG, {row.id: {command: outcome}})
    return held


if __name__ == "__main__":
    typer.run(main)
