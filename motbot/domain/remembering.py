"""Puts together what is remembered of a customer: pure, from their earlier requests and what was promised in them."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from motbot.domain.customer_words import WORDS_AT_MOST
from motbot.domain.expectation import ExpectationKind, Signal, Urgency
from motbot.domain.grounding import folded
from motbot.domain.language import is_chinese_character
from motbot.domain.memory import Ending, Memory, Owed, Past
from motbot.domain.message import Line
from motbot.domain.moment import CloseReason, Moment
from motbot.domain.promise import Promise, PromiseState, Strength
from motbot.domain.safe_text import excerpt
from motbot.domain.sameness import Asked, about_the_same, asked
from motbot.domain.shown_promises import NEVER_WERE

AGAIN_WITHIN = timedelta(days=30)
"""A request about the same thing within this time is a repeated one."""
LAST_AT_MOST = 3
OWED_AT_MOST = 3
ABOUT_AT_MOST = 80
THANKS_AT_MOST = 90
WHAT_AT_MOST = 80
_CONFIRMED = frozenset({CloseReason.CONFIRMED_BY_CUSTOMER, CloseReason.CONFIRMED_BY_AGENT})
_NOT_TOLD = frozenset({CloseReason.DELETED})
"""What they took back, we do not repeat."""
_RAISED = {Urgency.NONE: Urgency.LOW, Urgency.LOW: Urgency.NORMAL, Urgency.NORMAL: Urgency.HIGH}
_BARE_THANKS = re.compile(
    r"thank(?:s| you| u)?|thx|ty|many|so|very|much|a lot|lot|again|great|good|nice|perfect|cool|ok(?:ay)?|all|for|your"
    r"|the|you|help|support|cheers|really|appreciated?|wonderful|awesome|a|it|that|is|this|now|and|works?|well|done|fine|yes"
    r"|谢谢|多谢|感谢|十分|非常|太|好的?|了|您|你们?|啦|哈|收到|帮忙|辛苦|可以|没问题|都|的|支持|棒|行",
)
_WORDS = re.compile(r"[a-z']+|[\u4e00-\u9fff]")
_LEAST_WORDS, _LEAST_HAN = 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """One earlier request of a customer, with what belongs to it."""

    moment: Moment
    promises: tuple[Promise, ...] = ()
    said: tuple[Line, ...] = ()
    """Words of theirs that it stands for, oldest first; those taken back are none."""
    thanks: tuple[Line, ...] = ()
    """Words of theirs that a coach took for thanks, likewise."""


def memory_of(
    met: Iterable[Met], *, channels: Collection[str], repeats: int, zone: tzinfo, now: datetime
) -> Memory | None:
    """What a reader may be told: of requests in these channels alone, in times of their zone; None for nothing.

    Args:
        met: earlier requests, in any order.
        channels: those whose words the reader may see.
        repeats: the earlier request that the new one is about again; 0 where it is about none.
        zone: the reader's.
        now: what was due before has not been kept in time.
    """
    told = sorted((one for one in met if _is_told(one, channels)), key=lambda one: one.moment.opened_at, reverse=True)
    pasts = [past_of(one, zone=zone) for one in told]
    again = next((one for one in pasts if one.moment == repeats), None)
    last = tuple(one for one in pasts if one is not again)[:LAST_AT_MOST]
    owed = _owed((promise for one in told for promise in one.promises), zone, now)
    return Memory(last=last, owed=owed, again=again) or None


def past_of(met: Met, *, zone: tzinfo) -> Past:
    """One earlier request as it is told."""
    moment, thanks = met.moment, _thanks(met)
    return Past(
        moment=moment.id,
        channel=moment.channel,
        at=moment.opened_at.astimezone(zone),
        about=about_of(met),
        ending=ending_of(met),
        thanks=excerpt(thanks.text, THANKS_AT_MOST) if thanks is not None else "",
    )


def about_of(met: Met) -> str:
    """What a request was about: how it began, in the customer's own words."""
    return excerpt(met.said[0].text, ABOUT_AT_MOST) if met.said else ""


