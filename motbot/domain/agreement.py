"""How well two raters agree: weighted kappa with its interval, and the share of marks within one."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from motbot.domain.scoring import LEAST, Step

_DRAWS = 1000
_SEED = 20_150_331
_DRAWN_AT_MOST = 500
"""So many reviews are drawn at a time; where there are more, whole groups of them are, so that the time stays short."""
_TAIL = 0.025
_BITS = 48
_FIELD = (1 << _BITS) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A row that both the coach and a person have marked."""

    review: int
    """Rows of one review hang together: the interval draws whole reviews."""
    step: Step | None
    """None: a contact as a whole."""
    coach: int
    human: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How the coach agrees with people on one kind of row."""

    step: Step | None
    pairs: int
    within_one: float
    """Share from 0 to 1; 0 where there are no pairs."""
    kappa: float | None = None
    """Quadratically weighted, -1 to 1; None where it is not defined (no pairs, or everybody gave one score)."""
    low: float | None = None
    high: float | None = None
    """Ends of the 95 % interval; None where kappa is, or where one review is all there is."""

    def suffices(self, *, kappa: float, pairs: int) -> bool:
        """Whether they agree at least so well, on at least so many rows."""
        return self.kappa is not None and self.kappa >= kappa and self.pairs >= pairs


def agreement(pairs: Sequence[Pair], step: Step | None, *, draws: int = _DRAWS) -> Agreement:
    """Measure the pairs of one kind of row; the same pairs always give the same interval.

    Args:
        pairs: of any kind; those of other kinds are passed over.
        step: which kind; None: a contact as a whole.
        draws: how many times the interval's reviews are drawn; 0 measures no interval.
    """
    counted = [one for one in pairs if one.step is step]
    if not counted:
        return Agreement(step=step, pairs=0, within_one=0.0)
    near = sum(abs(one.coach - one.human) <= 1 for one in counted)
    reviews = _packed_by_review(counted)
    kappa = _kappa(sum(reviews))
    low, high = _interval(reviews, draws) if kappa is not None else (None, None)
    return Agreement(step=step, pairs=len(counted), within_one=near / len(counted), kappa=kappa, low=low, high=high)


def _packed_by_review(pairs: Iterable[Pair]) -> list[int]:
    """What kappa needs of each review, as one whole number: those of several are added like numbers.

    Quadratic weights need no table of all scores, only sums: how many pairs there are, and of both raters' scores the
    sum and the sum of squares, and of their product.
    """
    reviews: dict[int, int] = {}
    for one in pairs:
        coach, human = one.coach - LEAST, one.human - LEAST
        fields = (1, coach, human, coach * coach + human * human, coach * human)
        packed = sum(field << (_BITS * place) for place, field in enumerate(fields))
        reviews[one.review] = reviews.get(one.review, 0) + packed
    return [reviews[number] for number in sorted(reviews)]


def _kappa(packed: int) -> float | None:
    """One minus the disagreement seen, over that which chance would bring."""
    pairs, coach, human, squares, product = ((packed >> (_BITS * place)) & _FIELD for place in range(5))
    by_chance = squares - 2 * coach * human / pairs
    return 1 - (squares - 2 * product) / by_chance if by_chance else None


def _interval(reviews: list[int], draws: int) -> tuple[float | None, float | None]:
    """The middle 95 % of what kappa comes to for reviews drawn from these, as many as there are."""
    if len(reviews) < 2:  # noqa: PLR2004 # one review shows no spread
        return None, None
    chance = random.Random(_SEED)
    drawn = _grouped(reviews, chance)
    kappas = (_kappa(sum(chance.choices(drawn, k=len(drawn)))) for _ in range(draws))
    defined = sorted(kappa for kappa in kappas if kappa is not None)
    if not defined:
        return None, None
    return defined[int(len(defined) * _TAIL)], defined[ceil(len(defined) * (1 - _TAIL)) - 1]


def _grouped(reviews: list[int], chance: random.Random) -> list[int]:
    """The reviews themselves, or so many equal groups of them, thrown together by chance."""
    if len(reviews) <= _DRAWN_AT_MOST:
        return reviews
    mixed = chance.sample(reviews, k=len(reviews))
    return [sum(mixed[place::_DRAWN_AT_MOST]) for place in range(_DRAWN_AT_MOST)]
