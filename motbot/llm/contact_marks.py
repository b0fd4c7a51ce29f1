"""Turns what a model says of the four steps into marks that rest on quoted words, no further from 0 than they carry."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from motbot.domain.contacts import Contact
from motbot.domain.scoring import BEHAVIOURS, KNOWN, LEAST, LISTENING, MOST, Fault, Mark, Step
from motbot.llm.contact_facts import held_back
from motbot.llm.quoted_words import QuotedWords
from motbot.llm.sheet_shapes import MarkJudged


class MarkReader:
    """Reads the marks of one answer."""

    def __init__(self, *, quoted: QuotedWords, dropped: list[str]) -> None:
        """Take where quotes are looked for; why something is left out goes to `dropped`."""
        self._quoted = quoted
        self._dropped = dropped

    def read(self, found: Sequence[MarkJudged], contact: Contact, *, faults: AbstractSet[Fault]) -> tuple[Mark, ...]:
        """One mark for each step, in their order; of two for one step the first counts."""
        marks: dict[Step, Mark] = {}
        for one in found if contact.is_answered else ():
            if one.step not in set(Step):
                self._dropped.append("unknown_step")
            elif Step(one.step) not in marks:
                marks[Step(one.step)] = self._mark(one, Step(one.step), contact, faults)
        return tuple(marks.get(step, Mark(step=step)) for step in Step)

    def _mark(self, one: MarkJudged, step: Step, contact: Contact, faults: AbstractSet[Fault]) -> Mark:
        if one.score is None:
            return Mark(step=step)
        lacking = self._of_step(one.lacking_ids, step)
        seen = tuple(name for name in self._of_step(one.seen_ids, step) if name not in lacking)
        quote = self._quoted.anybodys(one.words, one.line, contact.lines)
        return Mark(
            step=step,
            score=self._score(one.score, seen, lacking, faults, is_shown=quote is not None),
            behaviours=seen,
            lacking=lacking,
            quotes=(quote,) if quote else (),
            reason=one.reason,
        )

    def _score(
        self, score: int, seen: Sequence[str], lacking: Sequence[str], faults: AbstractSet[Fault], *, is_shown: bool
    ) -> int | None:
        if not LEAST <= score <= MOST:
            self._dropped.append("score_out_of_range")
            return None
        if score and not is_shown:
            self._dropped.append("unshown_mark")
            return None
        held = held_back(score, seen=seen, lacking=lacking, faults=faults)
        if held != score:
            self._dropped.append("mark_held_back")
        return held

    def _of_step(self, ids: Sequence[str], step: Step) -> tuple[str, ...]:
        """The behaviours that belong to the step or, as the listening habits do, to any."""
        kept = tuple(name for name in dict.fromkeys(ids) if name in BEHAVIOURS[step] or name in LISTENING)
        for name in ids:
            if name not in kept:
                self._dropped.append("misplaced_behaviour" if name in KNOWN else "unknown_behaviour")
        return kept
