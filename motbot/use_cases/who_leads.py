"""Decides who may set what a channel knows: a lead of it who is a full member and in it, looked up anew each time."""

from dataclasses import dataclass

from motbot.domain.cards import language_for
from motbot.domain.language import Language
from motbot.ports.slack import Directory
from motbot.use_cases.attending import Attending


@dataclass(frozen=True, slots=True, kw_only=True)
class Leading(Attending):
    """Somebody who leads a channel now; the policy is that of the config."""


class WhoLeads:
    """Asks the directory of the config's own channels."""

    def __init__(self, *, directory: Directory) -> None:
        """Take the port, without what leads have set."""
        self._directory = directory

    @property
    def team(self) -> str:
        """Our own workspace's id."""
        return self._directory.team

    async def __call__(self, user: str, channel: str) -> Leading | None:
        """Whoever leads this channel; None where they do not, whatever the channel is.

        What the config makes of them comes first, so that only a lead of it waits for the channel's members.

        Raises:
            SlackRateLimited: Slack does not say just now.
            SlackUnclear: likewise.
        """
        person = await self._directory.person(user)
        if not person.may_be_nudged:
            return None
        policy = await self._directory.channel(channel)
        if policy is None or user not in policy.leads or user not in await self._directory.members(channel):
            return None
        return Leading(person=person, policy=policy)

    async def watched(self) -> tuple[str, ...]:
        """Ids of the watched channels."""
        return tuple(await self._directory.watched())

    async def language(self, user: str, *, otherwise: Language = Language.EN) -> Language:
        """The language that whoever is turned away reads."""
        return language_for(await self._directory.person(user), otherwise)
