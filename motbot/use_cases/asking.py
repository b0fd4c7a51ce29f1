"""Asks a coach, once: an answer is kept in a commit of its own, so that a crash does not pay for it twice."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from json import dumps
from typing import TypeVar

from motbot.domain.expectation import Assessed, Assessment, Drafted, Expectation
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.domain.promise import Mending, Promise
from motbot.domain.reading import ReadReply
from motbot.ports.clock import Clock
from motbot.ports.coach import Coach
from motbot.ports.store import Store

Answer = TypeVar("Answer", Assessed, Drafted, ReadReply)


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
        return await self._remembered(Assessed, key, lambda: coach.assessor.assess(view))

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
        return await self._remembered(Drafted, key, lambda: ask(view, assessment, language))

    async def read(
        self, coach: Coach, view: ConversationView, *, expected: Sequence[Expectation], promised: Sequence[Promise]
    ) -> ReadReply:
        """The reply reader's answer, likewise."""
        if coach.instant:
            return await coach.reply_reader.read(view, expected=expected, promised=promised)
        rest = ([asdict(one) for one in expected], [_statement(one) for one in promised])
        key = _key("read", coach.reply_reader.revision, view, *rest)
        ask = coach.reply_reader.read
        return await self._remembered(ReadReply, key, lambda: ask(view, expected=expected, promised=promised))

    async def mend(
        self,
        coach: Coach,
        view: ConversationView,
        promise: Promise,
        *,
        mending: Mending,
        due: datetime | None,
        language: Language,
    ) -> Drafted:
        """The mender's words, likewise."""
        ask = coach.mender.mend
        if coach.instant:
            return await ask(view, promise, mending=mending, due=due, language=language)
        rest = (_statement(promise), promise.moved_from, promise.reason, mending, due, language)
        key = _key("mend", coach.mender.revision, view, *rest)
        return await self._remembered(
            Drafted, key, lambda: ask(view, promise, mending=mending, due=due, language=language)
        )

    async def _remembered(self, kind: type[Answer], key: str, ask: Callable[[], Awaitable[Answer]]) -> Answer:
        """Look the answer up, or ask and keep it. No transaction is open while the coach thinks."""
        async with self._store.singly() as tx:
            known = await tx.answers.get(key)
        if isinstance(known, kind):
            return known
        answer = await ask()
        async with self._store.singly() as tx:
            await tx.answers.put(key, answer, self._clock.now())
        return answer


def _key(task: str, revision: str, view: ConversationView, *rest: object) -> str:
    """Name a question by everything that can change its answer, the hour of asking left out."""
    said = [(line.ts, line.side, line.author, line.text, line.files) for line in view.lines]
    limits = [asdict(one) for one in view.limits]
    before = (asdict(view.memory),) if view.memory else ()
    known = (said, view.focus, str(view.zone), view.channel_kind, view.facts, view.known, limits, *before)
    return sha256(dumps([task, revision, known, rest], default=str, sort_keys=True).encode()).hexdigest()


def _statement(promise: Promise) -> tuple[object, ...]:
    """What a coach is told of a promise: its state of the hour changes no answer."""
    return promise.id, promise.what, promise.words, promise.due, promise.due_words, promise.condition, promise.said_by
