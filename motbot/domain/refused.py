"""What is left to ask about once something was refused: nobody asks whether that has come out right."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from motbot.domain.aims import aim_of, alike
from motbot.domain.conditions import asked_in_words, is_condition, names_another
from motbot.domain.expectation import Assessment, Expectation, ExpectationKind, SayNo
from motbot.domain.grounding import folded
from motbot.domain.likeness import ABOUT
from motbot.domain.message import ConversationView, Line
from motbot.domain.promise import Promise, Withdrawn
from motbot.domain.said_no import left_of, noes_about, things, told_of
from motbot.domain.said_times import WEEKDAY, without_times

_DAY = re.compile(rf"\b(?:{WEEKDAY})\b|周[一二三四五六日]")


@dataclass(frozen=True, slots=True)
class _Refused:
    """Something that our side says no to, in which words, and why."""

    asked: Expectation
    words: str
    reason: str = ""


def without_refused(found: Assessment, promises: Iterable[Promise], said: Sequence[Line] = ()) -> Assessment:
    """The expectations without those that our side has given up, which become what it says no to.

    Args:
        found: with everything that was expected in a moment.
        promises: of that moment. One that "cannot be done" gives up what it is about, unless it was promised anew.
        said: the conversation. What our side says no to in it is given up as well, unless it is promised.
    """
    known = tuple(promises)
    found = _without_broken_rule(found, known)
    given_up = [
        _Refused(asked, f"{one.what}\n{one.words}", one.reason)
        for one in known
        for asked in _given_up(one, found, known)
    ]
    refused = {one.asked.mark: one for one in (*_said_no_to(found, known, said), *given_up)}
    if not refused:
        return found
    return replace(found, expectations=_left(found, refused), say_no=_no(found.say_no, refused))


def _without_broken_rule(found: Assessment, promises: Sequence[Promise]) -> Assessment:
    """A no that was due is none where our side has promised the thing all the same, and for the same time."""
    no, asked = folded(found.say_no.what), asked_in_words(found)
    aims = [(aim_of(one, asked), folded(f"{one.what}\n{one.words}")) for one in promises if one.withdrawn is None]
    is_given = any(aim and folded(aim.quote) == no and _is_for_that_time(no, said) for aim, said in aims)
    return replace(found, say_no=SayNo()) if found.say_no.value and is_given else found


def _is_for_that_time(asked: str, said: str) -> bool:
    """Whether a promise names the days that were asked for; of other times in a request we know too little."""
    days = _DAY.findall(asked)
    return set(days) <= set(_DAY.findall(said)) if days else without_times(asked) == asked


def without_no_said(found: Assessment, view: ConversationView) -> Assessment:
    """What is left to say once our side has said no to something: it says so once, and asks for nothing of it again.

    Who asks for just that once more is told so once more.
    """
    first = min(found_in(found), default="")
    since = [line for line in view.lines if line.side.is_ours and line.ts > first]
    again = things(view.focus_text) if since and since[-1].ts < max(view.focus, default="") else frozenset[str]()
    no = told_of(f"{found.say_no.what}\n{found.say_no.why}", noes_about(view.lines, first))
    if found.say_no.value and no and not no <= again:
        found = replace(found, say_no=SayNo())
    refused = {one.asked.mark: one for one in _said_no_to(found, (), view.lines)}
    left = _left(found, refused) if refused else found.expectations
    return replace(found, expectations=left) if left else found


def found_in(found: Assessment) -> tuple[str, ...]:
    """The `ts` of the lines in which something is asked for."""
    return tuple(one.source for one in found.of_kind(ExpectationKind.EXPLICIT) if one.source)


def _said_no_to(found: Assessment, promises: Sequence[Promise], said: Sequence[Line]) -> tuple[_Refused, ...]:
    """What our side has said no to in its own words; a promise that names it once more takes the no back."""
    asked = [one for one in asked_in_words(found) if one.source]
    left = left_of([(one.quote, one.source) for one in asked], said)
    promised = [things(f"{one.what}\n{one.words}") for one in promises if one.withdrawn is None]
    gone = (one for at, one in enumerate(asked) if at not in left)
    return tuple(_Refused(one, one.quote) for one in gone if not any(things(one.quote) <= named for named in promised))


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


def _left(found: Assessment, refused: Mapping[str, _Refused]) -> tuple[Expectation, ...]:
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
    gone = [one.words for one in refused.values()]
    return tuple(
        one
        for one in found.expectations
        if one in stays or (one.kind is not ExpectationKind.EXPLICIT and all(alike(no, one) < ABOUT for no in gone))
    )


def _no(before: SayNo, refused: Mapping[str, _Refused]) -> SayNo:
    """Everything our side says no to, with the newest reason."""
    what = [one.asked.quote or one.asked.text for one in refused.values()]
    if before.value and before.what and before.what not in what:
        what = [before.what, *what]
    why = next((one.reason for one in reversed(list(refused.values())) if one.reason), before.why)
    return SayNo(value=True, what="; ".join(what), why=why)


def _meant(promise: Promise, asked: Sequence[Expectation]) -> Expectation | None:
    """What was asked for in words and the promise is about; the only such thing, even where their words differ."""
    return aim_of(promise, asked) or (asked[0] if len(asked) == 1 else None)


def _is_later(other: Promise, refused: Promise) -> bool:
    """Whether it was made after that was given up."""
    return refused.ended_at is not None and other.made_at >= refused.ended_at
