"""What counts in a reply's favour: what it does or hands over, and how much in it goes beyond an answer."""

from collections.abc import Iterator
from dataclasses import dataclass

from motbot.domain.expectation import ExpectationKind
from motbot.domain.language import is_chinese_character
from motbot.playbook.behaviours import DATED, Behaviours, Heard
from motbot.playbook.behaviours_judged import Judged
from motbot.playbook.coverage import Coverage
from motbot.playbook.limits import Limits
from motbot.playbook.sentences import Piece, clauses

UNASKED = ("saves", "prevents", "extra")
"""What is done for the customer without having been asked for."""
_NO_DEED = (
    *("passes_on", "looked", "later", "refuses", "policy", "helpless", "denial", "blame"),
    *("sent_away", "pushed_back", "orders", "stalls"),
)
"""What shows that words which sound like a deed are none."""
_MANY_DEEDS = 3
_MUCH_WORDS, _MUCH_HAN = 40, 75
"""From how much on a reply goes into the matter."""
_LONG = 3
"""Clauses that say something, from which on a reply may go further than the customer thought."""

_SHORT = 12
"""Letters up to which words may be an answer that leaves next to nothing beside courtesies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeritFinder:
    """Finds deeds, and what goes beyond the answer."""

    behaviours: Behaviours
    coverage: Coverage
    limits: Limits

    def deeds(self, heard: Heard) -> Iterator[Piece]:
        """The clauses that tell of something done or handed over."""
        cues, own = self.coverage.cues, self.behaviours.cues
        for part in _parts(heard):
            done = cues.delivered.within(part.text) or cues.now.within(part.text)
            did = own["did"].in_sentence(part) is not None
            open_still = cues.not_delivered.within(part.text) and not did
            is_none = any(own[name].in_sentence(part) for name in _NO_DEED)
            if (done or did) and not (part.asked or open_still or is_none):
                yield part

    def told(self, judged: Judged) -> int:
        """How many separate things are done, handed over, or promised with a time."""
        dated = [one.words for one in judged.told if one.is_dated]
        deeds = [part for part in judged.deeds if not any(part.text in words for words in dated)]
        return len(dated) + len(deeds)

    def beyond(self, judged: Judged) -> int:
        """How many things in it go beyond an answer."""
        return self._surely(judged) + self._perhaps(judged)

    def exceeds(self, judged: Judged) -> bool:
        """Whether it goes beyond an answer, by one sure sign or by two that may be chance."""
        return bool(self._surely(judged)) or self._perhaps(judged) > 1

    def _surely(self, judged: Judged) -> int:
        names = (*UNASKED, "until_then", "fallback", "advises")
        return sum(judged.heard.has(name) for name in names) + bool(self.served(judged)) + self._keeps_posted(judged)

    def _perhaps(self, judged: Judged) -> int:
        own = self.behaviours.cues
        asks_back = any(
            piece.asked and not own["checks"].in_sentence(piece) and not own["blame"].in_sentence(piece)
            for piece in judged.heard.pieces
        )
        certain = judged.is_certain or judged.delivers
        why = judged.heard.has("asks_why")
        return why + asks_back + (certain and self._ties_in(judged)) + (self.told(judged) >= _MANY_DEEDS)

    def is_long(self, judged: Judged) -> bool:
        """Whether it says enough to have thought ahead."""
        return sum(len(part.text) > _LONG for part in _parts(judged.heard)) > _LONG

    def says_much(self, judged: Judged) -> bool:
        """Whether it goes into the matter at length."""
        text = judged.heard.text
        han = sum(is_chinese_character(letter) for letter in text)
        return han >= _MUCH_HAN or len(text.split()) >= _MUCH_WORDS

    def served(self, judged: Judged) -> tuple[str, ...]:
        """Marks of the unsaid expectations that the reply serves."""
        said = self.limits.content(judged.heard.text)
        asked = self.limits.content(judged.asked_text)
        return tuple(
            one.mark
            for one in judged.expectations
            if one.kind is not ExpectationKind.EXPLICIT
            and (self._is_shown(one.text, judged) or (self.limits.content(one.text) - asked) & said)
        )

    def _is_shown(self, text: str, judged: Judged) -> bool:
        names = self.behaviours.serving(text)
        return judged.heard.has(*names) or (DATED in names and judged.is_dated)

    def _keeps_posted(self, judged: Judged) -> bool:
        """Whether a word on the progress is announced beside the thing itself."""
        if not judged.heard.has("updates"):
            return False
        due_times, view = self.coverage.finder.due_times, judged.view
        said = judged.heard.shown["updates"].words
        times = due_times.find(said, said_at=view.now, zone=view.zone) if judged.is_dated else ()
        beside = sum(one.is_dated for one in judged.told) > 1 or len(times) > 1
        return beside or judged.heard.has("owns", "reason") or judged.delivers

    def _ties_in(self, judged: Judged) -> bool:
        """Whether it comes back to what the customer told beside the request: an occasion, somebody, a worry."""
        requested = self.limits.content("\n".join(one.quote for group in judged.requests for one in group))
        beside = self.limits.content(judged.asked_text) - requested
        return bool(beside & self.limits.content(judged.heard.text))

    def is_about(self, judged: Judged) -> bool:
        """Whether it names anything that the customer named."""
        return bool(self.limits.content(judged.asked_text) & self.limits.content(judged.heard.text))

    def is_bare(self, judged: Judged, nothing_left: int) -> bool:
        """Whether nothing is left beside "seen", "passed on", thanks, regret and words without a time."""
        if judged.is_dated or judged.delivers or self.says_yes_or_no(judged):
            return False
        words, cues = self.coverage.words, self.behaviours.cues
        parts = [part.text for part in _parts(judged.heard) if not cues["passes_on"].phrases.within(part.text)]
        if any(self._is_about_it(text, judged) for text in parts):
            return False
        rest = cues["seen"].phrases.without("\n".join(parts))
        for one in judged.told:
            rest = rest.replace(one.words, " ")
        said = (words.acknowledgement, words.thanks, words.greeting, words.farewell, words.name_of_anybody)
        for phrases in (*said, *(cues[name].phrases for name in ("soothes", "hushes", "stalls", "owns"))):
            rest = phrases.without(rest)
        return sum(letter.isalnum() for letter in rest) <= nothing_left

    def says_yes_or_no(self, judged: Judged) -> bool:
        """Whether a mere yes or no is all that was asked for, and is said."""
        asked = judged.explicit
        return bool(asked) and all(self.coverage.answers_yes_or_no(one, judged.heard.text) for one in asked)

    def _is_about_it(self, text: str, judged: Judged) -> bool:
        """Whether a few words name what was asked: 九点开门 is an answer, however short."""
        cues = self.behaviours.cues
        idle = any(cues[name].phrases.within(text) for name in ("seen", "soothes", "hushes", "stalls", "owns"))
        promised = any(text in one.words or one.words in text for one in judged.told)
        names = self.limits.content
        return not idle and not promised and len(text) <= _SHORT and bool(names(text) & names(judged.asked_text))


def _parts(heard: Heard) -> Iterator[Piece]:
    for piece in heard.pieces:
        yield from clauses(piece) or (piece,)
