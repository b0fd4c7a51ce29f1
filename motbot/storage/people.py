"""What agents have set for themselves, and what they did with nudges."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.ports.records import Feedback
from motbot.storage.codec import codec
from motbot.storage.tables import feedback as feedbacks
from motbot.storage.tables import mutes


class PostgresPeople:
    """The agents' settings and feedback within one transaction."""

    def __init__(self, *, connection: AsyncConnection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    async def muted_until(self, team: str, user: str) -> datetime | None:
        """Until when a person wants no nudges, which may be over; None when nothing is set."""
        query = select(mutes.c.until).where(mutes.c.team == team, mutes.c.user_id == user)
        until = (await self._connection.execute(query)).scalar_one_or_none()
        return None if until is None else until.astimezone(UTC)

    async def mute(self, team: str, user: str, until: datetime | None) -> None:
        """Set or lift it."""
        if until is None:
            own = and_(mutes.c.team == team, mutes.c.user_id == user)
            await self._connection.execute(delete(mutes).where(own))
            return
        new = insert(mutes).values(team=team, user_id=user, until=until)
        keys = [mutes.c.team, mutes.c.user_id]
        await self._connection.execute(new.on_conflict_do_update(index_elements=keys, set_={"until": until}))

    async def add_feedback(self, feedback: Feedback) -> None:
        """Keep what a person did."""
        row = {"team": feedback.team, "moment": feedback.moment, "user_id": feedback.user, "at": feedback.at}
        value = codec(Feedback).dump(feedback)
        await self._connection.execute(insert(feedbacks).values(**row, value=value))

    async def feedback_by(self, team: str, user: str) -> Sequence[Feedback]:
        """All that a person did with nudges, oldest first."""
        return await self._feedback(feedbacks.c.team == team, feedbacks.c.user_id == user)

    async def feedback_of(self, moment: int) -> Sequence[Feedback]:
        """What was done with a moment's nudges, oldest first."""
        return await self._feedback(feedbacks.c.moment == moment)

    async def _feedback(self, *wanted: ColumnElement[bool]) -> list[Feedback]:
        """Read what was done, oldest first."""
        query = select(feedbacks.c.value).where(*wanted).order_by(feedbacks.c.id)
        return [codec(Feedback).load(value) for value in (await self._connection.execute(query)).scalars()]
