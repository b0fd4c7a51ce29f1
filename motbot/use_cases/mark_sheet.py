"""Takes a person's own marks on a sheet: they stand beside the coach's, and beside their own earlier ones."""

from collections.abc import Mapping, Sequence

import structlog

from motbot.domain.nudge import SheetPurpose
from motbot.domain.review import Rating, Row, counting
from motbot.domain.safe_text import without_hidden
from motbot.domain.scoring import LEAST, MOST
from motbot.domain.sheet import Sheet
from motbot.domain.sheet_paging import rows_of
from motbot.ports.clock import Clock
from motbot.ports.store import Store, Transaction
from motbot.use_cases.speaking_of_sheets import Speaking, SpeakingOfSheets
from motbot.use_cases.telling_of_sheets import TellingOfSheets

REASON_AT_MOST = 1000

log = structlog.get_logger()


class MarkSheet:
    """In a blind review marks are fixed once they are sent: what is seen afterwards would change them."""

    def __init__(self, *, store: Store, clock: Clock, speaking: SpeakingOfSheets, telling: TellingOfSheets) -> None:
        """Take the ports and the steps."""
        self._store = store
        self._clock = clock
        self._speaking = speaking
        self._telling = telling

    async def __call__(self, *, review: int, user: str, marks: Mapping[Row, int | None], reason: str) -> bool:
        """Add marks; False where they may not be, and then none of them is.

        Args:
            review: whose sheet is marked.
            user: whoever marks it.
            marks: a score from -3 to +3 for each row that is marked, or None: not applicable.
            reason: why, in their own words; it stands beside each of these marks.
        """
        speaking = await self._speaking(review, user)
        if speaking is None or speaking.review.sheet is None or not _are_valid(marks, speaking.review.sheet):
            return False
        said = without_hidden(reason).strip()[:REASON_AT_MOST]
        async with self._store.begin(durable=True) as tx:
            if user in await tx.reviews.sent_by(review):
                return False
            new = self._new(speaking, marks, said, await tx.reviews.ratings(review))
            for one in new:
                await tx.reviews.add_rating(one)
            if new and not speaking.review.is_blind:
                await self._tell(tx, speaking, new)
        log.info("sheet.marked", review=review, role=speaking.reader.role, marks=len(new))
        return True

    def _new(
        self, speaking: Speaking, marks: Mapping[Row, int | None], reason: str, known: Sequence[Rating]
    ) -> list[Rating]:
        """What these marks add: one that says what their newest on the row says already adds nothing."""
        reader = speaking.reader
        newest = {one.row: one for one in counting(known) if one.rater == reader.person.id}
        return [
            Rating(
                review=speaking.review.id,
                rater=reader.person.id,
                role=reader.role,
                row=row,
                score=score,
                reason=reason,
                at=self._clock.now(),
            )
            for row, score in marks.items()
            if row not in newest or newest[row].score != score or reason not in {"", newest[row].reason}
        ]

    async def _tell(self, tx: Transaction, speaking: Speaking, new: Sequence[Rating]) -> None:
        """The other side hears of it; of a blind review only once the marks are sent."""
        contacts = {one.row.contact for one in new}
        await self._telling.said(
            tx,
            speaking.review,
            speaking.reader,
            speaking.others,
            purpose=SheetPurpose.MARKED,
            contact=contacts.pop() if len(contacts) == 1 else 0,
        )


def _are_valid(marks: Mapping[Row, int | None], sheet: Sheet) -> bool:
    scores = (score for score in marks.values() if score is not None)
    return marks.keys() <= rows_of(sheet) and all(LEAST <= score <= MOST for score in scores)