def ending_of(met: Met) -> Ending:
    """How it ended, by what people have said and done: never by a guess."""
    moment = met.moment
    if moment.is_open:
        return Ending.OPEN
    if moment.close_reason in _CONFIRMED:
        return Ending.WELL
    broken = [one.broken_at for one in met.promises if one.broken_at is not None]
    thanks = _thanks(met)
    if thanks is not None and all(at < thanks.at for at in broken):
        return Ending.THANKED
    return Ending.NOT_WELL if broken or Signal.NOT_QUITE in moment.assessment.signals else Ending.UNSAID


def _thanks(met: Met) -> Line | None:
    """Their newest words, if they thank in them for something by name, and not before they asked for more."""
    said = next((line for line in reversed(met.thanks) if line.ts > max(met.moment.focus, default="")), None)
    return said if said is not None and names_something(said.text) else None


def names_something(thanks: str) -> bool:
    """Whether words of thanks say for what: a bare "thank you" tells nobody what to do again."""
    left = _WORDS.findall(_BARE_THANKS.sub(" ", folded(thanks)))
    han = sum(is_chinese_character(one) for one in left)
    return han >= _LEAST_HAN or len(left) - han >= _LEAST_WORDS


def repeated(new: Moment, words: str, met: Iterable[Met]) -> int:
    """The newest earlier request that a new one is about again; 0 where it is about none.

    Only one in the same channel counts: whoever reads the card may see what was said there. `words` are the
    customer's own of the new one.
    """
    wanted = _read(new, words)
    for one in sorted(met, key=lambda one: one.moment.opened_at, reverse=True):
        earlier = one.moment
        if earlier.id == new.id or not _is_told(one, {new.channel}):
            continue
        known = _read(earlier, "\n".join(line.text for line in one.said))
        is_near = new.opened_at - earlier.opened_at <= AGAIN_WITHIN
        if is_near and any(about_the_same(now, then) for now, then in zip(wanted, known, strict=True)):
            return earlier.id
    return 0


def raised(urgency: Urgency) -> Urgency:
    """One step up because they ask again; by this alone nothing becomes more than high."""
    return _RAISED.get(urgency, urgency)


def _is_told(met: Met, channels: Collection[str]) -> bool:
    moment = met.moment
    return moment.channel in channels and moment.close_reason not in _NOT_TOLD and bool(about_of(met))


def _read(moment: Moment, words: str) -> tuple[Asked, Asked]:
    """A request as it was said, and as its wishes say it: of long words these are what counts."""
    wishes = [one for one in moment.expected if one.kind is ExpectationKind.EXPLICIT and one.text not in moment.wrong]
    return asked(words[:WORDS_AT_MOST]), asked("\n".join(f"{one.quote}\n{one.text}" for one in wishes))


def _owed(promises: Iterable[Promise], zone: tzinfo, now: datetime) -> tuple[Owed, ...]:
    latest = datetime.max.replace(tzinfo=UTC)
    due = sorted(filter(_is_owed, promises), key=lambda one: (one.due.astimezone(UTC) if one.due else latest, one.id))
    return tuple(
        Owed(
            promise=one.id,
            channel=one.channel,
            what=excerpt(one.what, WHAT_AT_MOST),
            due=one.due.astimezone(zone) if one.due else None,
            is_broken=one.state is PromiseState.BROKEN or (one.due is not None and one.due < now),
        )
        for one in due[:OWED_AT_MOST]
    )


def _is_owed(promise: Promise) -> bool:
    """Whether they still wait for it: open or broken, and more than a "soon"."""
    if promise.withdrawn in NEVER_WERE or promise.looks_kept or (promise.evidence is not None and promise.is_open):
        return False
    if promise.state is PromiseState.BROKEN:
        return True
    return promise.is_open and (promise.strength is not Strength.VAGUE or promise.due is not None)
