"""How a promise becomes what its agent sees: one item of a card, a note or a list."""

from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from motbot.domain.expectation import Draft
from motbot.domain.needed_by import left_behind
from motbot.domain.nudge import Place, PromiseItem
from motbot.domain.promise import Promise, Withdrawn

NEVER_WERE = frozenset({Withdrawn.NOT_A_PROMISE, Withdrawn.TAKEN_BACK})
"""Nobody counts on these: they leave the card rather than stay on it as something that ended."""


def item_of(promise: Promise, *, zone: tzinfo, place: Place, channel_name: str) -> PromiseItem:
    """A promise as its agent sees it; `zone` is the agent's, `place` our words that state it."""
    draft = promise.draft or Draft(reply="", why="")
    needed_by = left_behind(promise)
    return PromiseItem(
        promise=promise.id,
        place=place,
        channel_name=channel_name,
        what=promise.what,
        words=promise.words,
        due=promise.due.astimezone(zone) if promise.due else None,
        zone=zone.key if isinstance(zone, ZoneInfo) else "",
        due_words=promise.due_words,
        doubt=promise.doubt,
        due_guess=promise.due_guess.astimezone(zone) if promise.due_guess else None,
        strength=promise.strength,
        condition=promise.condition,
        beyond=promise.beyond,
        needed_by=needed_by.astimezone(zone) if needed_by else None,
        state=promise.state,
        at_once=promise.at_once,
        moved=bool(promise.moved_from),
        was_late=promise.broken_at is not None,
        withdrawn=promise.withdrawn,
        is_open=promise.is_open,
        agent=promise.agent,
        said_by=promise.said_by,
        is_reminded=promise.is_reminded,
        evidence=promise.evidence.words if promise.evidence and promise.is_open else "",
        has_evidence=promise.evidence is not None and promise.is_open,
        looks_kept=promise.looks_kept,
        mending=promise.mending,
        reply=draft.reply,
        why=draft.why,
    )


def on_card(promises: Iterable[Promise], moment: int) -> tuple[Promise, ...]:
    """Those of a moment that its card shows."""
    return tuple(one for one in promises if one.moment == moment and one.withdrawn not in NEVER_WERE)


def by_due(items: Iterable[PromiseItem]) -> tuple[PromiseItem, ...]:
    """The soonest due first, what has no time last."""
    # In UTC: Python compares two times of one zone by their walls, wrongly where the clocks go back.
    latest = datetime.max.replace(tzinfo=UTC)
    return tuple(sorted(items, key=lambda one: (one.due.astimezone(UTC) if one.due else latest, one.promise)))
