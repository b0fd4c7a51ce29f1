"""How sure a figure is: intervals of shares, the exact test of paired changes, and resampling by thread."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, comb, sqrt

_Z = 1.959963984540054
"""Of the standard normal distribution 95 % lie this near to its middle."""
_TAIL = 0.025
_DRAWS = 2000
_SEED = 20_261_121
_BITS = 40
_FIELD = (1 << _BITS) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A range that holds the true value in 95 of 100 such measurements."""

    low: float
    high: float


def wilson(part: int, whole: int) -> Interval:
    """The 95 % interval of a share by Wilson's score; all of 0 to 1 where nothing was tried.

    Raises:
        ValueError: the part is larger than the whole, or negative.
    """
    if not 0 <= part <= whole:
        raise ValueError(f"{part} of {whole} is no share")
    if not whole:
        return Interval(low=0.0, high=1.0)
    share, square = part / whole, _Z * _Z
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    spread = _Z / (1 + square / whole) * sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    # At the ends the formula meets 0 and 1 but for the last digit.
    return Interval(
        low=0.0 if part == 0 else max(0.0, middle - spread), high=1.0 if part == whole else min(1.0, middle + spread)
    )


def mcnemar(fixed: int, broken: int) -> float:
    """How likely so uneven a split of changed cases would be by chance alone: the exact two-sided p-value."""
    changed = fixed + broken
    if not changed:
        return 1.0
    tail = sum(comb(changed, count) for count in range(min(fixed, broken) + 1))
    return min(1.0, 2 * tail / (1 << changed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """What one thread comes to in two measurements: how often something was done, of how often it could have been."""

    before: int
    before_of: int
    after: int
    after_of: int

    def __add__(self, other: "Paired") -> "Paired":
        """Both together."""
        return Paired(
            before=self.before + other.before,
            before_of=self.before_of + other.before_of,
            after=self.after + other.after,
            after_of=self.after_of + other.after_of,
        )

    @property
    def difference(self) -> float | None:
        """How much the share has risen; None where one of the two has nothing to count."""
        if not self.before_of or not self.after_of:
            return None
        return self.after / self.after_of - self.before / self.before_of


NOTHING = Paired(before=0, before_of=0, after=0, after_of=0)


def by_thread(rows: Iterable[tuple[str, Paired]]) -> dict[str, Paired]:
    """The rows of each thread together: they hang together and are drawn together."""
    threads: dict[str, Paired] = {}
    for thread, row in rows:
        threads[thread] = threads.get(thread, NOTHING) + row
    return threads


def bootstrap(threads: Mapping[str, Paired], *, draws: int = _DRAWS, seed: int = _SEED) -> Interval | None:
    """The 95 % interval of the rise of a share, from threads drawn with replacement; the same input, the same interval.

    None where fewer than two threads count, or most draws have nothing to count.
    """
    rows = [_packed(threads[name]) for name in sorted(threads) if threads[name].before_of or threads[name].after_of]
    if len(rows) < 2:  # noqa: PLR2004 - one thread shows no spread
        return None
    chance = random.Random(seed)
    drawn = (_unpacked(sum(chance.choices(rows, k=len(rows)))).difference for _ in range(draws))
    found = sorted(one for one in drawn if one is not None)
    if 2 * len(found) <= draws:
        return None
    return Interval(low=found[int(len(found) * _TAIL)], high=found[ceil(len(found) * (1 - _TAIL)) - 1])


def _packed(row: Paired) -> int:
    """The four counts as one whole number, which is added at the speed of numbers."""
    counts = (row.before, row.before_of, row.after, row.after_of)
    return sum(count << (_BITS * place) for place, count in enumerate(counts))


def _unpacked(packed: int) -> Paired:
    before, before_of, after, after_of = ((packed >> (_BITS * place)) & _FIELD for place in range(4))
    return Paired(before=before, before_of=before_of, after=after, after_of=after_of)


def quantile(values: Sequence[float], share: float) -> float | None:
    """The smallest value that at least this share of them does not exceed; None of nothing."""
    ranked = sorted(values)
    return ranked[max(0, ceil(share * len(ranked)) - 1)] if ranked else None
