"""By when a customer needs what they ask for: an hour after which it is too late for them, not that of an event."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

from motbot.domain.conditions import is_condition
from motbot.domain.due import DueKind, FoundDue
from motbot.domain.expectation import Expectation, ExpectationKind
from motbot.domain.likeness import ABOUT, likeness
from motbot.domain.promise import Promise
from motbot.domain.promise_states import PromiseState

_BY = re.compile(
    r"\b(?:by|before|within|latest|no later than|not later than)\b|最[晚迟]|不[晚迟]于|截[至止]|之?前|以前|[之以]内",
    re.IGNORECASE,
)
"""Words of a time after which it is too late."""
_THERE = re.compile(
    r"\b(?:i|we)(?:'m| am|'re| are|'ll be| will be) (?:\w+ )?(?:out|away|off|busy|in a|at|here|there|free|back)\b"
    r"|(?:我|我们)[^,。，]{0,6}(?:不在|没空|有空|在外|开会|有事|出去|回来)",
    re.IGNORECASE,
)
"""Tells until when somebody is or is not there."""


def is_needed_by(due: FoundDue, text: str) -> bool:
    """Whether a time in a customer's words is one by which something is needed."""
    bound = due.kind is DueKind.DEADLINE and due.at is not None and _BY.search(due.phrase) is not None
    return bound and not _THERE.search(text)


def needed_by(
    expected: Iterable[Expectation], about: str, times: Callable[[Expectation], Sequence[FoundDue]]
) -> datetime | None:
    """The hour by which the customer needs what a promise is about; None where none is named or it is unsure of what.

    Args:
        expected: of the request that the promise serves.
        about: the promise's words.
        times: the times that an expectation's words name, counted from when they were written.
    """
    explicit = [one for one in expected if one.kind is ExpectationKind.EXPLICIT and one.quote]
    is_one = sum(not is_condition(one) for one in explicit) <= 1
    hours = [
        due.at
        for one in explicit
        if is_one or (not is_condition(one) and likeness(about, f"{one.text}\n{one.quote}") >= ABOUT)
        for due in times(one)
        if due.at is not None and is_needed_by(due, one.quote)
    ]
    # Of several the latest: what was given more time meanwhile is no longer needed sooner.
    return max(hours, key=lambda at: at.astimezone(UTC), default=None)


def left_behind(promise: Promise) -> datetime | None:
    """The customer's own hour, while a promise is still to be done and is for later than that."""
    waits = promise.is_open and promise.state is not PromiseState.BROKEN and promise.evidence is None
    if not waits or promise.due is None or promise.needed_by is None:
        return None
    return promise.needed_by if promise.due.astimezone(UTC) > promise.needed_by.astimezone(UTC) else None
