"""From what a coach finds in our words to promises: checked against the words, with the time that code has read."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from motbot.domain.beyond import beyond
from motbot.domain.checks import QUOTE_LIMIT, TEXT_LIMIT, known_links
from motbot.domain.due import Doubt, DueKind, Resolved
from motbot.domain.expectation import Expectation, ExpectationKind, Provenance
from motbot.domain.grounding import bare
from motbot.domain.limits import PromiseLimit
from motbot.domain.message import ConversationView, Line
from motbot.domain.own_words import Said, own_words, unstruck
from motbot.domain.promise import Evidence, FoundPromise, Promise, Reading, Strength
from motbot.domain.safe_text import one_line

LINE_HOLDS_AT_MOST = 8
"""More in one line are no promises but a price list, or a model that has lost its way."""
READING_HOLDS_AT_MOST = 40
"""What lies beyond is left, whole lines of it, for the next reading."""
_NAMED_AT_MOST = 2 * LINE_HOLDS_AT_MOST
"""Finds that are looked for in the line they name: some of them may stand in another one, or say the same."""
AGREES_WITHIN = timedelta(seconds=60)
"""A model names minutes, not seconds: nearer than this it means the same time."""

_QUOTE_MARKS = "\"'“”‘’「」『』«»` \t\n"


def checked_reading(
    reading: Reading,
    view: ConversationView,
    promised: Sequence[Promise],
    expected: Sequence[Expectation] | None = None,
) -> tuple[Reading, tuple[str, ...]]:
    """Take out of a reading what our words do not carry.

    A promise must stand in a line of our side that is in the focus; what such a line quotes, forwards or only names
    between quotation marks promises nothing, nor does a bot's line.

    Args:
        reading: what a coach found.
        view: what it had read.
        promised: the conversation's promises; only those still open can be repeated or kept.
        expected: what the customer expects in the moment; only of these can one be unanswered. None: any may be.

    Returns:
        The reading that may be used, and the reasons of what was dropped or changed, one per occurrence.
    """
    dropped: list[str] = []
    open_ones = {one.id: one for one in promised if one.is_open and one.id}
    ours = tuple(_Ours(line) for line in view.lines if line.side.is_ours)
    promises, left_from = _promises(reading.promises, view, ours, open_ones.keys(), dropped)
    checked = Reading(
        promises=promises,
        unanswered=_unanswered(reading.unanswered, expected, dropped),
        evidence=_evidence(reading.evidence, ours, open_ones, dropped),
        left_from=left_from,
    )
    return checked, tuple(dropped)


class _Ours(Said):
    """A line of our side, prepared for everything that is looked for in it."""

    def __init__(self, line: Line) -> None:
        super().__init__(own_words(line.text))
        self.ts = line.ts
        self.files = line.files


def _unanswered(given: Iterable[str], expected: Sequence[Expectation] | None, dropped: list[str]) -> tuple[str, ...]:
    distinct = tuple(dict.fromkeys(given))
    if expected is None:
        return distinct
    known = {one.mark for one in expected if one.kind is ExpectationKind.EXPLICIT}
    dropped += ["unknown_expectation" for mark in distinct if mark not in known]
    return tuple(mark for mark in distinct if mark in known)


def _promises(
    given: Iterable[FoundPromise],
    view: ConversationView,
    ours: Sequence[_Ours],
    open_ids: AbstractSet[int],
    dropped: list[str],
) -> tuple[tuple[FoundPromise, ...], str]:
    """What stands in the lines, as many of them as a reading may hold; and the line from which on they are left."""
    kept: defaultdict[str, dict[tuple[str, str], FoundPromise]] = defaultdict(dict)
    links = known_links(view)
    focus = tuple(line for line in ours if line.ts in view.focus)
    for one in _few_enough(given, {line.ts for line in focus}, dropped):
        found = _grounded(one, focus)
        if isinstance(found, str):
            dropped.append(found)
            continue
        of_line, key = kept[found.source], (bare(found.words), bare(found.due_words))
        if key in of_line:
            dropped.append("duplicate_promise")
        elif len(of_line) >= LINE_HOLDS_AT_MOST:
            dropped.append("too_many_promises")
        else:
            dropped += _changes(one, found, open_ids)
            of_line[key] = _shown(found, links, open_ids)
    return _whole_lines({line.ts: tuple(kept[line.ts].values()) for line in focus})


def _few_enough(given: Iterable[FoundPromise], focus: AbstractSet[str], dropped: list[str]) -> Iterator[FoundPromise]:
    """What is looked for at all: of each line that is named only so much, and of no line at all not more than fits."""
    named: Counter[str] = Counter()
    for one in given:
        source = one.source if one.source in focus else ""
        named[source] += 1
        if named[source] <= (_NAMED_AT_MOST if source else READING_HOLDS_AT_MOST):
            yield one
        else:
            dropped.append("too_many_promises")


def _whole_lines(kept: Mapping[str, Sequence[FoundPromise]]) -> tuple[tuple[FoundPromise, ...], str]:
    """The promises of the oldest lines, as far as they fit in one reading."""
    taken: list[FoundPromise] = []
    for ts, of_line in sorted(kept.items()):
        if of_line and len(taken) + len(of_line) > READING_HOLDS_AT_MOST:
            return tuple(taken), ts
        taken += of_line
    return tuple(taken), ""


def _grounded(one: FoundPromise, focus: Sequence[_Ours]) -> FoundPromise | str:
    """The promise with its words as they stand in a line of ours; a reason where they do not."""
    words = unstruck(one.words[:QUOTE_LIMIT]).strip(_QUOTE_MARKS)
    named = tuple(line for line in focus if line.ts == one.source)
    written = ((line, line.as_written(words)) for line in (*named, *reversed(focus)) if bare(words))
    line, words = next(((line, own) for line, own in written if own), (None, ""))
    if line is None:
        return "ungrounded_promise"
    if not line.says(words):
        return "quoted_promise"
    due_words = unstruck(one.due_words[:QUOTE_LIMIT]).strip(_QUOTE_MARKS)
    due_words = line.searched.verbatim(due_words) if bare(due_words) and line.searched.holds(due_words) else ""
    return replace(one, words=_closed_up(words)[:QUOTE_LIMIT], source=line.ts, due_words=_closed_up(due_words))


def _closed_up(words: str) -> str:
    """The words without the gap that something struck through has left."""
    return re.sub(r" {2,}", " ", words)


def _changes(one: FoundPromise, found: FoundPromise, open_ids: AbstractSet[int]) -> list[str]:
    told = {
        "ungrounded_due": bool(one.due_words.strip()) and not found.due_words,
        "naive_guess": one.due_guess is not None and one.due_guess.tzinfo is None,
        "unknown_repeated": bool(one.repeats) and one.repeats not in open_ids,
    }
    return [reason for reason, happened in told.items() if happened]


def _shown(found: FoundPromise, links: frozenset[str], open_ids: AbstractSet[int]) -> FoundPromise:
    """The same with safe and bounded texts, and nothing that rests on words which are not there."""
    guess = found.due_guess if found.due_words else None
    return replace(
        found,
        what=one_line(found.what, limit=TEXT_LIMIT, links=links)
        or one_line(found.words, limit=TEXT_LIMIT, links=links),
        who=one_line(found.who, limit=TEXT_LIMIT, links=links),
        condition=one_line(found.condition, limit=TEXT_LIMIT, links=links),
        due_words=found.due_words[:TEXT_LIMIT],
        due_guess=guess if guess and guess.tzinfo else None,
        repeats=found.repeats if found.repeats in open_ids else 0,
    )


def _evidence(
    given: Iterable[Evidence], ours: Sequence[_Ours], open_ones: Mapping[int, Promise], dropped: list[str]
) -> tuple[Evidence, ...]:
    """The newest for each promise; words of ours that were written after it was made, or a file."""
    kept: dict[int, Evidence] = {}
    for one in given:
        promise = open_ones.get(one.promise)
        if promise is None:
            dropped.append("evidence_for_nothing")
            continue
        words = unstruck(one.words[:QUOTE_LIMIT]).strip(_QUOTE_MARKS)
        later = [line for line in reversed(ours) if line.ts > promise.lines[-1]]
        named = [line for line in later if line.ts == one.source]
        quoted = ((line, line.as_written(words)) for line in (*named, *later) if bare(words))
        line, told = next(((line, own) for line, own in quoted if own and line.says(own)), (None, ""))
        line = line or next((line for line in named if not words and line.files), None)
        if line is None:
            dropped.append("ungrounded_evidence")
        elif promise.id not in kept or kept[promise.id].source < line.ts:
            kept[promise.id] = Evidence(promise=promise.id, source=line.ts, words=told[:QUOTE_LIMIT])
    return tuple(kept.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a line says will be done, as the promise it would be if nothing were known yet; its id is 0."""

    promise: Promise
    repeats: int = 0


