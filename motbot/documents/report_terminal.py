"""Shows a report on a terminal: one table for each figure, with how it is counted below its name."""

from collections.abc import Iterator

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from motbot.domain.report_told import Numbers, Section, ToldReport

_GAP = 3
"""Columns that Rich leaves between two of a table."""


def report_in_terminal(report: ToldReport) -> Group:
    """Everything, ready to be printed by Rich."""
    return Group(*_parts(report))


def _parts(report: ToldReport) -> Iterator[RenderableType]:
    yield Text(report.title, style="bold")
    yield Text(" · ".join(report.about), style="dim")
    for note in report.notes:
        yield Text(note, style="dim")
    for section in report.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[RenderableType]:
    yield Text(f"\n{section.title}", style="bold")
    yield Text.assemble((section.lead, "bold cyan"), f" {section.lead_says}")
    yield Text(section.how, style="dim")
    for note in section.notes:
        yield Text(note)
    if section.numbers is not None:
        yield Padding(_Table(section.numbers), (0, 0, 0, 2))


class _Table:
    """The numbers, turned round where the terminal is too narrow for their columns."""

    def __init__(self, numbers: Numbers) -> None:
        self._lines = (numbers.columns, *numbers.rows)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """What Rich asks of whatever can be printed."""
        widths = (max(cell_len(cell) for cell in column) for column in zip(*self._lines, strict=True))
        fits = sum(width + _GAP for width in widths) <= options.max_width
        heads, *rows = self._lines if fits else zip(*self._lines, strict=True)
        table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
        for place, head in enumerate(heads):
            table.add_column(Text(head), justify="right" if place else "left", overflow="fold")
        for row in rows:
            table.add_row(*map(Text, row))
        yield table
