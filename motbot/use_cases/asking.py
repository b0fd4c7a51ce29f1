"""Asks a coach, once: an answer is kept in a commit of its own, so that a crash does not pay for it twice."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from hashlib import sha256
from json import dumps

from motbot.domain.expectation import Assessed, Assessment, Drafted
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.ports.clock import Clock
from motbot.ports.coach import Coach
from motbot.ports.store import Store


class Asking:
    """A coach behind a memory. Raises what the coach raises.

    A coach that answers at once is asked again rather than remembered: its answer costs less than the look-up.
    """

    def __init__(self, *, store: Store, clock: Clock) -> None:
        """Take where answers are kept."""
        self._store = store
        self._clock = clock

    async def assess(self, coach: Coach, view: ConversationView) -> Assessed:
        """The assessor's answer, from memory where exactly this was asked before."""
        if coach.instant:
            return await coach.assessor.assess(view)
        key = _key("assess", coach.assessor.revision, view)
        answer = await self._remembered(key, lambda: coach.assessor.assess(view))
        return answer if isinstance(answer, Assessed) else await coach.assessor.assess(view)

    async def draft(self, coach: Coach, view: ConversationView, assessment: Assessment, language: Language) -> Drafted:
        """The drafter's answer, likewise."""
        return await self._drafted(coach, "draft", view, assessment, language)

    async def confirm(
        self, coach: Coach, view: ConversationView, assessment: Assessment, language: Language
    ) -> Drafted:
        """The confirmer's answer, likewise."""
        return await self._drafted(coach, "confirm", view, assessment, language)

    async def _drafted(
        self, coach: Coach, task: str, view: ConversationView, assessment: Assessment, language: Language
    ) -> Drafted:
        """Ask for words to send: a reply or a Confirm question."""
        revision, ask = {
            "draft": (coach.drafter.revision, coach.drafter.draft),
            "confirm": (coach.confirmer.revision, coach.confirmer.confirm),
        }[task]
        if coach.instant:
            return await ask(view, assessment, language)
        key = _key(task, revision, view, asdict(assessment), language)
        answer = await self._remembered(key, lambda: ask(view, assessment, language))
        return answer if isinstance(answer, Drafted) else await ask(view, assessment, language)

    async def _remembered(self, key: str, ask: Callable[[], Awaitable[Assessed | Drafted]]) -> Assessed | Drafted:
        """Look the answer up, or ask and keep it. No transaction is open while the coach thinks."""
        async with self._store.begin() as tx:
            known = await tx.answers.get(key)
        if known is not None:
            return known
        answer = await ask()
        async with self._store.begin() as tx:
            await tx.answers.put(key, answer, self._clock.now())
        return answer


def _key(task: str, revision: str, view: ConversationView, *rest: object) -> str:
    """Name a question by everything that can change its answer, the hour of asking left out."""
    said = [(line.ts, line.side, line.author, line.text) for line in view.lines]
    known = (said, view.focus, str(view.zone), view.channel_kind, view.facts, view.known)
    return sha256(dumps([task, revision, known, rest], default=str, sort_keys=True).encode()).hexdigest()
