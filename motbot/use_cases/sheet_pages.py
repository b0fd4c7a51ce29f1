"""Puts a page of a sheet together as one person may see it now, and keeps what windows show."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from motbot.domain.access import is_trainer, role_in
from motbot.domain.agreement import Agreement, Pair, agreement
from motbot.domain.policy import ReviewRules, ShowCoach
from motbot.domain.review import OpenWindow, Rating, Remark, Review, ReviewState, Viewing
from motbot.domain.scoring import Step
from motbot.domain.sheet_page import SheetPage
from motbot.domain.sheet_paging import page_of
from motbot.ports.clock import Clock
from motbot.ports.store import Store, Transaction
from motbot.use_cases.who_reads import Reader

KINDS: tuple[Step | None, ...] = (None, *Step)
"""The kinds of row that the coach and people are compared on."""
EARLIER_AT_MOST = 10
"""How many reviews of a conversation are looked through for an earlier one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What the store holds of a review."""

    ratings: Sequence[Rating]
    remarks: Sequence[Remark]
    sent: frozenset[str]
    pairs: Sequence[Pair]


class SheetPages:
    """Used by every use case that shows a sheet."""

    def __init__(self, *, store: Store, clock: Clock, rules: ReviewRules) -> None:
        """Take the ports, and when the coach's scores are shown."""
        self._store = store
        self._clock = clock
        self._rules = rules

    async def page(
        self, review: Review, reader: Reader, number: int = 0, *, window: str = "", is_seen: bool = True
    ) -> SheetPage:
        """One page for somebody who may see it.

        Args:
            review: the review.
            reader: whoever looks.
            number: 0 is the overview.
            window: Slack's id of the window that is about to show it; empty where none is known.
            is_seen: that they look is kept, where there is a sheet.
        """
        trains = is_trainer(reader.person.id, reader.policy) and number == 0
        is_asked = self._rules.show_coach is ShowCoach.AGREED
        async with self._store.begin() as tx:
            kept = await self._kept(tx, review, with_pairs=trains or is_asked)
            earlier = await self._earlier(tx, review, reader) if number == 0 else 0
            if window:
                await self.remember(tx, review, reader.person.id, window=window, page=number)
            if is_seen:
                await self.note_view(tx, review, reader)
        return page_of(
            review,
            page=number,
            user=reader.person.id,
            role=reader.role,
            ratings=kept.ratings,
            remarks=kept.remarks,
            sent=kept.sent,
            agreement=await measured(kept.pairs, with_interval=trains) if trains or is_asked else (),
            rules=self._rules,
            language=reader.language,
            zone=reader.zone,
            channel_name=reader.policy.name or reader.policy.id,
            is_trainer=trains,
            earlier=earlier,
        )

    async def remember(self, tx: Transaction, review: Review, user: str, *, window: str, page: int = 0) -> None:
        """A window shows this now, or waits for it."""
        await tx.reviews.open_window(
            OpenWindow(window=window, team=review.team, user=user, review=review.id, page=page, at=self._clock.now())
        )

    async def note_view(self, tx: Transaction, review: Review, reader: Reader) -> None:
        """Keep that somebody was shown a sheet, for those it is about."""
        if review.state is ReviewState.READY:
            seen = Viewing(review=review.id, user=reader.person.id, role=reader.role, at=self._clock.now())
            await tx.reviews.add_viewing(seen)

    async def _kept(self, tx: Transaction, review: Review, *, with_pairs: bool) -> _Kept:
        is_ready = review.state is ReviewState.READY
        return _Kept(
            ratings=await tx.reviews.ratings(review.id) if is_ready else (),
            remarks=await tx.reviews.remarks(review.id) if is_ready else (),
            sent=await tx.reviews.sent_by(review.id) if is_ready and review.is_blind else frozenset(),
            pairs=await tx.reviews.pairs(review.team) if is_ready and with_pairs else (),
        )

    async def _earlier(self, tx: Transaction, review: Review, reader: Reader) -> int:
        """The newest review of the conversation from before its words changed that this person may see as well."""
        if review.state is not ReviewState.READY:
            return 0
        found = await tx.reviews.look_up(
            review.team,
            channel=review.channel,
            conversation=review.conversation,
            ts="" if review.conversation else review.ts,
            at_most=EARLIER_AT_MOST,
        )
        content = review.sheet.content if review.sheet else ""
        for one in found:
            if one.id >= review.id or one.state is not ReviewState.READY or not one.sheet:
                continue
            if one.sheet.content != content and role_in(reader.person, reader.policy, {reader.person.id}, one.agents):
                return one.id
        return 0


async def measured(pairs: Sequence[Pair], *, with_interval: bool) -> tuple[Agreement, ...]:
    """How the coach agrees with people on each kind of row; beside the loop, since intervals take their time."""
    draws = {} if with_interval else {"draws": 0}
    return await asyncio.to_thread(lambda: tuple(agreement(pairs, step, **draws) for step in KINDS))
