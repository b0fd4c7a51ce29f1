"""What marking, disputing and sending have in common: who speaks of which sheet, and whom it concerns."""

from collections.abc import Mapping
from dataclasses import dataclass

import structlog

from motbot.domain.errors import SlackRateLimited, SlackUnclear
from motbot.domain.language import Language
from motbot.domain.review import Review, ReviewState
from motbot.ports.store import Store
from motbot.use_cases.telling_of_sheets import TellingOfSheets, other_side
from motbot.use_cases.who_reads import Reader, WhoReads

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """Somebody who may speak of a sheet now."""

    review: Review
    """Ready; what its sheet says stays as it is."""
    reader: Reader
    others: Mapping[str, Language]
    """Whoever is told of it, with the language each reads."""


class SpeakingOfSheets:
    """Looks up before the transaction."""

    def __init__(self, *, store: Store, who_reads: WhoReads, telling: TellingOfSheets) -> None:
        """Take the port, who may see what, and what tells of sheets."""
        self._store = store
        self._who_reads = who_reads
        self._telling = telling

    async def __call__(self, review: int, user: str) -> Speaking | None:
        """Who speaks of which sheet; None where they may not, or Slack does not say just now."""
        async with self._store.begin() as tx:
            known = await tx.reviews.get(review)
        try:
            reader = await self._who_reads.of(known, user)
        except (SlackRateLimited, SlackUnclear) as error:
            log.warning("sheet.reader_unknown", review=review, error=type(error).__name__)
            return None
        if known is None or reader is None or known.state is not ReviewState.READY or known.sheet is None:
            log.info("sheet.not_theirs", review=review)
            return None
        others = await self._telling.languages(other_side(known, reader), reader.policy)
        return Speaking(review=known, reader=reader, others=others)
