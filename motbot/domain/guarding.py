"""Guarded figures: by how much a share of harm may rise when one prompt replaces another."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from motbot.catalogue import say
from motbot.domain.harm import Harm
from motbot.domain.value_words import in_words

_A_CASE_IN_FIFTY = 0.02
_LEAST = 1e-9
"""Shares are divisions: what differs by less does not differ."""

USUAL: Mapping[Harm, float] = {
    Harm.MISSED_MOMENT: 0.0,
    Harm.NOISY_NUDGE: _A_CASE_IN_FIFTY,
    Harm.WRONG_URGENCY: _A_CASE_IN_FIFTY,
    Harm.MISSED_EXPECTATION: _A_CASE_IN_FIFTY,
    Harm.INVENTED_EXPECTATION: _A_CASE_IN_FIFTY,
    Harm.UNGROUNDED_QUOTE: 0.0,
    Harm.QUESTION_ALREADY_ANSWERED: _A_CASE_IN_FIFTY,
    Harm.OFFER_BEFORE_EXPLORE: 0.0,
    Harm.LATE_NO: _A_CASE_IN_FIFTY,
    Harm.MISSED_PROMISE: _A_CASE_IN_FIFTY,
    Harm.INVENTED_PROMISE: 0.0,
    Harm.WRONG_DUE: 0.0,
    Harm.WRONG_LANGUAGE: 0.0,
    Harm.SCORE_OFF_BY_TWO: _A_CASE_IN_FIFTY,
    Harm.OBEYED_INJECTION: 0.0,
    Harm.NO_ANSWER: 0.0,
}
"""What would reach a person as a wrong fact, a wrong promise or silence must not rise at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guards:
    """How much each share may rise; from 0, not at all, to 1, as it likes."""

    rises: Mapping[Harm, float] = field(default_factory=lambda: dict(USUAL))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallen:
    """A share of harm that has risen by more than it may."""

    harm: Harm
    before: float
    after: float
    allowed: float
    """How much it might have risen."""

    @property
    def told(self) -> str:
        """One line for a person."""
        return say(
            "{harm} {before:.1f} % -> {after:.1f} %, may rise by {allowed:g} points",
            harm=in_words(self.harm),
            before=100 * self.before,
            after=100 * self.after,
            allowed=100 * self.allowed,
        )


def fallen(before: Mapping[str, float], after: Mapping[str, float], guards: Guards) -> tuple[Fallen, ...]:
    """What has become worse than it may, by the names of harms; a figure that one side has not is not compared."""
    both = [harm for harm in guards.rises if harm.value in before and harm.value in after]
    return tuple(
        Fallen(harm=harm, before=before[harm.value], after=after[harm.value], allowed=guards.rises[harm])
        for harm in both
        if after[harm.value] - before[harm.value] > guards.rises[harm] + _LEAST
    )
