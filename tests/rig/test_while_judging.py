"""Words are edited, taken back, answered or added to while a model is at them: the newest truth wins."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import pytest
from typing_extensions import override

from motbot.domain.expectation import Assessed, Assessment, Draft, Drafted
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.playground.changes import Change
from tests.fakes.coach import ScriptedAssessor, ScriptedDrafter
from tests.fakes.database import make_empty
from tests.rig.conftest import OpenCrowd
from tests.rig.crowd import Crowd
from tests.rig.town import OURS, Town, numbers_in, request
from tests.scenarios.town import Model

pytestmark = pytest.mark.timeout(300)  # a busy machine is no failure
A_TALK = 60
"""Requests of one talk: too few for nudges to fade for an agent who answers by themselves."""
AT_ONCE = 6
"""Requests that are judged at once: fewer than the bot does at once, so that events are heard meanwhile."""
KINDS = ("stays", "is edited", "is deleted", "is answered", "is added to")
Meanwhile = Callable[[ConversationView], Awaitable[None]]


@dataclass(slots=True, kw_only=True)
class Fate:
    """What happens to one request while a model is at it."""

    number: int
    kind: str
    when: str
    """While it is judged, or while a reply to it is drafted."""
    is_heard: bool
    """The bot has heard of it before the model answers; else it may hear of it before or after."""
    ts: str = ""
    has_happened: bool = False
    shown: list[str] = field(default_factory=list)
    """What was put before anybody since the bot has heard of it."""


class InterruptedAssessor(ScriptedAssessor):
    """Something happens while it thinks."""

    def __init__(self, meanwhile: Meanwhile) -> None:
        super().__init__()
        self._meanwhile = meanwhile

    @override
    async def assess(self, view: ConversationView) -> Assessed:
        """Let it happen, and answer by the rule."""
        await self._meanwhile(view)
        return await super().assess(view)


class InterruptedDrafter(ScriptedDrafter):
    """Likewise; what it drafts repeats the words it drafts for."""

    def __init__(self, meanwhile: Meanwhile) -> None:
        super().__init__(rule=_repeated)
        self._meanwhile = meanwhile

    @override
    async def draft(self, view: ConversationView, assessment: Assessment, language: Language) -> Drafted:
        """Let it happen, and answer by the rule."""
        await self._meanwhile(view)
        return await super().draft(view, assessment, language)


def _repeated(view: ConversationView, assessment: Assessment, language: Language) -> Draft:
    return Draft(reply=f"About this: {view.focus_text}", why="Offer")


def _old(number: int) -> str:
    """A word of a request that an edit takes away."""
    return f"Old{number:06d}"


@dataclass(slots=True)
class Meddling:
    """Lets fate take its course, and sees what comes of it."""

    fates: Mapping[int, Fate]
    people: Crowd | None = None

    def at(self, when: str) -> Meanwhile:
        """What happens while something is under way."""

        async def meanwhile(view: ConversationView) -> None:
            for number in numbers_in({"text": view.focus_text}):
                fate = self.fates[number]
                if self.people is not None and fate.when == when and not fate.has_happened:
                    fate.has_happened = True
                    await self._happens(self.people, fate)

        return meanwhile

    async def _happens(self, people: Crowd, fate: Fate) -> None:
        slack, town, number = people.stage.workspace, people.town, fate.number
        customer, agent, where = town.customer(number), town.agent(number), town.channel(number)
        ts = fate.ts
        if fate.kind == "is edited":
            slack.edit(customer, where, fate.ts, f"{request(number)} Please hurry.")
        elif fate.kind == "is deleted":
            slack.delete(customer, where, fate.ts)
        elif fate.kind == "is answered":
            ts = slack.post(agent, where, "Here is the invoice.", thread_ts=fate.ts)
        elif fate.kind == "is added to":
            ts = slack.post(customer, where, "By the way, it is for March.", thread_ts=fate.ts)
        if fate.is_heard:
            await _heard(people, where, ts, fate.kind)
            people.stage.workspace.on_change(lambda change: self._note(fate, change))

    @staticmethod
    def _note(fate: Fate, change: Change) -> None:
        if change.by_bot and change.kind in {"posted", "edited"} and fate.number in numbers_in(change.payload):
            fate.shown.append(str(change.payload))


async def _heard(people: Crowd, where: str, ts: str, kind: str) -> None:
    """Wait until the bot has taken in what happened."""
    while True:
        async with people.stage.bot.store.singly() as tx:
            known = await tx.lines.get(OURS, where, ts)
        if known and (known.removed or kind != "is deleted") and ("hurry" in known.line.text or kind != "is edited"):
            return
        await people.stage.until(lambda: not people.stage.workspace.unacked)


@pytest.mark.row("D2", trials=12, long=500)
async def test_whatever_happens_while_a_model_is_at_it_nobody_is_nudged_by_words_that_are_gone(
    crowd: OpenCrowd, worker_database: str, trials: int
) -> None:
    random = Random(17)
    for begun in range(0, trials, A_TALK):
        make_empty(worker_database)
        await _one_talk(crowd, list(_fates(random, min(A_TALK, trials - begun))))


def _fates(random: Random, count: int) -> Iterator[Fate]:
    for number in range(count):
        when, is_heard = random.choice(("judged", "drafted")), random.random() < 0.5
        yield Fate(number=number, kind=random.choice(KINDS), when=when, is_heard=is_heard)


async def _one_talk(crowd: OpenCrowd, fates: list[Fate]) -> None:
    meddling, model = Meddling({fate.number: fate for fate in fates}), Model()
    model.assessor = InterruptedAssessor(meddling.at("judged"))
    model.drafter = InterruptedDrafter(meddling.at("drafted"))
    async with crowd(Town(channels=AT_ONCE, customers=-(-len(fates) // AT_ONCE)), coaching=model.coaching()) as people:
        meddling.people = people
        for fate in fates:
            number = fate.number
            who, where = people.town.customer(number), people.town.channel(number)
            fate.ts = people.stage.workspace.post(who, where, f"{request(number)} {_old(number)}")
            if number % AT_ONCE == AT_ONCE - 1:
                people.has_said(number + 1)
                await people.stage.passes(timedelta(minutes=1))
        people.has_said(len(fates))
        found = await people.settles()
        left = str([people.stage.workspace.dm(people.town.agent(number)) for number in range(people.town.channels)])

    gone = {fate.number for fate in fates if fate.kind == "is deleted"}
    answered = {fate.number for fate in fates if fate.kind == "is answered"}
    assert gone <= set(found.lost) <= gone | answered
    assert (found.doubled, found.misplaced, found.seen_by_customers) == (0, 0, 0)
    assert [fate for fate in fates if not fate.has_happened and fate.number not in found.lost] == []
    edited = [fate for fate in fates if fate.kind == "is edited"]
    assert [fate for fate in edited if _old(fate.number) in left or request(fate.number) not in left] == []
    late = [fate for fate in fates if fate.kind in {"is deleted", "is edited"} and _old(fate.number) in str(fate.shown)]
    assert late == []
