"""Finds the words that a model quotes in the lines it was shown, and drops what stands in none of them."""

import re
from collections.abc import Iterable

from motbot.domain.grounding import Searched
from motbot.domain.message import Line
from motbot.domain.own_words import Said, own_words
from motbot.domain.scoring import Quote
from motbot.llm.transcript import Transcript, without_labels

_LEFT_OUT = re.compile(r"\.{3,}|…+|\[\.*\]")
_MARKS = "\"'“”‘’「」『』«»` \t\n"


class QuotedWords:
    """The lines of one question; every text is folded once, however many quotes are looked for in it."""

    def __init__(self, transcript: Transcript) -> None:
        """Take what the model was shown."""
        self._transcript = transcript
        self._written: dict[str, Searched] = {}
        self._own: dict[str, Said] = {}
        self.dropped: list[str] = []
        """Why quotes were dropped, one reason for each."""

    def anybodys(self, words: str, label: str, among: Iterable[Line]) -> Quote | None:
        """The quote as it stands in the line that is named, else in another of these; None where it does not."""
        return self._found(words, label, among, own=False)

    def own(self, words: str, label: str, among: Iterable[Line]) -> Quote | None:
        """Likewise, as words that the writer says themselves, not what they quote or forward."""
        return self._found(words, label, among, own=True)

    def _found(self, words: str, label: str, among: Iterable[Line], *, own: bool) -> Quote | None:
        named = self._transcript.ts_of(label)
        lines = sorted(among, key=lambda line: line.ts != named)
        pieces = _pieces(words)
        for piece in pieces:
            for line in lines:
                if self._stands(piece, line, own=own):
                    return Quote(ts=line.ts, words=self._text(line).verbatim(piece))
        if pieces:
            known = not label.strip() or any(line.ts == named for line in lines)
            self.dropped.append("ungrounded_quote" if known else "unknown_line")
        return None

    def _stands(self, piece: str, line: Line, *, own: bool) -> bool:
        if not own:
            return self._text(line).holds(piece)
        if line.ts not in self._own:
            self._own[line.ts] = Said(own_words(line.text))
        return self._own[line.ts].says(piece)

    def _text(self, line: Line) -> Searched:
        if line.ts not in self._written:
            self._written[line.ts] = Searched(line.text)
        return self._written[line.ts]


def _pieces(words: str) -> list[str]:
    """The quote whole, then the longest piece between dots: a model that leaves something out still quotes."""
    whole = without_labels(words).strip(_MARKS)
    longest = max(_LEFT_OUT.split(whole), key=len).strip(_MARKS)
    return [piece for piece in dict.fromkeys((whole, longest)) if piece]
