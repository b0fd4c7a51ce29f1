"""From what a coach finds in our words to promises: checked against the words, with the time that code has read."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from motbot.domain.beyond import beyond
from motbot.domain.checks import QUOTE_LIMIT, TEXT_LIMIT, known_links
from motbot.domain.due import Doubt, DueKind, Resolved
from motbot.domain.expectation import Expectation, ExpectationKind, Provenance
from motbot.domain.grounding import bare, occurs, verbatim
from motbot.domain.limits import PromiseLimit
from motbot.domain.message import ConversationView, Line
from motbot.domain.own_words import as_written, own_words, says
from motbot.domain.promise import Evidence, FoundPromise, Promise, Reading, Strength
from motbot.domain.safe_text import one_line

PROMISES_AT_MOST = 8
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
    ours = tuple(replace(line, text=own_words(line.text)) for line in view.lines if line.side.is_ours)
    checked = Reading(
        promises=_promises(reading.promises, view, ours, open_ones.keys(), dropped),
        unanswered=_unanswered(reading.unanswered, expected, dropped),
        evidence=_evidence(reading.evidence, ours, open_ones, dropped),
    )
    return checked, tuple(dropped)


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
    ours: Sequence[Line],
    open_ids: AbstractSet[int],
    dropped: list[str],
) -> tuple[FoundPromise, ...]:
    kept: dict[tuple[str, str, str], FoundPromise] = {}
    links = known_links(view)
    focus = tuple(line for line in ours if line.ts in view.focus)
    for one in given:
        found = _grounded(one, focus)
        if isinstance(found, str):
            dropped.append(found)
            continue
        key = (found.source, bare(found.words), bare(found.due_words))
        if key in kept:
            dropped.append("duplicate_promise")
        elif len(kept) >= PROMISES_AT_MOST:
            dropped.append("too_many_promises")
        else:
            dropped += _changes(one, found, open_ids)
            kept[key] = _shown(found, links, open_ids)
    return tuple(kept.values())


def _grounded(one: FoundPromise, focus: Sequence[Line]) -> FoundPromise | str:
    """The promise with its words as they stand in a line of ours; a reason where they do not."""
    words = one.words.strip(_QUOTE_MARKS)
    named = tuple(line for line in focus if line.ts == one.source)
    written = ((line, as_written(words, line.text)) for line in (*named, *reversed(focus)) if bare(words))
    line, words = next(((line, own) for line, own in written if own), (None, ""))
    if line is None:
        return "ungrounded_promise"
    if not says(words, line.text):
        return "quoted_promise"
    due_words = one.due_words.strip(_QUOTE_MARKS)
    due_words = verbatim(due_words, line.text) if bare(due_words) and occurs(due_words, line.text) else ""
    return replace(one, words=words[:QUOTE_LIMIT], source=line.ts, due_words=due_words)


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
    given: Iterable[Evidence], ours: Sequence[Line], open_ones: dict[int, Promise], dropped: list[str]
) -> tuple[Evidence, ...]:
    """The newest for each promise; words of ours that were written after it was made, or a file."""
    kept: dict[int, Evidence] = {}
    for one in given:
        promise = open_ones.get(one.promise)
        if promise is None:
            dropped.append("evidence_for_nothing")
            continue
        words = one.words.strip(_QUOTE_MARKS)
        later = [line for line in reversed(ours) if line.ts > promise.lines[-1]]
        named = [line for line in later if line.ts == one.source]
        shown = [line for line in (*named, *later) if bare(words) and says(as_written(words, line.text), line.text)]
        shown = shown or [line for line in named if not words and line.files]
        if not shown:
            dropped.append("ungrounded_evidence")
        elif promise.id not in kept or kept[promise.id].source < shown[0].ts:
            told = as_written(words, shown[0].text)[:QUOTE_LIMIT]
            kept[promise.id] = Evidence(promise=promise.id, source=shown[0].ts, words=told)
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
) -> Statement:
    """A checked promise with its time as code has read it.

    `line` is the one it stands in, and `time` what its due words come to, counted from when that was written; None
    where it has none. `agent` is who is to be asked and reminded; `moment` is 0 where it serves none.
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
