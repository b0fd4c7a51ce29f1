"""What was missed is put into the inbox; what came in as usual is not stored a second time."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from motbot.domain.errors import BadInput
from motbot.domain.events import Deleted, Edited, Event, Posted
from motbot.domain.people import Author
from motbot.domain.policy import ChannelPolicy
from motbot.ports.records import KnownLine
from motbot.storage.store import PostgresStore
from motbot.use_cases.catch_up import CatchUp
from tests.fakes.clock import T0, FakeClock
from tests.fakes.directory import FakeDirectory
from tests.fakes.samples import a_line

KNOWN, MISSED = "1772442000.000100", "1772442060.000100"
BY = Author(user="U1", team="T1")


def posted(ts: str) -> Posted:
    return Posted(team="T1", channel="C1", ts=ts, author=BY, text="Hello", at=datetime.fromtimestamp(float(ts), UTC))


EDITED = Edited(team="T1", channel="C1", ts=KNOWN, author=BY, text="Hello!", at=T0)
DELETED = Deleted(team="T1", channel="C1", ts=KNOWN, at=T0)


class FakeHistory:
    """Gives the events it was made with."""

    def __init__(self, events: Sequence[Event | None]) -> None:
        self.events = list(events)

    async def since(self, channel: str, ts: str, *, known: Sequence[KnownLine] = ()) -> Sequence[Mapping[str, Any]]:
        """One body an event."""
        return [{"event_id": f"catchup:{number}", "number": number} for number, _ in enumerate(self.events)]

    def parse(self, body: Mapping[str, Any]) -> Event | None:
        """The event of a body; None stands for what makes no sense."""
        event = self.events[int(body["number"])]
        if event is None:
            raise BadInput
        return event


async def caught_up(store: PostgresStore, *events: Event | None) -> int:
    """How many of the events were new to the inbox, one message being stored already."""
    async with store.begin() as tx:
        await tx.lines.put(a_line(KNOWN))
    history = FakeHistory(events)
    directory = FakeDirectory(channels=[ChannelPolicy(id="C1")])
    catch_up = CatchUp(store=store, directory=directory, history=history, parse=history.parse, clock=FakeClock())
    return (await catch_up({"C1": KNOWN})).messages


async def test_a_message_that_is_stored_is_not_stored_as_an_event_again(store: PostgresStore) -> None:
    assert await caught_up(store, posted(KNOWN)) == 0


@pytest.mark.parametrize("event", [posted(MISSED), EDITED, DELETED, None])
async def test_everything_else_is_put_into_the_inbox(store: PostgresStore, event: Event | None) -> None:
    assert await caught_up(store, posted(KNOWN), event) == 1


async def test_a_message_that_was_taken_back_is_told_again_and_stays_away(store: PostgresStore) -> None:
    async with store.begin() as tx:
        await tx.lines.put(a_line(MISSED))
        await tx.lines.remove("T1", "C1", MISSED)

    assert await caught_up(store, posted(MISSED)) == 1
