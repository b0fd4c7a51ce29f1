"""Turns measured seconds into the figures that benches print."""

import math
import os
import platform
from collections.abc import Sequence

import psutil
from rich.console import Console
from rich.table import Table


def quantile(values: Sequence[float], share: float) -> float:
    """The value that this share of all values does not exceed (nearest rank); not a number where there is none."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else math.nan


def timing_table(title: str) -> Table:
    """An empty table of latencies in milliseconds."""
    table = Table("what", "n", "p50 ms", "p95 ms", "p99 ms", "max ms", title=title, title_justify="left")
    for column in table.columns[1:]:
        column.justify = "right"
    return table


def timing_row(table: Table, what: str, seconds: Sequence[float]) -> None:
    """Add a row."""
    shown = [f"{1000 * quantile(seconds, share):,.1f}" for share in (0.5, 0.95, 0.99, 1.0)]
    table.add_row(what, f"{len(seconds):,}", *shown)


def pairs_table(title: str, rows: Sequence[tuple[str, object]]) -> Table:
    """A table of names and values."""
    table = Table("what", "value", title=title, title_justify="left")
    table.columns[1].justify = "right"
    for name, value in rows:
        table.add_row(name, str(value))
    return table


def console() -> Console:
    """Where tables go: wide enough for a log file too."""
    return Console(width=110)


def machine(*, with_load: bool = True) -> str:
    """One line about where it was measured, with the load by others at this moment unless that is left out."""
    memory = psutil.virtual_memory().total / 2**30
    what = (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}"
    )
    return f"{what}, load {', '.join(f'{one:.1f}' for one in os.getloadavg())}" if with_load else what
