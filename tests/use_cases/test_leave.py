"""Tests of leaving a workspace: Slack says so early, late, twice, or after the app is back."""

from datetime import timedelta

import pytest

from motbot.domain.errors import SlackUnclear
from motbot.domain.retention import Retention
from motbot.ports.upkeep_rows import UpkeepName
from motbot.storage.database import Database
from motbot.storage.erasing import PostgresErasing
from motbot.storage.own_files import OwnFiles
from motbot.storage.store import PostgresStore
from motbot.storage.upkeep import PostgresUpkeep
from motbot.use_cases.lapse_proposals import LapseProposals
from motbot.use_cases.leave import Leave
from motbot.use_cases.look_after import LookAfter
from motbot.use_cases.sweep import Sweep
from tests.fakes.clock import T0, FakeClock
from tests.fakes.directory import FakeDirectory
from tests.fakes.everything import CANARY, TEAM, fill, holding


class Left:
    """A bot's own work, with a token that works or does not."""

    def __init__(self, database: Database, store: PostgresStore, clock: FakeClock) -> None:
        """Take where it all happens."""
        self.works: bool | None = False
        """None: Slack does not say."""
        self.upkeep = PostgresUpkeep(engine=database.engine)
        self.directory = FakeDirectory(team=TEAM)
        self.clock, self.store = clock, store
        erasing = PostgresErasing(engine=database.engine)
        self.leave = Leave(
            upkeep=self.upkeep, erasing=erasing, directory=self.directory, clock=clock, token_works=self._token_works
        )
        self.sweep = Sweep(
            erasing=erasing, upkeep=self.upkeep, files=OwnFiles(None), clock=clock, retention=Retention()
        )
        self.look_after = LookAfter(
            upkeep=self.upkeep,
            sweep=self.sweep,
            lapse=LapseProposals(store=store, clock=clock),
            leave=self.leave,
            clock=clock,
        )

    async def _token_works(self) -> bool:
        if self.works is None:
            raise SlackUnclear
        return self.works

    async def passes(self, time: timedelta = timedelta(0)) -> None:
        """What is to be done by then is done."""
        self.clock.move(time)
        for job in await self.store.due(self.clock.now(), 10):
            await self.look_after(job.subject)


@pytest.fixture
def left(database: Database, store: PostgresStore, clock: FakeClock) -> Left:
    return Left(database, store, clock)


async def test_of_a_workspace_that_uninstalled_the_app_nothing_is_kept(
    database: Database, store: PostgresStore, left: Left
) -> None:
    await fill(database, store, opened=True)

    assert await left.leave.uninstalled(TEAM)
    await left.passes()

    assert await holding(database, CANARY) == set()
    assert left.directory.forgotten == [""]


async def test_what_still_comes_from_it_is_not_taken_and_goes_too(
    database: Database, store: PostgresStore, left: Left
) -> None:
    await left.leave.uninstalled(TEAM)
    await left.passes()
    await fill(database, store)

    assert await left.leave.is_gone(TEAM)
    await left.passes(timedelta(minutes=6))

    assert await holding(database, CANARY) == set()


async def test_an_old_farewell_does_no_harm_to_an_app_that_is_back(
    database: Database, store: PostgresStore, left: Left
) -> None:
    await fill(database, store)
    left.works = True

    assert not await left.leave.uninstalled(TEAM)
    await left.passes()

    assert "moments" in await holding(database, CANARY)


async def test_an_app_that_is_back_before_all_is_erased_keeps_the_rest(
    database: Database, store: PostgresStore, left: Left
) -> None:
    await fill(database, store)
    await left.leave.uninstalled(TEAM)
    left.works = True

    await left.passes()

    assert "moments" in await holding(database, CANARY)
    assert await left.upkeep.since(UpkeepName.LEFT, TEAM) is None


async def test_an_app_that_is_installed_again_is_heard_at_once(left: Left) -> None:
    await left.leave.uninstalled(TEAM)
    await left.passes()
    left.works = True

    assert not await left.leave.is_gone(TEAM)
    assert await left.upkeep.since(UpkeepName.LEFT, TEAM) is None


async def test_nothing_is_erased_while_slack_does_not_say_whether_we_are_out(
    database: Database, store: PostgresStore, left: Left
) -> None:
    await fill(database, store)
    left.works = None

    with pytest.raises(SlackUnclear):
        await left.leave.uninstalled(TEAM)

    assert await left.upkeep.since(UpkeepName.LEFT, TEAM) is None


async def test_a_revoked_token_alone_costs_no_row(database: Database, store: PostgresStore, left: Left) -> None:
    await fill(database, store)
    before = await holding(database, CANARY)

    left.leave.revoked(TEAM)
    await left.passes(timedelta(hours=1))

    assert await holding(database, CANARY) == before
    assert not await left.leave.is_gone(TEAM)


async def test_the_sweep_comes_every_day_and_a_second_start_does_not_put_it_off(left: Left) -> None:
    await left.sweep.begin()
    left.clock.move(timedelta(seconds=30))
    await left.sweep.begin()

    assert await left.store.next_wake() == T0 + timedelta(minutes=1)
    await left.passes(timedelta(seconds=30))

    assert await left.store.next_wake() == left.clock.now() + timedelta(days=1)


async def test_a_sweep_that_was_cut_off_comes_again_all_the_same(left: Left) -> None:
    await left.sweep.begin()
    left.clock.move(timedelta(minutes=1))
    (job,) = await left.store.due(left.clock.now(), 10)
    assert (job.kind, job.lock) == ("upkeep", f"upkeep:{job.subject}")

    await left.upkeep.wake(job.subject, left.clock.now() + timedelta(days=1))  # all that a killed one has done

    assert await left.store.next_wake() == left.clock.now() + timedelta(days=1)
    await left.look_after(job.subject)  # what takes over a dead one's job
    assert await left.store.next_wake() == left.clock.now() + timedelta(days=1)


async def test_care_after_a_restore_ends_by_itself(left: Left) -> None:
    await left.upkeep.begin(UpkeepName.RESTORED, at=T0, wake_at=T0 + timedelta(days=7))

    await left.passes(timedelta(days=7))

    assert await left.upkeep.since(UpkeepName.RESTORED) is None
    await left.look_after(999)  # a row that is gone
