"""What the customer denies right after a contact: it did not help, or was not what they had asked for.

An answer is judged as it was read then: that it did not help shows only that nothing was met; that it was not what they
had asked for shows how it was read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from motbot.domain.expectation import Signal
from motbot.domain.scoring import Depth, Quote
from motbot.playbook.behaviours import Behaviours
from motbot.playbook.behaviours_judged import Judged
from motbot.playbook.limits import Limits
from motbot.playbook.objecting import stripped
from motbot.playbook.sentences import Piece, clauses, sentences
from motbot.playbook.words import Words

_PRAISES = re.compile(
    r"\b(?:it's|it is|that's|that is|this is|looks|works|feels) (?:even|so much|much|far|way) (?:better|nicer)\b"
    r"|比[^,，。]{0,10}[还更](?:要)?好|超出了?[^,，。]{0,4}(?:预期|想象|期待)",
    re.IGNORECASE,
)
"""Not what they expected, and better."""
_NUMBER = re.compile(
    r"\b(?:room|order|ticket|invoice|seat|table|unit|flat|apartment|gate|line|bay|door|floor|case|number|no\.?|site|store"
    r"|branch|machine|printer|lift|bed|lane|court|bus|platform|account) #?(\d+)\b|(\d+)\s?[号室桌床栋楼]",
    re.IGNORECASE,
)
"""Names one of several things; a bare number says how many, how much or how long."""
_PLAIN = frozenset({Depth.SILENT, Depth.EMPTY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Denials:
    """Finds denials; words on another matter are none."""

    behaviours: Behaviours
    words: Words
    limits: Limits

    def heeded(self, judged: Judged, later: Sequence[Judged]) -> Judged:
        """The contact with what the next one denies of it."""
        nothing = not judged.contact.said or not judged.expects or not later
        if nothing or Signal.NOT_QUITE not in later[0].assessment.signals:
            return judged
        ran_out = bool(later[0].missed) and not judged.delivers  # a promise that was not kept is told of as one
        if ran_out or _PRAISES.search(later[0].asked_text) or self.words.works_now.within(later[0].asked_text):
            return judged
        if self._numbers_another(later[0].asked_text, judged.asked_text):
            return judged
        names = self.limits.content
        about = names(f"{judged.asked_text}\n{judged.heard.text}")
        for piece, named in self._objections(later[0]):
            if not named or named & about:
                denied = self._meant(judged, named)
                quote, misread = Quote(ts=piece.source, words=piece.text), self.words.misread.within(piece.text)
                return replace(judged, denial=quote, denied=denied, is_misread=misread)
        return judged

    @staticmethod
    def _numbers_another(said: str, asked: str) -> bool:
        """Whether the words are about another room, order or seat than those that were asked about."""
        theirs, before = ({"".join(one) for one in _NUMBER.findall(text)} for text in (said, asked))
        return bool(theirs and before) and not theirs & before

    def _meant(self, judged: Judged, named: frozenset[str]) -> frozenset[str]:
        """Marks of what was asked for: of several requests those that are named, else all."""
        every = frozenset(one.mark for one in judged.explicit)
        groups = judged.requests if len(judged.requests) > 1 else ()
        meant = (group for group in groups if any(named & self.limits.content(one.quote) for one in group))
        return frozenset(one.mark for group in meant for one in group) or every

    def _objections(self, later: Judged) -> Iterator[tuple[Piece, frozenset[str]]]:
        """The sentences that object, each with what its clause names; where that is nothing, with what stood before."""
        cues, words = self.behaviours.cues, self.words
        polite = (words.thanks, words.greeting, cues["soothes"].phrases, cues["owns"].phrases)
        before: frozenset[str] = frozenset()
        for piece in (one for line in later.contact.asked for one in sentences(line, words)):
            for part in clauses(piece) or (piece,):
                named = frozenset[str]() if any(one.within(part.text) for one in polite) else self._named(part)
                if words.not_quite.within(part.text):
                    yield piece, named or before
                before |= named

    def _named(self, part: Piece) -> frozenset[str]:
        """What a clause names beside a nod and the objection itself."""
        words = self.words
        return self.limits.content(stripped(part.text, words.not_quite, words.acknowledgement, words.contrast))


def credited(judged: Judged, found: Depth, before: Depth) -> Depth:
    """How far a reply beside the point goes: a promise with a time, and a no, stand; the rest is no credit.

    Args:
        judged: the contact, with its denial.
        found: its depth without what was done in it.
        before: its depth with that.
    """
    if before in _PLAIN:
        return before
    stands = judged.is_certain or judged.heard.has("refuses", "limits_said")
    return found if stands and found not in _PLAIN else Depth.SEEN
