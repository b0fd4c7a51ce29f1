"""Sends a person's marks of a blind review: from then on they see what the coach and the others have given."""

import structlog

from motbot.domain.nudge import SheetPurpose
from motbot.domain.sheet_paging import missing_marks
from motbot.ports.clock import Clock
from motbot.ports.store import Store
from motbot.use_cases.speaking_of_sheets import SpeakingOfSheets
from motbot.use_cases.telling_of_sheets import TellingOfSheets

log = structlog.get_logger()


class SendMarks:
    """Every contact has to be marked as a whole first."""

    def __init__(self, *, store: Store, clock: Clock, speaking: SpeakingOfSheets, telling: TellingOfSheets) -> None:
        """Take the ports and the steps."""
        self._store = store
        self._clock = clock
        self._speaking = speaking
        self._telling = telling

    async def __call__(self, *, review: int, user: str) -> bool:
        """Send them; False where they cannot be. Sent a second time they are as they were."""
        speaking = await self._speaking(review, user)
        if speaking is None or not speaking.review.is_blind:
            return False
        async with self._store.begin(durable=True) as tx:
            if user in await tx.reviews.sent_by(review):
                return True
            if missing_marks(speaking.review, await tx.reviews.ratings(review), user):
                return False
            await tx.reviews.send(review, user, self._clock.now())
            await self._telling.said(tx, speaking.review, speaking.reader, speaking.others, purpose=SheetPurpose.MARKED)
        log.info("sheet.marks_sent", review=review, role=speaking.reader.role)
        return True
