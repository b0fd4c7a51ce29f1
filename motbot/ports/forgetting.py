"""Forgetting somebody, as a port: each verb a commit of its own that may be repeated."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import Protocol, TypeVar

from motbot.domain.forgotten import Found, PostedMessage, Spoken, Whom

T = TypeVar("T")


class Patience(Protocol):
    """Takes a step that is a commit of its own, again while its rows are in other hands."""

    async def __call__(self, step: Callable[[], Awaitable[T]], /) -> T:
        """Give what the step gives. Raises StorageUnavailable: they were in other hands all the time."""
        ...


class Forgetting(Protocol):
    """Finds and erases what is held of somebody. Every verb raises StorageUnavailable."""

    async def find(self, whom: Whom) -> Found:
        """Who is meant, and where they are."""
        ...

    async def at_work(self) -> frozenset[int]:
        """Jobs that are under way in any process."""
        ...

    async def hide_messages(self, found: Found) -> Sequence[PostedMessage]:
        """Erase what messages to them and about them say, and keep the others from being sent; gives those in Slack.

        Of one that may be in Slack without our knowing where only what finds it is left, for the running bot.
        """
        ...

    async def leave_to_bot(self, whispers: Collection[int]) -> None:
        """These are still in Slack: the running bot is to take them away."""
        ...

    async def left_to_bot(self) -> int:
        """How many messages wait for that."""
        ...

    async def drop_messages(self, whispers: Collection[int]) -> None:
        """These are gone from Slack, or beyond our reach."""
        ...

    async def clear(self, spoken: Spoken, accounts: Collection[str]) -> Mapping[str, int]:
        """Erase what a conversation holds of them, in a commit; gives how much of what."""
        ...

    async def erase_rest(self, whom: Whom, accounts: Collection[str]) -> Mapping[str, int]:
        """Erase them wherever they still stand: events, sheets, marks, wishes, answers, mentions."""
        ...
