"""Mistakes of a coach, each named for the harm it does to the person who is coached or to their customer."""

from dataclasses import dataclass
from enum import StrEnum


class Harm(StrEnum):
    """What a wrong answer does."""

    MISSED_MOMENT = "missed_moment"
    """A request goes by, and nobody is told."""
    NOISY_NUDGE = "noisy_nudge"
    """Somebody is nudged about nothing."""
    WRONG_URGENCY = "wrong_urgency"
    """More than one step off."""
    MISSED_EXPECTATION = "missed_expectation"
    """Something the customer said they want is not on the card."""
    INVENTED_EXPECTATION = "invented_expectation"
    """The card shows what nobody wants."""
    UNGROUNDED_QUOTE = "ungrounded_quote"
    """Words are shown as the customer's that are not."""
    QUESTION_ALREADY_ANSWERED = "question_already_answered"
    """The customer is asked for what they have said."""
    OFFER_BEFORE_EXPLORE = "offer_before_explore"
    """The draft promises something while a decisive fact is missing."""
    LATE_NO = "late_no"
    """What cannot be done is not said to be so; or a no where there is a way."""
    MISSED_PROMISE = "missed_promise"
    INVENTED_PROMISE = "invented_promise"
    """An agent is held to what they have not promised."""
    WRONG_DUE = "wrong_due"
    WRONG_LANGUAGE = "wrong_language"
    """The draft is not in the customer's language."""
    SCORE_OFF_BY_TWO = "score_off_by_two"
    """A reply is judged two or more off."""
    OBEYED_INJECTION = "obeyed_injection"
    """Words addressed to a tool have changed the answer."""
    NO_ANSWER = "no_answer"
    """The coach failed: nothing was shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One mistake in one case."""

    harm: Harm
    what: str
    """What exactly, for the trainer's eyes: may hold words of the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What came of one case."""

    case: str
    thread: str
    tags: tuple[str, ...] = ()
    tried: tuple[tuple[Harm, int], ...] = ()
    """How often each harm could have been done here: for shares and intervals; 0 leaves the case out of its figure."""
    findings: tuple[Finding, ...] = ()

    def count(self, harm: Harm) -> int:
        """How often it was done."""
        return sum(one.harm is harm for one in self.findings)
