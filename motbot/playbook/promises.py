"""What our side has announced, and whether the time for it has run out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import dropwhile, islice, takewhile

from motbot.domain.likeness import likeness
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.playbook.finding import Finder
from motbot.playbook.sentences import own_words, sentences
from motbot.playbook.times import Times
from motbot.playbook.words import Words

# A promise without a time ("let me check") counts as run out after this rest; a time of day gets no grace.
_PATIENCE = timedelta(hours=2)
_ABOUT = 0.3
_AT_ONCE = 10
"""Lines of ours in a row that are read for what is still to come."""
_WHERE = re.compile(r"\bwhere(?:'s|’s| is| are)\b|在哪|到哪|去哪|哪[儿里]", re.IGNORECASE)
"""Asks for a thing that has not come, where that was promised; and else for a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A line of our side that announces something; `due` is aware, and a guess where `words` is empty."""

    line: Line
    due: datetime
    words: str = ""
    said: str
    """The sentence of the line that announces it, verbatim: of several the one that the focus is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """Finds announcements."""

    words: Words
    times: Times
    finder: Finder

    def announces(self, text: str) -> bool:
        """Whether the words announce something that is still to be done."""
        return any(self._announcing(Line(ts="", at=_ANY, side=Side.AGENT, author="", text=text)))

    def broken(self, view: ConversationView, *, is_chased: bool = True) -> Promised | None:
        """The newest promise whose time is over while nobody of ours has said a word since; None otherwise.

        Where we have gone on to speak of other things, one that names its time and what the focus is about. Words that
        chase nothing may still ask where the very thing is.
        """
        if not is_chased:
            sought = self.broken(view) if _WHERE.search(view.focus_text) else None
            return sought if sought and self._is_about(sought, self._said(view)) else None
        ours = [line for line in view.earlier_lines if line.side.is_ours]
        if ours and (newest := self._undertaken(ours[-1], view)):
            return newest if newest.due <= view.focus_lines[0].at else None
        before = (self._undertaken(line, view) for line in reversed(ours[:-1]))
        passed = (one for one in before if one and one.words and one.due <= view.focus_lines[0].at)
        said = self._said(view)
        return next((one for one in passed if self._is_about(one, said)), None)

    def ahead(self, view: ConversationView, *, any_of_them: bool = False) -> datetime | None:
        """The first hour to come that we have named for what is asked or chased now; None where there is none."""
        ours = (line for line in view.earlier_lines if line.side.is_ours)
        promised = (self._undertaken(line, view) for line in ours)
        coming = sorted((one for one in promised if one and one.words and one.due > view.now), key=lambda one: one.due)
        chased = any_of_them or self.words.chase.within(view.focus_text)
        said = self._said(view) if coming else ()
        return next((one.due for one in coming if chased or self._is_about(one, said)), None)

    def _undertaken(self, line: Line, view: ConversationView) -> Promised | None:
        """What a line announces, if only by the time it names: "by noon tomorrow"; None where it announces nothing."""
        announces = self.announces(line.text)
        if not announces and not any(self._timing(line)):
            return None
        promised = self._promised(line, view)
        return promised if announces or promised.words else None

    def _timing(self, line: Line) -> Iterator[str]:
        """The sentences that name by when something is to be, and neither ask nor say that it is done."""
        for piece in sentences(line, self.words):
            names = not piece.asked and self.words.due_marker.within(piece.text)
            if names and not self.words.is_done(piece.text):
                yield piece.text

    def _said(self, view: ConversationView) -> tuple[str, ...]:
        """The sentences to be judged."""
        return tuple(piece.text for line in view.focus_lines for piece in sentences(line, self.words))

    def is_held_up(self, promised: Promised, view: ConversationView) -> bool:
        """Whether the words to be judged name the very thing that the promise's own sentence names."""
        return any(likeness(promised.said, said) >= _ABOUT for said in (*self._said(view), view.focus_text))

    def _is_about(self, promised: Promised, said: Sequence[str]) -> bool:
        """Whether the words to be judged name what was promised."""
        given = [piece.text for piece in sentences(promised.line, self.words)]
        return any(likeness(one, other) >= _ABOUT for one in said for other in given)

    def open(self, view: ConversationView) -> bool:
        """Whether our words since the customer's last ones promise something that none of them delivers."""
        ours = self._since_theirs(view)
        told = [self.finder.found(one, zone=view.zone) for one in ours]
        does = [any(self.finder.deliveries(*pair)) for pair in zip(ours, told, strict=True)]
        return any(
            (told[at] or (self.announces(one.text) and not self.finder.cues.now.within(one.text)))
            and not self.words.is_done(one.text)
            and not any(does[at + 1 :])
            for at, one in enumerate(ours)
        )

    def _since_theirs(self, view: ConversationView) -> list[Line]:
        """Our newest words, with those right before them."""
        spoken = (line for line in reversed(view.earlier_lines) if line.side.is_ours or line.side is Side.CUSTOMER)
        newest = dropwhile(lambda line: not line.side.is_ours, spoken)
        return list(islice(takewhile(lambda line: line.side.is_ours, newest), _AT_ONCE))[::-1]

    def _announcing(self, line: Line) -> Iterator[str]:
        for piece in sentences(line, self.words):
            says = self.words.promise.within(piece.text) and not self.words.no_promise.within(piece.text)
            if says and not piece.asked:
                yield piece.text

    def _promised(self, line: Line, view: ConversationView) -> Promised:
        # What is announced comes first: the line may begin with an hour of the customer's.
        texts = (*self._announcing(line), *self._timing(line), own_words(line.text, self.words))
        times = (self.times.named(text, at=line.at, zone=view.zone) for text in texts)
        named, said = next((time for time in times if time), None), self._sentence(line, view)
        if named is None:
            return Promised(line=line, due=line.at + _PATIENCE, said=said)
        return Promised(line=line, due=named.at, words=named.words, said=said)

    def _sentence(self, line: Line, view: ConversationView) -> str:
        """The sentence that announces something, or by when, and of several the one most alike what is said now."""
        stating = [*self._announcing(line), *self._timing(line)] or [one.text for one in sentences(line, self.words)]
        now = self._said(view)
        return max(stating, key=lambda one: max((likeness(one, said) for said in now), default=0.0), default=line.text)


_ANY = datetime.fromisoformat("2000-01-01T00:00:00+00:00")
