"""One row of a judgement: how often a harm could have been done in a case, and each time that it was."""

from dataclasses import dataclass

from motbot.domain.harm import Harm


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What a scorer gives; `findings` say what exactly, and may hold words of the case."""

    harm: Harm
    count: int
    findings: tuple[str, ...] = ()
