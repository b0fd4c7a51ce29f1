"""An in-memory Directory: the people, channels and members a test names, and an outage on demand."""

from collections.abc import Iterable, Sequence

from motbot.domain.errors import SlackUnclear
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import ChannelPolicy


class FakeDirectory:
    """Steer it with `add`, `join`, `leave`, `outage` and `silent`; read `forgotten`."""

    def __init__(
        self,
        *,
        team: str = "T1",
        people: Iterable[Person] = (),
        channels: Iterable[ChannelPolicy] = (),
    ) -> None:
        """Take our own team, the accounts Slack knows, and the watched channels.

        Agents, leads and those on duty who are known people are members of their channel from the start.
        """
        self._team = team
        self._people = {person.id: person for person in people}
        self._channels = {policy.id: policy for policy in channels}
        self._members: dict[str, set[str]] = {
            policy.id: {*policy.agents, *policy.leads, *policy.on_duty} for policy in self._channels.values()
        }
        self.outage = False
        """While true, Slack does not answer: everybody is unknown, and members cannot be read."""
        self.silent: set[str] = set()
        """Channels whose members Slack does not tell."""
        self.forgotten: list[str] = []
        """What `forget` was called with, in order."""

    def add(self, *people: Person) -> None:
        """Make accounts known, or change what is known of them."""
        self._people.update({person.id: person for person in people})

    def watch(self, policy: ChannelPolicy) -> None:
        """Watch a channel, or change how it works."""
        self._channels[policy.id] = policy
        self._members.setdefault(policy.id, set()).update(policy.agents, policy.leads, policy.on_duty)

    def join(self, channel: str, *users: str) -> None:
        """Put accounts into a channel."""
        self._members.setdefault(channel, set()).update(users)

    def leave(self, channel: str, *users: str) -> None:
        """Take accounts out of a channel."""
        self._members.setdefault(channel, set()).difference_update(users)

    @property
    def team(self) -> str:
        """Our own workspace."""
        return self._team

    async def person(self, user: str, *, team: str = "") -> Person:
        """Whom the test named; unknown otherwise."""
        if self.outage or user not in self._people:
            return Person(id=user, team=team, kind=PersonKind.UNKNOWN)
        return self._people[user]

    async def channel(self, channel: str) -> ChannelPolicy | None:
        """A watched channel."""
        return self._channels.get(channel)

    async def watched(self) -> Sequence[str]:
        """Every watched channel."""
        return tuple(self._channels)

    async def members(self, channel: str) -> frozenset[str]:
        """Who is in the channel now."""
        if self.outage or channel in self.silent:
            raise SlackUnclear("Slack did not answer in time")
        return frozenset(self._members.get(channel, ()))

    def forget(self, user: str = "") -> None:
        """Note that it was asked to forget."""
        self.forgotten.append(user)
