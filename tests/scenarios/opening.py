"""Sets the stage: a local Slack on a port of its own, the real bot connected to it, and one clock that jumps."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime

from pydantic import SecretStr

from motbot.domain.policy import ChannelPolicy
from motbot.playground.delivery import Timetable
from motbot.playground.server import Server
from motbot.playground.spec import WorkspaceSpec
from motbot.playground.workspace import Workspace
from motbot.replay.clock import JumpingClock
from motbot.settings.loading import SlackAccess
from motbot.settings.tree import LimitsBranch, PaceBranch
from motbot.storage.database import Url
from motbot.use_cases.coaching import Coaching
from motbot.wiring import Wiring
from tests.fakes.clock import T0
from tests.scenarios.stage import Stage
from tests.scenarios.town import HELP_POLICY, SUPPORT_POLICY, Model, the_settings, the_workspace


@asynccontextmanager
async def open_stage(
    *,
    database: str,
    coaching: Coaching | None = None,
    policies: Sequence[ChannelPolicy] = (SUPPORT_POLICY, HELP_POLICY),
    workspace: WorkspaceSpec | None = None,
    limits: LimitsBranch | None = None,
    pace: PaceBranch | None = None,
    start: datetime = T0,
    timetable: Timetable | None = None,
    http_port: int | None = None,
    wired: Callable[[Wiring], Wiring] = lambda wiring: wiring,
) -> AsyncIterator[Stage]:
    """Set the stage, let the story be told, and see that every story's promises held.

    `wired` may choose otherwise than all that stands here.
    """
    spec = workspace or the_workspace()
    clock = JumpingClock(start)
    slack = Workspace(spec, now=clock.now, timetable=timetable or Timetable())
    given = the_settings()
    changes = {"limits": limits or LimitsBranch(), "pace": pace or PaceBranch()}
    settings = given.model_copy(update={"config": given.config.model_copy(update=changes)})
    async with Server(slack) as server:
        access = SlackAccess(
            bot_token=SecretStr(spec.app.bot_token),
            app_token=SecretStr(spec.app.app_token),
            signing_secret=SecretStr(spec.app.signing_secret),
            api_url=server.api_url,
        )
        wiring = Wiring.for_playground(
            settings, slack=access, clock=clock, source=Url(text=database), policies=policies, jumps=True
        )
        coaches = coaching or Model().coaching()
        wiring = wired(replace(wiring, coaching=coaches, http_port=http_port))
        stage = Stage(workspace=slack, server=server, clock=clock, wiring=wiring, coaching=coaches)
        await stage.bot_starts()
        try:
            yield stage
            await stage.rests()
            await stage.must_hold()
        finally:
            await stage.bot_stops()
