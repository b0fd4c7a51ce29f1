"""Advice, silence and figures as people would get them, and use cases that answer with them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from typing import Any

from motbot.domain.advice import Advice, Source
from motbot.domain.errors import MotbotError
from motbot.domain.language import Language
from motbot.domain.nudge import Place
from motbot.domain.silence import Silence
from motbot.domain.status import Desk, Status
from motbot.slack.coach_requests import CoachRequests
from motbot.slack.mute_requests import MuteRequests
from motbot.slack.opening import WindowOpener
from tests.slack.rig import US, card

SOURCES = (
    Source(task="assess", revision="a1b2c3d4e5f6", variant="default", version="1.2.0"),
    Source(task="draft", revision="f6e5d4c3b2a1", variant="shorter", version="2.0", is_on_trial=True),
)
DESK = Desk(channels=2, model_answers=True, prompts_live=6, prompts_on_trial=1, jobs=3)


def advice(**more: Any) -> Advice:
    """The model's advice on a message of a channel, with its reply."""
    given: dict[str, Any] = {
        "language": Language.EN,
        "card": replace(card(), moment=0, questions=("Who has to see the report?",)),
        "words": "the export is broken",
        "by_model": True,
        "sources": SOURCES,
    }
    return Advice(**(given | more))


@dataclass
class Asked:
    """What each use case answers, what was asked of them, and what fails while `trouble` is set."""

    advice: list[Advice] = field(default_factory=lambda: [advice()])
    silence: Silence = field(default_factory=lambda: Silence(language=Language.EN))
    status: Status = field(default_factory=lambda: Status(language=Language.EN))
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    trouble: MotbotError | None = None
    hangs: bool = False
    meanwhile: Callable[[], object] = lambda: None
    """What happens before each piece of advice."""
    given: int = 0
    """How many pieces of advice were taken."""
    ended: bool = False
    """The advice was given to its end, or somebody has ended it."""

    async def _noted(self, verb: str, **given: Any) -> None:
        self.asked.append((verb, given))
        if self.trouble is not None:
            raise self.trouble
        if self.hangs:
            await asyncio.Event().wait()

    async def show_notice(self, trigger: str, user: str) -> None:
        await self._noted("notice", trigger=trigger, user=user)

    async def try_words(self, *, user: str, words: str) -> AsyncIterator[Advice]:
        await self._noted("try", user=user, words=words)
        async for one in self._advice():
            yield one

    async def coach_this(self, *, user: str, place: Place, author: str) -> AsyncIterator[Advice]:
        await self._noted("coach", user=user, place=place, author=author)
        async for one in self._advice():
            yield one

    async def _advice(self) -> AsyncIterator[Advice]:
        try:
            for one in self.advice:
                self.meanwhile()
                self.given += 1
                yield one
        finally:
            self.ended = True

    async def __call__(self, *, user: str, typed: str, channel: str) -> Silence:
        await self._noted("mute", user=user, typed=typed, channel=channel)
        return self.silence

    async def lift(self, *, user: str, channel: str) -> Silence:
        await self._noted("unmute", user=user, channel=channel)
        return self.silence

    async def show_status(self, *, user: str) -> Status:
        await self._noted("status", user=user)
        return self.status

    def coach_requests(self, opener: WindowOpener) -> CoachRequests:
        """The requests for advice that lead here."""
        return CoachRequests(try_words=self.try_words, coach_this=self.coach_this, opener=opener, workspace_url=US.url)

    def mute_requests(self, opener: WindowOpener) -> MuteRequests:
        """The requests for silence and figures that lead here."""
        return MuteRequests(mute=self, show_status=self.show_status, opener=opener, within=0.2)
