"""What one running motbot is made of, chosen before anything is opened: for Slack, or for the playground."""

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from motbot.catalogue import say
from motbot.clock import SystemClock
from motbot.domain.errors import BadConfig
from motbot.domain.policy import ChannelPolicy
from motbot.ports.clock import Clock
from motbot.settings.loading import ModelAccess, Settings, SlackAccess
from motbot.settings.tree import CoachKind, Config
from motbot.storage.database import Url
from motbot.storage.embedded import Embedded
from motbot.use_cases.coaching import Coaching


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiring:
    """Every choice, as a value."""

    config: Config
    prompts: Path
    source: Embedded | Url
    slack: SlackAccess
    policies: Sequence[ChannelPolicy]
    clock: Clock
    model: ModelAccess | None = None
    """None coaches with the playbook alone."""
    coaching: Coaching | None = None
    """Coaches that are there already, whatever `model` says: a test's own."""
    listen: bool = True
    http_port: int | None = None
    """Take events over HTTP on this port; None means Socket Mode."""
    jumps: bool = False
    """The clock jumps: timers wait for whoever makes it jump, never for real time."""
    look_up: bool = True
    """False posts again blindly after an unclear failure: for the fault rig only."""
    health: bool = True
    """Serve the health pages on the config's health port."""
    sweeps: bool = False
    """Erase what has been kept long enough, once a day."""
    welcomes: bool = False
    """Greet every agent once."""
    data: Path | None = None
    """The folder with files of motbot's own; None where there is none."""

    @classmethod
    def for_slack(
        cls, settings: Settings, *, http_port: int | None, listen: bool, health_port: int | None = None
    ) -> "Wiring":
        """Everything from the environment and the config; `health_port` wins over the config's.

        Raises:
            BadConfig: a variable that is needed is not set.
        """
        config = settings.config
        if health_port is not None:
            config = config.model_copy(update={"health_port": health_port})
        return cls(
            config=config,
            prompts=settings.prompts,
            source=source_of(settings),
            slack=settings.slack_access(over_http=http_port is not None, listens=listen),
            policies=config.channel_policies(),
            clock=SystemClock(),
            model=settings.model_access() if config.coach is CoachKind.MODEL else None,
            listen=listen,
            http_port=http_port,
            sweeps=True,
            welcomes=config.welcome,
            data=own_folder(settings),
        )

    @classmethod
    def for_playground(
        cls,
        settings: Settings,
        *,
        slack: SlackAccess,
        clock: Clock,
        source: Embedded | Url,
        policies: Sequence[ChannelPolicy] | None = None,
        model: bool = False,
        jumps: bool = False,
    ) -> "Wiring":
        """A bot beside a local Slack: its own database, the playbook unless a model was asked for."""
        return cls(
            config=settings.config,
            prompts=settings.prompts,
            source=source,
            slack=slack,
            policies=settings.config.channel_policies() if policies is None else policies,
            clock=clock,
            model=settings.model_access() if model else None,
            jumps=jumps,
            health=False,
        )


def source_of(settings: Settings) -> Embedded | Url:
    """The database: the user's own where one is named, else the embedded one."""
    given = settings.environment
    if given.motbot_database_url is not None:
        return Url(text=given.motbot_database_url.get_secret_value())
    return Embedded(folder=data_folder(settings), root_allowed=settings.config.database.root_allowed)


def data_folder(settings: Settings) -> Path:
    """Where data is kept on this machine, whether or not the database is elsewhere. Raises BadConfig: nowhere."""
    return settings.environment.motbot_data_dir or _usual_data_folder()


def own_folder(settings: Settings) -> Path | None:
    """The same, and None where there is nowhere: a database of one's own needs no folder."""
    try:
        return data_folder(settings)
    except BadConfig:
        return None


def _usual_data_folder() -> Path:
    """Where data is kept when nobody says: the system's place for it, never below a home folder of root's.

    Raises:
        BadConfig: there is no such place, and the remedy.
    """
    if os.geteuid() == 0:
        return Path("/var/lib/motbot")
    home = os.environ.get("XDG_DATA_HOME") or os.environ.get("HOME")
    if not home:
        raise BadConfig(
            say("environment: MOTBOT_DATA_DIR: is not set, and this account has no home; name a folder for the data")
        )
    base = Path(home) if os.environ.get("XDG_DATA_HOME") else Path(home) / ".local" / "share"
    return base / "motbot"


def playground_folder() -> Path:
    """The playground's own data folder, one for each account, in the system's temporary area."""
    return Path(tempfile.gettempdir()) / f"motbot-playground-{os.geteuid()}"
