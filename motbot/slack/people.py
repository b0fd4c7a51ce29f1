"""Who people are and how channels work, as Slack and the config tell it, remembered for a minute."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import structlog

from motbot.domain.departments import Department
from motbot.domain.errors import Retryable, SlackRefused, SlackUnclear
from motbot.domain.people import Person, PersonKind, is_behind_bot
from motbot.domain.policy import ChannelPolicy
from motbot.slack.called import Called
from motbot.slack.events import renumbered
from motbot.slack.identity import Identity
from motbot.slack.remembered import Remembered
from motbot.slack.web_api import WebApi

log = structlog.get_logger()

_MINUTE = 60.0
_HOUR = 3600.0
_CLOSED_TO_US = frozenset({"channel_not_found", "is_archived", "not_in_channel"})
_NO_GROUP = frozenset({"no_such_subteam", "subteam_not_found"})
_NOT_THERE = frozenset({"user_not_found", "user_not_visible", "users_not_found"})


class SlackDirectory:
    """The Directory port over Slack's Web API."""

    def __init__(
        self,
        *,
        api: WebApi,
        us: Identity,
        channels: Iterable[ChannelPolicy],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take the watched channels; agents, leads and those on duty may be accounts or user groups (`S...`)."""
        self._api = api
        self._us = us
        self._channels = {policy.id: policy for policy in channels}
        self._people: Remembered[str, Person] = Remembered(seconds=_MINUTE, monotonic=monotonic)
        self._members: Remembered[str, frozenset[str]] = Remembered(seconds=_MINUTE, monotonic=monotonic)
        self._groups: Remembered[str, tuple[str, ...]] = Remembered(seconds=_MINUTE, monotonic=monotonic)
        self._names: Remembered[str, str] = Remembered(seconds=_HOUR, monotonic=monotonic)
        self._last_groups: dict[str, tuple[str, ...]] = {}
        self.called = Called(ask=self.person, monotonic=monotonic)
        """What everybody who was asked for is called."""

    @property
    def team(self) -> str:
        """Our own workspace's id."""
        return self._us.team

    async def person(self, user: str, *, team: str = "") -> Person:
        """Describe an account; UNKNOWN where Slack does not say, and that is not remembered."""
        if user.startswith("B") or is_behind_bot(user):
            # A bot's own id names no account, and users.info would not know it; nor whoever a help-desk bot speaks for.
            return Person(id=user, team=team, kind=PersonKind.BOT)
        try:
            return await self._people.get(user, lambda: self._ask_person(user))
        except SlackRefused as refusal:
            # Slack does not show us every account of another workspace, but the message said where it is from.
            foreign = refusal.code in _NOT_THERE and team.startswith("T") and team != self._us.team
            return Person(id=user, team=team, kind=PersonKind.OUTSIDER if foreign else PersonKind.UNKNOWN)
        except Retryable as trouble:
            log.warning("slack did not describe an account", error=type(trouble).__name__)
            return Person(id=user, team=team, kind=PersonKind.UNKNOWN)

    async def channel(self, channel: str) -> ChannelPolicy | None:
        """How a watched channel works; a user group that cannot be read keeps its last known members.

        One that was never read since the start is no empty one: raises SlackRateLimited or SlackUnclear for it, so that
        nobody is left out because of it. One that does not exist is empty.
        """
        policy = self._channels.get(channel)
        if policy is None:
            return None
        return replace(
            policy,
            name=policy.name or await self._name(channel),
            agents=frozenset(await self._accounts(sorted(policy.agents))),
            on_duty=await self._accounts(policy.on_duty),
            leads=await self._accounts(policy.leads),
            trainers=await self._accounts(policy.trainers),
            admins=await self._accounts(policy.admins),
            departments=tuple([await self._department(one) for one in policy.departments]),
        )

    async def _department(self, department: Department) -> Department:
        """A department with its user groups resolved; without those that Slack does not list just now.

        Its name is an ornament of a card: nothing waits for it.
        """
        members: set[str] = set()
        for name in sorted(department.members):
            try:
                members.update(await self._accounts((name,)))
            except Retryable:
                continue
        return replace(department, members=frozenset(members))

    async def watched(self) -> Sequence[str]:
        """Ids of the channels of the config."""
        return tuple(self._channels)

    def watches(self, channel: str) -> bool:
        """Whether a channel is watched."""
        return channel in self._channels

    def hear_of_number(self, body: Mapping[str, Any]) -> bool:
        """Go on watching a channel that Slack gives another id, as long as this process lives; other bodies are fine.

        Slack tells of it once, so the config has to follow before the next start. Gives whether it was news.
        """
        numbers = renumbered(body)
        if numbers is None or numbers[0] not in self._channels or numbers[1] in self._channels:
            return False
        old, new = numbers
        self._channels[new] = replace(self._channels[old], id=new)
        log.error("slack.channel_has_a_new_id", old=old, new=new, remedy="put the new id into the config")
        return True

    async def members(self, channel: str) -> frozenset[str]:
        """Accounts in the channel now; empty where the channel is closed to us. Raises as the port says.

        A refusal that says nothing about the channel (a revoked token, a missing scope) counts as no answer, so that
        nobody is taken for gone because of it.
        """
        try:
            return await self._members.get(channel, lambda: self._ask_members(channel))
        except SlackRefused as refusal:
            log.warning("slack refuses a channel's members", channel=channel, code=refusal.code)
            if refusal.code in _CLOSED_TO_US:
                return frozenset()
            raise SlackUnclear(str(refusal)) from refusal

    def forget(self, user: str = "") -> None:
        """Drop an account and every channel's members, or all that is known."""
        self._members.forget_all()
        if user:
            self._people.forget(user)
            return
        self._people.forget_all()
        self._groups.forget_all()
        self._names.forget_all()

    async def _accounts(self, names: Sequence[str]) -> tuple[str, ...]:
        """The accounts behind a list of accounts and user groups, each once, in order."""
        accounts: dict[str, None] = {}
        for name in names:
            accounts.update(dict.fromkeys(await self._group(name) if name.startswith("S") else (name,)))
        return tuple(accounts)

    async def _group(self, group: str) -> tuple[str, ...]:
        try:
            members = await self._groups.get(group, lambda: self._ask_group(group))
        except Retryable as trouble:
            log.warning("slack did not list a user group", group=group, error=type(trouble).__name__)
            if group not in self._last_groups:
                raise
            return self._last_groups[group]
        except SlackRefused as refusal:
            log.warning("slack refuses a user group", group=group, code=refusal.code)
            if refusal.code in _NO_GROUP:
                return ()
            if group not in self._last_groups:
                raise SlackUnclear(str(refusal)) from refusal
            return self._last_groups[group]
        self._last_groups[group] = members
        return members

    async def _name(self, channel: str) -> str:
        try:
            return await self._names.get(channel, lambda: self._ask_name(channel))
        except (Retryable, SlackRefused):
            return channel

    async def _ask_person(self, user: str) -> Person:
        answer = await self._api.call("users.info", user=user, include_locale=True)
        profile = answer.get("user")
        described = self._described(user, profile if isinstance(profile, dict) else {})
        self.called.hear(user, _shown_name(profile) or described.name)
        return described

    def _described(self, user: str, profile: Mapping[str, Any]) -> Person:
        return Person(
            id=user,
            team=str(profile.get("team_id") or ""),
            kind=self._kind(user, profile),
            name=str(profile.get("real_name") or profile.get("name") or ""),
            names=_names(profile),
            zone=str(profile.get("tz") or ""),
            locale=str(profile.get("locale") or ""),
        )

    def _kind(self, user: str, profile: Mapping[str, Any]) -> PersonKind:
        """`is_stranger` is false for a customer we share a channel with, so the home workspace decides."""
        if not profile.get("team_id"):
            return PersonKind.UNKNOWN
        if profile.get("is_bot") or profile.get("is_workflow_bot") or user == "USLACKBOT":
            return PersonKind.BOT
        if profile.get("is_stranger") or not self._is_home(profile):
            return PersonKind.OUTSIDER
        if profile.get("deleted"):
            return PersonKind.GONE
        if profile.get("is_restricted") or profile.get("is_ultra_restricted"):
            return PersonKind.GUEST
        return PersonKind.MEMBER

    def _is_home(self, profile: Mapping[str, Any]) -> bool:
        """Whether the account belongs to our workspace; on Enterprise Grid it lists all it belongs to."""
        grid = profile.get("enterprise_user")
        teams = grid.get("teams") if isinstance(grid, dict) else None
        return profile.get("team_id") == self._us.team or self._us.team in (teams or ())

    async def _ask_members(self, channel: str) -> frozenset[str]:
        pages = self._api.pages("conversations.members", "members", limit=1000, channel=channel)
        return frozenset([str(member) async for member in pages])

    async def _ask_group(self, group: str) -> tuple[str, ...]:
        answer = await self._api.call("usergroups.users.list", usergroup=group)
        return tuple(str(user) for user in answer.get("users") or ())

    async def _ask_name(self, channel: str) -> str:
        answer = await self._api.call("conversations.info", channel=channel)
        described = answer.get("channel")
        return str(described.get("name") or channel) if isinstance(described, dict) else channel


def _shown_name(profile: Any) -> str:
    """The name they have chosen to be shown by; empty where they have chosen none."""
    inner = profile.get("profile") if isinstance(profile, dict) else None
    return str(inner.get("display_name") or "") if isinstance(inner, dict) else ""


def _names(profile: Mapping[str, Any]) -> tuple[str, ...]:
    """Every name a profile tells, each once."""
    inner = profile.get("profile")
    sources = (profile, inner if isinstance(inner, dict) else {})
    keys = ("real_name", "display_name", "name", "first_name", "last_name")
    return tuple(dict.fromkeys(str(source[key]) for source in sources for key in keys if source.get(key)))
