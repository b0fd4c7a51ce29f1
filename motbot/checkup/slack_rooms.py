"""What is tried of the watched channels: that we are in them, that the agents are, and that everybody named exists."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from motbot.catalogue import listed, say, say_many, with_aside
from motbot.checkup.finding import Finding, Light, untried
from motbot.domain.errors import Retryable, SlackRefused
from motbot.domain.people import PersonKind
from motbot.settings.tree import ChannelBranch, Config
from motbot.slack.people import SlackDirectory
from motbot.slack.web_api import WebApi

AT_ONCE = 4
"""Channels looked at side by side: Slack counts calls by the minute."""
_NAMED = 5
"""Accounts named in one line at most."""


class Rooms:
    """Looks at channels, user groups and accounts, asking Slack for each only once."""

    def __init__(self, *, api: WebApi, directory: SlackDirectory, config: Config) -> None:
        """Take what asks Slack, and what the configuration names."""
        self._api = api
        self._directory = directory
        self._config = config
        self._groups: dict[str, tuple[str, ...]] = {}

    async def look(self) -> list[Finding]:
        """The groups, then each channel, then whoever else is named."""
        groups = [await self._group(group) for group in sorted(set(self._names("S")))]
        slots = asyncio.Semaphore(AT_ONCE)

        async def channel(branch: ChannelBranch) -> Finding:
            async with slots:
                return await self._channel(branch)

        channels = await asyncio.gather(*map(channel, self._config.channels))
        return [*channels, *groups, *await self._people()]

    def _names(self, *starts: str) -> Iterable[str]:
        """Every account or group of the configuration whose id begins so."""
        people = self._config.people
        lists = [people.leads, people.trainers, people.admins]
        lists += [each for one in self._config.channels for each in (one.agents, one.on_duty, one.leads)]
        return (name for names in lists for name in names if name.startswith(starts))

    async def _group(self, group: str) -> Finding:
        thing = say("user group {id}", id=group)
        try:
            answer = await self._api.call("usergroups.users.list", usergroup=group)
        except SlackRefused as refusal:
            remedy = say("Copy its id from the group's menu > Copy group ID, or name the persons (U...).")
            told = say("Slack says no ({code})", code=refusal.code)
            return Finding(thing=thing, light=Light.RED, text=told, remedy=remedy)
        except Retryable as trouble:
            return _later(thing, trouble)
        self._groups[group] = tuple(str(user) for user in answer.get("users") or ())
        told = say_many("{count} member", "{count} members", count=len(self._groups[group]))
        if self._groups[group]:
            return Finding(thing=thing, text=told)
        return Finding(thing=thing, light=Light.AMBER, text=told, remedy=say("Put somebody into it, in Slack."))

    async def _channel(self, branch: ChannelBranch) -> Finding:
        thing = say("channel {id}", id=branch.id)
        try:
            answer = await self._api.call("conversations.info", channel=branch.id)
            described = answer.get("channel")
            seen: Mapping[str, Any] = described if isinstance(described, dict) else {}
            name = str(seen.get("name") or branch.name or branch.id)
            barred = _barred(thing, name, seen)
            return barred or await self._inside(branch, thing, name, seen)
        except SlackRefused as refusal:
            return _refused(thing, refusal)
        except Retryable as trouble:
            return _later(thing, trouble)

    async def _inside(self, branch: ChannelBranch, thing: str, name: str, seen: Mapping[str, Any]) -> Finding:
        """Who of the agents is there, and whether a card may reach them."""
        pages = self._api.pages("conversations.members", "members", limit=1000, channel=branch.id)
        members = frozenset([str(member) async for member in pages])
        agents = self._accounts(branch.agents)
        there = [agent for agent in agents if agent in members]
        shared = seen.get("is_ext_shared") or seen.get("is_pending_ext_shared")
        how = say("shared with another company") if shared else say("not shared")
        told = say(
            "#{name}, {how}, {there} of {all} agents in it", name=name, how=how, there=len(there), all=len(agents)
        )
        if not there:
            return Finding(
                thing=thing, light=Light.RED, text=told, remedy=say("Nobody gets a card: invite the agents.")
            )
        away = [agent for agent in agents if agent not in members]
        if away:
            remedy = say("No card reaches {people}: invite them, or take them out of `agents`.", people=_few(away))
            return Finding(thing=thing, light=Light.AMBER, text=told, remedy=remedy)
        strangers = [agent for agent in branch.agents if agent in there and not await self._is_member(agent)]
        if strangers:
            remedy = say(
                "No card reaches {people}: only full members of your workspace get one.", people=_few(strangers)
            )
            light = Light.AMBER if len(strangers) < len(there) else Light.RED
            return Finding(thing=thing, light=light, text=told, remedy=remedy)
        return Finding(thing=thing, text=told)

    def _accounts(self, names: Sequence[str]) -> list[str]:
        """The accounts behind accounts and groups, each once."""
        found = (each for name in names for each in (self._groups.get(name, ()) if name.startswith("S") else (name,)))
        return list(dict.fromkeys(found))

    async def _is_member(self, account: str) -> bool:
        person = await self._directory.person(account)
        return person.kind is PersonKind.MEMBER

    async def _people(self) -> list[Finding]:
        """Whoever is named anywhere exists and is one of ours."""
        named = sorted(set(self._names("U", "W")))
        thing = say("people")
        if not named:
            return []
        strangers = [account for account in named if not await self._is_member(account)]
        told = say("{count} named, {known} of them full members", count=len(named), known=len(named) - len(strangers))
        if not strangers:
            return [Finding(thing=thing, text=told)]
        remedy = say("Guests, outsiders, bots and people who left do nothing here: {people}", people=_few(strangers))
        return [Finding(thing=thing, light=Light.AMBER, text=told, remedy=remedy)]


def rooms_untried(config: Config, because: str) -> list[Finding]:
    """A line for each channel that cannot be tried."""
    return [untried(say("channel {id}", id=one.id), because) for one in config.channels]


def _barred(thing: str, name: str, seen: Mapping[str, Any]) -> Finding | None:
    """Why nothing can be read there."""
    if seen.get("is_archived"):
        remedy = say("Take it out of `channels`, or open it again in Slack.")
        return Finding(thing=thing, light=Light.RED, text=say("#{name} is archived", name=name), remedy=remedy)
    if not seen.get("is_member"):
        remedy = say("Type /invite @motbot there; in a shared channel the customer sees that it has joined.")
        return Finding(thing=thing, light=Light.RED, text=say("motbot is not in #{name}", name=name), remedy=remedy)
    return None


def _refused(thing: str, refusal: SlackRefused) -> Finding:
    if refusal.code == "channel_not_found":
        told = say("is not there, or private and motbot is not in it")
        remedy = say(
            "Compare the id with the bottom of the channel's About tab; if it is right, /invite @motbot there."
        )
        return Finding(thing=thing, light=Light.RED, text=told, remedy=remedy)
    return Finding(thing=thing, light=Light.RED, text=str(refusal))


def _later(thing: str, trouble: Retryable) -> Finding:
    return Finding(thing=thing, light=Light.AMBER, text=str(trouble), remedy=say("Try again in a minute."))


def _few(accounts: Sequence[str]) -> str:
    """Some of them by their ids."""
    more = len(accounts) - _NAMED
    return with_aside(listed(accounts[:_NAMED]), f"+{more}" if more > 0 else "")
