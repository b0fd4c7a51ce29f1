"""Which explicit expectations are wishes that can be left open, and which only state a fact."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from motbot.domain.expectation import Expectation, ExpectationKind
from motbot.domain.message import ConversationView, Line
from motbot.playbook.asking import Asking
from motbot.playbook.cues import Cues
from motbot.playbook.phrases import plain
from motbot.playbook.sentences import Piece, clauses, sentences
from motbot.playbook.words import Words

_ASKS = re.compile(r"\?|[吗么呢]\W*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """Tells wishes from facts by the clauses that a quote stands in; in doubt it is a wish."""

    words: Words
    cues: Cues
    asking: Asking

    def among(self, view: ConversationView, expected: Sequence[Expectation]) -> tuple[Expectation, ...]:
        """The explicit expectations that wait for an answer of ours."""
        explicit = [one for one in expected if one.kind is ExpectationKind.EXPLICIT]
        wanted = tuple(one for one in explicit if not self._only_states(one, view))
        if wanted:
            return wanted
        # Where nothing sounds like a wish, what the customer came with is one; what we had asked for is not.
        return tuple(one for one in explicit if not _answers_us(one, view))

    def _only_states(self, one: Expectation, view: ConversationView) -> bool:
        line = next((line for line in view.lines if line.ts == one.source), None)
        sentence = self._sentence(one.quote, line) if line else None
        if sentence is None or sentence.asked:
            return False
        parts = [part for part in clauses(sentence) if part.text in one.quote or one.quote in part.text]
        if not parts or any(self._wants(part) for part in parts):
            return False
        return not self.asking.asks(sentence) or all(self.cues.states.within(part.text) for part in parts)

    def _sentence(self, quote: str, line: Line) -> Piece | None:
        """The sentence that a quote stands in; None where it spans several, or is not as it stands there."""
        wanted = quote.strip()
        return next((one for one in sentences(line, self.words) if wanted and wanted in one.text), None)

    def _wants(self, part: Piece) -> bool:
        asking = self.asking
        return asking.asks(part) or asking.troubles(part) or self.cues.required.within(part.text)


def _answers_us(one: Expectation, view: ConversationView) -> bool:
    """Whether it was said right after a question of ours."""
    before = [line for line in view.lines if line.ts < one.source]
    ours = [line for line in before if line.side.is_ours]
    return bool(ours) and bool(_ASKS.search(plain(ours[-1].text)))
