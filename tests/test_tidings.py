"""Tests of hearing what Slack has told another process."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any

import pytest

from motbot.slack.events import ABOUT_PEOPLE_AND_CHANNELS, parse
from motbot.slack.identity import Identity
from motbot.storage.tidings import Tiding
from motbot.tidings import STILL_COMING, Tidings

US = Identity(team="T1", user="UBOT", bot="BBOT", url="https://ours.slack.com/")
RENUMBERED = {"type": "channel_id_changed", "old_channel_id": "C1", "new_channel_id": "C2", "event_ts": "1.000001"}
JOINED = {"type": "member_joined_channel", "user": "U2", "channel": "C1", "event_ts": "1.000001"}
WE_LEFT = {"type": "channel_left", "channel": "C1", "event_ts": "1.000001"}


class ListedInbox:
    """An inbox in a list."""

    def __init__(self) -> None:
        self.events: dict[int, Mapping[str, Any]] = {}

    def put(self, number: int, event: Mapping[str, Any]) -> None:
        """Let an event come in under a number."""
        self.events[number] = {"type": "event_callback", "team_id": "T1", "event": event, "event_time": 1}

    async def newest(self) -> int:
        """The highest number."""
        return max(self.events, default=0)

    async def since(self, after: int, kinds: Collection[str]) -> Sequence[Tiding]:
        """Events with a higher number."""
        newer = sorted(one for one, body in self.events.items() if one > after and body["event"]["type"] in kinds)
        return [Tiding(id=one, body=self.events[one]) for one in newer]


class Memory:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.forgotten: list[str] = []
        self.numbers: list[str] = []

    def forget(self, user: str = "") -> None:
        """Note it."""
        self.forgotten.append(user)

    def hear_of_number(self, body: Mapping[str, Any]) -> bool:
        """Note a new number; whether it was news."""
        new = body["event"].get("new_channel_id", "")
        if not new or new in self.numbers:
            return False
        self.numbers.append(new)
        return True


@pytest.fixture
def inbox() -> ListedInbox:
    """With one old event in it."""
    inbox = ListedInbox()
    inbox.put(5, JOINED)
    return inbox


@pytest.fixture
def memory() -> Memory:
    """What is to be kept right."""
    return Memory()


@pytest.fixture
def unheard() -> list[bool]:
    """How often something may have been dropped."""
    return []


@pytest.fixture
async def tidings(inbox: ListedInbox, memory: Memory, unheard: list[bool]) -> Tidings:
    """Has looked once."""
    tidings = Tidings(
        inbox=inbox,
        rooms=memory,
        parse=partial(parse, us=US),
        kinds=ABOUT_PEOPLE_AND_CHANNELS,
        unheard=lambda: unheard.append(True),
    )
    await tidings.look()
    return tidings


async def test_what_came_before_the_start_concerns_no_memory(tidings: Tidings, memory: Memory) -> None:
    assert await tidings.look() == 0
    assert memory.forgotten == []


async def test_each_event_is_heard_once(tidings: Tidings, inbox: ListedInbox, memory: Memory) -> None:
    inbox.put(6, JOINED)

    for _ in range(2 * STILL_COMING):
        await tidings.look()

    assert memory.forgotten == ["U2"]


async def test_an_event_whose_commit_came_late_is_heard_too(
    tidings: Tidings, inbox: ListedInbox, memory: Memory
) -> None:
    inbox.put(7, JOINED | {"user": "U7"})
    await tidings.look()
    inbox.put(6, JOINED | {"user": "U6"})
    await tidings.look()

    assert memory.forgotten == ["U7", "U6"]


async def test_a_channel_that_is_closed_to_us_makes_everything_be_asked_anew(
    tidings: Tidings, inbox: ListedInbox, memory: Memory
) -> None:
    inbox.put(6, WE_LEFT)
    await tidings.look()

    assert memory.forgotten == [""]


async def test_what_was_said_under_a_number_not_yet_known_is_asked_for(
    tidings: Tidings, inbox: ListedInbox, memory: Memory, unheard: list[bool]
) -> None:
    inbox.put(6, RENUMBERED)
    inbox.put(7, RENUMBERED)
    await tidings.look()

    assert (memory.numbers, unheard) == (["C2"], [True])


async def test_an_event_that_makes_no_sense_is_left_to_whoever_takes_it_in(
    tidings: Tidings, inbox: ListedInbox, memory: Memory
) -> None:
    inbox.put(6, {"type": "user_change", "user": 5})
    inbox.put(7, JOINED)
    await tidings.look()

    assert memory.forgotten == ["U2"]
