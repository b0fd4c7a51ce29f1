"""Takes a wish for the sheet of a conversation: decides whether it may be asked for, and lets it be made."""

from dataclasses import replace
from datetime import timedelta

import structlog

from motbot.domain.access import is_lead
from motbot.domain.errors import SlackRateLimited, SlackUnclear
from motbot.domain.nudge import Place
from motbot.domain.review import Failure, Review, ReviewState
from motbot.domain.sheet_page import SheetPage
from motbot.ports.clock import Clock
from motbot.ports.jobs import Job, JobKind
from motbot.ports.slack import Directory
from motbot.ports.store import Store, Transaction
from motbot.use_cases.sheet_pages import SheetPages
from motbot.use_cases.who_reads import Reader, WhoReads

ASKED_TWICE = timedelta(minutes=10)
"""Whoever asks for the same again within this time, while it is being made, asks for the same review."""

log = structlog.get_logger()


class RequestReview:
    """Reads nothing of the conversation: that is a job of its own, and whoever asks waits for a window alone."""

    def __init__(
        self, *, store: Store, directory: Directory, clock: Clock, who_reads: WhoReads, pages: SheetPages
    ) -> None:
        """Take the ports, who may ask, and what makes pages."""
        self._store = store
        self._directory = directory
        self._clock = clock
        self._who_reads = who_reads
        self._pages = pages

    async def __call__(self, *, user: str, place: Place, is_blind: bool, window: str) -> SheetPage:
        """Begin a review of the conversation that a message stands in; the page says how far it is.

        Args:
            user: whoever asks.
            place: the message that was pointed at.
            is_blind: everybody is to mark it before they see anybody's scores.
            window: Slack's id of the window that waits for it; empty where none is open.
        """
        try:
            reader = await self._who_reads.asking(user, place)
        except (SlackRateLimited, SlackUnclear) as error:
            log.warning("review.asker_unknown", error=type(error).__name__)
            return await self._who_reads.refused(user, Failure.UNREADABLE)
        if reader is None:
            log.info("review.not_theirs")
            return await self._who_reads.refused(user)
        async with self._store.begin(durable=True) as tx:
            review = await self._begun(tx, reader, place, is_blind=is_blind)
            if window:
                await self._pages.remember(tx, review, user, window=window)
        return await self._pages.page(review, reader)

    async def _begun(self, tx: Transaction, reader: Reader, place: Place, *, is_blind: bool) -> Review:
        """A new review with its job, or the one that they have asked for only just."""
        now, team, user = self._clock.now(), self._directory.team, reader.person.id
        for one in await tx.reviews.look_up(team, channel=place.channel, ts=place.ts, asked_by=user, at_most=5):
            fresh = one.state is ReviewState.READING and now - one.asked_at < ASKED_TWICE
            if one.is_blind is is_blind and (fresh or one.state is ReviewState.ASKING):
                return one
        review = await tx.reviews.save(
            Review(
                team=team,
                channel=place.channel,
                ts=place.ts,
                thread_ts="" if place.thread_ts == place.ts else place.thread_ts,
                asked_by=user,
                asked_at=now,
                language=reader.language,
                is_blind=is_blind,
                as_agent=not is_lead(user, reader.policy),
            )
        )
        await _arm(tx, review)
        log.info("review.asked", review=review.id, role=reader.role, blind=is_blind)
        return review


class AgreeToCost:
    """Lets a review go on that is so long that whoever asked was told first what it takes."""

    def __init__(self, *, store: Store, clock: Clock, who_reads: WhoReads, pages: SheetPages) -> None:
        """Take the ports, who may see it, and what makes pages."""
        self._store = store
        self._clock = clock
        self._who_reads = who_reads
        self._pages = pages

    async def __call__(self, *, review: int, user: str, window: str) -> SheetPage:
        """Whoever asked for it wants it; the page says how far it is. For all others nothing goes on."""
        async with self._store.begin() as tx:
            known = await tx.reviews.get(review)
        try:
            reader = await self._who_reads.of(known, user)
        except (SlackRateLimited, SlackUnclear) as error:
            log.warning("review.asker_unknown", review=review, error=type(error).__name__)
            return await self._who_reads.refused(user, Failure.UNREADABLE)
        if reader is None:
            return await self._who_reads.refused(user)
        async with self._store.begin(durable=True) as tx:
            row = await tx.reviews.get(review)
            if row is None:
                return await self._who_reads.refused(user)
            if row.state is ReviewState.ASKING and row.asked_by == user:
                # What waits for the model waits from now on.
                row = replace(row, is_agreed=True, state=ReviewState.READING, asked_at=self._clock.now(), attempts=0)
                row = await tx.reviews.save(replace(row, version=row.version + 1))
                await _arm(tx, row)
            if window:
                await self._pages.remember(tx, row, user, window=window)
        return await self._pages.page(row, reader)


async def _arm(tx: Transaction, review: Review) -> None:
    await tx.arm(Job(kind=JobKind.REVIEW_THREAD, subject=review.id, lock=f"review:{review.id}"))
