"""Asks for what no flag has answered, one question at a time, until the answer can be used."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from zoneinfo import available_timezones

from motbot.catalogue import LANGUAGE_TOLD_BY, labelled, listed, say
from motbot.domain.errors import BadInput
from motbot.domain.language import Language
from motbot.founding.answers import (
    Answers,
    Transport,
    Watched,
    nobody_answers,
    read_accounts,
    read_channels,
    read_language,
    read_url,
    read_zone,
    words,
)
from motbot.settings.tree import CoachKind

S = TypeVar("S")
T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Ask = Callable[[str, str], str]
"""Asks a question with its default, and gives what was typed."""
Tell = Callable[[str], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the flags say; None is still to be asked."""

    language: str | None = None
    timezone: str | None = None
    channels: tuple[str, ...] | None = None
    agents: tuple[str, ...] | None = None
    leads: tuple[str, ...] | None = None
    coach: CoachKind | None = None
    transport: Transport | None = None
    url: str | None = None


def settled(said: Said, usual: Answers) -> Answers:
    """The flags' answers, and what is usual for the rest. Raises BadInput: a flag cannot be used."""
    by_url = Transport.HTTP if said.url is not None else usual.transport
    channels = usual.channels if said.agents is None else _with_all_agents(usual.channels)
    return Answers(
        language=_of_flag("--language", said.language, read_language, usual.language),
        timezone=_of_flag("--timezone", said.timezone, read_zone, usual.timezone),
        channels=_of_flag("--channel", said.channels, _channels_as(channels), channels),
        agents=_of_flag("--agent", said.agents, read_accounts, usual.agents),
        leads=_of_flag("--lead", said.leads, read_accounts, usual.leads),
        coach=said.coach or usual.coach,
        transport=said.transport or by_url,
        url=_of_flag("--url", said.url, read_url, usual.url),
    )


def _with_all_agents(channels: Sequence[Watched]) -> tuple[Watched, ...]:
    """The channels where whoever answers answers in all of them."""
    return tuple(replace(one, agents=()) for one in channels)


def _channels_as(usual: Sequence[Watched]) -> Callable[[Iterable[str]], tuple[Watched, ...]]:
    """Reads channels; in those that are usual the same people answer as before."""
    agents = {one.id: one.agents for one in usual}
    return lambda texts: tuple(replace(one, agents=agents.get(one.id, ())) for one in read_channels(texts))


def _of_flag(flag: str, given: S | None, read: Callable[[S], T], usual: T) -> T:
    """What a flag says, or else what is usual. Raises BadInput, which names the flag."""
    if given is None:
        return usual
    try:
        return read(given)
    except BadInput as wrong:
        raise BadInput(labelled(flag, str(wrong))) from None


def asked(said: Said, usual: Answers, *, ask: Ask, tell: Tell) -> Answers:
    """Everything, the open questions answered by whoever sits there. Raises BadInput: a flag cannot be used."""
    known = settled(said, usual)
    asking = _Asking(ask, tell)
    if said.language is None:
        question = say("Language of cards (en, zh)")
        known = replace(known, language=asking.until(question, known.language.value, read_language))
    if said.timezone is None:
        known = replace(known, timezone=asking.until(say("Time zone"), known.timezone, read_zone))
    if said.channels is None:
        question = say("Channels to watch, as C0123456789:name with spaces between (empty: later)")
        read = _channels_as(known.channels)
        usually = " ".join(f"{one.id}:{one.name}" if one.name else one.id for one in known.channels)
        known = replace(known, channels=asking.until(question, usually, lambda text: read(words(text))))
    if said.agents is None and known.channels:
        question = say("Who answers there, as U0123456789 with spaces between, or user groups (S...)")
        agents = asking.until(question, " ".join(known.agents), _somebody)
        channels = known.channels if agents == known.agents else _with_all_agents(known.channels)
        known = replace(known, agents=agents, channels=channels)
    if said.leads is None:
        question = say("Leads, who may review threads (empty: nobody yet)")
        leads = asking.until(question, " ".join(known.leads), lambda text: read_accounts(words(text)))
        known = replace(known, leads=leads)
    return _how(said, known, asking)


def _how(said: Said, known: Answers, asking: "_Asking") -> Answers:
    """The questions about how it runs."""
    if said.coach is None:
        question = say("Who coaches: playbook (offline, no key) or model (a language model)")
        known = replace(known, coach=asking.until(question, known.coach.value, _one_of(CoachKind)))
    if said.transport is None and said.url is None:
        question = say("How Slack reaches motbot: socket (nothing to open) or http (an address of yours)")
        known = replace(known, transport=asking.until(question, known.transport.value, _one_of(Transport)))
    if known.transport is Transport.HTTP and said.url is None:
        known = replace(known, url=asking.until(say("Its address (https://...)"), known.url, read_url))
    return known


class _Asking:
    """One question after the other."""

    def __init__(self, ask: Ask, tell: Tell) -> None:
        """Take how to ask and how to say what is wrong."""
        self._ask = ask
        self._tell = tell

    def until(self, question: str, usual: str, read: Callable[[str], T]) -> T:
        """Ask until the answer can be read."""
        while True:
            try:
                return read(self._ask(question, usual).strip())
            except BadInput as wrong:
                self._tell(str(wrong))


def _one_of(kind: type[E]) -> Callable[[str], E]:
    def read(text: str) -> E:
        try:
            return kind(text.lower())
        except ValueError:
            raise BadInput(say("expected one of {known}", known=listed(kind))) from None

    return read


def _somebody(text: str) -> tuple[str, ...]:
    found = read_accounts(words(text))
    if not found:
        raise BadInput(nobody_answers())
    return found


def usual_answers(environ: Mapping[str, str], localtime: Path = Path("/etc/localtime")) -> Answers:
    """What this machine says of language and time zone."""
    spoken = next((environ[name] for name in LANGUAGE_TOLD_BY if environ.get(name)), "")
    language = Language.ZH if spoken.lower().startswith("zh") else Language.EN
    _, _, linked = os.path.realpath(localtime).partition("zoneinfo/")
    candidates = (environ.get("TZ", "").removeprefix(":"), linked)
    zones = available_timezones()
    return Answers(language=language, timezone=next((zone for zone in candidates if zone in zones), "UTC"))
