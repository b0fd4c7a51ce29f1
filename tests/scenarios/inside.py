"""A stage on which every channel has had its conversation, with its sheets, its promises and its figures."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

from motbot.domain.conversation import Conversation
from motbot.domain.expectation import Provenance
from motbot.domain.message import Line
from motbot.domain.nudge import Place
from motbot.domain.people import Side
from motbot.domain.policy import Keeping
from motbot.domain.promise import Promise, PromiseState
from motbot.domain.reading import Strength
from motbot.domain.review import Review
from motbot.playground.changes import Change
from motbot.ports.records import StoredLine
from motbot.slack.permalinks import permalink
from tests.fakes.database import make_empty
from tests.scenarios.knocking import Door
from tests.scenarios.opening import open_stage
from tests.scenarios.roles import (
    ARCHIVED,
    MAY,
    NAMES,
    READABLE,
    SPOKEN_IN,
    Role,
    Room,
    policies,
    the_workspace,
)
from tests.scenarios.stage import SOON, Stage
from tests.scenarios.town import OURS, Model

NO_THREAD = "1772442000.999999"


@dataclass(frozen=True, slots=True)
class Spot:
    """What somebody points at."""

    name: str
    channel: str
    ts: str
    room: Room | None = None
    """None where there is nothing at all."""


@dataclass(slots=True)
class Inside:
    """What is known behind the door."""

    stage: Stage
    door: Door
    spots: dict[str, Spot]
    blind: dict[str, Spot]
    """Threads that are reviewed blind."""
    reviews: dict[str, tuple[int, ...]]
    """By the id of the channel: the open one, then the blind one."""
    shown_to: list[tuple[str, str]] = field(default_factory=list)
    """Whom the bot has shown anything since, and what of it they may not see: nothing, or each is a leak."""
    calls_before: int = 0

    @property
    def unaccounted(self) -> int:
        """How many calls the bot has made that answer nothing that was sent to it."""
        return len(self.stage.workspace.calls) - self.calls_before - self.door.calls

    def watch(self) -> None:
        """Look over everybody's shoulder from now on."""
        self.calls_before, self.door.calls = len(self.stage.workspace.calls), 0
        self.stage.workspace.on_change(self._changed)

    def _changed(self, change: Change) -> None:
        if not change.by_bot:
            return
        members = self.stage.workspace.conversation(change.channel).members if change.channel else {}
        told = json.dumps(change.payload, ensure_ascii=False)
        for user in [change.user] if change.kind in {"view", "home", "ephemeral"} else members:
            if user != self.stage.workspace.app.bot_user_id:
                self.shown_to += [(user, one) for one in self.leaks(user, told)]

    def link(self, spot: Spot) -> str:
        """Its permalink."""
        return permalink(
            f"https://{self.stage.workspace.team.domain}.slack.com/", Place(channel=spot.channel, ts=spot.ts)
        )

    def secrets_of(self, room: Room) -> tuple[str, ...]:
        """What tells of a channel: its words, its name and id, the stamps of what was said, its reviews."""
        stamps = [spot.ts for spot in (self.spots[room.id], self.blind[room.id])]
        digits = [ts.replace(".", "") for ts in stamps]
        sheets = [
            f'"{review}:{page}:{part}"' for review in self.reviews[room.id] for page in (0, 1, 2) for part in (0, 1)
        ]
        return (room.word, room.name, room.id, *stamps, *digits, *sheets)

    def leaks(self, user: str, shown: str) -> list[str]:
        """What somebody was shown and may not be."""
        rooms = [room for room in SPOKEN_IN if not may(user, room)]
        names = [name for account, name in NAMES.items() if account != user]
        return [
            one for one in (*names, *(secret for room in rooms for secret in self.secrets_of(room))) if one in shown
        ]


def may(user: str, room: Room | None) -> bool:
    """Who may see the sheets of a channel: the oracle of all these tests."""
    return room in READABLE and user in MAY


