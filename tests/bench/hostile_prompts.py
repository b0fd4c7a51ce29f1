"""How long hostile prompts hold up a process that tries them, and its event loop meanwhile.

python -m tests.bench.hostile_prompts
"""

import asyncio
import statistics
import time

from motbot.domain.errors import BadPrompt
from motbot.llm.trying import tried_template
from tests.llm.hostile import ALL, FRONT, TASK

TICK = 0.005
GOOD = FRONT + "{{ fence_tag }} {{ facts }}{% for one in lines %}{{ one.text | untrusted }}{% endfor %}\n"


async def main() -> None:
    """Try all of them, one after another, beside a clock that ticks on the same loop."""
    lags: list[float] = []
    ticking = asyncio.create_task(tick(lags))
    await asyncio.sleep(1)
    idle, took, refused = list(lags), [], 0
    lags.clear()
    for one in ALL:
        began = time.perf_counter()
        try:
            await tried_template(text=one.text, source=one.name, task=TASK, model="m")
        except BadPrompt:
            refused += 1
        took.append(time.perf_counter() - began)
    busy = list(lags)
    began = time.perf_counter()
    await tried_template(text=GOOD, source="good", task=TASK, model="m")
    good = time.perf_counter() - began
    ticking.cancel()
    print(f"{refused} of {len(ALL)} refused; slowest {max(took):.2f} s, median {statistics.median(took):.2f} s")
    print(f"a good one took {good:.2f} s")
    print(f"event loop lag, idle: {told(idle)}; meanwhile: {told(busy)}")


async def tick(lags: list[float]) -> None:
    """Note by how much each tick comes late."""
    while True:
        due = time.perf_counter() + TICK
        await asyncio.sleep(TICK)
        lags.append(time.perf_counter() - due)


def told(lags: list[float]) -> str:
    """Median, p99 and worst in milliseconds."""
    ranked = sorted(lags)
    return ", ".join(f"{1000 * ranked[int(share * (len(ranked) - 1))]:.1f} ms" for share in (0.5, 0.99, 1))


if __name__ == "__main__":
    asyncio.run(main())
