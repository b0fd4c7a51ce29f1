"""Reviews with their sheets, what people say of those sheets, who was shown them, and the windows that show them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.domain.agreement import Pair
from motbot.domain.language import Language
from motbot.domain.review import OpenWindow, RaterRole, Rating, Remark, Review, ReviewState, Viewing
from motbot.domain.scoring import Step
from motbot.storage.clean import clean_text
from motbot.storage.codec import codec
from motbot.storage.columns import changed_row
from motbot.storage.pairs import coach_scores, pairs_in
from motbot.storage.tables import marks_sent, ratings, remarks, reviews, sheet_windows, viewings
from motbot.storage.wakes import Wakes, woken

_WINDOW_LIVES = timedelta(hours=1)
_CHANGED = changed_row(reviews)


class PostgresReviews:
    """The reviews within one transaction."""

    def __init__(self, *, connection: AsyncConnection, wakes: Wakes) -> None:
        """Take the transaction's connection, and where it notes the times it saves."""
        self._connection = connection
        self._wakes = wakes

    async def get(self, review: int) -> Review | None:
        """One review, locked."""
        query = select(reviews).where(reviews.c.id == review).with_for_update()
        row = (await self._connection.execute(query)).one_or_none()
        return None if row is None else _read(row)

    async def save(self, review: Review) -> Review:
        """Store it; gives it back with its id."""
        row = _row(review)
        self._wakes.note(review.wake_at)
        if review.id:
            await _CHANGED.rows(self._connection, {**row, "changed": review.id})
            return review
        new = insert(reviews).values(row).returning(reviews.c.id)
        return replace(review, id=(await self._connection.execute(new)).scalar_one())

    async def drop(self, review: int) -> None:
        """Forget a review that has turned out to be another one, before anybody was shown anything of it."""
        await self._connection.execute(delete(reviews).where(reviews.c.id == review))

    async def made_of(
        self, team: str, *, content: str, revision: str, language: Language, model: str = ""
    ) -> Review | None:
        """The newest ready review of exactly these words by exactly this coach; not locked."""
        same = [
            reviews.c.team == team,
            reviews.c.content == clean_text(content),
            reviews.c.revision == clean_text(revision),
            reviews.c.language == language.value,
            reviews.c.state == ReviewState.READY.value,
        ]
        if model:
            same.append(reviews.c.model == clean_text(model))
        query = select(reviews).where(*same).order_by(reviews.c.id.desc()).limit(1)
        row = (await self._connection.execute(query)).one_or_none()
        return None if row is None else _read(row)

    async def look_up(
        self,
        team: str,
        *,
        channel: str = "",
        ts: str = "",
        conversation: int = 0,
        agent: str = "",
        asked_by: str = "",
        at_most: int = 50,
    ) -> Sequence[Review]:
        """Read, without locking, reviews that fit all of what is given, the newest first."""
        given = {reviews.c.channel: channel, reviews.c.ts: ts, reviews.c.asked_by: asked_by}
        wanted = [reviews.c.team == team, *(column == clean_text(text) for column, text in given.items() if text)]
        if conversation:
            wanted.append(reviews.c.conversation == conversation)
        if agent:
            wanted.append(reviews.c.agents.contains([clean_text(agent)]))
        query = select(reviews).where(*wanted).order_by(reviews.c.id.desc()).limit(at_most)
        return [_read(row) for row in await self._connection.execute(query)]

    async def add_rating(self, rating: Rating) -> None:
        """Add a mark."""
        document = codec(Rating).dump(rating)
        row = {
            "review": rating.review,
            "rater": document["rater"],
            "contact": rating.row.contact,
            "step": rating.row.step or "",
            "score": rating.score,
            "at": rating.at,
            "value": document,
        }
        await self._connection.execute(insert(ratings).values(row))

    async def ratings(self, review: int) -> Sequence[Rating]:
        """Every mark of people on a review, oldest first."""
        return await self._ratings(ratings.c.review == review)

    async def add_remark(self, remark: Remark) -> int:
        """Add a remark; gives its id."""
        document = codec(Remark).dump(remark)
        row = {"review": remark.review, "user_id": document["by"], "at": remark.at, "value": document}
        new = insert(remarks).values(row).returning(remarks.c.id)
        return int((await self._connection.execute(new)).scalar_one())

    async def remarks(self, review: int) -> Sequence[Remark]:
        """Every remark on a review, oldest first."""
        return await self._remarks(remarks.c.review == review)

    async def send(self, review: int, rater: str, at: datetime) -> None:
        """This person has sent their marks of a blind review; a second time changes nothing."""
        row = {"review": review, "rater": rater, "at": at}
        await self._connection.execute(upsert(marks_sent).values(row).on_conflict_do_nothing())

    async def sent_by(self, review: int) -> frozenset[str]:
        """Who has sent their marks of a blind review."""
        query = select(marks_sent.c.rater).where(marks_sent.c.review == review)
        return frozenset((await self._connection.execute(query)).scalars())

    async def pairs(self, team: str) -> Sequence[Pair]:
        """Every row that the coach and a person have both marked with a score, each person's newest mark only.

        Ordered by review and row, so that what is drawn from them does not hang on chance.
        """
        rows = await self._connection.execute(pairs_in(team))
        return [
            Pair(review=row.review, step=Step(row.step) if row.step else None, coach=row.coach, human=row.human)
            for row in rows
        ]

    async def add_viewing(self, viewing: Viewing) -> None:
        """Keep that somebody was shown a sheet."""
        row = {"review": viewing.review, "user_id": viewing.user, "role": viewing.role.value, "at": viewing.at}
        await self._connection.execute(insert(viewings).values(row))

    async def viewings(self, reviews: Sequence[int]) -> Sequence[Viewing]:
        """Who was shown these, oldest first."""
        query = select(viewings).where(viewings.c.review.in_(reviews)).order_by(viewings.c.id)
        return [
            Viewing(review=row.review, user=row.user_id, role=RaterRole(row.role), at=row.at.astimezone(UTC))
            for row in await self._connection.execute(query)
        ]

    async def of_person(self, team: str, user: str) -> tuple[Sequence[Rating], Sequence[Remark]]:
        """All marks and remarks that a person has made, oldest first."""
        ours = select(reviews.c.id).where(reviews.c.team == team)
        marked = await self._ratings(ratings.c.rater == user, ratings.c.review.in_(ours))
        return marked, await self._remarks(remarks.c.user_id == user, remarks.c.review.in_(ours))

    async def open_window(self, window: OpenWindow) -> None:
        """A window shows this now; windows older than an hour are forgotten."""
        row = {
            "team": window.team,
            "user_id": window.user,
            "review": window.review,
            "page": window.page,
            "at": window.at,
        }
        now = upsert(sheet_windows).values(id=window.window, **row)
        await self._connection.execute(now.on_conflict_do_update(index_elements=[sheet_windows.c.id], set_=row))
        # What another transaction has in hand is left to it: nobody waits for somebody else's old windows.
        old = select(sheet_windows.c.id).where(sheet_windows.c.at < window.at - _WINDOW_LIVES)
        free = old.with_for_update(skip_locked=True)
        await self._connection.execute(delete(sheet_windows).where(sheet_windows.c.id.in_(free)))

    async def windows(self, review: int) -> Sequence[OpenWindow]:
        """The windows that show a review or wait for it, the one shown longest ago first."""
        query = select(sheet_windows).where(sheet_windows.c.review == review)
        return [
            OpenWindow(
                window=row.id,
                team=row.team,
                user=row.user_id,
                review=row.review,
                page=row.page,
                at=row.at.astimezone(UTC),
            )
            for row in await self._connection.execute(query.order_by(sheet_windows.c.at, sheet_windows.c.id))
        ]

    async def close_window(self, window: str) -> None:
        """It is gone."""
        await self._connection.execute(delete(sheet_windows).where(sheet_windows.c.id == window))

    async def _ratings(self, *wanted: ColumnElement[bool]) -> list[Rating]:
        """Read marks, oldest first."""
        query = select(ratings.c.id, ratings.c.value).where(*wanted).order_by(ratings.c.id)
        rows = await self._connection.execute(query)
        return [replace(codec(Rating).load(row.value), id=row.id) for row in rows]

    async def _remarks(self, *wanted: ColumnElement[bool]) -> list[Remark]:
        """Read remarks, oldest first."""
        query = select(remarks.c.id, remarks.c.value).where(*wanted).order_by(remarks.c.id)
        rows = await self._connection.execute(query)
        return [replace(codec(Remark).load(row.value), id=row.id) for row in rows]


def _row(review: Review) -> dict[str, Any]:
    """The columns of a row; texts are taken from the document, which holds what PostgreSQL takes."""
    document = codec(Review).dump(review)
    made = document["sheet"] or {"content": "", "provenance": {"revision": "", "model": ""}}
    return {
        **{name: document[name] for name in ("team", "channel", "ts", "asked_by", "agents", "language", "state")},
        "conversation": review.conversation,
        "asked_at": review.asked_at,
        "content": made["content"],
        "revision": made["provenance"]["revision"],
        "model": made["provenance"]["model"],
        "ready_at": review.ready_at,
        "scores": coach_scores(review.sheet),
        "wake_at": review.wake_at,
        "value": document,
    }


def _read(row: Row[Any]) -> Review:
    """The value of a row; its number and its wake-up are what the columns say."""
    return replace(codec(Review).load(row.value), id=row.id, wake_at=woken(row.wake_at))
