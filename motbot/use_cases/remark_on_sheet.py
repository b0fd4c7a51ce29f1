"""Takes what somebody says of a row: that it is not so, what the conversation does not show, or an answer to that."""

import structlog

from motbot.domain.nudge import SheetPurpose
from motbot.domain.review import Remark, RemarkKind, Row
from motbot.domain.safe_text import without_hidden
from motbot.domain.sheet_paging import rows_of
from motbot.ports.clock import Clock
from motbot.ports.store import Store
from motbot.use_cases.speaking_of_sheets import SpeakingOfSheets
from motbot.use_cases.telling_of_sheets import TellingOfSheets

TEXT_AT_MOST = 3000
_PURPOSES = {
    RemarkKind.DISPUTE: SheetPurpose.DISPUTED,
    RemarkKind.CONTEXT: SheetPurpose.CONTEXT,
    RemarkKind.ANSWER: SheetPurpose.ANSWERED,
}

log = structlog.get_logger()


class RemarkOnSheet:
    """The row stays as it is; both sides read what was said of it."""

    def __init__(self, *, store: Store, clock: Clock, speaking: SpeakingOfSheets, telling: TellingOfSheets) -> None:
        """Take the ports and the steps."""
        self._store = store
        self._clock = clock
        self._speaking = speaking
        self._telling = telling

    async def __call__(self, *, review: int, user: str, row: Row, kind: RemarkKind, text: str) -> bool:
        """Add it; False where it may not be, or where it says nothing."""
        said = without_hidden(text).strip()[:TEXT_AT_MOST]
        speaking = await self._speaking(review, user)
        if speaking is None or speaking.review.sheet is None or not said or row not in rows_of(speaking.review.sheet):
            return False
        remark = Remark(
            review=review,
            by=user,
            role=speaking.reader.role,
            kind=kind,
            row=row,
            text=said,
            at=self._clock.now(),
        )
        async with self._store.begin(durable=True) as tx:
            await tx.reviews.add_remark(remark)
            await self._telling.said(
                tx,
                speaking.review,
                speaking.reader,
                speaking.others,
                purpose=_PURPOSES[kind],
                contact=row.contact,
            )
        log.info("sheet.remarked", review=review, role=speaking.reader.role, kind=kind)
        return True
