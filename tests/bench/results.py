"""Keeps the figures of the comparison in tests/bench/RESULTS.md: a run replaces the rows it has measured anew."""

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.table import Table

from motbot.clock import SystemClock
from tests.rig.figures import machine, quantile

RESULTS = Path(__file__).with_name("RESULTS.md")
COLUMNS = ("part", "what", "motbot", "bare Bolt", "ratio", "goal", "measured")

_HEAD = """# motbot beside bare Bolt

Written by `python -m tests.bench`; do not edit it by hand. A run replaces the rows of the parts it measures.

    python -m tests.bench                                     # every part but memory and timers, about twenty minutes
    python -m tests.bench --part door --part road             # some
    python -m tests.bench --part cost --data FILE.jsonl --dialogues 20
    python -m tests.bench --part memory --events 100000       # long
    python -m tests.bench --part timers

Bare Bolt (`tests/bench/bare_bolt.py`) is what a team would otherwise write: it acknowledges, has the model judge every
customer's message with the whole thread by the same `assess` prompt, in the listener, and posts an ephemeral. Both run
as processes of their own against the local Slack and the same scripted model, on the loopback, in turns (A B A B).
A figure is the median of its rounds; a ratio is motbot's figure divided by bare Bolt's, round by round: the median,
with the least and the most in brackets. `load` is the machine's load while it was measured, our own processes included:
where it stands well above the number of cores, others were at work, and only the ratio says much.

- **door**: the socket is kept full, 200 events at most under way. "quiet" events are messages of agents, which neither
  of the two works on at once: only the way to the acknowledgement counts, which is in motbot a commit of the event and
  its job; the jobs begin once the flood is stored, or after a second of it. "customers'" events are those that bare
  Bolt works on while it acknowledges.
- **road**: from a customer's message to the card or the ephemeral, less the second that the model takes.
- **cost**: for 1,000 messages of a channel. Tokens are estimated (four Latin letters or 4/3 of a Han character make
  one). What stands at the beginning of an earlier request of the same kind counts as cached, from 1,024 tokens on in
  steps of 128, and is never forgotten in between: that helps both alike. Prices in dollars for a million tokens: 0.25
  fresh, 0.025 cached, 2.00 written, as one provider's small model had it in late 2025. A moment is what the scripted
  model calls one by the words of the message, whoever asks; it is caught when the model was asked about it or its
  burst. Bare Bolt writes no reply, reads no promise and asks for no outcome; the row "assess" compares like with like.
  "while_answering" is motbot with that setting of `pace`, off by default: a rapid exchange with an agent who answers by
  themselves is judged a few turns at a time. "drafts on request" is motbot with `pace.draft_ahead: false` where nobody
  asks for a draft: each that is asked for costs what one costs in the row without it.
- **kills**: the bot is killed with -9 at random moments while customers write; a request is lost when no agent was
  ever shown it.
- **memory**: resident, with quiet events.
"""
_ROW = re.compile(r"^\|(.+)\|$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One comparison."""

    part: str
    what: str
    motbot: str
    bare: str
    ratio: str = ""
    goal: str = ""
    measured: str = field(default_factory=lambda: f"{SystemClock().now():%Y-%m-%d}, load {os.getloadavg()[0]:.1f}")

    def cells(self) -> tuple[str, ...]:
        """In the order of the columns."""
        return (self.part, self.what, self.motbot, self.bare, self.ratio, self.goal, self.measured)


def compared(
    part: str, what: str, ours: Sequence[float], theirs: Sequence[float], *, digits: int = 0, goal: str = ""
) -> Row:
    """A row of medians with their ratio, round by round."""
    ratios = [one / other for one, other in zip(ours, theirs, strict=True) if other]
    spread = f"{_median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})" if ratios else ""
    shown = (f"{_median(values):,.{digits}f}" for values in (ours, theirs))
    motbot, bare = shown
    return Row(part=part, what=what, motbot=motbot, bare=bare, ratio=spread, goal=goal)


def _median(values: Sequence[float]) -> float:
    return quantile(values, 0.5)


def rows_table(rows: Iterable[Row]) -> Table:
    """For the terminal."""
    table = Table(title_justify="left")
    for name in COLUMNS:
        table.add_column(name, justify="left" if name in {"part", "what"} else "right")
    for row in rows:
        table.add_row(*row.cells())
    return table


def write(rows: Sequence[Row], path: Path = RESULTS) -> None:
    """Put the rows into the file, in place of those of the same name."""
    kept = {(cells[0], cells[1]): cells for cells in _known(path)}
    kept |= {(row.part, row.what): row.cells() for row in rows}
    table = [COLUMNS, ("---",) * len(COLUMNS), *sorted(kept.values(), key=lambda cells: cells[0])]
    lines = "\n".join(f"| {' | '.join(cells)} |" for cells in table)
    path.write_text(f"{_HEAD}\nThe machine: {machine(with_load=False)}.\n\n{lines}\n", encoding="utf-8")


def _known(path: Path) -> list[tuple[str, ...]]:
    """The rows that stand there."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = [found[1] for line in text.splitlines() if (found := _ROW.match(line))]
    rows = [tuple(cell.strip() for cell in line.split("|")) for line in lines]
    return [cells for cells in rows if len(cells) == len(COLUMNS) and cells != COLUMNS and cells[0] != "---"]
