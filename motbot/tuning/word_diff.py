"""Shows what changed between two texts word by word, each Han character a word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from rich.console import Console, ConsoleOptions
from rich.text import Text

_WORD = re.compile(
    r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\W\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+|\s+|.", re.DOTALL
)
_COMPARED = 6000
"""Characters of each text."""

Piece = tuple[str, str]
"""Text with "" where it is in both, "-" where it is gone, "+" where it is new."""


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of both texts in their order; what stands together with the same sign is one piece."""
    one, other = (_WORD.findall(text[:_COMPARED]) for text in (before, after))
    return tuple(_pieces(one, other))


def _pieces(one: list[str], other: list[str]) -> Iterator[Piece]:
    for step, start, end, begin, stop in SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes():
        if step == "equal":
            yield "".join(one[start:end]), ""
            continue
        if end > start:
            yield "".join(one[start:end]), "-"
        if stop > begin:
            yield "".join(other[begin:stop]), "+"


@dataclass(frozen=True, slots=True)
class Difference:
    """The same on a terminal: in colours, what is gone struck through; in marks where there are none, as in a pipe."""

    before: str
    after: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """Draw it, as Rich asks for it."""
        if console.no_color or console.color_system is None:
            yield Text(diff_marked(self.before, self.after))
            return
        styles = {"": "", "-": "red strike", "+": "green"}
        yield Text.assemble(*((piece, styles[sign]) for piece, sign in word_diff(self.before, self.after)))


def diff_marked(before: str, after: str) -> str:
    """The same for a file: [-gone-] and {+new+}."""
    marks = {"": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return "".join(marks[sign].format(piece) for piece, sign in word_diff(before, after))
