"""Prints how many labelled due times are found in their sentences and resolved from their phrases, and how fast.

Also the longest it takes over texts that are long and hostile; 150 ms for 4,000 characters and one second for 40,000
are what the bot can bear.

Run from the project's folder: `python -m tests.bench.due_times [FILE.yaml ...]`; without files, those in
`tests/data/due_times/`. `holdout.yaml` was written by somebody else and is for measuring only: nobody who works on the
grammar looks into it.
"""

import argparse
import statistics
import time
from collections import Counter
from pathlib import Path

from motbot.domain.due import DueConventions
from motbot.due_times import DueReader
from tests.due_times.labelled import DATA, Labelled, labelled

HOSTILE = [
    "～", "~ ", " ", "12:30 ", "12:30-", "0 1 ", "1 ", "3-", "3点-", "12.5 ", "next ", "in the ", "about ", "mon ",
    "Mon ", "½", "3 h 5 - ",
    "5th ", "q1 ", "明天", "下周", "月底", "tomorrow, ", "a@12:30 ﷽3-", "3点-q1 5th w x ", "⒇", "at@", "<@", "New ",
]  # fmt: skip


def measure(reader: DueReader, cases: list[Labelled]) -> Counter[tuple[str, str, str]]:
    """Count the right ones per language and kind."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for case in cases:
        found, resolved = case.is_found(reader), case.is_resolved(reader)
        for column, right in (("n", True), ("found", found), ("resolved", resolved), ("both", found and resolved)):
            counts[case.language, case.kind, column] += right
    return counts


def _milliseconds(reader: DueReader, case: Labelled, text: str) -> float:
    start = time.perf_counter()
    reader.find(text, said_at=case.said_at, zone=case.zone)
    return 1000 * (time.perf_counter() - start)


def _worst(reader: DueReader, case: Labelled, length: int) -> str:
    texts = ((text, (text * length)[:length]) for text in HOSTILE)
    spent, worst = max((_milliseconds(reader, case, long), text) for text, long in texts)
    return f"{length} hostile characters: most {spent:.0f} ms ({worst!r})"


def main() -> None:
    """Print one table per file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=[DATA / "dev.yaml", DATA / "holdout.yaml"])
    reader = DueReader(conventions=DueConventions())
    for file in parser.parse_args().files:
        cases = list(labelled(file))
        counts = measure(reader, cases)
        print(f"{file.name:16} {'n':>5} {'found':>6} {'resolved':>9} {'both':>5}")
        for row in sorted({(language, kind) for language, kind, _ in counts}):
            n, found, resolved, both = (counts[*row, column] for column in ("n", "found", "resolved", "both"))
            print(f"{' '.join(row):16} {n:5} {found:6} {resolved:9} {both:5}")
        total = {column: sum(counts[key] for key in counts if key[2] == column) for column in ("n", "both")}
        spent = [_milliseconds(reader, case, case.text) for case in cases]
        print(
            f"all: {total['both']} of {total['n']}; median {statistics.median(spent):.2f} ms, most {max(spent):.2f} ms"
        )
        for length in (4_000, 40_000):
            print(_worst(reader, cases[0], length))


if __name__ == "__main__":
    main()
