"""Tests of finding in the inbox what Slack has told any process."""

from datetime import timedelta

import pytest

from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from motbot.storage.tidings import PostgresTidings, Tiding
from tests.fakes.clock import T0


@pytest.fixture
def tidings(database: Database) -> PostgresTidings:
    """The inbox of the test's database."""
    return PostgresTidings(engine=database.engine)


async def put(store: PostgresStore, event_id: str, kind: str) -> int:
    """Let an event come in; gives its number."""
    body = {"type": "event_callback", "event": {"type": kind}}
    stored = await store.accept(team="T", event_id=event_id, body=body, at=T0 + timedelta(days=1))
    assert stored is not None
    return stored


async def test_an_empty_inbox_has_no_newest_event(tidings: PostgresTidings) -> None:
    assert await tidings.newest() == 0


async def test_only_newer_events_of_the_wanted_types_are_found(store: PostgresStore, tidings: PostgresTidings) -> None:
    known = await put(store, "1", "user_change")
    await put(store, "2", "message")
    new = await put(store, "3", "user_change")
    press = await store.accept(team="T", event_id="4", body={"type": "block_actions"}, at=T0)

    found = await tidings.since(known, ["user_change", "channel_id_changed"])

    assert found == [Tiding(id=new, body={"type": "event_callback", "event": {"type": "user_change"}})]
    assert await tidings.newest() == press
