"""What was said before the words to be judged: what was asked, by whom, and whether it still waits for an answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from motbot.domain.expectation import Urgency
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.domain.policy import ReplyWithin
from motbot.domain.urgency import reply_by
from motbot.playbook.sentences import Piece, sentences
from motbot.playbook.words import Words

_TOGETHER = timedelta(hours=4)
_NOD = 30  # characters up to which words of ours that acknowledge answer nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The people's lines before the focus, oldest first; `asks` tells whether a sentence asks."""

    view: ConversationView
    lines: tuple[Line, ...]
    authors: frozenset[str]
    """Who speaks now."""
    words: Words
    asks: Callable[[Piece], bool]
    states: Callable[[Piece], bool]

    @property
    def ours(self) -> Line | None:
        """The line of our side that the focus follows directly."""
        last = self.lines[-1] if self.lines else None
        return last if last is not None and last.side.is_ours else None

    @property
    def we_ask(self) -> bool:
        """Whether that line asks the customer for something."""
        said = sentences(self.ours, self.words) if self.ours else ()
        return any(piece.asked or self.words.asks_customer.within(piece.text) for piece in said)

    @property
    def waits(self) -> bool:
        """Whether an earlier request still has no answer of ours."""
        return bool(self.lines) and self.lines[-1].side is Side.CUSTOMER and bool(self.asked())

    @property
    def late(self) -> bool:
        """Whether the time in which the waiting request should have been answered is over."""
        unanswered = self.lines
        for at, line in enumerate(self.lines):
            if line.side.is_ours:
                unanswered = self.lines[at + 1 :]
        first = unanswered[0]
        pressing = self.words.pressing.within(first.text) or self.words.harm_now.within(first.text)
        due = reply_by(Urgency.HIGH if pressing else Urgency.NORMAL, first.at, self.view.zone, ReplyWithin())
        return due is not None and self.view.focus_lines[-1].at > due

    def asked(self) -> tuple[Piece, ...]:
        """What was last asked: by whoever speaks now, else by anybody of the customer's."""
        own = [line for line in self._theirs() if line.author in self.authors]
        for lines, counts in ((own, self.asks), (self._theirs(), self.asks), (own, self.states)):
            found = (tuple(piece for piece in sentences(line, self.words) if counts(piece)) for line in lines)
            if newest := next((asks for asks in found if asks), ()):
                return newest
        return ()

    def unanswered(self) -> tuple[Piece, ...]:
        """What those who speak now have asked or stated since our last answer; a nod of ours is none."""
        found: list[Piece] = []
        for line in reversed([line for line in self.view.lines if line.ts not in self.view.focus]):
            if (line.side.is_ours and not self._only_nods(line)) or self.view.now - line.at > _TOGETHER:
                break
            if line.side is Side.CUSTOMER and line.author in self.authors:
                found[:0] = (one for one in sentences(line, self.words) if self.asks(one) or self.states(one))
        return tuple(found)

    def said(self) -> Sequence[Piece]:
        """The customer's newest words."""
        return next((sentences(line, self.words) for line in self._theirs()), ())

    def _theirs(self) -> list[Line]:
        """The customer's lines, the newest first."""
        return [line for line in reversed(self.lines) if line.side is Side.CUSTOMER]

    def _only_nods(self, line: Line) -> bool:
        words, text = self.words, line.text.lstrip()
        nods = any((found := one.first(text)) and not found.start() for one in (words.acknowledgement, words.greeting))
        return nods and len(text) <= _NOD and not words.done_now.within(text)
