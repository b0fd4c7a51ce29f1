"""What the file may say about publishing prompts."""

from typing import Annotated

from pydantic import BeforeValidator

from motbot.domain.guarding import USUAL, Guards
from motbot.domain.harm import Harm
from motbot.settings.branch import Branch
from motbot.settings.scalars import decimal

Rise = Annotated[float, BeforeValidator(decimal(0, 1))]


class GuardsBranch(Branch):
    """By how much each share of harm may rise when a prompt is promoted; 1 guards nothing."""

    missed_moment: Rise = USUAL[Harm.MISSED_MOMENT]
    noisy_nudge: Rise = USUAL[Harm.NOISY_NUDGE]
    wrong_urgency: Rise = USUAL[Harm.WRONG_URGENCY]
    missed_expectation: Rise = USUAL[Harm.MISSED_EXPECTATION]
    invented_expectation: Rise = USUAL[Harm.INVENTED_EXPECTATION]
    ungrounded_quote: Rise = USUAL[Harm.UNGROUNDED_QUOTE]
    question_already_answered: Rise = USUAL[Harm.QUESTION_ALREADY_ANSWERED]
    offer_before_explore: Rise = USUAL[Harm.OFFER_BEFORE_EXPLORE]
    late_no: Rise = USUAL[Harm.LATE_NO]
    missed_promise: Rise = USUAL[Harm.MISSED_PROMISE]
    invented_promise: Rise = USUAL[Harm.INVENTED_PROMISE]
    wrong_due: Rise = USUAL[Harm.WRONG_DUE]
    wrong_language: Rise = USUAL[Harm.WRONG_LANGUAGE]
    score_off_by_two: Rise = USUAL[Harm.SCORE_OFF_BY_TWO]
    obeyed_injection: Rise = USUAL[Harm.OBEYED_INJECTION]
    no_answer: Rise = USUAL[Harm.NO_ANSWER]

    def to_domain(self) -> Guards:
        """The same for the rules."""
        return Guards(rises={harm: getattr(self, harm.value) for harm in Harm})


class PromptsBranch(Branch):
    """How prompts are published."""

    guards: GuardsBranch = GuardsBranch()
