"""Which replies of our side certainly need no close reading: nothing in them is promised, delivered or left open."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from motbot.domain.expectation import Expectation
from motbot.domain.message import ConversationView, Line
from motbot.domain.promise import Promise
from motbot.domain.readable import readable_view
from motbot.playbook.coverage import Coverage
from motbot.playbook.cues import Cues
from motbot.playbook.finding import Finder
from motbot.playbook.sentences import Piece, sentences
from motbot.playbook.words import Words

_LONGEST = 400
"""Characters of a line: whoever writes more has more to say than the lists know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainReplies:
    """Spares a model what nobody would find anything in; every doubt is in favour of reading."""

    words: Words
    cues: Cues
    finder: Finder
    coverage: Coverage

    def are_plain(
        self, view: ConversationView, *, expected: Sequence[Expectation], promised: Sequence[Promise]
    ) -> bool:
        """Whether the focus's lines of our side are plain.

        What is promised already may be kept, moved or said again in any words, so that nothing is plain beside it.
        """
        view = readable_view(view)
        lines = [line for line in view.focus_lines if line.side.is_ours]
        if promised or any(line.files or self._may_promise(line, view.zone) for line in lines):
            return False
        return self.coverage.is_plain(view, expected)

    def _may_promise(self, line: Line, zone: ZoneInfo) -> bool:
        """Whether anything in the words could be taken for an announcement, a yes to a request among them."""
        if len(line.text) > _LONGEST or any(self._looks_ahead(one) for one in sentences(line, self.words)):
            return True
        return bool(self.finder.found(line, zone=zone))

    def _looks_ahead(self, sentence: Piece) -> bool:
        if sentence.asked:
            return self.cues.ahead_asked.within(sentence.text)
        return self.cues.ahead.within(sentence.text) or not self.cues.told.within(sentence.text)
