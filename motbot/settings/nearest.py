"""Finds what somebody probably meant to write."""

from collections.abc import Iterable, Sequence

from motbot.catalogue import listed, say

FARTHEST = 2
"""Letters."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word at most two letters away, case and hyphens aside; "" where none is that near.

    Words of up to three letters may differ by one letter only, for two would be a different word.
    """
    wanted = _plain(word)
    bound = 1 if len(wanted) <= FARTHEST + 1 else FARTHEST
    scored = sorted((distance(wanted, _plain(candidate)), candidate) for candidate in known)
    return scored[0][1] if scored and scored[0][0] <= bound else ""


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A remedy: the nearest known word, else all of them."""
    near = nearest(word, known)
    return say("did you mean '{near}'?", near=near) if near else say("known here: {known}", known=listed(known))


def distance(one: str, other: str) -> int:
    """Letters to add, drop, change or swap with a neighbour until both are the same."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, wanted in enumerate(other, start=1):
            steps = [last[column] + 1, line[-1] + 1, last[column - 1] + (letter != wanted)]
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                steps.append(before[column - 2] + 1)
            line.append(min(steps))
        before, last = last, line
    return last[-1]


def _plain(word: str) -> str:
    return word.strip().lower().replace("-", "_")
