"""Which of the things that a customer expects a promise is about."""

from collections.abc import Iterable

from motbot.domain.expectation import Expectation
from motbot.domain.likeness import ABOUT, likeness
from motbot.domain.promise import Promise


def aim_of(promise: Promise, expected: Iterable[Expectation]) -> Expectation | None:
    """The expectation that a promise names most of, the first of several alike; None where it names none of them."""
    said = f"{promise.what}\n{promise.words}"
    closest = max(expected, key=lambda one: alike(said, one), default=None)
    return closest if closest is not None and alike(said, closest) >= ABOUT else None


def alike(words: str, expectation: Expectation) -> float:
    """How much of what both name is the same, 0 to 1."""
    return likeness(words, f"{expectation.text}\n{expectation.quote}")
