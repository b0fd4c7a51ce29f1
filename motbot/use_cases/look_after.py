"""What motbot does for itself once its time has come."""

from motbot.ports.clock import Clock
from motbot.ports.upkeep_rows import UpkeepName, UpkeepRows
from motbot.use_cases.lapse_proposals import LapseProposals
from motbot.use_cases.leave import Leave
from motbot.use_cases.sweep import Sweep


class LookAfter:
    """Runs under the row's own lock: in one process at a time."""

    def __init__(self, *, upkeep: UpkeepRows, sweep: Sweep, lapse: LapseProposals, leave: Leave, clock: Clock) -> None:
        """Take where it is written down, what is done, and the clock."""
        self._upkeep = upkeep
        self._clock = clock
        self._sweep = sweep
        self._lapse = lapse
        self._leave = leave

    async def __call__(self, row_id: int) -> None:
        """Do what the row asks for."""
        row = await self._upkeep.get(row_id)
        if row is None:
            return
        if row.name is UpkeepName.SWEEP:
            await self._sweep(row.id)
            await self._lapse()
        elif row.name is UpkeepName.LEFT:
            await self._leave(row)
        elif row.name is UpkeepName.RESTORED:
            await self._upkeep.end(row.name, row.about, at=self._clock.now())
