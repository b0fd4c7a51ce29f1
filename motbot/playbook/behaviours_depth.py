"""How far a reply goes, whatever speaks against it: from "seen" to further than the customer thought."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from motbot.domain.expectation import Expectation, ExpectationKind
from motbot.domain.grounding import occurs
from motbot.domain.scoring import Depth
from motbot.playbook.asking import Asking
from motbot.playbook.behaviours import DATED, Behaviours
from motbot.playbook.behaviours_judged import Judged
from motbot.playbook.coverage import Coverage
from motbot.playbook.limits import Limits
from motbot.playbook.phrases import plain
from motbot.playbook.sentences import Piece, sentences

_NOTHING_LEFT = 4
"""Letters that may be left of a reply that only says it was seen."""
_DEEP = 3
UNASKED = ("saves", "prevents", "extra")
"""What is done for the customer without having been asked for."""
_BEYOND = (*UNASKED, "until_then", "asks_why", "advises", "fallback")
"""What goes beyond an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DepthFinder:
    """Finds what a reply serves."""

    behaviours: Behaviours
    coverage: Coverage
    limits: Limits
    asking: Asking

    def requests(self, judged: Judged) -> tuple[tuple[Expectation, ...], ...]:
        """What was asked for in words, request by request: conditions belong to the request they stand in."""
        groups = [
            (part, tuple(one for one in judged.explicit if one.source == part.source and occurs(one.quote, part.text)))
            for line in judged.contact.asked
            for piece in sentences(line, self.coverage.words)
            for part in self._parts(piece)
        ]
        asking = tuple(group for part, group in groups if group and (part.asked or self.asking.asks(part)))
        return asking or ((judged.explicit,) if judged.explicit else ())

    def _parts(self, piece: Piece) -> tuple[Piece, ...]:
        texts = [text for text in self.behaviours.cues["besides"].phrases.pattern.split(plain(piece.text)) if text]
        starts = self.behaviours.cues["besides"].phrases.pattern.finditer(plain(piece.text))
        edges = [0, *(match.start() for match in starts), len(piece.text)]
        if len(texts) == 1:
            return (piece,)
        return tuple(
            Piece(text=piece.text[begin:end], source=piece.source, asked=piece.asked and end == len(piece.text))
            for begin, end in pairwise(edges)
            if begin < end
        )

    def open_requests(self, judged: Judged) -> tuple[tuple[Expectation, ...], ...]:
        """The requests that are left open; in doubt one counts as answered.

        Where something is delivered or promised with a time and no request's words occur, the words differ, not the
        matter. What names nothing of its own ("where is it?") is answered with the request it stands beside.
        """
        certain = judged.is_dated or self.delivers(judged)
        left = [group for group in judged.requests if all(one.mark in judged.unanswered for one in group)]
        if certain and len(left) == len(judged.requests):
            return ()
        names = self.limits.content
        return tuple(group for group in left if not certain or any(len(names(one.quote)) > 1 for one in group))

    def left_open(self, judged: Judged) -> int:
        """How many requests are left open."""
        return len(self.open_requests(judged))

    def delivers(self, judged: Judged) -> bool:
        """Whether something is done or handed over in it."""
        cues = self.coverage.cues
        files = any(line.files for line in judged.contact.said)
        return files or any(
            (cues.delivered.within(piece.text) or cues.now.within(piece.text))
            and not cues.not_delivered.within(piece.text)
            and not piece.asked
            for piece in judged.heard.pieces
        )

    def asks_for_deed(self, judged: Judged) -> bool:
        """Whether more is wanted than to know whether something can be had."""
        return judged.presses or not all(
            self.coverage.cues.asks_yes_or_no.within(f"{one.quote}?") for one in judged.explicit
        )

    def depth(self, judged: Judged) -> Depth:
        """How far the reply goes, whatever speaks against it."""
        heard = judged.heard
        if not judged.contact.said:
            return Depth.SILENT
        if judged.missed and not judged.is_dated and not self.delivers(judged):
            return Depth.EMPTY
        if not judged.expects or (self._only_asks(judged) and not judged.is_dated):
            return Depth.SEEN
        if self.is_bare(judged):
            idle = heard.has("stalls") or (heard.has("soothes", "hushes") and not judged.told)
            hurt = judged.is_angry or judged.situation.has("hardship")
            return Depth.EMPTY if hurt or (idle and judged.presses) else Depth.SEEN
        requests = judged.requests
        if len(requests) > 1 and self.left_open(judged) == len(requests):
            return Depth.EMPTY
        return self._how_deep(judged)

    def _how_deep(self, judged: Judged) -> Depth:
        heard = judged.heard
        certain = judged.is_dated or self.delivers(judged)
        if heard.has("refuses") and self.asks_for_deed(judged) and not (judged.is_dated or heard.has("way_on")):
            return Depth.SEEN
        alone = len(judged.requests) == 1 and self.left_open(judged)
        hedges = heard.has("stalls", "hushes") and not heard.has("refuses", "way_on")
        if not certain and (alone or hedges or not self._earned(judged)):
            return Depth.EMPTY if judged.presses or judged.is_angry else Depth.SEEN
        if self.left_open(judged):
            return Depth.ANSWERED
        extras = sum(heard.has(name) for name in _BEYOND) + bool(self.served(judged)) + self._keeps_posted(judged)
        if certain and extras + heard.has("checks") >= _DEEP and heard.has(*UNASKED):
            return Depth.DELIGHTED
        if (certain and extras) or self.refuses_well(judged):
            return Depth.EXCEEDED
        return Depth.ANSWERED

    def _earned(self, judged: Judged) -> bool:
        """Whether something in it is about what was asked, or, to somebody in trouble, explains or offers a way."""
        if judged.heard.has("way_on", "until_then", "advises", "reason", *UNASKED):
            return True
        pieces = judged.situation.pieces
        if judged.cannot_wait or judged.is_angry or any(self.asking.troubles(piece) for piece in pieces):
            return False
        asked = "\n".join(line.text for line in judged.contact.asked)
        cues = self.coverage.cues
        plain = (cues.asks_yes_or_no, cues.asks_how_many, cues.asks_when, cues.asks_why)
        return any(one.within(asked) for one in plain) or bool(
            self.limits.content(asked) & self.limits.content(judged.heard.text)
        )

    def _keeps_posted(self, judged: Judged) -> bool:
        """Whether a word on the progress is announced beside the thing itself."""
        beside = sum(one.is_dated for one in judged.told) > 1 or judged.heard.has("owns", "reason")
        return judged.heard.has("updates") and (beside or self.delivers(judged))

    def refuses_well(self, judged: Judged) -> bool:
        """Whether it says no with a reason and a way on, where a no was due."""
        heard = judged.heard
        is_no = heard.has("refuses", "limits_said") and (judged.assessment.say_no.value or heard.has("limits_said"))
        return is_no and heard.has("reason") and (heard.has("way_on", "until_then") or judged.is_dated)

    def served(self, judged: Judged) -> tuple[str, ...]:
        """Marks of the unsaid expectations that the reply serves."""
        said = self.limits.content(judged.heard.text)
        asked = self.limits.content("\n".join(line.text for line in judged.contact.asked))
        return tuple(
            one.mark
            for one in judged.expectations
            if one.kind is not ExpectationKind.EXPLICIT
            and (
                self._is_shown(self.behaviours.serving(one.text), judged)
                or (self.limits.content(one.text) - asked) & said
            )
        )

    def _is_shown(self, names: AbstractSet[str], judged: Judged) -> bool:
        return judged.heard.has(*names) or (DATED in names and judged.is_dated)

    def is_bare(self, judged: Judged) -> bool:
        """Whether nothing is left beside "seen", thanks, regret and words without a time."""
        if judged.is_dated or any(line.files for line in judged.contact.said):
            return False
        words, cues = self.coverage.words, self.behaviours.cues
        rest = cues["seen"].phrases.without(judged.heard.text)
        for one in judged.told:
            rest = rest.replace(one.words, " ")
        said = (words.acknowledgement, words.thanks, words.greeting, words.farewell, words.name_of_anybody)
        for phrases in (*said, *(cues[name].phrases for name in ("soothes", "hushes", "stalls", "owns"))):
            rest = phrases.without(rest)
        return sum(letter.isalnum() for letter in rest) <= _NOTHING_LEFT

    def _only_asks(self, judged: Judged) -> bool:
        """Whether there is nothing but questions beside what only says "seen"."""
        words = self.coverage.words
        asks = self.coverage.words.asks_customer
        told = [piece.text for piece in judged.heard.pieces if not (piece.asked or asks.within(piece.text))]
        rest = "\n".join(told)
        for phrases in (words.acknowledgement, words.thanks, words.greeting, words.farewell):
            rest = phrases.without(rest)
        return len(told) < len(judged.heard.pieces) and sum(letter.isalnum() for letter in rest) <= _NOTHING_LEFT
