"""Tests of the windows that show a sheet or wait for it."""

import asyncio
from datetime import timedelta

from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.fakes.clock import T0
from tests.fakes.sheets import a_window

HOUR = timedelta(hours=1)


async def test_the_windows_of_a_review_are_found_the_one_shown_longest_ago_first(store: PostgresStore) -> None:
    later, earlier = a_window("V1", at=T0 + HOUR), a_window("V2", page=3)
    async with store.begin() as tx:
        for window in (earlier, later, a_window("V3", review=2)):
            await tx.reviews.open_window(window)

        assert await tx.reviews.windows(1) == [earlier, later]
        assert await tx.reviews.windows(3) == []


async def test_a_window_shows_what_it_was_last_told_to(store: PostgresStore) -> None:
    async with store.begin() as tx:
        await tx.reviews.open_window(a_window())
        await tx.reviews.open_window(a_window(page=2, at=T0 + HOUR / 2))
        assert await tx.reviews.windows(1) == [a_window(page=2, at=T0 + HOUR / 2)]
        await tx.reviews.open_window(a_window(review=2))

        assert await tx.reviews.windows(1) == []
        assert await tx.reviews.windows(2) == [a_window(review=2)]


async def test_a_closed_window_is_gone(store: PostgresStore) -> None:
    async with store.begin() as tx:
        await tx.reviews.open_window(a_window())
        await tx.reviews.close_window("V1")
        await tx.reviews.close_window("unknown")

        assert await tx.reviews.windows(1) == []


async def test_a_window_is_forgotten_an_hour_after_it_was_last_used(store: PostgresStore) -> None:
    async with store.begin() as tx:
        await tx.reviews.open_window(a_window("idle", at=T0 - HOUR / 60))
        await tx.reviews.open_window(a_window("hour"))
        await tx.reviews.open_window(a_window("used"))
        await tx.reviews.open_window(a_window("used", at=T0 + HOUR))

        assert [one.window for one in await tx.reviews.windows(1)] == ["hour", "used"]


async def test_nobody_waits_for_an_old_window_that_another_has_in_hand(
    store: PostgresStore, database: Database
) -> None:
    async with store.begin() as tx:
        for name in ("old", "older"):
            await tx.reviews.open_window(a_window(name))

    async with store.begin() as holder, store.begin() as other:
        await holder.reviews.open_window(a_window("old", page=1, at=T0 + HOUR / 2))
        async with asyncio.timeout(5):
            await other.reviews.open_window(a_window("new", at=T0 + HOUR * 2))

    async with store.begin() as tx:
        assert [one.window for one in await tx.reviews.windows(1)] == ["old", "new"]
