"""Lets customers write at an even pace."""

import asyncio
from collections.abc import Sequence
from time import perf_counter

from tests.rig.stage import Stage
from tests.rig.town import request
from tests.rig.watching import Watch

_MORE = ("Our accountant asks for it.", "It has to be the one with the new address.", "Thanks in advance!")


async def write_requests(stage: Stage, watch: Watch, numbers: Sequence[int], *, rate: float) -> None:
    """One message a request, so many a second."""
    began = perf_counter()
    for count, number in enumerate(numbers):
        await asyncio.sleep(max(0.0, began + count / rate - perf_counter()))
        _write(stage, watch, number, request(number))


async def write_bursts(stage: Stage, watch: Watch, numbers: Sequence[int], *, rate: float, apart: float) -> None:
    """Three messages a request, `apart` seconds from one another; `rate` counts messages a second."""
    began = perf_counter()
    async with asyncio.TaskGroup() as group:
        for count, number in enumerate(numbers):
            await asyncio.sleep(max(0.0, began + 3 * count / rate - perf_counter()))
            group.create_task(_burst(stage, watch, number, apart))


async def _burst(stage: Stage, watch: Watch, number: int, apart: float) -> None:
    """The request, and what its customer has to add."""
    _write(stage, watch, number, request(number))
    for more in _MORE[:2]:
        await asyncio.sleep(apart)
        _write(stage, watch, number, more)


def _write(stage: Stage, watch: Watch, number: int, text: str) -> None:
    """One message, with the time it was written at."""
    watch.sent[number] = perf_counter()
    stage.workspace.post(stage.town.customer(number), stage.town.channel(number), text)
