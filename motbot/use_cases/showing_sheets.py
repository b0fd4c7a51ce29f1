"""Makes every window that waits for a sheet show it, each as its person may see it now."""

import structlog

from motbot.domain.errors import SlackRateLimited, SlackRefused, SlackUnclear
from motbot.domain.review import OpenWindow, Review
from motbot.domain.sheet_page import SheetPage
from motbot.ports.slack import Windows
from motbot.ports.store import Store
from motbot.use_cases.sheet_pages import SheetPages
from motbot.use_cases.who_reads import Reader, WhoReads

log = structlog.get_logger()


class ShowingSheets:
    """A window that cannot be reached is only told of: the sheet is kept, and can be opened again."""

    def __init__(self, *, store: Store, windows: Windows, who_reads: WhoReads, pages: SheetPages) -> None:
        """Take the ports, who may see what, and what makes pages."""
        self._store = store
        self._windows = windows
        self._who_reads = who_reads
        self._pages = pages

    async def __call__(self, review: Review) -> frozenset[str]:
        """Show a review in every window that waits for it; gives whose windows show it now."""
        async with self._store.begin() as tx:
            waiting = await tx.reviews.windows(review.id)
        shown: set[str] = set()
        for window in waiting:
            try:
                reader = await self._who_reads.of(review, window.user)
                page = await self._page(review, reader, window)
                is_open = await self._windows.show(window.window, page)
            except (SlackRateLimited, SlackUnclear, SlackRefused) as error:
                log.warning("sheet.window_not_updated", review=review.id, error=type(error).__name__)
                continue
            await self._keep(review, reader, window, is_open=is_open)
            if is_open:
                shown.add(window.user)
        return frozenset(shown)

    async def _page(self, review: Review, reader: Reader | None, window: OpenWindow) -> SheetPage:
        if reader is None:
            return await self._who_reads.refused(window.user)
        return await self._pages.page(review, reader, window.page, is_seen=False)

    async def _keep(self, review: Review, reader: Reader | None, window: OpenWindow, *, is_open: bool) -> None:
        """Keep who has seen it now, and forget a window that is open no more or shows nothing of it."""
        async with self._store.begin() as tx:
            if is_open and reader is not None:
                await self._pages.note_view(tx, review, reader)
            else:
                await tx.reviews.close_window(window.window)
