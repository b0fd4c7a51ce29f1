"""Writes tests/RELIABILITY.md from the plan and from what the runs have found.

How to run, from the project's root:

    python -m tests.rig.table

`python -m tests.rig` writes it too, after it has run the tests.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.rig.recording import LONG, SHORT, Outcome, Result, Results, read_results
from tests.rig.rows import HOME, Row, read_rows

TABLE = HOME / "tests" / "RELIABILITY.md"

_HEAD = """# Reliability: what is tried, and what came of it

Written by `python -m tests.rig` from `tests/rig/rows.yaml` and the last results; do not edit it by hand.

    .venv/bin/python -m tests.rig              # the short trials, which are part of the test suite too
    .venv/bin/python -m tests.rig S2 C1        # of these rows only
    .venv/bin/python -m tests.rig --long       # the long trials
    .venv/bin/python -m tests.rig --long K1

A row is a fault. A trial is one occurrence of it; n trials without a failure bound the rate of failures below 3/n with
95 % confidence. "asked" is how many trials the plan wants, every day / on demand. A row without a result has not been
run yet in that way. Tests are named by file and function; a test with many cases counts each.
"""


def render(rows: tuple[Row, ...], results: Results) -> str:
    """The whole file."""
    return "\n".join([_HEAD, *_summary(rows, results), "", *_details(rows, results)]) + "\n"


def main(path: Path = TABLE) -> None:
    """Write the file."""
    path.write_text(render(read_rows(), read_results()), encoding="utf-8")


def _summary(rows: tuple[Row, ...], results: Results) -> Iterator[str]:
    """One line a row."""
    yield "| row | fault | asked | short: trials passed | long: trials passed | state |"
    yield "|---|---|---|---|---|---|"
    for row in rows:
        short, long = (results.get(row.id, {}).get(kind) for kind in (SHORT, LONG))
        cells = (row.id, row.fault, row.asked, _count(short), _count(long), _state(row, short, long))
        yield f"| {' | '.join(_cell(one) for one in cells)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").strip()


def _count(result: Result | None) -> str:
    """Passed of all, and in how many seconds."""
    if result is None:
        return ""
    all_of_them = result.passed + result.failed
    return f"{result.passed:,} of {all_of_them:,} in {result.seconds:.0f} s"


def _state(row: Row, *results: Result | None) -> str:
    if any(one is not None and one.failed for one in results):
        return "FAILED"
    if any(one is not None and one.passed for one in results):
        return f"held; rest open: {row.open}" if row.open else "held"
    if row.open:
        return f"open: {row.open}"
    return "answered below" if row.answer and not row.tests else "not run"


def _details(rows: tuple[Row, ...], results: Results) -> Iterator[str]:
    """What must hold, and by which tests it is known."""
    for row in rows:
        yield f"## {row.id}: {row.fault}\n"
        yield f"Must hold: {row.holds}\n"
        if row.answer:
            yield f"{row.answer.strip()}\n"
        if row.open:
            yield f"Open: {row.open}\n"
        found = results.get(row.id, {})
        for kind in (SHORT, LONG):
            if kind in found:
                yield f"{kind.capitalize()}, last on {found[kind].when}; {found[kind].machine}:\n"
                yield from (_line(name, one) for name, one in sorted(found[kind].tests.items()))
                yield ""
        yield from _not_run(row, found)


def _line(name: str, outcome: Outcome) -> str:
    failed = f", **{outcome.failed:,} failed**" if outcome.failed else ""
    return f"- `{name}`: {outcome.passed:,} passed{failed}, {outcome.seconds:.1f} s"


def _not_run(row: Row, found: Mapping[str, Result]) -> Iterator[str]:
    """What is named and has no result yet."""
    known = {name for result in found.values() for name in result.tests}
    for name in row.tests:
        if name not in known:
            yield f"- `{name}`: not run yet"
    for one in row.long:
        if one.command not in known:
            yield f"- `{one.command}`: {one.trials:,} trials, not run yet"
    if set(row.tests) - known or {one.command for one in row.long} - known:
        yield ""


if __name__ == "__main__":
    main()
