"""Whatever has happened around a customer, nothing of them is left once they are forgotten, and others keep theirs."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import pytest

from motbot.domain.events import Act, Acted
from motbot.domain.people import Person, PersonKind
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.use_cases.forgetting import forgets, left_of
from tests.use_cases.promised import plain
from tests.use_cases.talk import ALICE, BEN, CARLA, KIM, TEAM, Talk

pytestmark = pytest.mark.timeout(300)  # a busy machine is no failure
PRESSES = (Act.CLAIM, Act.DONE, Act.EDITED, Act.NOT_HELPFUL, Act.LATER, Act.CONFIRMED, Act.NOT_QUITE, Act.STILL_RUNNING)


@dataclass(slots=True, kw_only=True)
class Story:
    """What happens around one customer, whose matter is named by a word that stands nowhere else."""

    talk: Talk
    random: Random
    customer: str
    matter: str
    roots: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    """What the customer has written and not taken back."""

    async def begins(self) -> None:
        """The customer asks for something."""
        thread = self.random.choice((*self.roots, ""))
        ts = await self.talk.says(self.customer, f"The {self.matter} fails, please send us the report.", thread=thread)
        self.own.append(ts)
        self.roots += [] if thread else [ts]

    async def is_answered(self) -> None:
        """One of our side answers, with a promise or without one."""
        user = self.random.choice((ALICE, ALICE, BEN, KIM))
        said = self.random.choice(("I will send the report on {} by 15:00.", "The {} works again.", "Which {} is it?"))
        await self.talk.says(user, said.format(self.matter), thread=self.random.choice(self.roots))

    async def is_edited(self) -> None:
        """The customer puts it otherwise."""
        await self.talk.edits(self.customer, self.random.choice(self.own), f"It is the other {self.matter} that fails.")

    async def is_taken_back(self) -> None:
        """The customer takes a message back, but never the first one."""
        if len(self.own) > 1:
            await self.talk.deletes(self.own.pop())

    async def is_pressed(self) -> None:
        """An agent presses a button of the card, and writes something."""
        async with self.talk.store.begin() as tx:
            found = await tx.moments.last_in(await self.talk.conversation_of(self.roots[-1]))
        if found is not None:
            user, act = self.random.choice((ALICE, BEN)), self.random.choice(PRESSES)
            note = f"About the {self.matter}"
            at = self.talk.clock.now()
            await self.talk.hears(Acted(team=TEAM, user=user, act=act, moment=found.id, value=note, note=note, at=at))

    async def is_named(self) -> None:
        """Somebody else mentions them elsewhere."""
        await self.talk.says(CARLA, f"Like <@{self.customer}> we wait for an answer.")

    async def goes_on(self) -> None:
        """Time passes."""
        await self.talk.passes(self.random.choice((timedelta(seconds=20), timedelta(hours=1), timedelta(days=1))))


@pytest.mark.row("I2", trials=6, long=200)
async def test_whatever_has_happened_nothing_of_a_forgotten_customer_is_left(
    database: Database, store: PostgresStore, trials: int
) -> None:
    random, talk = Random(12), Talk(database, store, read=plain)
    for number in range(trials):
        story = Story(talk=talk, random=random, customer=f"U9{number:04d}", matter=f"matter{number:04d}")
        kind = random.choice((PersonKind.OUTSIDER, PersonKind.GUEST))
        talk.directory.add(Person(id=story.customer, team="T2", kind=kind, name=f"Name{number:04d}"))
        steps: list[Callable[[], Awaitable[None]]] = [
            *(story.begins, story.is_answered, story.is_edited, story.is_taken_back),
            *(story.is_pressed, story.is_pressed, story.is_named, story.goes_on, story.goes_on),
        ]
        await story.begins()
        await talk.passes()
        for _ in range(random.randrange(12)):
            await random.choice(steps)()

        done = await forgets(talk, story.customer)

        assert done.is_whole
        assert await left_of(database, story.customer, story.matter, f"Name{number:04d}") == {}
        assert [one for user in (ALICE, BEN, KIM) for one in talk.seen_by(user) if story.matter in str(one)] == []
