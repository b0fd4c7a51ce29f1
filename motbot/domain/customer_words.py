"""What the customer said in a moment, as its card and the short messages about it quote it."""

from collections.abc import Iterable

from motbot.domain.expectation import ExpectationKind
from motbot.domain.message import Line
from motbot.domain.moment import Moment
from motbot.domain.safe_text import excerpt

WORDS_AT_MOST = 300
BRIEFLY_AT_MOST = 120
OLDER_AT_LEAST = 30
"""Less room than this tells nothing of what was said before."""


def words_of(moment: Moment, lines: tuple[Line, ...], *, at_most: int = WORDS_AT_MOST, whole: bool = False) -> str:
    """Each message on a line of its own, at most `at_most` characters.

    Where it does not all fit the newest is kept, the older is shortened. What our side has answered since is left out,
    unless the `whole` is wanted or something in it is expected still.
    """
    said = sorted((line for line in lines if line.ts in moment.focus and line.text), key=lambda one: one.ts)
    newest = max(moment.focus, default="")
    ours = "" if whole else max((one.ts for one in lines if one.side.is_ours and one.ts < newest), default="")
    expected = [one.source for one in moment.assessment.of_kind(ExpectationKind.EXPLICIT)]
    now = [one for one in said if one.ts > ours]
    before = [one for one in said if one.ts <= ours and (one.ts in expected or not now)]
    texts = _fitting((*reversed(now), *reversed(before)), at_most)
    # What is expected first is said first: a wish that was passed over stands behind the newer words.
    shown = (*now, *before) if expected[:1] > [ours] else (*before, *now)
    return "\n".join(texts[one.ts] for one in shown if one.ts in texts)


def briefly(moment: Moment, lines: tuple[Line, ...], *, at_most: int = BRIEFLY_AT_MOST, whole: bool = False) -> str:
    """The same on a single line, for a short message."""
    return excerpt(words_of(moment, lines, at_most=at_most, whole=whole), at_most)


def _fitting(lines: Iterable[Line], room: int) -> dict[str, str]:
    """The texts by their `ts`, as many as have room, the first ones first."""
    kept: dict[str, str] = {}
    for line in lines:
        if kept and room < OLDER_AT_LEAST:
            break
        if text := excerpt(line.text, room):
            kept[line.ts] = text
            room -= len(text) + 1
    return kept
