"""Lists the sheets that are about somebody or that they have asked for; a list holds no score."""

from dataclasses import dataclass

import structlog

from motbot.domain.errors import SlackRateLimited, SlackUnclear
from motbot.domain.mine import Seen, SheetItem
from motbot.domain.review import Review, ReviewState, Viewing
from motbot.ports.slack import Directory
from motbot.ports.store import Store
from motbot.use_cases.who_reads import Reader, WhoReads

LISTED_AT_MOST = 50

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetList:
    """Somebody's sheets, the newest first."""

    items: tuple[SheetItem, ...]
    is_whole: bool
    """False where Slack does not say of some channel whether they are in it now."""


class ListSheets:
    """Reads; whoever asks sees the sheets they could open now, and nothing else."""

    def __init__(self, *, store: Store, directory: Directory, who_reads: WhoReads) -> None:
        """Take the ports, and who may see what."""
        self._store = store
        self._directory = directory
        self._who_reads = who_reads

    async def __call__(self, *, user: str) -> tuple[SheetItem, ...]:
        """Every sheet about them or asked for by them, the newest first; also what is still being made."""
        return (await self.listed(user)).items

    async def listed(self, user: str) -> SheetList:
        """The same, and whether that is all."""
        team = self._directory.team
        async with self._store.begin() as tx:
            about = await tx.reviews.look_up(team, agent=user, at_most=LISTED_AT_MOST)
            asked = await tx.reviews.look_up(team, asked_by=user, at_most=LISTED_AT_MOST)
            theirs = {one.id: one for one in (*about, *asked) if one.state is not ReviewState.FAILED}
            seen = await tx.reviews.viewings([one.id for one in theirs.values() if user in one.agents])
        items, is_whole = [], True
        for number in sorted(theirs, reverse=True)[:LISTED_AT_MOST]:
            try:
                reader = await self._who_reads.of(theirs[number], user)
            except (SlackRateLimited, SlackUnclear) as error:
                log.warning("sheets.channel_unknown", review=number, error=type(error).__name__)
                is_whole = False
                continue
            if reader is not None:
                items.append(_item(theirs[number], reader, [one for one in seen if one.review == number]))
        return SheetList(items=tuple(items), is_whole=is_whole)


def _item(review: Review, reader: Reader, seen: list[Viewing]) -> SheetItem:
    user = reader.person.id
    times = (Seen(role=one.role, is_you=one.user == user, at=one.at) for one in reversed(seen))
    return SheetItem(
        review=review.id,
        place=review.place,
        channel_name=reader.policy.name or reader.policy.id,
        at=review.ready_at or review.asked_at,
        state=review.state,
        is_blind=review.is_blind,
        is_about_you=user in review.agents,
        asked_by_you=review.asked_by == user,
        seen=tuple(times),
    )
