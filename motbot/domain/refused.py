"""What is left to ask about once something was refused: nobody asks whether that has come out right."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from motbot.domain.conditions import asked_in_words, is_condition, names_another
from motbot.domain.expectation import Assessment, Expectation, ExpectationKind, SayNo
from motbot.domain.likeness import ABOUT, likeness
from motbot.domain.promise import Promise, Withdrawn


def without_refused(found: Assessment, promises: Iterable[Promise]) -> Assessment:
    """The expectations without those that our side has given up, which become what it says no to.

    Args:
        found: with everything that was expected in a moment.
        promises: of that moment. One that "cannot be done" gives up what it is about, unless it was promised anew.
    """
    known = tuple(promises)
    refused = {asked.mark: (asked, one) for one in known for asked in _given_up(one, found, known)}
    if not refused:
        return found
    return replace(found, expectations=_left(found, refused), say_no=_no(found.say_no, refused))


def _given_up(one: Promise, found: Assessment, known: Sequence[Promise]) -> tuple[Expectation, ...]:
    """What goes with a promise that "cannot be done": what it is about, and everything where it names nothing."""
    if one.withdrawn is not Withdrawn.CANNOT:
        return ()
    asked = asked_in_words(found)
    others = [other for other in known if other is not one and other.withdrawn is None]
    meant = _meant(one, asked)
    if meant is not None:
        return () if any(_is_later(other, one) and _meant(other, asked) == meant for other in others) else (meant,)
    if names_another(one.what) or names_another(one.words) or any(_keeps_some(other, one, asked) for other in others):
        return ()
    return asked


def _keeps_some(other: Promise, refused: Promise, asked: Sequence[Expectation]) -> bool:
    """Whether it holds or was kept and is about something asked for; what names nothing is about all of it."""
    if _meant(other, asked) is not None:
        return True
    is_back = not names_another(other.what) and not names_another(other.words)
    return is_back and (other.kept_at is not None or _is_later(other, refused))


def _left(found: Assessment, refused: dict[str, tuple[Expectation, Promise]]) -> tuple[Expectation, ...]:
    """What else was expected; with nothing left that was asked for, what bounds it or was not said goes as well."""
    asked = [
        one
        for one in asked_in_words(found)
        if one.mark not in refused and not (found.say_no.value and one.quote == found.say_no.what)
    ]
    if not asked:
        return ()
    bounds = [one for one in found.of_kind(ExpectationKind.EXPLICIT) if is_condition(one) and one.mark not in refused]
    stays = [*asked, *bounds]
    gone = [promise for _, promise in refused.values()]
    return tuple(
        one
        for one in found.expectations
        if one in stays or (one.kind is not ExpectationKind.EXPLICIT and all(_alike(no, one) < ABOUT for no in gone))
    )


def _no(before: SayNo, refused: dict[str, tuple[Expectation, Promise]]) -> SayNo:
    """Everything our side says no to, with the newest reason."""
    what = [asked.quote or asked.text for asked, _ in refused.values()]
    why = next((promise.reason for _, promise in reversed(refused.values()) if promise.reason), before.why)
    return SayNo(value=True, what="; ".join([before.what, *what] if before.value and before.what else what), why=why)


def _meant(promise: Promise, asked: Sequence[Expectation]) -> Expectation | None:
    """What was asked for in words and the promise is about; the only such thing, even where their words differ."""
    closest = max(asked, key=lambda one: _alike(promise, one), default=None)
    if closest is None or (len(asked) > 1 and _alike(promise, closest) < ABOUT):
        return None
    return closest


def _is_later(other: Promise, refused: Promise) -> bool:
    """Whether it was made after that was given up."""
    return refused.ended_at is not None and other.made_at >= refused.ended_at


def _alike(promise: Promise, expectation: Expectation) -> float:
    return likeness(f"{promise.what}\n{promise.words}", f"{expectation.text}\n{expectation.quote}")
