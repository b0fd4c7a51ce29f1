"""Which of a customer's explicit wishes all our words so far leave unanswered."""

from collections.abc import Sequence
from dataclasses import dataclass

from motbot.domain.due import DueKind
from motbot.domain.expectation import Expectation, ExpectationKind
from motbot.domain.message import ConversationView
from motbot.domain.promise import Strength
from motbot.playbook.cues import Cues
from motbot.playbook.finding import Finder
from motbot.playbook.limits import Limits
from motbot.playbook.sentences import own_words
from motbot.playbook.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """All that our side has said since a wish was stated."""

    text: str
    is_bare: bool
    """It only says that the words were seen, or that somebody looks into it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Tells wishes that nothing of ours touches; in doubt a wish counts as answered."""

    words: Words
    cues: Cues
    limits: Limits
    finder: Finder

    def unanswered(self, view: ConversationView, expected: Sequence[Expectation]) -> tuple[str, ...]:
        """The marks of the explicit expectations that are left open, in their order."""
        wishes = [one for one in expected if one.kind is ExpectationKind.EXPLICIT]
        answers = {source: self._answer(view, source) for source in {wish.source for wish in wishes}}
        alone = len(wishes) == 1
        open_ones = (wish for wish in wishes if not self._touched(wish, answers[wish.source], view, alone=alone))
        return tuple(dict.fromkeys(wish.mark for wish in open_ones))

    def _answer(self, view: ConversationView, since: str) -> _Answer:
        ours = [line for line in view.lines if line.side.is_ours and line.ts > since]
        text = "\n".join(own_words(line.text, self.words) for line in ours)
        told = [
            one for line in ours if len(line.text) <= _BARE_AT_MOST for one in self.finder.found(line, zone=view.zone)
        ]
        rest = text
        for one in told:
            rest = rest.replace(one.words, " ") if one.strength is Strength.VAGUE else rest
        for said in (self.words.acknowledgement, self.words.thanks, self.words.greeting, self.words.farewell):
            rest = said.without(rest)
        return _Answer(text=text, is_bare=len(rest.strip()) <= _NOTHING and not any(line.files for line in ours))

    def _touched(self, wish: Expectation, answer: _Answer, view: ConversationView, *, alone: bool) -> bool:
        if answer.is_bare:
            return False
        words = f"{wish.text}\n{wish.quote}"
        about = self.limits.content(words)
        if alone or not about or about & self.limits.content(answer.text):
            return True
        return self._settles_all(answer.text) or self._answered_in_kind(words, answer, view)

    def _settles_all(self, text: str) -> bool:
        """Whether it speaks of everything at once, or says that it is done and not what."""
        done = self.cues.delivered
        return self.cues.all_of_it.within(text) or (done.within(text) and not self.limits.content(done.without(text)))

    def _answered_in_kind(self, wish: str, answer: _Answer, view: ConversationView) -> bool:
        """Whether a question has the kind of words for an answer that it asks for."""
        cues, text = self.cues, answer.text
        return (
            (cues.asks_yes_or_no.within(wish) and cues.yes_or_no.within(text))
            or (cues.asks_how_many.within(wish) and any(character.isdigit() for character in text))
            or (cues.asks_why.within(wish) and cues.because.within(text))
            or (cues.asks_when.within(wish) and self._names_a_time(text, view))
        )

    def _names_a_time(self, text: str, view: ConversationView) -> bool:
        times = self.finder.due_times.find(text, said_at=view.now, zone=view.zone)
        return any(one.kind is not DueKind.VAGUE for one in times)


_NOTHING = 3
"""Letters that may be left of an acknowledgement: particles and marks."""
_BARE_AT_MOST = 200
"""Longer than this, a line is no mere acknowledgement."""
