"""Conversations that are reviewed, on a real database: who asks, what every window shows, who is told."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import text

from motbot.domain.nudge import Place, SheetNote, SheetPurpose
from motbot.domain.people import Person, PersonKind
from motbot.domain.review import RemarkKind, Review, Row, Viewing
from motbot.domain.sheet_page import SheetPage
from tests.use_cases.talk import ALICE, CARLA, LEAD, SOON, SUPPORT, TEAM, Talk

WINDOW = "V1"
A_WHILE = timedelta(minutes=10)


class Desk:
    """A talk, and what is done with sheets in it."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        names = {ALICE: ("Alice Moor", "alice"), CARLA: ("Carla Stone", "Carla")}
        for account, given in names.items():
            self._rename(account, given)

    def _rename(self, account: str, names: tuple[str, ...]) -> None:
        team, kind = ("T2", PersonKind.OUTSIDER) if account == CARLA else (TEAM, PersonKind.MEMBER)
        self.talk.directory.add(
            Person(id=account, team=team, kind=kind, name=names[0], names=names, zone="Europe/Berlin", locale="en-GB")
        )

    async def talked(self) -> str:
        """Carla asks in a thread, Alice says a bare no, Carla asks again, Alice answers; gives the root's ts."""
        root = await self.talk.says(CARLA, "The export fails, Alice. Please send us the report.")
        await self.talk.passes(SOON)
        await self.talk.says(ALICE, "No, Carla, the rules say so.", thread=root)
        await self.talk.says(CARLA, "Why is that?", thread=root)
        await self.talk.says(ALICE, "I look into it and tell you more, Carla.", thread=root)
        await self.talk.passes(SOON)
        return root

    async def asks(
        self, ts: str, *, user: str = LEAD, blind: bool = False, window: str = WINDOW, thread: str = ""
    ) -> SheetPage:
        """Somebody points at a message and asks for its sheet; nothing else happens yet."""
        if window:
            self.talk.windows.open(window)
        place = Place(channel=SUPPORT, ts=ts, thread_ts=thread)
        return await self.talk.sheets.request_review(user=user, place=place, is_blind=blind, window=window)

    async def reviewed(self, ts: str, *, user: str = LEAD, blind: bool = False, window: str = WINDOW) -> Review:
        """The same, and the sheet is made."""
        await self.asks(ts, user=user, blind=blind, window=window)
        await self.talk.rests()
        return (await self.reviews())[-1]

    async def reviews(self) -> Sequence[Review]:
        """Every review, oldest first."""
        async with self.talk.store.begin() as tx:
            return tuple(reversed(await tx.reviews.look_up(TEAM)))

    async def review(self) -> Review:
        """The only one."""
        (only,) = await self.reviews()
        return only

    async def viewings(self) -> list[Viewing]:
        """Who was shown which sheet."""
        numbers = [one.id for one in await self.reviews()]
        async with self.talk.store.begin() as tx:
            return list(await tx.reviews.viewings(numbers))

    async def opens(self, review: int, user: str, *, page: int = 0, window: str = "") -> SheetPage:
        """Somebody looks at a page."""
        return await self.talk.sheets.open_sheet(review=review, user=user, page=page, window=window)

    async def marks(self, review: int, user: str, marks: Mapping[Row, int | None], *, reason: str = "") -> bool:
        """Somebody sets marks of their own."""
        done = await self.talk.sheets.mark_sheet(review=review, user=user, marks=marks, reason=reason)
        await self.talk.rests()
        return done

    async def remarks(
        self, review: int, user: str, words: str, *, row: Row, kind: RemarkKind = RemarkKind.DISPUTE
    ) -> bool:
        """Somebody says something of a row."""
        done = await self.talk.sheets.remark_on_sheet(review=review, user=user, row=row, kind=kind, text=words)
        await self.talk.rests()
        return done

    async def sends(self, review: int, user: str) -> bool:
        """Somebody sends their marks of a blind review."""
        done = await self.talk.sheets.send_marks(review=review, user=user)
        await self.talk.rests()
        return done

    def told(self, user: str) -> list[SheetPurpose]:
        """What somebody has been told of sheets."""
        return [one.purpose for one in self.notes(user)]

    def notes(self, user: str) -> list[SheetNote]:
        """The messages about sheets that somebody sees."""
        return [one.nudge for one in self.talk.seen_by(user) if isinstance(one.nudge, SheetNote)]

    def page(self, window: str = WINDOW) -> SheetPage:
        """What a window shows."""
        return self.talk.windows.page(window)

    async def count(self, table: str) -> int:
        """How many rows a table has."""
        async with self.talk.engine.connect() as connection:
            return int((await connection.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one())  # noqa: S608 # of a test's own
