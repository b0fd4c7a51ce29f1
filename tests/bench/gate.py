"""Prints how well the playbook's gate tells sentences that ask from others, on a labelled file given as argument.

Each line of the file is JSON with `text` and `request` (true or false). Run from the project's folder:
`python tests/bench/gate.py FILE.jsonl [--playbook DIR] [--part held-out|rest]`. The held-out part is the third of the
sentences whose SHA-256 is divisible by three; rules are to be developed on the rest only.
"""

import argparse
import asyncio
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from motbot.domain.due import DueConventions
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.due_times import DueReader
from motbot.playbook import Playbook

_AT = datetime(2026, 1, 7, 10, 0, tzinfo=UTC)
_PARTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Counts of verdicts against labels."""

    true_positive: int
    false_positive: int
    false_negative: int
    true_negative: int

    @property
    def total(self) -> int:
        """How many sentences were judged."""
        return self.true_positive + self.false_positive + self.false_negative + self.true_negative

    def rows(self) -> Iterator[tuple[str, str]]:
        """Name and value of each figure."""
        right = self.true_positive + self.true_negative
        positive = self.true_positive + self.false_negative
        yield "sentences", str(self.total)
        yield "majority class", _share(max(positive, self.total - positive), self.total)
        yield "accuracy", _share(right, self.total)
        yield "precision", _share(self.true_positive, self.true_positive + self.false_positive)
        yield "recall", _share(self.true_positive, positive)


def is_held_out(text: str) -> bool:
    """Whether a sentence belongs to the third that rules are never developed on."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % _PARTS == 0


async def measure(playbook: Playbook, labelled: Iterable[tuple[str, bool]]) -> Figures:
    """Judge each sentence as the only message of a conversation."""
    counts: Counter[tuple[bool, bool]] = Counter()
    for text, request in labelled:
        line = Line(ts="1.0", at=_AT, side=Side.CUSTOMER, author="U1", text=text)
        view = ConversationView(lines=(line,), focus=("1.0",), now=_AT, zone=ZoneInfo("UTC"))
        assessed = await playbook.coach.assessor.assess(view)
        counts[assessed.assessment.is_moment, request] += 1
    return Figures(
        true_positive=counts[True, True],
        false_positive=counts[True, False],
        false_negative=counts[False, True],
        true_negative=counts[False, False],
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def _labelled(file: Path, part: str) -> Iterator[tuple[str, bool]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if part == "all" or is_held_out(row["text"]) == (part == "held-out"):
            yield row["text"], row["request"]


def main() -> None:
    """Read the arguments and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("file", type=Path)
    parser.add_argument("--playbook", type=Path, default=Path("prompts/playbook"))
    parser.add_argument("--part", choices=("held-out", "rest", "all"), default="held-out")
    arguments = parser.parse_args()
    playbook = Playbook.load(arguments.playbook, due_times=DueReader(conventions=DueConventions()))
    figures = asyncio.run(measure(playbook, _labelled(arguments.file, arguments.part)))
    for name, value in figures.rows():
        print(f"{name:<16}{value:>8}")


if __name__ == "__main__":
    main()