@asynccontextmanager
async def went_inside(database: str) -> AsyncIterator[Inside]:
    """Let every conversation be held, reviewed by the lead, and archived where it is to be."""
    make_empty(database)
    coaching, spec = Model().coaching(), the_workspace()
    async with open_stage(database=database, coaching=coaching, policies=policies(), workspace=spec) as stage:
        slack = stage.workspace
        dm = slack.im_with(Role.SPEAKER)
        spots = {room.id: Spot(room.name, room.id, await talked(stage, room), room) for room in SPOKEN_IN}
        blind = {room.id: Spot(room.name, room.id, await talked(stage, room), room) for room in SPOKEN_IN}
        said = slack.post(Role.SPEAKER, dm.id, "Hello bot.")
        spots["dm"] = blind["dm"] = Spot("dm", dm.id, said)
        spots["nothread"] = blind["nothread"] = Spot("nothread", READABLE[0].id, NO_THREAD)
        spots["nowhere"] = blind["nowhere"] = Spot("nowhere", "C1NOWHERE", NO_THREAD)
        await stage.rests()
        slack.archive(ARCHIVED.id)
        await stage.rests()
        inside = Inside(stage=stage, door=Door(stage), spots=spots, blind=blind, reviews={})
        for room in READABLE:
            await _a_broken_promise(stage, room)
            for word, spot in (("", spots[room.id]), ("calibrate ", blind[room.id])):
                await inside.door.types(Role.LEAD, f"review {word}{inside.link(spot)}")
        for room in SPOKEN_IN:
            inside.reviews[room.id] = tuple(sorted(one.id for one in await reviews_of(stage, room)))
        inside.watch()
        yield inside
        _close_all(stage)


async def reviews_of(stage: Stage, room: Room) -> list[Review]:
    """Every review of a channel."""
    async with stage.bot.store.begin() as tx:
        return list(await tx.reviews.look_up(OURS, channel=room.id))


async def talked(stage: Stage, room: Room, *, to: str = "") -> str:
    """Somebody asks, one of us by a mention where that is given, and the speaker answers; gives the root."""
    slack = stage.workspace
    called = f"<@{to}> " if to else ""
    root = slack.post(room.asker, room.id, f"{called}The {room.word} export fails, please mend it.")
    await stage.passes(SOON)
    slack.post(Role.SPEAKER, room.id, f"The {room.word} disk was full; it works again.", thread_ts=root)
    await stage.passes(timedelta(minutes=20))
    return root


async def _a_broken_promise(stage: Stage, room: Room) -> None:
    """The speaker has promised something there whose time is over."""
    now = stage.clock.now()
    at, ts = now - timedelta(hours=2), f"{now.timestamp() - 7200:.0f}.{READABLE.index(room):06d}"
    words = f"I will send the {room.word} report."
    async with stage.bot.store.begin() as tx:
        held = await tx.conversations.save(
            Conversation(team=OURS, channel=room.id, root_ts=ts, opened_at=at, last_at=at)
        )
        line = Line(ts=ts, at=at, side=Side.AGENT, author=Role.SPEAKER, text=words)
        await tx.lines.put(StoredLine(team=OURS, channel=room.id, conversation=held.id, line=line, read=True))
        promise = Promise(
            team=OURS,
            channel=room.id,
            conversation=held.id,
            agent=Role.SPEAKER,
            said_by=Role.SPEAKER,
            lines=(ts,),
            what=f"the {room.word} report",
            words=words,
            strength=Strength.FIRM,
            due=now - timedelta(hours=1),
            provenance=Provenance(coach="playbook", revision="r1"),
            state=PromiseState.BROKEN,
            made_at=at,
            tracked_at=at,
            broken_at=now - timedelta(hours=1),
            told_late_for=now - timedelta(hours=1),
        )
        await tx.promises.save(replace(promise, wake_at=promise.armed(Keeping()).wake_at))


def _close_all(stage: Stage) -> None:
    """Everybody closes what they have open: what was refused to a customer is a window of ours as well."""
    slack = stage.workspace
    for user in slack.users:
        slack.views.clear(user)
        slack.views._homes.pop(user, None)
