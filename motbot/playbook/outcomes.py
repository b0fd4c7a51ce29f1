"""What may be named when the outcome is asked after: a promise of ours that was kept, a need that went unsaid."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from motbot.domain.expectation import Expectation
from motbot.domain.language import ByLanguage, Language, language_of
from motbot.domain.message import ConversationView, Line
from motbot.playbook.finding import Finder
from motbot.playbook.known_promises import KnownPromises
from motbot.playbook.told import Told
from motbot.playbook.voice import lowered

_EDGES = " \t\n,.!;，。！；、"
_SAID_AT_MOST = ByLanguage({Language.ZH: 40, Language.EN: 90})
_ASKED_AT_MOST = ByLanguage({Language.ZH: 24, Language.EN: 60})
_GOES_ON = re.compile(
    r"\s+(?:and|or) (?!(?:i|we|you|it|they|he|she|there|this|that)\b"
    r"|(?:the|your|our) \w+ (?:is|are|was|were|has|have)\b)",
    re.IGNORECASE,
)
"""Behind words that were cut at "and": there is more of the same thing."""
_PARTED = re.compile(r"[,;:，；：、]")
_NO_WORDS_OF_OURS = ("@", "<", "://", '"', "“")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """Finds what has come of the conversation, in words that can be said to the customer."""

    finder: Finder
    known: KnownPromises

    def kept(self, view: ConversationView, language: Language) -> str:
        """What we have said since the customer spoke last is done as promised; empty where none can be said again."""
        ours = [at for at, line in enumerate(view.lines) if line.side.is_ours]
        told = {at: self.finder.found(view.lines[at], zone=view.zone) for at in ours}
        theirs = max((at for at, line in enumerate(view.lines) if not line.side.is_ours), default=-1)
        for at in reversed([one for one in ours if one > theirs]):
            promised = any(told[before] for before in ours if before < at)
            said = next(self._results(view.lines[at], told[at], language), "") if promised else ""
            if said:
                return said
        return ""

    def touches(self, result: str, words: str) -> bool:
        """Whether a result is about the same thing as other words."""
        content = self.known.limits.content
        return bool(content(result) & content(words))

    def unsaid(self, implicit: Sequence[Expectation], language: Language) -> str:
        """The first need that is short and can be asked after as it stands; empty where none can."""
        texts = (found.text.strip(_EDGES) for found in implicit)
        return next((lowered(text) for text in texts if text and self._is_askable(text, language)), "")

    def _results(self, line: Line, told: Sequence[Told], language: Language) -> Iterator[str]:
        cues = self.known.cues
        for piece in self.finder.deliveries(line, told):
            joint = cues.joining.first(piece.text)
            rest = piece.text[joint.end() :] if joint and joint.start() == 0 else piece.text
            said = " ".join(cues.fresh.pattern.sub("", rest).split()).strip(_EDGES)
            about = self.known.limits.content(cues.delivered.without(said))
            # "Here is the list" hands something over; said a second time it would promise it anew.
            fits = (
                not cues.now.within(said)
                and len(said) <= _SAID_AT_MOST[language]
                and language_of(said, default=language) is language
            )
            is_whole = not _GOES_ON.match(line.text, line.text.find(piece.text) + len(piece.text))
            if about and fits and is_whole and not any(mark in said for mark in _NO_WORDS_OF_OURS):
                yield said

    def _is_askable(self, text: str, language: Language) -> bool:
        short = len(text) <= _ASKED_AT_MOST[language] and not _PARTED.search(text)
        return short and language_of(text, default=language) is language and not self.known.cues.unaskable.within(text)
