"""Every job runs twice at once, the second time in no order: as when processes stand still and are taken over."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import psycopg
import pytest

from tests.rig.conftest import OpenCrowd
from tests.rig.crowd import Crowd, assert_whole
from tests.rig.town import Town, key_of, request
from tests.scenarios.town import offline

pytestmark = pytest.mark.timeout(300)  # a busy machine is no failure
TWICE = """
    CREATE FUNCTION rig_twice() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF pg_trigger_depth() = 1 THEN
            INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args, scheduled_at)
            VALUES (NEW.queue_name, NEW.task_name, NEW.priority, NEW.args, NEW.scheduled_at);
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER rig_twice AFTER INSERT ON procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION rig_twice();
"""
ONCE = "DROP TRIGGER rig_twice ON procrastinate_jobs; DROP FUNCTION rig_twice"


@asynccontextmanager
async def every_job_twice(database: str) -> AsyncIterator[None]:
    """Put a second job beside each, without its lock; the bot goes on while the table is waited for."""
    async with await psycopg.AsyncConnection.connect(database, autocommit=True) as connection:
        await connection.execute(TWICE)
        try:
            yield
        finally:
            await connection.execute(ONCE)


def keys(people: Crowd) -> Counter[str]:
    """How often each private message stands there, by its key."""
    slack, agents = people.stage.workspace, range(people.town.channels)
    return Counter(key_of(message) for number in agents for message in slack.dm(people.town.agent(number)))


@pytest.mark.row("B6", "C1", "D1", trials=6, long=600)
async def test_whatever_runs_twice_at_once_is_done_once(crowd: OpenCrowd, worker_database: str, trials: int) -> None:
    """Requests, edits, answers, a confirmation each: one card and one question to confirm for each request."""
    town = Town(channels=6, customers=-(-trials // 6))
    async with crowd(town, coaching=offline()) as people:
        async with every_job_twice(worker_database):
            slack = people.stage.workspace
            asked = []
            for number in range(trials):
                ts = slack.post(town.customer(number), town.channel(number), request(number))
                slack.edit(town.customer(number), town.channel(number), ts, request(number) + " It is urgent.")
                asked.append(ts)
            people.has_said(trials)
            cards = await people.settles(timedelta(minutes=2))
            for number, ts in enumerate(asked):
                slack.post(town.agent(number), town.channel(number), "Here is the invoice.", thread_ts=ts)
            await people.stage.passes(timedelta(hours=5))

        assert_whole(cards)
        found = keys(people)
        assert set(found.values()) == {1}
        assert len([key for key in found if key.startswith("confirm:")]) == trials
