"""One row of the outbox with everything around it: the real database, a clock, a directory and a messenger."""

from dataclasses import dataclass, replace
from itertools import count

from motbot.domain.errors import MotbotError
from motbot.domain.language import Language
from motbot.domain.nudge import Place, Prompt, PromptPurpose, Whisper
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import ChannelPolicy
from motbot.storage.store import PostgresStore
from motbot.use_cases.send_whisper import SendWhisper
from tests.fakes.clock import T0, FakeClock
from tests.fakes.directory import FakeDirectory
from tests.fakes.messenger import FakeMessenger, Shown, Verb

ALICE, SUPPORT = "U1", "C1"
_numbers = count(1)


class Killed(MotbotError):
    """The process ended here: nothing after this line happened."""


def prompt(words: str) -> Prompt:
    """A message with these words."""
    return Prompt(
        moment=1,
        purpose=PromptPurpose.LATER,
        language=Language.EN,
        place=Place(channel=SUPPORT, ts="1.0"),
        card=None,
        channel_name="support",
        words=words,
    )


@dataclass(kw_only=True)
class Outbox:
    """One row of the outbox, and everything around it."""

    store: PostgresStore
    clock: FakeClock
    directory: FakeDirectory
    messenger: FakeMessenger
    send: SendWhisper
    id: int

    async def row(self) -> Whisper:
        """As it is stored now."""
        async with self.store.begin() as tx:
            found = await tx.whispers.get(self.id)
        assert found is not None
        return found

    async def says(self, words: str) -> None:
        """The row shall show other words (again)."""
        row = await self.row()
        async with self.store.begin() as tx:
            await tx.whispers.save(replace(row, nudge=prompt(words), withdrawn=False, version=row.version + 1))

    async def withdraws(self) -> None:
        """The row shall show nothing."""
        row = await self.row()
        async with self.store.begin() as tx:
            await tx.whispers.save(replace(row, withdrawn=True, version=row.version + 1))

    async def runs(self) -> None:
        """Its job runs; where the process is killed, it runs again."""
        try:
            await self.send(self.id)
        except Killed:
            return

    async def runs_to_the_end(self) -> Whisper:
        """Jobs and timers, until nothing is left to do."""
        for _ in range(60):
            row = await self.row()
            if row.is_settled:
                return row
            if row.wake_at is not None:
                self.clock.set(max(self.clock.now(), row.wake_at))
                await self.store.due(self.clock.now(), 10)
            await self.runs()
        raise AssertionError(f"it never settles: {await self.row()}")

    @property
    def shown(self) -> list[Shown]:
        """What Alice sees."""
        return self.messenger.seen_by(ALICE)

    @property
    def verbs(self) -> list[Verb]:
        """Every call that was made."""
        return [call.verb for call in self.messenger.calls]


async def outbox(store: PostgresStore, *, look_up: bool = True) -> Outbox:
    """A new row for Alice."""
    clock = FakeClock()
    directory = FakeDirectory(
        people=[Person(id=ALICE, team="T1", kind=PersonKind.MEMBER)],
        channels=[ChannelPolicy(id=SUPPORT, agents=frozenset({ALICE}))],
    )
    messenger = FakeMessenger(clock=clock)
    fresh = Whisper(
        key=f"later:{next(_numbers)}:1:U1", team="T1", to=ALICE, moment=1, nudge=prompt("first"), created_at=T0
    )
    async with store.begin() as tx:
        row = await tx.whispers.save(fresh)
    send = SendWhisper(store=store, directory=directory, messenger=messenger, clock=clock, look_up=look_up)
    return Outbox(store=store, clock=clock, directory=directory, messenger=messenger, send=send, id=row.id)
