"""What a judge holds of expectations that were found, and how well it agrees with the labels where those decide."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Held(StrEnum):
    """What a judge may hold of an expectation."""

    LABELLED = "labelled"
    """It says what a label says."""
    SENSIBLE = "sensible"
    """No label says it, but something that was said carries it."""
    INVENTED = "invented"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What is held of one; `key` is the label's where it is one."""

    held: Held
    key: str = ""


NO_OPINIONS: Mapping[str, Opinion] = MappingProxyType({})
"""By the `mark` of an expectation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """How often a judge says the same as the labels, of entries whose label is known by its anchors."""

    agreed: int
    of: int
    kappa: float | None
    """Cohen's: 1 for always, 0 for no more than chance; None where everybody always says one thing."""


def agreed(rows: Iterable[tuple[bool, bool]]) -> Agreed:
    """Compare: whether the labels say so, and whether the judge does."""
    pairs = list(rows)
    same = sum(one == other for one, other in pairs)
    if not pairs:
        return Agreed(agreed=0, of=0, kappa=None)
    first, second = sum(one for one, _ in pairs) / len(pairs), sum(other for _, other in pairs) / len(pairs)
    by_chance = first * second + (1 - first) * (1 - second)
    kappa = (same / len(pairs) - by_chance) / (1 - by_chance) if by_chance < 1 else None
    return Agreed(agreed=same, of=len(pairs), kappa=kappa)
