"""A founded folder, and a small Slack to try it on."""

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from motbot.checkup.finding import Finding, Light
from motbot.founding.answers import Answers, Watched
from motbot.founding.folder import write
from motbot.founding.perform import files_of
from motbot.playground.server import Server
from motbot.playground.spec import two_companies
from motbot.playground.workspace import Workspace
from motbot.settings import Settings, load_settings

ALICE, BEN, GUEST, CARLA = "U0ALICE", "U0BEN", "U0GUEST", "U0CARLA"

Founded = Callable[..., Settings]


@pytest.fixture
async def slack() -> AsyncIterator[Server]:
    """A small Slack on a port of its own."""
    async with Server(Workspace(two_companies(), now=lambda: datetime.now(UTC))) as server:  # noqa: TID251 # a server's Date is real
        yield server


@pytest.fixture
def founded(tmp_path: Path) -> Founded:
    """Founds a folder and gives its settings, as `motbot check` reads them."""

    def found(
        *, channel: str = "C0SUPPORT", agents: Sequence[str] = (ALICE,), bot: str = "xoxb-playground", **environ: str
    ) -> Settings:
        folder = tmp_path / "bot"
        watched = (Watched(id=channel, name="acme"),) if channel else ()
        list(write(folder, files_of(Answers(channels=watched, agents=tuple(agents)))))
        given = {
            "SLACK_BOT_TOKEN": bot,
            "SLACK_APP_TOKEN": "xapp-playground",
            "MOTBOT_DATA_DIR": str(tmp_path / "data"),
        }
        return load_settings({"MOTBOT_CONFIG": str(folder / "motbot.yaml"), **given, **environ})

    return found


def lights(findings: Sequence[Finding]) -> dict[str, Light]:
    """How each thing is; what stands there twice, by its worst."""
    worst = (Light.GREEN, Light.UNTRIED, Light.AMBER, Light.RED)
    found: dict[str, Light] = {}
    for one in findings:
        found[one.thing] = max(found.get(one.thing, Light.GREEN), one.light, key=worst.index)
    return found


def about(findings: Sequence[Finding], thing: str) -> str:
    """All that is said of one thing."""
    return " | ".join(f"{one.text} {one.remedy}" for one in findings if one.thing == thing)
