"""The repository of reviews: sheets, and what people say of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from motbot.domain.agreement import Pair
from motbot.domain.language import Language
from motbot.domain.review import OpenWindow, Rating, Remark, Review, Viewing


class Reviews(Protocol):
    """Reviews, their sheets, and what people say of them. Marks and remarks are only ever added."""

    async def get(self, review: int) -> Review | None:
        """One review, locked."""
        ...

    async def save(self, review: Review) -> Review:
        """Store it; gives it back with its id."""
        ...

    async def drop(self, review: int) -> None:
        """Forget a review that has turned out to be another one, before anybody was shown anything of it."""
        ...

    async def made_of(
        self, team: str, *, content: str, revision: str, language: Language, model: str = ""
    ) -> Review | None:
        """The newest ready review of exactly these words by exactly this coach; not locked.

        A coach's revision tells its model too; `model` is what that one called itself, empty for whatever it did.
        """
        ...

    async def look_up(
        self,
        team: str,
        *,
        channel: str = "",
        ts: str = "",
        conversation: int = 0,
        agent: str = "",
        asked_by: str = "",
        at_most: int = 50,
    ) -> Sequence[Review]:
        """Read, without locking, reviews by what is given, the newest first."""
        ...

    async def add_rating(self, rating: Rating) -> None:
        """Add a mark."""
        ...

    async def ratings(self, review: int) -> Sequence[Rating]:
        """Every mark of people on a review, oldest first."""
        ...

    async def add_remark(self, remark: Remark) -> int:
        """Add a remark; gives its id."""
        ...

    async def remarks(self, review: int) -> Sequence[Remark]:
        """Every remark on a review, oldest first."""
        ...

    async def send(self, review: int, rater: str, at: datetime) -> None:
        """This person has sent their marks of a blind review; a second time changes nothing."""
        ...

    async def sent_by(self, review: int) -> frozenset[str]:
        """Who has sent their marks of a blind review."""
        ...

    async def pairs(self, team: str) -> Sequence[Pair]:
        """Every row that the coach and a person have both marked with a score, each person's newest mark only."""
        ...

    async def add_viewing(self, viewing: Viewing) -> None:
        """Keep that somebody was shown a sheet."""
        ...

    async def viewings(self, reviews: Sequence[int]) -> Sequence[Viewing]:
        """Who was shown these, oldest first."""
        ...

    async def of_person(self, team: str, user: str) -> tuple[Sequence[Rating], Sequence[Remark]]:
        """All marks and remarks that a person has made, oldest first."""
        ...

    async def open_window(self, window: OpenWindow) -> None:
        """A window shows this now; windows older than an hour are forgotten."""
        ...

    async def windows(self, review: int) -> Sequence[OpenWindow]:
        """The windows that show a review or wait for it."""
        ...

    async def close_window(self, window: str) -> None:
        """It is gone."""
        ...
