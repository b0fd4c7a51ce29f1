"""An in-memory Messenger: keeps what every person would see, and fails on demand, before or after Slack did it."""

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from motbot.domain.errors import MotbotError, SlackRefused
from motbot.domain.nudge import Nudge, Place
from motbot.ports.clock import Clock


class Verb(StrEnum):
    """The calls a Messenger knows."""

    POST = "post"
    UPDATE = "update"
    DELETE = "delete"
    FIND = "find"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call that was made, whether it worked or not."""

    verb: Verb
    to: str
    key: str = ""
    place: Place | None = None
    nudge: Nudge | None = None


@dataclass(slots=True, kw_only=True)
class Shown:
    """One message as it stands in a person's DM now, with every version it has shown."""

    to: str
    key: str
    place: Place
    at: datetime
    versions: list[Nudge] = field(default_factory=list)
    deleted: bool = False

    @property
    def nudge(self) -> Nudge:
        """What it shows now."""
        return self.versions[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Failure:
    error: MotbotError
    verb: Verb | None
    after: bool


class FakeMessenger:
    """Steer it with `fail_next` and `unreachable`; read `calls`, `messages` and `seen_by`."""

    def __init__(self, *, clock: Clock) -> None:
        """Take the clock that dates the messages."""
        self._clock = clock
        self._failures: deque[_Failure] = deque()
        self._last = datetime(1970, 1, 1, tzinfo=UTC)
        self.calls: list[Call] = []
        self.messages: list[Shown] = []
        self.unreachable: dict[str, str] = {}
        """Accounts that cannot be written to, with Slack's code for it."""

    def fail_next(self, error: MotbotError, *, verb: Verb | None = None, after: bool = False, times: int = 1) -> None:
        """Let the next calls fail (of one verb, or any): before anything happened, or `after` Slack did it."""
        self._failures.extend([_Failure(error=error, verb=verb, after=after)] * times)

    def seen_by(self, user: str) -> list[Shown]:
        """What stands in a person's DM now, oldest first."""
        return [shown for shown in self.messages if shown.to == user and not shown.deleted]

    async def post(self, *, to: str, nudge: Nudge, key: str) -> Place:
        """Store a new message."""
        self.calls.append(Call(verb=Verb.POST, to=to, key=key, nudge=nudge))
        failure = self._before(Verb.POST)
        if to in self.unreachable:
            raise SlackRefused(self.unreachable[to])
        place = Place(channel=f"D{to}", ts=self._stamp())
        self.messages.append(Shown(to=to, key=key, place=place, at=self._clock.now(), versions=[nudge]))
        _raise(failure)
        return place

    async def update(self, *, place: Place, nudge: Nudge, key: str) -> None:
        """Add a version to a message."""
        shown = self._at(place)
        self.calls.append(Call(verb=Verb.UPDATE, to=shown.to if shown else "", key=key, place=place, nudge=nudge))
        failure = self._before(Verb.UPDATE)
        if shown is None or shown.deleted:
            raise SlackRefused("message_not_found")
        shown.versions.append(nudge)
        _raise(failure)

    async def delete(self, *, place: Place) -> None:
        """Take a message away."""
        shown = self._at(place)
        self.calls.append(Call(verb=Verb.DELETE, to=shown.to if shown else "", place=place))
        failure = self._before(Verb.DELETE)
        if shown is not None:
            shown.deleted = True
        _raise(failure)

    async def find(self, *, to: str, key: str, since: datetime) -> Place | None:
        """Look among what the person still sees."""
        self.calls.append(Call(verb=Verb.FIND, to=to, key=key))
        _raise(self._before(Verb.FIND))
        found = (shown for shown in self.seen_by(to) if shown.key == key and shown.at >= since)
        return next((shown.place for shown in found), None)

    def _at(self, place: Place) -> Shown | None:
        return next((shown for shown in self.messages if shown.place == place), None)

    def _before(self, verb: Verb) -> _Failure | None:
        """Raise a failure that strikes before anything happens; give back one that strikes after."""
        if not self._failures or self._failures[0].verb not in {None, verb}:
            return None
        failure = self._failures.popleft()
        if not failure.after:
            raise failure.error
        return failure

    def _stamp(self) -> str:
        """A `ts` no other message has, even where the clock stands still."""
        self._last = max(self._clock.now(), self._last + timedelta(microseconds=1))
        return f"{self._last.timestamp():.6f}"


def _raise(failure: _Failure | None) -> None:
    if failure is not None:
        raise failure.error
