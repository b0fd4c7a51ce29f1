"""Promises that fall due in a talk, and what was said of them to whom and when."""

from datetime import UTC, datetime, timedelta

from motbot.domain.nudge import NotePurpose, PromiseNote
from motbot.domain.promise import Promise
from tests.use_cases.promised import a_tracked_promise
from tests.use_cases.talk import ALICE, Talk

NIGHT = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)
MORNING = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
"""When Alice's quiet hours end, in Berlin."""


async def due_in(
    talk: Talk,
    after: timedelta,
    *,
    number: int = 1,
    agent: str = ALICE,
    reminded: bool = True,
    remind_after: timedelta | None = None,
) -> Promise:
    """A tracked promise, to be reminded of half-way, or when it is said, or not at all."""
    now = talk.clock.now()
    remind_at = now + (remind_after or after / 2) if reminded else None
    return await a_tracked_promise(talk.store, agent=agent, due=now + after, at=now, number=number, remind_at=remind_at)


def purposes(talk: Talk, user: str = ALICE) -> list[NotePurpose]:
    return [note.purpose for note in talk.notes(user)]


def at_times(talk: Talk, user: str = ALICE) -> list[datetime]:
    return [one.at for one in talk.seen_by(user) if isinstance(one.nudge, PromiseNote)]
