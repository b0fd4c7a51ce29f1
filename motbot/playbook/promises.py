"""What our side has announced, and whether the time for it has run out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.playbook.sentences import own_words, sentences
from motbot.playbook.times import Times
from motbot.playbook.words import Words

# A promise without a time ("let me check") counts as run out after this rest; a time of day gets no grace.
_PATIENCE = timedelta(hours=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A line of our side that announces something; `due` is aware, and a guess where `words` is empty."""

    line: Line
    due: datetime
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """Finds announcements."""

    words: Words
    times: Times

    def announces(self, text: str) -> bool:
        """Whether the words announce something that is still to be done."""
        line = Line(ts="", at=_ANY, side=Side.AGENT, author="", text=text)
        return any(
            self.words.promise.within(piece.text) and not piece.asked and not self.words.no_promise.within(piece.text)
            for piece in sentences(line, self.words)
        )

    def broken(self, view: ConversationView) -> Promised | None:
        """The newest promise whose time is over while nobody of ours has said a word since; None otherwise."""
        ours = [line for line in view.earlier_lines if line.side.is_ours]
        if not ours or not self.announces(ours[-1].text):
            return None
        promised = self._promised(ours[-1], view)
        return promised if promised.due <= view.focus_lines[0].at else None

    def open(self, view: ConversationView) -> bool:
        """Whether our newest words promise something and deliver nothing."""
        ours = [line for line in view.earlier_lines if line.side.is_ours]
        return bool(ours) and self.announces(ours[-1].text) and not self.words.done_now.within(ours[-1].text)

    def _promised(self, line: Line, view: ConversationView) -> Promised:
        named = self.times.named(own_words(line.text, self.words), at=line.at, zone=view.zone)
        if named is None:
            return Promised(line=line, due=line.at + _PATIENCE)
        return Promised(line=line, due=named.at, words=named.words)


_ANY = datetime.fromisoformat("2000-01-01T00:00:00+00:00")
