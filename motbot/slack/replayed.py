"""Turns what Slack has of a channel now into the events it would have told of, each with an id of its own."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from motbot.ports.records import KnownLine
from motbot.slack.screening import slim_message
from motbot.slack.stretch import Stretch, is_later, order

_Body = dict[str, Any]
_TOMBSTONE = "tombstone"


class Replayed:
    """The same message, edit or deletion has the same id however often it is read."""

    def __init__(self, *, team: str, channel: str, since: str, known: Sequence[KnownLine]) -> None:
        """Take where it was said, since when events were missed, and what is stored already."""
        self._team = team
        self._channel = channel
        self._since = since
        self._known = known

    def bodies(self, roots: Stretch, threads: Mapping[str, Stretch]) -> list[_Body]:
        """Messages and edits by their time, then deletions."""
        found = dict(roots.messages)
        for thread in threads.values():
            found.update(thread.messages)
        told = [(stamp, body) for message in found.values() for stamp, body in self._told(message)]
        told.sort(key=lambda one: order(one[0]))
        standing = {ts for ts, message in found.items() if message.get("subtype") != _TOMBSTONE}
        gone = [one.ts for one in self._known if one.ts not in standing and _is_gone(one, roots, threads, found)]
        return [body for _, body in told] + [self._deleted(ts) for ts in gone]

    def _told(self, message: Mapping[str, Any]) -> Iterator[tuple[str, _Body]]:
        """A message's own event where it is new, and that of its last edit where that is."""
        ts = message["ts"]
        if message.get("subtype") == _TOMBSTONE:
            return
        said = {**slim_message(message), "type": "message"}
        if is_later(ts, self._since):
            yield ts, self._body(f"{ts}", ts, {**said, "channel": self._channel, "event_ts": ts})
        edit = message.get("edited")
        stamp = edit.get("ts") if isinstance(edit, dict) else None
        if isinstance(stamp, str) and _is_stamp(stamp) and is_later(stamp, self._since):
            changed = {"type": "message", "subtype": "message_changed", "channel": self._channel, "message": said}
            yield stamp, self._body(f"{ts}:{stamp}", stamp, {**changed, "ts": stamp, "event_ts": stamp})

    def _deleted(self, ts: str) -> _Body:
        """When it was deleted nobody says: its own time stands in."""
        event = {"type": "message", "subtype": "message_deleted", "channel": self._channel, "deleted_ts": ts}
        return self._body(f"{ts}:deleted", ts, event)

    def _body(self, name: str, stamp: str, event: _Body) -> _Body:
        return {
            "type": "event_callback",
            "team_id": self._team,
            "authorizations": [{"team_id": self._team}],
            "event_id": f"catchup:{self._channel}:{name}",
            "event_time": int(float(stamp)),
            "event": event,
        }


def _is_gone(
    one: KnownLine, roots: Stretch, threads: Mapping[str, Stretch], found: Mapping[str, Mapping[str, Any]]
) -> bool:
    """Whether a message that does not stand any more was certainly deleted, and not only left unread."""
    if one.ts in found:  # as a tombstone
        return True
    thread = threads.get(one.thread_ts or one.ts)
    if thread is not None and thread.lacks(one.ts):
        return True
    if one.thread_ts:
        # A root that is gone without a tombstone has no replies any more.
        return roots.lacks(one.thread_ts)
    return roots.lacks(one.ts)


def _is_stamp(text: str) -> bool:
    seconds, _, counter = text.partition(".")
    return seconds.isdecimal() and (not counter or counter.isdecimal())
