"""Pairs what was found with what is right: at most one to one, as many pairs as can be, the most alike first."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from motbot.domain.grounding import bare, folded
from motbot.domain.language import is_chinese_character
from motbot.domain.likeness import likeness

Left = TypeVar("Left")
Right = TypeVar("Right")

SAID_ALIKE = 0.34
"""From here on two texts may be taken to say the same. Found on pairs of differently worded texts in both languages."""
_PIECE = 3
_EMPTY_WORD = re.compile(
    r"""
    a|an|and|any|are|as|at|be|been|being|but|by|can|could|did|do|does|for|from|had|has|have|he|her|him|his|how|i|if|
    in|into|is|it|its|just|may|me|might|more|my|need|needs|no|not|of|on|one|or|our|out|over|shall|she|should|so|some|
    such|than|that|the|their|them|then|there|these|they|this|those|to|too|up|us|want|wants|was|we|were|what|when|
    where|which|who|will|with|would|you|your
    """,
    re.VERBOSE,
)


def pairs(
    found: Sequence[Left], right: Sequence[Right], weight: Callable[[Left, Right], float]
) -> tuple[tuple[int, int], ...]:
    """Places of what belongs together, in the order of `found`; nothing that weighs 0 is paired.

    There are as many pairs as there can be; among those the heavier are preferred, one after the other.
    """
    weights = {(here, there): weight(one, other) for here, one in enumerate(found) for there, other in enumerate(right)}
    wanted = {
        here: sorted(
            (there for there in range(len(right)) if weights[here, there] > 0),
            key=lambda there, here=here: (-weights[here, there], there),  # type: ignore[misc]
        )
        for here in range(len(found))
    }
    order = sorted(wanted, key=lambda here: (-max((weights[here, one] for one in wanted[here]), default=0), here))
    taken: dict[int, int] = {}
    for here in order:
        _place(here, wanted, taken, set())
    return tuple(sorted((here, there) for there, here in taken.items()))


def _place(here: int, wanted: Mapping[int, Sequence[int]], taken: dict[int, int], tried: set[int]) -> bool:
    """Give one its place, moving others to where they fit as well."""
    free = [there for there in wanted[here] if there not in taken]
    for there in (*free[:1], *wanted[here]):
        if there in tried:
            continue
        tried.add(there)
        if there not in taken or _place(taken[there], wanted, taken, tried):
            taken[there] = here
            return True
    return False


def alike(one: str, other: str) -> float:
    """How alike two short texts of one language are: 0 for nothing in common, 1 for the same.

    The larger of two measures: what they name (`likeness`), and the pieces of words that they share.
    """
    if not bare(one) or not bare(other):
        return 0.0
    here, there = _pieces(one), _pieces(other)
    shared = (here & there).total()
    if not shared:
        return 0.0
    return max(likeness(one, other), 2 * shared / (here.total() + there.total()))


def share_within(one: str, other: str) -> float:
    """How much of what one text says occurs in the other, 0 to 1."""
    here, there = _pieces(one), _pieces(other)
    return (here & there).total() / here.total() if here else 0.0


@lru_cache(maxsize=4096)
def _pieces(text: str) -> Counter[str]:
    """Pairs of Han characters, and of other words runs of three letters."""
    found: Counter[str] = Counter()
    flat = folded(text)
    spaced = "".join(letter if is_chinese_character(letter) else " " for letter in flat)
    for run in spaced.split():
        found.update(run[at : at + 2] for at in range(max(1, len(run) - 1)))
    latin = "".join(" " if is_chinese_character(letter) or not letter.isalnum() else letter for letter in flat)
    for word in latin.split():
        if not _EMPTY_WORD.fullmatch(word):
            found.update(word[at : at + _PIECE] for at in range(max(1, len(word) - _PIECE + 1)))
    return found
