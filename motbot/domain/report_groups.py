"""Keeps small groups together: what is fewer than five is shown neither by itself nor as what is left of a total."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

FEWEST = 5
"""A group of fewer is not shown separately."""

K = TypeVar("K")


def large_enough(sizes: Mapping[K, int]) -> Callable[[Sequence[K]], bool]:
    """The usual test of a group: together its members are at least five."""
    return lambda keys: sum(sizes[key] for key in keys) >= FEWEST


def groups_of(
    sizes: Mapping[K, int], fits: Callable[[Sequence[K]], bool] | None = None
) -> tuple[tuple[K, ...], tuple[K, ...]]:
    """Which keys may stand by themselves, in the order given, and which are shown together as the others.

    The others are large enough too: where they would not be, the smallest that could stand by itself joins them, since
    anybody could subtract what is shown from the total. Both are empty where the whole cannot be broken down.

    Args:
        sizes: how many each key counts; keys that count none are left out.
        fits: whether keys, taken together, may be shown; by their number where nothing is given.
    """
    fits = fits or large_enough(sizes)
    present = [key for key in sizes if sizes[key]]
    alone = [key for key in present if fits([key])]
    others = [key for key in present if key not in alone]
    while others and not fits(others) and alone:
        smallest = min(alone, key=lambda key: sizes[key])
        alone.remove(smallest)
        others.append(smallest)
    if not alone:
        return (), ()
    return tuple(alone), tuple(key for key in present if key in others)
