"""What the environment says: addresses, folders, and every secret, read from a mapping that is given."""

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

from motbot.catalogue import listed, matched, our_shelf, say, to_say, with_aside
from motbot.domain.errors import BadConfig
from motbot.settings.nearest import FARTHEST, nearest
from motbot.settings.places import Problem, bad_config
from motbot.settings.scalars import shown
from motbot.settings.tree import LogLevel

SLACK_API_URL = "https://slack.com/api/"

_WHERE = to_say("environment")
_UNPRINTABLE = re.compile(r"[\s\x00-\x1f\x7f-\xff'\"<>]|[^\x00-\xff]")


class LogFormat(StrEnum):
    """How a line of the log looks; `auto` is console on a terminal and JSON elsewhere."""

    AUTO = "auto"
    CONSOLE = "console"
    JSON = "json"


def _secret(value: str) -> SecretStr:
    """A token as it may stand in an HTTP header; the message never shows it."""
    if _UNPRINTABLE.search(value):
        raise ValueError(
            say(
                "expected one token without spaces, quotes, line ends or other signs; copy it again from where "
                "it was made"
            )
        )
    return SecretStr(value)


def _token(*, ours: str, others: Mapping[str, str]) -> BeforeValidator:
    """A Slack token that is not one of the other kinds; unknown forms pass, for other servers have their own."""

    def read(value: str) -> SecretStr:
        for start, name in others.items():
            if value.startswith(start):
                raise ValueError(
                    say("expected {ours}; found {name}; the two may be swapped", ours=say(ours), name=say(name))
                )
        return _secret(value)

    return BeforeValidator(read)


def _language(value: str) -> str:
    known = our_shelf().languages()
    if not matched(value, known):
        words = listed(sorted(known))
        raise ValueError(say("expected one of {words}; found {value}{hint}", words=words, value=shown(value), hint=""))
    return value


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        works = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        works = False
    if not works or _UNPRINTABLE.search(value):
        raise ValueError(
            say("expected an address that begins with https:// or http://; found {value}", value=shown(value))
        )
    return value


def _slack_address(value: str) -> str:
    return _web_address(value).rstrip("/") + "/"


def _database_address(value: str) -> SecretStr:
    """Never shown: it may hold a password."""
    if not value.startswith(("postgresql://", "postgres://")):
        raise ValueError(
            say("expected an address such as postgresql://user@host:5432/motbot; other databases are not supported")
        )
    return SecretStr(value)


def _file(value: str) -> Path:
    path = Path(value).expanduser()
    if not path.is_file():
        raise ValueError(
            say("expected the path of a file; found {value}, which is none; check the path", value=shown(value))
        )
    return path


def _folder(value: str) -> Path:
    path = Path(value).expanduser()
    if not path.is_dir():
        raise ValueError(
            say("expected the path of a folder; found {value}, which is none; check the path", value=shown(value))
        )
    return path


def _folder_to_be(value: str) -> Path:
    path = Path(value).expanduser()
    if not path.is_absolute() or (path.exists() and not path.is_dir()):
        raise ValueError(say("expected the full path of a folder (it may be new); found {value}", value=shown(value)))
    return path


class LogWish(BaseModel):
    """What MOTBOT_LOG asks for; None where it leaves the choice to the config."""

    model_config = ConfigDict(frozen=True)

    format: LogFormat = LogFormat.AUTO
    level: LogLevel | None = None


def _log_wish(value: str) -> LogWish:
    known = {member.value for member in (*LogFormat, *LogLevel)}
    words = value.lower().split(",")
    if not known.issuperset(words):
        expected = say(
            "expected {formats} and {levels}, joined by a comma such as json,debug",
            formats=listed(LogFormat),
            levels=listed(LogLevel),
        )
        raise ValueError(say("{expected}; found {value}", expected=expected, value=shown(value)))
    chosen: dict[str, str] = {("format" if word in set(LogFormat) else "level"): word for word in words}
    return LogWish.model_validate(chosen)


_BOT = {"xapp-": to_say("an app token (xapp-)"), "xoxp-": to_say("a person's token (xoxp-)")}
_APP = {"xoxb-": to_say("a bot token (xoxb-)"), "xoxp-": to_say("a person's token (xoxp-)")}
Secret = Annotated[SecretStr, BeforeValidator(_secret)]
WebAddress = Annotated[str, BeforeValidator(_web_address)]


