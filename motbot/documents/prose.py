"""Wraps words of any script on a terminal: Rich knows words between blanks, and Chinese has none."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

_NOT_FIRST = frozenset("，。、；：？！”’）》」』】…—·,.;:?!)]}%")
_NOT_LAST = frozenset("“‘（《「『【([{")
_LEAST = 12
"""Cells: a column narrower than this is nothing to read in."""
_WIDE = 2


class Prose:
    """A text that wraps between Chinese characters as well, and never before a full stop."""

    def __init__(self, text: str | Text, style: str = "") -> None:
        """Take the text; `style` is for plain text."""
        self._text = Text(text, style=style) if isinstance(text, str) else text

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """From a readable width to that of the longest line."""
        longest = max((cell_len(line) for line in self._text.plain.split("\n")), default=0)
        return Measurement(min(longest, _LEAST), longest).with_maximum(options.max_width)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Its lines, one below the other."""
        for line in self._text.split("\n", allow_blank=True):
            for row in line.divide(_breaks(line.plain, options.max_width)):
                row.rstrip()
                yield row


def _breaks(line: str, width: int) -> Iterator[int]:
    """Where rows end so that each fits; a word that is wider than a row is cut."""
    begin = used = 0
    last = 0
    for at, character in enumerate(line):
        if at > begin and _may_break(line, at):
            last = at
        used += cell_len(character)
        if used > width and not character.isspace():
            begin = last if last > begin else at
            yield begin
            used = cell_len(line[begin : at + 1])


def _may_break(line: str, at: int) -> bool:
    before, after = line[at - 1], line[at]
    if after in _NOT_FIRST or before in _NOT_LAST or after.isspace():
        return False
    return before.isspace() or _WIDE in (cell_len(before), cell_len(after))
