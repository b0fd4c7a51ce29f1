"""The line at the foot of the terminal beside a real bot: it follows, the log goes on above it, and it leaves."""

import asyncio
import io
import logging
import re
from dataclasses import replace

from rich.console import Console

from motbot.metrics import Metrics
from motbot.status_line import StatusLine
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import Stage
from tests.scenarios.town import CARLA, SUPPORT_POLICY, Model

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


async def test_the_line_follows_the_bot_and_the_log_goes_on_above_it(stage: Stage, model: Model) -> None:
    await stage.asks(CARLA, "The export has been failing since this morning.")
    assert len(model.assessor.seen) == 1
    terminal, root = io.StringIO(), logging.getLogger()
    before = io.StringIO()
    handler = logging.StreamHandler(before)
    root.addHandler(handler)
    console = Console(file=terminal, force_terminal=True, width=120, color_system=None)

    following = asyncio.create_task(StatusLine(console).follow(stage.bot))
    await stage.until(lambda: "1 private message" in terminal.getvalue())
    root.warning("one line of the log, which is longer than the terminal is wide: %s", "x" * 150)
    following.cancel()
    await asyncio.gather(following, return_exceptions=True)
    root.warning("after it")
    root.removeHandler(handler)

    shown = _ESCAPES.sub("", terminal.getvalue())
    assert "● connected since" in shown
    assert "1 event today · 1 private message · 0 waiting · playbook" in shown
    assert "x" * 150 in shown, "a long line is not cut"
    assert before.getvalue() == "after it\n"


async def test_a_line_to_every_agent_counts_as_much_as_a_card(staged: Staged) -> None:
    async with staged(policies=[replace(SUPPORT_POLICY, on_duty=())]) as stage:
        await stage.asks(CARLA, "The export has been failing since this morning.")
        terminal = io.StringIO()
        console = Console(file=terminal, force_terminal=True, width=120, color_system=None)

        following = asyncio.create_task(StatusLine(console).follow(stage.bot))
        await stage.until(lambda: "1 event today" in terminal.getvalue())
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)

    assert "1 event today · 2 private messages" in _ESCAPES.sub("", terminal.getvalue())


async def test_what_the_bot_does_is_counted(stage: Stage) -> None:
    await stage.asks(CARLA, "The export has been failing since this morning.")
    metrics = stage.bot.metrics

    assert metrics.total("slack_payloads_total", fate="store") == 1
    assert metrics.total("slack_stored_seconds_count") == 1
    assert metrics.total("slack_event_age_seconds_count") == 1
    assert metrics.total("whispers_total", kind="card", outcome="sent") == 1
    assert metrics.total("jobs_total", kind="coach_moment", outcome="done") == 1
    assert metrics.total("jobs_total", outcome="failed") == 0
    assert _labels(metrics) <= 120


def _labels(metrics: Metrics) -> int:
    """How many series there are, buckets left out."""
    samples = [one for family in metrics.registry.collect() for one in family.samples]
    return sum(not one.name.endswith("_bucket") for one in samples)
