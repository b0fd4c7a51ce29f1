"""What somebody who sets motbot up has to say, each answer read as strictly as the configuration reads it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from motbot.catalogue import labelled, say
from motbot.domain.errors import BadInput
from motbot.domain.language import Language
from motbot.settings.scalars import Account, ChannelId, Text, ZoneName
from motbot.settings.tree import CoachKind, Speech

T = TypeVar("T")

_LONGEST_URL = 3000 - len("/slack/events")
"""Characters that the manifest takes for a command's address."""


class Transport(StrEnum):
    """How Slack's events reach motbot."""

    SOCKET = "socket"
    HTTP = "http"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One channel to watch; the name is for people's own eyes and may be empty."""

    id: str
    name: str = ""
    agents: tuple[str, ...] = ()
    """Who answers here where others do than in most channels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Everything that is asked."""

    language: Language = Language.EN
    timezone: str = "UTC"
    channels: tuple[Watched, ...] = ()
    agents: tuple[str, ...] = ()
    """Of every channel that names no others."""
    leads: tuple[str, ...] = ()
    coach: CoachKind = CoachKind.PLAYBOOK
    transport: Transport = Transport.SOCKET
    url: str = ""
    """Where Slack reaches motbot over HTTP, without a slash at the end."""


def checked(answers: Answers) -> Answers:
    """The same answers, which belong together.

    Raises:
        BadInput: a channel has nobody who answers, or HTTP has no address.
    """
    if answers.channels and not answers.agents:
        raise BadInput(labelled("--agent", nobody_answers()))
    if answers.transport is Transport.HTTP and not answers.url:
        raise BadInput(
            say("--url: is missing; over HTTP, Slack has to know an address such as https://bot.example.com")
        )
    return answers


def nobody_answers() -> str:
    """What is wrong where channels are named and nobody in them."""
    return say("is missing; name at least one person (U...) who answers in the channels")


def read_language(text: str) -> Language:
    """A language of cards. Raises BadInput, as all of these do, without saying which answer it was."""
    return _read(Speech, text)


def read_zone(text: str) -> str:
    """A time zone."""
    return _read(ZoneName, text)


def read_channels(texts: Iterable[str]) -> tuple[Watched, ...]:
    """Channels, each `C0123456789` or `C0123456789:its-name`, and none of them twice."""
    pairs = (text.partition(":") for text in texts)
    found = [
        Watched(id=_read(ChannelId, number), name=_read(Text, name.removeprefix("#"))) for number, _, name in pairs
    ]
    ids = [channel.id for channel in found]
    twice = next((one for one in ids if ids.count(one) > 1), "")
    if twice:
        raise BadInput(say("{channel} is named a second time; name it once", channel=twice))
    return tuple(found)


def read_accounts(texts: Iterable[str]) -> tuple[str, ...]:
    """Persons and user groups, each once."""
    return tuple(dict.fromkeys(_read(Account, text) for text in texts))


def read_url(text: str) -> str:
    """Where Slack is to send events: an https address, for Slack takes no other; without a slash at the end."""
    try:
        parts = urlsplit(text)
        fits = parts.scheme == "https" and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        fits = False
    plain = text.isascii() and not set(text) & set(" \"'<>\\?#") and text.isprintable() and len(text) <= _LONGEST_URL
    if not (fits and plain):
        raise BadInput(say("expected an address such as https://bot.example.com"))
    return text.rstrip("/")


def words(text: str) -> Sequence[str]:
    """Several answers in one line, separated by spaces or commas (also Chinese ones)."""
    return text.replace(",", " ").replace("\N{FULLWIDTH COMMA}", " ").replace("\N{IDEOGRAPHIC COMMA}", " ").split()


def _read(kind: type[T], text: str) -> T:
    """One answer, read as the configuration reads it."""
    try:
        return TypeAdapter[T](kind).validate_python(text.strip())
    except ValidationError as error:
        detail = error.errors(include_url=False, include_input=False)[0]
        raise BadInput(str(detail["ctx"]["error"])) from None
