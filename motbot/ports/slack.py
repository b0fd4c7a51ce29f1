"""Slack, in domain words: people, private messages and what was said while we were away."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from motbot.domain.events import Event, Posted
from motbot.domain.nudge import Nudge, Place
from motbot.domain.people import Person
from motbot.domain.policy import ChannelPolicy
from motbot.domain.sheet_page import SheetPage
from motbot.ports.records import KnownLine


class Directory(Protocol):
    """Who people are and how channels work. Answers are cached for a minute at most unless Slack says they changed."""

    @property
    def team(self) -> str:
        """Our own workspace's id."""
        ...

    async def person(self, user: str, *, team: str = "") -> Person:
        """Describe an account; kind UNKNOWN where Slack does not say (an outage included: never raises for it)."""
        ...

    async def channel(self, channel: str) -> ChannelPolicy | None:
        """How a watched channel works, user groups resolved; None for a channel that is not watched.

        Raises:
            SlackRateLimited: a user group of it could not be read yet; ask again later.
            SlackUnclear: likewise.
        """
        ...

    async def watched(self) -> Sequence[str]:
        """Ids of the channels of the config."""
        ...

    async def members(self, channel: str) -> frozenset[str]:
        """Accounts in the channel now; empty where it cannot be read.

        Raises:
            SlackRateLimited: ask again later.
            SlackUnclear: likewise.
        """
        ...

    def forget(self, user: str = "") -> None:
        """Drop what is cached about an account, or about all."""
        ...


class Messenger(Protocol):
    """Private messages to one person. Nothing here can write where a customer reads.

    Every verb raises SlackRateLimited (wait), SlackUnclear (may or may not have happened) or SlackRefused (never).
    """

    async def post(self, *, to: str, nudge: Nudge, key: str) -> Place:
        """Post a new message into the person's DM with us; `key` goes into its metadata."""
        ...

    async def update(self, *, place: Place, nudge: Nudge, key: str) -> None:
        """Make a message of ours show this nudge."""
        ...

    async def delete(self, *, place: Place) -> None:
        """Take a message of ours away; one that is gone already is fine."""
        ...

    async def find(self, *, to: str, key: str, since: datetime) -> Place | None:
        """Look for a message of ours by its key in the person's DM, among those posted since."""
        ...


class History(Protocol):
    """Reads what was said while we were away."""

    async def since(self, channel: str, ts: str, *, known: Sequence[KnownLine] = ()) -> Sequence[Mapping[str, Any]]:
        """Event bodies for what happened after `ts`, in order: messages at the root or in a thread, edits, deletions.

        Only what is `known` can be found to be gone; the threads of what is open are read whole, however old.
        """
        ...


class Threads(Protocol):
    """Reads a thread as it stands in Slack now."""

    async def read(self, channel: str, root: str) -> Sequence[Posted]:
        """Every message of a thread with its root, oldest first; a root without replies is a thread of one.

        An edited text is the newest one. Programs' own bookkeeping (joins and the like) is left out.

        Raises:
            SlackRateLimited: ask again later.
            SlackUnclear: likewise.
            SlackRefused: there is no such thread, or we may not see it.
        """
        ...


class Windows(Protocol):
    """Windows that people have open."""

    async def show(self, window: str, page: SheetPage) -> bool:
        """Make a window show a page of a sheet; False where it is open no more.

        Raises SlackRateLimited and SlackUnclear.
        """
        ...


Parse = Callable[[Mapping[str, Any]], Event | None]
"""Turns a stored body into what happened; None for what we do not care about.

Raises BadInput when it makes no sense.
"""
