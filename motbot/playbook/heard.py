"""What the gate hears of a message: the words that are said to us, and what was said before them."""

from collections.abc import Sequence
from dataclasses import dataclass

from motbot.domain.message import ConversationView, Line
from motbot.playbook.before import Before
from motbot.playbook.promises import Promised
from motbot.playbook.sentences import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was said to us, and what it was said after."""

    view: ConversationView
    lines: Sequence[Line]
    pieces: tuple[Piece, ...]
    text: str
    """The poster's own words, plain, without emoji."""
    before: Before
    broken: Promised | None

    @property
    def ours(self) -> Line | None:
        """The line of our side that this follows directly."""
        return self.before.ours