def resolved(
    found: FoundPromise,
    line: Line,
    *,
    time: Resolved | None,
    team: str,
    channel: str,
    conversation: int,
    moment: int = 0,
    agent: str,
    provenance: Provenance,
    limits: Iterable[PromiseLimit] = (),
    needed_by: datetime | None = None,
) -> Statement:
    """A checked promise with its time as code has read it.

    `line` is the one it stands in, and `time` what its due words come to, counted from when that was written; None
    where it has none. `agent` is who is to be asked and reminded; `moment` is 0 where it serves none. `needed_by` is
    the customer's own hour.
    """
    due, doubt, guess = _due(time, found.due_guess, line.at)
    vague = time is not None and time.kind is DueKind.VAGUE
    promise = Promise(
        team=team,
        channel=channel,
        conversation=conversation,
        moment=moment,
        agent=agent,
        said_by=line.author,
        lines=(line.ts,),
        who=found.who,
        what=found.what,
        words=found.words,
        strength=Strength.VAGUE if vague else found.strength,
        condition=found.condition,
        due=due,
        due_words=found.due_words,
        doubt=doubt,
        due_guess=guess,
        beyond=beyond(f"{found.words}\n{found.what}", due=due, said_at=line.at, limits=limits),
        needed_by=needed_by,
        provenance=provenance,
        made_at=line.at,
    )
    return Statement(promise=promise, repeats=found.repeats)


def _due(
    time: Resolved | None, guess: datetime | None, said_at: datetime
) -> tuple[datetime | None, Doubt | None, datetime | None]:
    """The due time, the doubt about it, and the model's own reading where that is worth showing."""
    if time is None or time.kind in {DueKind.VAGUE, DueKind.EVENT_DATE}:
        return None, None, None
    ahead = guess if guess is not None and guess > said_at else None
    if time.kind is DueKind.UNCLEAR or time.at is None:
        return None, time.doubt or Doubt.NOT_UNDERSTOOD, ahead
    if time.at <= said_at:
        return None, Doubt.PAST, ahead
    if guess is not None and abs(guess - time.at) > AGREES_WITHIN:
        return time.at, Doubt.DISAGREED, guess
    return time.at, None, None
