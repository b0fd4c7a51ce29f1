"""A directory over another one, for those that add to some of its answers: the rest passes through."""

from collections.abc import Sequence

from motbot.domain.people import Person
from motbot.domain.policy import ChannelPolicy
from motbot.ports.slack import Directory


class DirectoryOver:
    """The Directory port, answered by the one below; raises what that raises."""

    def __init__(self, *, directory: Directory) -> None:
        """Take the one below."""
        self._directory = directory

    @property
    def team(self) -> str:
        """Our own workspace's id."""
        return self._directory.team

    async def person(self, user: str, *, team: str = "") -> Person:
        """Describe an account."""
        return await self._directory.person(user, team=team)

    async def channel(self, channel: str) -> ChannelPolicy | None:
        """How a watched channel works."""
        return await self._directory.channel(channel)

    async def watched(self) -> Sequence[str]:
        """Ids of the channels of the config."""
        return await self._directory.watched()

    async def members(self, channel: str) -> frozenset[str]:
        """Accounts in the channel now."""
        return await self._directory.members(channel)

    def forget(self, user: str = "") -> None:
        """Drop what is cached about an account, or about all."""
        self._directory.forget(user)
