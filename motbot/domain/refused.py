"""What is left to ask about once something was refused: nobody asks whether that has come out right."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from motbot.domain.expectation import Assessment, Expectation, ExpectationKind, SayNo
from motbot.domain.likeness import likeness
from motbot.domain.promise import Promise, Withdrawn

_ABOUT = 0.2
"""Likeness from which a promise is about an expectation: it need not repeat it, only name the same thing."""


def without_refused(found: Assessment, promises: Iterable[Promise]) -> Assessment:
    """The expectations without those that our side has given up, which become what it says no to.

    Args:
        found: with everything that was expected in a moment.
        promises: of that moment. One that "cannot be done" gives up what it is about, unless it was promised anew.
    """
    known = tuple(promises)
    given_up = [one for one in known if one.withdrawn is Withdrawn.CANNOT]
    meant = {id(one): _meant(one, found.expectations) for one in known}
    refused = {
        asked.mark: (asked, one)
        for one in given_up
        if (asked := meant[id(one)]) and not any(_holds(other, one) and meant[id(other)] == asked for other in known)
    }
    if not refused:
        return found
    return replace(found, expectations=_left(found, refused), say_no=_no(found.say_no, refused))


def _left(found: Assessment, refused: dict[str, tuple[Expectation, Promise]]) -> tuple[Expectation, ...]:
    """What else was expected; with nothing left that was asked for, what was not said rests on nothing either."""
    asked = [
        one
        for one in found.of_kind(ExpectationKind.EXPLICIT)
        if one.mark not in refused and not (found.say_no.value and one.quote == found.say_no.what)
    ]
    if not asked:
        return ()
    gone = [promise for _, promise in refused.values()]
    return tuple(
        one
        for one in found.expectations
        if one in asked or (one.kind is not ExpectationKind.EXPLICIT and all(_alike(no, one) < _ABOUT for no in gone))
    )


def _no(before: SayNo, refused: dict[str, tuple[Expectation, Promise]]) -> SayNo:
    """Everything our side says no to, with the newest reason."""
    what = [asked.quote or asked.text for asked, _ in refused.values()]
    why = next((promise.reason for _, promise in reversed(refused.values()) if promise.reason), before.why)
    return SayNo(value=True, what="; ".join([before.what, *what] if before.value and before.what else what), why=why)


def _meant(promise: Promise, expectations: Sequence[Expectation]) -> Expectation | None:
    """What was asked for in words and the promise is about; the only such thing, even where their words differ."""
    asked = [one for one in expectations if one.kind is ExpectationKind.EXPLICIT]
    closest = max(asked, key=lambda one: _alike(promise, one), default=None)
    if closest is None or (len(asked) > 1 and _alike(promise, closest) < _ABOUT):
        return None
    return closest


def _holds(other: Promise, refused: Promise) -> bool:
    """Whether it was made after that was given up, and still holds or was kept."""
    return other.withdrawn is None and refused.ended_at is not None and other.made_at >= refused.ended_at


def _alike(promise: Promise, expectation: Expectation) -> float:
    return likeness(f"{promise.what}\n{promise.words}", f"{expectation.text}\n{expectation.quote}")
