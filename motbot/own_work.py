"""Makes what motbot does for itself: the daily sweep, leaving a workspace, care after a restore."""

from datetime import datetime

from motbot.domain.errors import SlackRefused
from motbot.ports.slack import Directory, Messenger
from motbot.ports.store import Store
from motbot.ports.upkeep_rows import UpkeepName
from motbot.slack.web_api import WebApi
from motbot.storage.database import Database
from motbot.storage.erasing import PostgresErasing
from motbot.storage.own_files import OwnFiles
from motbot.storage.upkeep import PostgresUpkeep
from motbot.use_cases.lapse_proposals import LapseProposals
from motbot.use_cases.leave import Leave
from motbot.use_cases.look_after import LookAfter
from motbot.use_cases.look_before_posting import LOOKS_FOR, LookBeforePosting
from motbot.use_cases.send_whisper import TOKEN_CODES
from motbot.use_cases.sweep import Sweep
from motbot.use_cases.welcome_agents import WELCOME_JOB
from motbot.wiring import Wiring


class OwnWork:
    """The use cases of one bot that nobody asks for."""

    def __init__(self, *, wiring: Wiring, database: Database, api: WebApi, directory: Directory, store: Store) -> None:
        """Take what they stand on."""
        self._wiring = wiring
        self._store = store
        self._api = api
        self._upkeep = PostgresUpkeep(engine=database.durable)
        erasing = PostgresErasing(engine=database.engine)
        self.leave = Leave(
            upkeep=self._upkeep,
            erasing=erasing,
            directory=directory,
            clock=wiring.clock,
            token_works=self._token_works,
        )
        self._sweep = Sweep(
            erasing=erasing,
            upkeep=self._upkeep,
            files=OwnFiles(wiring.data),
            clock=wiring.clock,
            retention=wiring.config.retention.to_domain(),
        )
        self.look_after = LookAfter(
            upkeep=self._upkeep,
            sweep=self._sweep,
            lapse=LapseProposals(store=store, clock=wiring.clock),
            leave=self.leave,
            clock=wiring.clock,
        )

    async def begin(self, team: str) -> None:
        """Our token was just taken: whoever had left is back. From now on there is a sweep; agents are welcomed."""
        await self.leave.came_back(team)
        if self._wiring.sweeps:
            await self._sweep.begin()
        if self._wiring.welcomes:
            async with self._store.begin() as tx:
                await tx.arm(WELCOME_JOB)

    async def _token_works(self) -> bool:
        """Whether Slack takes our token now. Raises SlackRateLimited or SlackUnclear where it does not say."""
        try:
            await self._api.call("auth.test")
        except SlackRefused as refusal:
            return refusal.code not in TOKEN_CODES
        return True


async def copied_at(database: Database, now: datetime) -> datetime | None:
    """When the copy was made that the database was restored from; None where it was not, or long ago.

    A copy that is being made now, or was broken off, looks the same from within: then looking does no harm.
    """
    rows = PostgresUpkeep(engine=database.engine)
    if restored := await rows.since(UpkeepName.RESTORED):
        return restored
    copied = await rows.since(UpkeepName.COPYING)
    return copied if copied and now - copied < LOOKS_FOR else None


def careful(messenger: Messenger, since: datetime | None) -> Messenger:
    """The messenger that looks before it posts, where there is a reason."""
    return messenger if since is None else LookBeforePosting(messenger=messenger, since=since)
