"""What an answer of ours left open and the customer's newer words do not name again: it stays on the card."""

from collections.abc import Sequence
from dataclasses import replace

from motbot.domain.corrected import still_wanted
from motbot.domain.expectation import Assessment, Expectation, ExpectationKind
from motbot.domain.message import Line
from motbot.domain.moment import Moment
from motbot.domain.said_no import left_of, things


def with_left_open(found: Assessment, known: Moment, lines: Sequence[Line]) -> Assessment:
    """The same, behind it the wishes that our answer passed over: nothing refused, taken back or said anew.

    Args:
        found: what the newer words were judged to be.
        known: the request that goes on with them, as it stood before.
        lines: the conversation.
    """
    wanted = still_wanted(tuple(one for one in known.expected if one.kind is ExpectationKind.EXPLICIT), lines)
    stands = (wanted[at] for at in left_of([(one.quote, one.source) for one in wanted], lines))
    said = [things(_words(one)) for one in found.of_kind(ExpectationKind.EXPLICIT)]
    open_marks = _left_open(known, lines)
    left = (one for one in stands if known.is_open and one.mark in open_marks)
    kept = tuple(one for one in left if not _said_anew(things(_words(one)), said))
    return replace(found, expectations=(*found.expectations, *kept)) if kept else found


def _left_open(known: Moment, lines: Sequence[Line]) -> frozenset[str]:
    """The marks of what our answers left open: where none has come since, of what the card has kept from before it."""
    if known.is_answered:
        return frozenset(known.unanswered)
    answered = max((line.ts for line in lines if line.side.is_ours), default="")
    wishes = known.assessment.of_kind(ExpectationKind.EXPLICIT)
    goes_on = any(one.source > answered for one in wishes)
    return frozenset(one.mark for one in wishes if goes_on and "" < one.source < answered)


def _said_anew(about: frozenset[str], said: Sequence[frozenset[str]]) -> bool:
    """Whether newer words name half or more of what a wish is about."""
    return any(len(about & words) * 2 >= len(about) for words in said)


def _words(one: Expectation) -> str:
    return f"{one.text}\n{one.quote}"
