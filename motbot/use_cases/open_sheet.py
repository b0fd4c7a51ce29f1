"""Shows a page of a sheet to whoever may see it, and keeps that they have seen it."""

import structlog

from motbot.domain.errors import SlackRateLimited, SlackUnclear
from motbot.domain.review import Failure
from motbot.domain.sheet_page import SheetPage
from motbot.ports.store import Store
from motbot.use_cases.sheet_pages import SheetPages
from motbot.use_cases.who_reads import WhoReads

log = structlog.get_logger()


class OpenSheet:
    """A sheet that there is not and one that is not theirs read the same."""

    def __init__(self, *, store: Store, who_reads: WhoReads, pages: SheetPages) -> None:
        """Take the port, who may see it, and what makes pages."""
        self._store = store
        self._who_reads = who_reads
        self._pages = pages

    async def __call__(self, *, review: int, user: str, page: int, window: str) -> SheetPage:
        """One page; 0 is the overview. `window` is Slack's id of the window that is about to show it, if known."""
        async with self._store.begin() as tx:
            known = await tx.reviews.get(review)
        try:
            reader = await self._who_reads.of(known, user)
        except (SlackRateLimited, SlackUnclear) as error:
            log.warning("sheet.reader_unknown", review=review, error=type(error).__name__)
            return await self._who_reads.refused(user, Failure.UNREADABLE)
        if known is None or reader is None:
            return await self._who_reads.refused(user)
        return await self._pages.page(known, reader, page, window=window)
