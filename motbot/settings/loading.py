"""Brings environment and file together into the one frozen tree that the program is built from."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError

from motbot.catalogue import say, to_say
from motbot.settings.defaults import default_config, default_prompts
from motbot.settings.env_file import with_env_file
from motbot.settings.environment import (
    NOT_FOR_PLAYGROUND,
    SLACK_API_URL,
    Environment,
    LogFormat,
    lookalikes_of,
    read_environment,
    require,
)
from motbot.settings.explaining import explain
from motbot.settings.places import Problem, bad_config
from motbot.settings.reading import Document, read_document
from motbot.settings.tree import CoachKind, Config, LogLevel

_MODEL_KEY = to_say("it is needed because the config says `coach: model`; set it, or say `coach: playbook`")
_ASKED_KEY = to_say("`--model` needs it; set it where motbot is started, or leave `--model` out")
_NO_KEY_NEEDED = "unused"
_PROMPTS = "prompts"
_PLAYBOOK = "playbook"
"""What makes a folder one of prompts: accepted cases alone may stand in one of that name too."""


class SlackAccess(BaseModel):
    """What it takes to reach Slack; in Socket Mode the app token is set, over HTTP the signing secret."""

    model_config = ConfigDict(frozen=True)

    bot_token: SecretStr
    app_token: SecretStr | None = None
    signing_secret: SecretStr | None = None
    api_url: str = SLACK_API_URL


class ModelAccess(BaseModel):
    """What it takes to reach the model. `azure_endpoint` is set for Azure only, and then `base_url` is not."""

    model_config = ConfigDict(frozen=True)

    api_key: SecretStr | None = None
    base_url: str | None = None
    azure_endpoint: str | None = None
    azure_ad_token: SecretStr | None = None
    azure_api_version: str = ""


class Settings(BaseModel):
    """Everything motbot was told: what the file says, what the environment says, and where the file is."""

    model_config = ConfigDict(frozen=True)

    config: Config
    environment: Environment
    file: Path
    lookalikes: Mapping[str, str] = {}
    """By variables that are not set, names that are set and nearly the same."""

    @property
    def prompts(self) -> Path:
        """The folder of prompt templates and playbook: the one that is named, else the one beside the configuration."""
        beside = self.file.parent / _PROMPTS
        return self.environment.motbot_prompts or (beside if (beside / _PLAYBOOK).is_dir() else default_prompts())

    @property
    def has_own_prompts(self) -> bool:
        """Whether the prompts are the user's own, and not those that the next version of motbot brings."""
        return self.environment.motbot_prompts is not None or self.prompts != default_prompts()

    @property
    def log_level(self) -> LogLevel:
        """MOTBOT_LOG wins over the file."""
        return self.environment.motbot_log.level or self.config.log_level

    @property
    def log_format(self) -> LogFormat:
        """How a line of the log looks."""
        return self.environment.motbot_log.format

    def slack_access(self, *, over_http: bool = False, listens: bool = True) -> SlackAccess:
        """What `run` needs to reach Slack; the bot's token is enough for a process that only works.

        Raises:
            BadConfig: names each variable that is not set.
        """
        given = self.environment
        second = "SLACK_SIGNING_SECRET" if over_http else "SLACK_APP_TOKEN"
        needs = {"SLACK_BOT_TOKEN": given.slack_bot_token}
        if listens:
            needs[second] = given.slack_signing_secret if over_http else given.slack_app_token
        what_for = say("motbot needs it to reach Slack; copy it from your app's page at api.slack.com/apps into .env")
        found = require(needs, what_for=what_for, lookalikes=self.lookalikes)
        return SlackAccess(
            bot_token=found["SLACK_BOT_TOKEN"],
            app_token=found.get("SLACK_APP_TOKEN"),
            signing_secret=found.get("SLACK_SIGNING_SECRET"),
            api_url=given.slack_api_url,
        )

    def model_access(self) -> ModelAccess:
        """What it takes to reach the model: Azure where its endpoint is set, else OpenAI or a compatible server.

        A server of one's own at OPENAI_BASE_URL often wants no key, so none is asked for there.

        Raises:
            BadConfig: names each variable that is not set.
        """
        given = self.environment
        if given.azure_openai_endpoint:
            return self._azure_access(given.azure_openai_endpoint)
        fallback = SecretStr(_NO_KEY_NEEDED) if given.openai_base_url else None
        needs = {"OPENAI_API_KEY": given.openai_api_key or fallback}
        found = require(needs, what_for=self._why_a_key(), lookalikes=self.lookalikes)
        return ModelAccess(api_key=found["OPENAI_API_KEY"], base_url=given.openai_base_url)

    def _why_a_key(self) -> str:
        """A model is asked because the config says so; where it does not, the command line did."""
        return say(_MODEL_KEY if self.config.coach is CoachKind.MODEL else _ASKED_KEY)

    def _azure_access(self, endpoint: str) -> ModelAccess:
        given = self.environment
        version = SecretStr(given.openai_api_version) if given.openai_api_version else None
        credential = given.azure_openai_api_key or given.azure_openai_ad_token
        needs = {"AZURE_OPENAI_API_KEY": credential, "OPENAI_API_VERSION": version}
        require(needs, what_for=self._why_a_key(), lookalikes=self.lookalikes)
        return ModelAccess(
            api_key=given.azure_openai_api_key,
            azure_endpoint=endpoint,
            azure_ad_token=None if given.azure_openai_api_key else given.azure_openai_ad_token,
            azure_api_version=given.openai_api_version,
        )


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Read the file that MOTBOT_CONFIG names with the `.env` beside it, or else the shipped one, and the environment.

    Raises:
        BadConfig: tells every mistake with its place, up to ten at once.
    """
    given = with_env_file(environ)
    environment = read_environment(given.environ, origins=given.origins)
    file = environment.motbot_config or default_config()
    return Settings(
        config=load_config(file), environment=environment, file=file, lookalikes=lookalikes_of(given.environ)
    )


def load_playground_settings(environ: Mapping[str, str]) -> Settings:
    """Read the shipped playground configuration, leaving Slack, MOTBOT_CONFIG and MOTBOT_DATABASE_URL aside.

    Raises:
        BadConfig: as above.
    """
    file = default_config("playground.yaml")
    environment = read_environment(environ, ignored=NOT_FOR_PLAYGROUND)
    return Settings(config=load_config(file), environment=environment, file=file, lookalikes=lookalikes_of(environ))


def load_config(path: Path) -> Config:
    """Read one configuration file.

    Raises:
        BadConfig: tells every mistake with its place, up to ten at once.
    """
    document = read_document(path)
    problems = list(document.problems)
    if document.value is not None:
        try:
            config = Config.model_validate(document.value)
        except ValidationError as error:
            problems += explain(error, document)
        else:
            problems += _repeated_channels(config, document)
            if not problems:
                return config
    raise bad_config(document.file, problems)


def _repeated_channels(config: Config, document: Document) -> list[Problem]:
    """Channels that stand in the list more than once: which entry counts would be anybody's guess."""
    first: dict[str, int] = {}
    for place, channel in enumerate(config.channels):
        first.setdefault(channel.id, place)
    return [
        Problem(
            mark=document.mark(("channels", place, "id")),
            path=f"channels[{place}].id",
            text=say("the channel {id} stands in the list a second time; keep one of the two entries", id=channel.id),
        )
        for place, channel in enumerate(config.channels)
        if first[channel.id] != place
    ]
