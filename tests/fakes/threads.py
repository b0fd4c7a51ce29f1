"""An in-memory Threads port: what stands in Slack's threads, as a test writes it, and failures on demand."""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from motbot.domain.errors import MotbotError, SlackRefused
from motbot.domain.events import Posted


class FakeThreads:
    """Steer it with `put`, `edit`, `take_back` and `fail_next`; read `reads`."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        self._posts: dict[tuple[str, str], Posted] = {}
        self._failures: deque[MotbotError] = deque()
        self.down: MotbotError | None = None
        """Raised on every call while it is set."""
        self.closed: set[str] = set()
        """Channels that we cannot see into."""
        self.reads: list[tuple[str, str]] = []
        """Channel and root of every call, failed ones included."""

    def put(self, *posts: Posted) -> None:
        """Somebody has written."""
        self._posts.update({(one.channel, one.ts): one for one in posts})

    def edit(self, channel: str, ts: str, text: str) -> None:
        """Somebody has changed their words; what nobody has put there stays away."""
        if post := self._posts.get((channel, ts)):
            self._posts[channel, ts] = replace(post, text=text)

    def take_back(self, channel: str, ts: str) -> None:
        """Somebody has deleted a message."""
        self._posts.pop((channel, ts), None)

    def fail_next(self, *errors: MotbotError) -> None:
        """Let the next calls fail, one each."""
        self._failures.extend(errors)

    async def read(self, channel: str, root: str) -> Sequence[Posted]:
        """A root with its replies, oldest first; a reply that is taken for a root comes alone, as Slack does it."""
        self.reads.append((channel, root))
        if self.down:
            raise self.down
        if self._failures:
            raise self._failures.popleft()
        found = [one for (where, _), one in self._posts.items() if where == channel and _root(one) == root]
        found = found or [one for place, one in self._posts.items() if place == (channel, root)]
        if not found or channel in self.closed:
            raise SlackRefused("thread_not_found")
        return sorted(found, key=lambda one: one.ts)


def _root(post: Posted) -> str:
    return post.thread_ts or post.ts
