"""What agents have set for themselves, and what they did with nudges."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Text, and_, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.ports.records import Feedback
from motbot.storage.codec import codec
from motbot.storage.statements import Statement
from motbot.storage.tables import feedback as feedbacks
from motbot.storage.tables import mutes

_MUTED = Statement(
    select(mutes.c.until).where(
        mutes.c.team == bindparam("team", type_=Text), mutes.c.user_id == bindparam("user", type_=Text)
    )
)


class PostgresPeople:
    """The agents' settings and feedback within one transaction."""

    def __init__(self, *, connection: AsyncConnection) -> None:
        """Take the transaction's connection."""
        self._connection = connection
        self._muted: dict[tuple[str, str], datetime | None] = {}

    async def muted_until(self, team: str, user: str) -> datetime | None:
        """Until when a person wants no nudges, which may be over; None when nothing is set."""
        if (team, user) not in self._muted:
            until = await _MUTED.value(self._connection, {"team": team, "user": user})
            self._muted[team, user] = None if until is None else until.astimezone(UTC)
        return self._muted[team, user]

    async def mute(self, team: str, user: str, until: datetime | None) -> None:
        """Set or lift it."""
        self._muted.pop((team, user), None)
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
