"""What the tests of cases from life share: people, a channel, a folder of prompts of one's own, and a proposing run."""

import io
from pathlib import Path

from rich.console import Console

from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import ChannelPolicy
from motbot.ports.lived import Lived
from motbot.settings.loading import Settings, load_settings
from motbot.tuning.case_files import CaseFiles
from motbot.tuning.from_slack import ProposeWish, propose
from motbot.use_cases.propose_cases import Proposals
from tests.fakes.clock import FakeClock
from tests.fakes.directory import FakeDirectory
from tests.fakes.lived import AGENT, CUSTOMER, FakeLived

NAMES = {CUSTOMER: ("Wilhelmina Ortega", "mina"), AGENT: ("Hyacinth Bloom", "hbloom")}
POLICY = ChannelPolicy(
    id="C1",
    name="ext-quarkware",
    agents=frozenset({AGENT}),
    zone="Europe/Berlin",
    facts="Wilhelmina pays by invoice. Support is there from 9 to 18.",
)


def directory() -> FakeDirectory:
    """Slack, as far as it says who these are."""
    people = [
        Person(id=CUSTOMER, team="T2", kind=PersonKind.OUTSIDER, name=NAMES[CUSTOMER][0], names=NAMES[CUSTOMER]),
        Person(id=AGENT, team="T1", kind=PersonKind.MEMBER, name=NAMES[AGENT][0], names=NAMES[AGENT]),
    ]
    return FakeDirectory(people=people, channels=[POLICY])


def own_settings(folder: Path) -> Settings:
    """The playbook's settings, with a folder of prompts of one's own."""
    config, prompts = folder / "motbot.yaml", folder / "prompts"
    config.write_text("coach: playbook\ntimezone: Europe/Berlin\n")
    prompts.mkdir(exist_ok=True)
    return load_settings(
        {"MOTBOT_CONFIG": str(config), "MOTBOT_PROMPTS": str(prompts), "MOTBOT_DATA_DIR": str(folder / "data")}
    )


async def run_proposing(folder: Path, *conversations: Lived, wish: ProposeWish | None = None) -> tuple[Proposals, str]:
    """Propose cases of these; gives them, and what the terminal shows."""
    settings, shown = own_settings(folder), io.StringIO()
    found = await propose(
        settings,
        wish or ProposeWish(since="all"),
        CaseFiles.of(settings),
        lived=FakeLived(*conversations),
        directory=directory(),
        clock=FakeClock(),
        console=Console(file=shown, highlight=False, width=200),
    )
    return found, shown.getvalue()
