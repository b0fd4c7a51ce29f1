"""Which of a customer's explicit wishes all our words so far leave unanswered."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from motbot.domain.asides import is_among_ours
from motbot.domain.due import DueKind
from motbot.domain.expectation import Expectation
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.playbook.answers import Answers, Said, unattached
from motbot.playbook.asking import Asking
from motbot.playbook.cues import Cues
from motbot.playbook.finding import Finder
from motbot.playbook.limits import Limits
from motbot.playbook.sentences import own_words, sentences
from motbot.playbook.wishes import Wishes
from motbot.playbook.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """All that our side has said since a wish was stated."""

    text: str
    is_bare: bool
    """It only says that the words were seen, or that somebody looks into it."""
    free: tuple[Said, ...]
    """What of it names nothing of any wish."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Tells wishes that nothing of ours touches; in doubt a wish counts as answered."""

    words: Words
    cues: Cues
    limits: Limits
    finder: Finder
    asking: Asking

    def unanswered(self, view: ConversationView, expected: Sequence[Expectation]) -> tuple[str, ...]:
        """The marks of the explicit expectations that are left open, in their order."""
        wishes = self._wishes.among(view, expected)
        since = min((wish.source for wish in wishes), default="")
        customers = {line.author for line in view.lines if line.side is Side.CUSTOMER}
        told = [line for line in view.lines if line.side.is_ours and not is_among_ours(line, customers)]
        ours = [line for line in told if line.ts > since]
        said = {line.ts: self._answers.said(line, zone=view.zone) for line in ours} if wishes else {}
        about = [self.limits.content(_words_of(wish)) for wish in wishes]
        answers = {
            source: self._answer([(line, said[line.ts]) for line in ours if line.ts > source], about)
            for source in {wish.source for wish in wishes}
        }
        alone = len(wishes) == 1
        wanted = [*(self.cues.wants_that.within(wish.quote) for wish in wishes[1:]), False]
        open_ones = (
            wish
            for wish, is_wanted in zip(wishes, wanted, strict=False)
            if not (is_wanted and self.cues.delivered.within(answers[wish.source].text))
            and not self._touched(wish, answers[wish.source], view, alone=alone)
        )
        return tuple(dict.fromkeys(wish.mark for wish in open_ones))

    def is_plain(self, view: ConversationView, expected: Sequence[Expectation]) -> bool:
        """Whether each wish certainly has its answer: it was stated alone, and what we said next is one.

        Words that only nod, or send the customer elsewhere to start again, are none.
        """
        wishes = self._wishes.among(view, expected)
        turns = [self._next_of_ours(one.source, view) for one in wishes]
        said_next = [turn for turn in turns if turn]
        if len({turn[0].ts for turn in said_next}) < len(wishes):
            return False
        return not any(self._may_leave_open(turn, view) for turn in said_next)

    def _next_of_ours(self, source: str, view: ConversationView) -> list[Line]:
        """What our side said from the first words after a line on until the customer spoke again."""
        after = (line for line in view.lines if line.ts > source)
        from_ours = dropwhile(lambda line: not line.side.is_ours, after)
        return list(takewhile(lambda line: line.side is not Side.CUSTOMER, from_ours))

    def _may_leave_open(self, turn: Sequence[Line], view: ConversationView) -> bool:
        ours = [line for line in turn if line.side.is_ours]
        said = [piece for line in ours for piece in sentences(line, self.words)]
        asks_back = any(one.asked and not self.words.anything_else.within(one.text) for one in said)
        if any(self.cues.elsewhere.within(one.text) for one in said if not one.asked):
            return True
        return not asks_back and not any(self._answers.said(line, zone=view.zone) for line in ours)

    @property
    def _wishes(self) -> Wishes:
        return Wishes(words=self.words, cues=self.cues, asking=self.asking)

    @property
    def _answers(self) -> Answers:
        return Answers(words=self.words, cues=self.cues, limits=self.limits, finder=self.finder)

    def _answer(self, ours: Sequence[tuple[Line, Sequence[Said]]], about: Sequence[AbstractSet[str]]) -> _Answer:
        said = [one for _, clauses in ours for one in clauses]
        return _Answer(
            text="\n".join(own_words(line.text, self.words) for line, _ in ours),
            is_bare=not said and not any(line.files for line, _ in ours),
            free=unattached(said, about),
        )

    def _touched(self, wish: Expectation, answer: _Answer, view: ConversationView, *, alone: bool) -> bool:
        words = _words_of(wish)
        if answer.is_bare:
            return self.answers_yes_or_no(wish, answer.text)
        about = self.limits.content(words)
        if alone or not about or about & self.limits.content(answer.text):
            return True
        if self._settles(words, answer.text) or self._answered_in_kind(words, answer, view):
            return True
        # Somebody who answers in other words still answers: what belongs to no other wish may belong to this one.
        return any(self._answers.meets(words, one) for one in answer.free)

    def answers_yes_or_no(self, wish: Expectation, text: str) -> bool:
        """Whether a mere yes or no is all that was asked for, and is said."""
        return self.cues.asks_if.within(_words_of(wish)) and self.cues.yes_or_no.within(text)

    def is_only_told(self, wish: Expectation) -> bool:
        """Whether only words can answer it, and nothing that is done."""
        return self._answers.is_only_told(_words_of(wish))

    def _settles(self, wish: str, text: str) -> bool:
        """Whether it speaks of everything at once, or says of a deed that it is done and not which."""
        if self.cues.all_of_it.within(text):
            return True
        done = self.cues.delivered
        only_done = done.within(text) and not self.limits.content(done.without(text))
        return only_done and not self._answers.is_only_told(wish)

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


def _words_of(wish: Expectation) -> str:
    return f"{wish.text}\n{wish.quote}"
