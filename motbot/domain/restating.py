"""What is said again: the same promise once, a new date for it, words taken back."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby

from motbot.domain.grounding import bare, folded, occurs
from motbot.domain.likeness import likeness
from motbot.domain.marks import Marks, marks
from motbot.domain.own_words import own_words
from motbot.domain.promise import Beyond, Evidence, Promise, PromiseState, Strength, Withdrawn
from motbot.domain.promised import AGREES_WITHIN, Statement
from motbot.domain.said_no import noes, things

Remind = Callable[[str, datetime], datetime | None]
"""When an agent is reminded of what is due then (keeping.reminder_at with the agent's zone)."""

_SAME_LINE = 0.5
_ENOUGH = 0.62
"""Found on pairs of promises in two wordings: what is one promise lies above, two of one kind below."""
_OTHER_DUE = 0.65
_TWICE_IN_A_LINE = 0.9
_NAMED = 2.0
_OPEN = 1.0
_ANOTHER_ONE = re.compile(
    r"\b(?:next|another|again|every|each|further|second|new|following)\b|下(?:一?次|一?[份版轮个])|再次|再一次|另外?一|每[天周日月次]|第[二三四五]"
)


def merged(
    known: Sequence[Promise],
    statements: Iterable[Statement],
    *,
    read: Mapping[str, str],
    gone: AbstractSet[str] = frozenset(),
    evidence: Iterable[Evidence] = (),
    at: datetime,
    remind: Remind,
) -> tuple[Promise, ...]:
    """Bring what lines say together with what is known.

    The same promise said twice is one, and a newer date for it holds: one that is tracked has moved. One that is over
    is not brought back by its own words; what is said after it was kept is a new one. Where a line that was read (anew)
    or taken back was the last to state a promise, that is withdrawn; where other lines still state it, its time stays
    until one of them is read again.

    Args:
        known: every promise of the conversation, open or over.
        statements: what the lines read now say, and nothing of lines that were not.
        read: the text of every line of ours that was read now, by `ts`.
        gone: `ts` of lines that were taken back.
        evidence: what looks as if a promise was kept.
        at: the present.
        remind: finds the reminder's time for a date that has changed.

    Returns:
        The new promises (id 0) and those that have changed, not yet armed; what stays as it is, is left out.
    """
    merge = _Merge(known, at=at, remind=remind)
    for ts, said in groupby(sorted(statements, key=_line), key=_line):
        merge.take_line(ts, list(said))
    merge.take_evidence(tuple(evidence), read=read, gone=gone)
    merge.take_back(read=read, gone=gone)
    merge.take_noes(read)
    return merge.changed()


def _line(statement: Statement) -> str:
    return statement.promise.lines[-1]


class _Merge:
    """One run of bringing together."""

    def __init__(self, known: Sequence[Promise], *, at: datetime, remind: Remind) -> None:
        self._known = tuple(known)
        self._now = list(known)
        self._stated: set[tuple[int, str]] = set()
        self._at = at
        self._remind = remind

    def take_line(self, ts: str, said: list[Statement]) -> None:
        """Give every statement of a line to the promise it fits best, each promise to one; the rest is new."""
        before = len(self._now)
        fits = (
            (_fit(one, self._now[place], ts), order, place) for order, one in enumerate(said) for place in range(before)
        )
        given: dict[int, int] = {}
        for score, order, place in sorted(fits, key=lambda fit: (-fit[0], fit[1], fit[2])):
            if score and order not in given and place not in given.values():
                given[order] = place
        for order, one in enumerate(said):
            self._give(one, ts, given.get(order, self._twice(one, [*given.values(), *range(before, len(self._now))])))

    def _twice(self, said: Statement, places: Iterable[int]) -> int | None:
        """The promise of this very line that the statement only says again."""
        return next((place for place in places if _says_twice(said.promise, self._now[place])), None)

    def _give(self, said: Statement, ts: str, place: int | None) -> None:
        if place is None:
            place = len(self._now)
            self._now.append(said.promise)
        else:
            self._now[place] = self._restated(self._now[place], said.promise, ts)
        self._stated.add((place, ts))

    def _restated(self, promise: Promise, said: Promise, ts: str) -> Promise:
        if not promise.is_open:
            return promise
        again = replace(
            promise,
            lines=tuple(sorted({*promise.lines, ts})),
            moment=said.moment or promise.moment,
            needed_by=said.needed_by or promise.needed_by,
        )
        by_hand_since = promise.by_hand and (promise.by_hand_at is None or said.made_at <= promise.by_hand_at)
        if ts < promise.lines[-1] or by_hand_since:
            return again
        # Where other lines state it too, what this one said before is not known: then it only says the same again.
        edited = promise.lines == (ts,)
        if not promise.is_tracked:
            return _found_anew(again, said, edited=edited)
        return self._told_anew(again, said, edited=edited, at=self._at if ts in promise.lines else said.made_at)

    def _told_anew(self, promise: Promise, said: Promise, *, edited: bool, at: datetime) -> Promise:
        """Of a tracked promise a firm date counts alone: nothing vague or doubtful undoes what was agreed."""
        if said.due is None or said.doubt or said.strength is not Strength.FIRM:
            return replace(promise, words=said.words) if edited else promise
        told = replace(
            promise, words=said.words, due_words=said.due_words, beyond=_beyond(promise, said, edited=edited)
        )
        if _same_time(promise.due, said.due):
            return told.move_told()
        return told.moved(due=said.due, at=at, remind_at=self._remind(promise.agent, said.due), by_hand=False)

    def take_evidence(self, found: Sequence[Evidence], *, read: Mapping[str, str], gone: AbstractSet[str]) -> None:
        """Note what shows that a promise was kept; what stood in words that are gone shows nothing."""
        moved = {(one.id, self._now[place].lines[-1]) for place, one in enumerate(self._known) if self._is_moved(place)}
        shown = (one for one in found if (one.promise, one.source) not in moved)  # who puts it off has not done it
        newest = {one.promise: one for one in sorted(shown, key=lambda one: one.source)}
        for place, promise in enumerate(self._now):
            if not promise.is_open:
                continue
            held = promise.evidence
            if held and (held.source in gone or held.source in read):
                held = None
            self._now[place] = replace(promise, evidence=newest.get(promise.id, held) if promise.id else None)

    def _is_moved(self, place: int) -> bool:
        """Whether words read now have given a promise that is tracked another time."""
        before, now = self._known[place], self._now[place]
        return now.is_tracked and before.is_tracked and not _same_time(before.due, now.due)

    def take_back(self, *, read: Mapping[str, str], gone: AbstractSet[str]) -> None:
        """Withdraw what no line states any more."""
        for place, promise in enumerate(self._known):
            lost = {
                ts
                for ts in promise.lines
                if ts in gone
                or (ts in read and (place, ts) not in self._stated and not occurs(promise.words, own_words(read[ts])))
            }
            if not lost or not promise.is_open:
                continue
            now = self._now[place]
            rest = tuple(ts for ts in now.lines if ts not in lost)
            self._now[place] = replace(now, lines=rest) if rest else now.over(why=Withdrawn.TAKEN_BACK, at=self._at)

    def take_noes(self, read: Mapping[str, str]) -> None:
        """The no that was to be sent is settled once words of ours after the promise have said it."""
        for place, promise in enumerate(self._known):
            stated = max(promise.lines, default="")  # none where its words are erased
            later = [text for ts, text in read.items() if stated and ts > stated]
            if promise.withdrawn is Withdrawn.CANNOT and any(_says_no(text, promise) for text in later):
                self._now[place] = replace(self._now[place], mending=None, draft=None)

    def changed(self) -> tuple[Promise, ...]:
        """What differs from what was known."""
        known = len(self._known)
        return tuple(one for place, one in enumerate(self._now) if place >= known or one != self._known[place])


def _says_no(text: str, promise: Promise) -> bool:
    """Whether it is the message that was written for it, or says no to at least half of what was promised."""
    if promise.draft is not None and likeness(text, promise.draft.reply) >= _ENOUGH:
        return True
    about = things(promise.what)
    return any(2 * len(about & things(no)) >= len(about) > 0 for no in noes(text))


def _found_anew(promise: Promise, said: Promise, *, edited: bool) -> Promise:
    """Of a promise that nobody tracks yet, the newest words hold; an undated one does not take a date away."""
    if said.due is None and said.doubt is None and not edited and (promise.due or promise.doubt):
        return promise
    return replace(
        promise,
        words=said.words,
        what=said.what if edited else promise.what,
        strength=said.strength,
        condition=said.condition,
        due=said.due,
        due_words=said.due_words,
        doubt=said.doubt,
        due_guess=said.due_guess,
        by_hand=False,
        by_hand_at=None,
        beyond=_beyond(promise, said, edited=edited),
        provenance=said.provenance,
    )


def _beyond(promise: Promise, said: Promise, *, edited: bool) -> tuple[Beyond, ...]:
    """An edit takes back what was too much; saying something else as well does not."""
    return said.beyond if edited else tuple(dict.fromkeys((*promise.beyond, *said.beyond)))


def _fit(statement: Statement, promise: Promise, ts: str) -> float:
    """How well a statement fits a promise; 0 where it is another one."""
    said, named = statement.promise, bool(statement.repeats and promise.is_open)
    another = bool(said.who and promise.who) and folded(said.who) != folded(promise.who)
    if _marks(said).contradict(_marks(promise)) or (another and not named):
        return 0.0
    if named:
        return _NAMED if statement.repeats == promise.id else 0.0
    alike = _alike(said, promise)
    if not promise.is_open:
        return alike if _stays_over(said, promise, ts, alike) else 0.0
    if ts in promise.lines:
        return _OPEN + alike if alike >= _SAME_LINE else 0.0
    if promise.due and said.due and not _same_time(promise.due, said.due):
        other = _ANOTHER_ONE.search(folded(said.words))
        return _OPEN + alike if alike >= _OTHER_DUE and not other else 0.0
    return _OPEN + alike if alike >= _ENOUGH else 0.0


def _stays_over(said: Promise, promise: Promise, ts: str, alike: float) -> bool:
    """Whether words only repeat what is over: read again, written before it ended, or said not to be a promise."""
    if promise.withdrawn is Withdrawn.TAKEN_BACK:
        return False
    if ts in promise.lines:
        return alike >= _SAME_LINE
    same_due = said.due is None or _same_time(promise.due, said.due)
    if promise.withdrawn is Withdrawn.NOT_A_PROMISE and same_due:
        return bare(said.words) == bare(promise.words)
    before = promise.ended_at is not None and said.made_at <= promise.ended_at
    kept_then = promise.state is PromiseState.KEPT and said.due is not None
    return alike >= _ENOUGH and same_due and (before or kept_then)


def _says_twice(said: Promise, promise: Promise) -> bool:
    two_dates = bool(said.due and promise.due) and not _same_time(promise.due, said.due)
    another = two_dates or _marks(said).contradict(_marks(promise))
    return promise.is_open and not another and _alike(said, promise) >= _TWICE_IN_A_LINE


def _marks(promise: Promise) -> Marks:
    return marks(promise.words, promise.what, due_words=promise.due_words)


def _alike(one: Promise, other: Promise) -> float:
    return max(likeness(one.words, other.words), likeness(one.what, other.what))


def _same_time(one: datetime | None, other: datetime | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one.astimezone(UTC) - other.astimezone(UTC)) <= AGREES_WITHIN
