"""How urgent: the first test of labelling step 2 that fits."""

from dataclasses import dataclass
from datetime import timedelta

from motbot.domain.expectation import Signal, Urgency
from motbot.playbook.situation import Situation
from motbot.playbook.words import Words

_LAST_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgencyRule:
    """The tests, in order."""

    words: Words

    def of(self, situation: Situation) -> Urgency:
        """The level of a moment."""
        text = "\n".join(piece.text for piece in situation.pieces)
        if situation.has("harm") or self._irreversible_soon(situation):
            return Urgency.CRITICAL
        pressed = (
            situation.near
            or situation.has("claims_promise")
            or Signal.BROKEN_PROMISE in situation.ruling.signals
            or Signal.ANGER in situation.ruling.signals
            or self.words.pressing.within(text)
            or self._needed_today(situation)
        )
        if pressed:
            return Urgency.HIGH
        if self.words.no_hurry.within(text) and situation.deadline is None:
            return Urgency.LOW
        return Urgency.NORMAL

    def _irreversible_soon(self, situation: Situation) -> bool:
        """A hard deadline within the hour."""
        if situation.deadline is None or not situation.deadline.to_the_minute:
            return False
        soon = situation.deadline.at - situation.view.focus_lines[-1].at <= _LAST_HOUR
        text = "\n".join(piece.text for piece in situation.pieces)
        return soon and (situation.has("hard_event") or self.words.pressing.within(text))

    def _needed_today(self, situation: Situation) -> bool:
        """Something that should be there already is missing, and somebody waits for it today."""
        text = "\n".join(piece.text for piece in situation.pieces)
        waits = self.words.overdue.within(text) and (situation.has("late") or situation.has("failing"))
        return waits and (situation.has("usual_time") or situation.has("today") or situation.has("facts:every_day"))
