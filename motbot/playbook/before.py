"""What was said before the words to be judged: what was asked, by whom, and whether it still waits for an answer."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache, partial

from motbot.domain.corrected import taken_back
from motbot.domain.expectation import Urgency
from motbot.domain.known_answers import asks_by_when
from motbot.domain.language import is_chinese_character
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.domain.policy import ReplyWithin
from motbot.domain.said_no import left_of, noes
from motbot.domain.urgency import reply_by
from motbot.playbook.sentences import Piece, clauses, sentences
from motbot.playbook.words import Words

_TOGETHER = timedelta(hours=4)
_LATIN_WORD = re.compile(r"[a-z0-9][\w'-]*", re.IGNORECASE)
_REST = 4
"""Words, or Chinese characters, that may be left of a sentence that only nods: "happy to help", "on it"."""
_NOD = 30  # characters up to which words of ours that acknowledge answer nothing
_FAR_BACK = 60
"""Lines before the focus that are read: a channel where one person goes on writing must not hold up everybody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The people's lines before the focus, oldest first; `asks` tells whether a sentence asks.

    Many rules go through the same lines, so each line is taken apart once, and each sentence weighed once.
    """

    view: ConversationView
    """Its newest lines."""
    lines: tuple[Line, ...]
    authors: frozenset[str]
    """Who speaks now."""
    words: Words
    asks: Callable[[Piece], bool]
    states: Callable[[Piece], bool]
    sentences: Callable[[Line], tuple[Piece, ...]]

    @classmethod
    def of(
        cls,
        view: ConversationView,
        *,
        authors: Collection[str],
        words: Words,
        asks: Callable[[Piece], bool],
        states: Callable[[Piece], bool],
    ) -> "Before":
        """What was said before the focus of a view, where these speak now."""
        first = min(view.focus, default="")
        earlier = sum(line.ts < first for line in view.lines)
        near = replace(view, lines=view.lines[max(0, earlier - _FAR_BACK) :])
        return cls(
            view=near,
            lines=tuple(line for line in near.earlier_lines if line.side not in {Side.BOT, Side.OURSELVES}),
            authors=frozenset(authors),
            words=words,
            asks=cache(asks),
            states=cache(states),
            sentences=cache(partial(sentences, words=words)),
        )

    @property
    def ours(self) -> Line | None:
        """The line of our side that the focus follows directly."""
        last = self.lines[-1] if self.lines else None
        return last if last is not None and last.side.is_ours else None

    @property
    def we_ask(self) -> bool:
        """Whether that line asks the customer for something."""
        return self.ours is not None and self.asks_back(self.ours)

    @property
    def we_ask_by_when(self) -> bool:
        """Whether it asks by when something is needed."""
        return self.ours is not None and any(asks_by_when(one.text) for one in self.sentences(self.ours))

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
            found = (tuple(piece for piece in self.sentences(line) if counts(piece)) for line in lines)
            if newest := next((asks for asks in found if asks), ()):
                return newest
        return ()

    def _asked_at_once(self) -> tuple[Piece, ...]:
        """What was last asked, with what the same people had asked or stated right before it."""
        last = self.asked()
        found = list(last)
        newest = next((at for at, line in enumerate(self.lines) if last and line.ts == last[0].source), 0)
        for line in reversed(self.lines[:newest]):
            if line.author not in self.authors or self.lines[newest].at - line.at > _TOGETHER:
                break
            found[:0] = (one for one in self.sentences(line) if self.asks(one) or self.states(one))
        return tuple(found)

    def unanswered(self) -> tuple[Piece, ...]:
        """What those who speak now have asked, stated or told us since our last answer; a nod or a question is none."""
        found: list[Piece] = []
        lines = [line for line in self.view.lines if line.ts not in self.view.focus]
        for at, line in reversed(list(enumerate(lines))):
            if line.side.is_ours and not self._leaves_open(line):
                break
            if not self.we_ask and self.view.now - line.at > _TOGETHER:
                break
            if line.side is Side.CUSTOMER and line.author in self.authors:
                asked_for = at > 0 and lines[at - 1].side.is_ours and self.asks_back(lines[at - 1])
                said = self.sentences(line)
                found[:0] = said if asked_for else (one for one in said if self.asks(one) or self.states(one))
        return tuple(found)

    def open(self) -> tuple[Piece, ...]:
        """What was asked before our question and still waits: nothing that our side has said no to."""
        found = [(one, self._wishes(one)) for one in self.unanswered() or self._asked_at_once() or self.said()]
        each = [wish for _, wishes in found for wish in wishes]
        left = {each[at] for at in left_of([(one.text, one.source) for one in each], self.view.lines)}
        kept = (
            [one] if left.issuperset(wishes) else [wish for wish in wishes if wish in left] for one, wishes in found
        )
        return tuple(piece for pieces in kept for piece in pieces)

    @property
    def taken_back(self) -> tuple[Piece, ...]:
        """What the words to be judged take back of what was asked for."""
        return self._taken_back_by(self.view.lines)

    def corrects(self, said: Piece) -> bool:
        """Whether a sentence of theirs does so by itself."""
        lines = (*self.view.earlier_lines, *self.view.focus_lines)
        return bool(self._taken_back_by([self._only(said, line) for line in lines if line.ts <= said.source]))

    @staticmethod
    def _only(said: Piece, line: Line) -> Line:
        return replace(line, text=said.text) if line.ts == said.source else line

    def _taken_back_by(self, lines: Sequence[Line]) -> tuple[Piece, ...]:
        theirs = (line for line in lines if line.side is Side.CUSTOMER)
        each = [one for line in theirs for one in self.sentences(line) if self.asks(one) or self.states(one)]
        gone = taken_back([(one.text, one.source) for one in each], lines, since=min(self.view.focus, default=""))
        return tuple(each[at] for at in gone)

    def _wishes(self, said: Piece) -> Sequence[Piece]:
        """What a sentence asks for or states one by one; itself where that is one thing."""
        found = [one for one in clauses(said) if self.asks(one) or self.states(one)]
        return found if len(found) > 1 else (said,)

    def said(self) -> Sequence[Piece]:
        """The customer's newest words."""
        return next((self.sentences(line) for line in self._theirs()), ())

    def _theirs(self) -> list[Line]:
        """The customer's lines, the newest first."""
        return [line for line in reversed(self.lines) if line.side is Side.CUSTOMER]

    def asks_back(self, line: Line) -> bool:
        """Whether a line of ours asks the customer for something."""
        said = self.sentences(line)
        return any(piece.asked or self.words.asks_customer.within(piece.text) for piece in said)

    def _leaves_open(self, line: Line) -> bool:
        """Whether a line of ours only nods, or only asks: what it says beside a question is no answer yet."""
        if self._only_nods(line):
            return True
        asks = self.asks_back(line) and not self.words.anything_else.within(line.text)
        said = (piece for piece in self.sentences(line) if not piece.asked)
        return asks and all(self._says_little(piece) for piece in said)

    def _says_little(self, piece: Piece) -> bool:
        """Whether a sentence of ours nods, thanks, greets, asks for something or only says that we are at it."""
        words = self.words
        if any(noes(piece.text)):
            return False
        if words.asks_customer.within(piece.text) or words.promise.within(piece.text):
            return not words.is_done(piece.text)
        rest = piece.text
        for nods in (words.acknowledgement, words.thanks, words.greeting, words.social, words.name_of_anybody):
            rest = nods.without(rest)
        han = sum(is_chinese_character(letter) for letter in rest)
        return han <= _REST and len(_LATIN_WORD.findall(rest)) <= _REST

    def _only_nods(self, line: Line) -> bool:
        words, text = self.words, line.text.lstrip()
        nods = any((found := one.first(text)) and not found.start() for one in (words.acknowledgement, words.greeting))
        return nods and len(text) <= _NOD and not words.is_done(text)