class Environment(BaseModel):
    """Every variable motbot reads, by its own name in lower case. Empty variables count as not set."""

    model_config = ConfigDict(frozen=True, extra="ignore", alias_generator=str.upper)

    slack_bot_token: Annotated[SecretStr, _token(ours=to_say("a bot token (xoxb-)"), others=_BOT)] | None = None
    slack_app_token: Annotated[SecretStr, _token(ours=to_say("an app token (xapp-)"), others=_APP)] | None = None
    slack_signing_secret: Secret | None = None
    slack_api_url: Annotated[str, BeforeValidator(_slack_address)] = SLACK_API_URL
    openai_api_key: Secret | None = None
    openai_base_url: WebAddress | None = None
    azure_openai_endpoint: WebAddress | None = None
    azure_openai_api_key: Secret | None = None
    azure_openai_ad_token: Secret | None = None
    openai_api_version: str = ""
    motbot_config: Annotated[Path, BeforeValidator(_file)] | None = None
    motbot_prompts: Annotated[Path, BeforeValidator(_folder)] | None = None
    motbot_database_url: Annotated[SecretStr, BeforeValidator(_database_address)] | None = None
    motbot_data_dir: Annotated[Path, BeforeValidator(_folder_to_be)] | None = None
    motbot_language: Annotated[str, BeforeValidator(_language)] = ""
    motbot_locales: Annotated[Path, BeforeValidator(_folder)] | None = None
    motbot_log: Annotated[LogWish, BeforeValidator(_log_wish)] = Field(default_factory=LogWish)


VARIABLES = tuple(name.upper() for name in Environment.model_fields)
"""Every variable motbot reads."""

_SLACK_VARIABLES = frozenset(name for name in VARIABLES if name.startswith("SLACK_"))
NOT_FOR_PLAYGROUND = _SLACK_VARIABLES | {"MOTBOT_CONFIG", "MOTBOT_DATABASE_URL"}
"""A playground brings its own Slack, config and database, whatever the shell has been set up for."""


def read_environment(
    environ: Mapping[str, str], *, ignored: frozenset[str] = frozenset(), origins: Mapping[str, str] | None = None
) -> Environment:
    """Read the variables we know.

    Args:
        environ: usually `os.environ`.
        ignored: variables that count as not set.
        origins: where a variable was set if not in the environment, as `file:line`, for the messages.

    Raises:
        BadConfig: a variable cannot be used, or a MOTBOT_ variable is probably misspelt.
    """
    given: dict[str, Any] = {name: environ[name] for name in VARIABLES if environ.get(name) and name not in ignored}
    problems = _misspelt(environ)
    try:
        environment = Environment.model_validate(given)
    except ValidationError as error:
        told = (
            Problem(path=_placed(str(detail["loc"][0]), origins or {}), text=str(detail["ctx"]["error"]))
            for detail in error.errors(include_url=False, include_input=False)
        )
        raise bad_config(say(_WHERE), [*problems, *told]) from None
    if problems:
        raise bad_config(say(_WHERE), problems)
    return environment


def _placed(name: str, origins: Mapping[str, str]) -> str:
    """A variable's name, with the place in a file where it was set there."""
    return with_aside(name, origins.get(name, ""))


def require(
    needs: Mapping[str, SecretStr | None], *, what_for: str, lookalikes: Mapping[str, str] | None = None
) -> dict[str, SecretStr]:
    """The variables' values, all of them set.

    Raises:
        BadConfig: names every one that is missing, what it is for, and a name that is set and nearly the same.
    """
    missing = [name for name, value in needs.items() if value is None]
    if missing:
        near = lookalikes or {}
        raise BadConfig("\n".join(_missing(name, near.get(name, ""), what_for) for name in missing))
    return {name: value for name, value in needs.items() if value is not None}


def _missing(name: str, near: str, what_for: str) -> str:
    where = say(_WHERE)
    if near:
        return say("{where}: {name}: is not set, but {near} is; correct its name", where=where, name=name, near=near)
    return say("{where}: {name}: is not set; {what_for}", where=where, name=name, what_for=what_for)


def lookalikes_of(environ: Mapping[str, str]) -> dict[str, str]:
    """By variables of ours that are not set, names that are set and nearly the same.

    Beside those that begin with MOTBOT_ they may well be another program's: they are told only where ours are missed.
    """
    strange = sorted(name for name in environ if environ[name] and name not in VARIABLES)
    like = {name: [one for one in VARIABLES if abs(len(one) - len(name)) <= FARTHEST] for name in strange}
    near = ((nearest(name, known), name) for name, known in like.items())
    return {ours: name for ours, name in near if ours and not environ.get(ours)}


def _misspelt(environ: Mapping[str, str]) -> list[Problem]:
    """Variables that look like ours and are not."""
    ours = [name for name in VARIABLES if name.startswith("MOTBOT_")]
    strange = (name for name in sorted(environ) if name.startswith("MOTBOT_") and name not in ours)
    near = ((name, nearest(name, ours)) for name in strange)
    return [
        Problem(path=name, text=say("unknown variable; did you mean '{meant}'?", meant=meant))
        for name, meant in near
        if meant
    ]
