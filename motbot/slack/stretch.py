"""A stretch of what Slack has of a channel or a thread, and the order of Slack's stamps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

START = "0"
"""Before every message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Messages by `ts`, of those later than `after`; a thread's root stands among its replies whatever its age."""

    after: str
    messages: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    whole: bool = True
    """Nothing between `after` and now is left out."""

    def lacks(self, ts: str) -> bool:
        """Whether a message that was here once is certainly gone."""
        return self.whole and is_later(ts, self.after) and ts not in self.messages


def order(ts: str) -> tuple[int, int]:
    """What stamps are sorted by."""
    seconds, _, counter = ts.partition(".")
    return int(seconds or 0), int((counter + "000000")[:6])


def is_later(ts: str, than: str) -> bool:
    """Whether a stamp is the later one."""
    return order(ts) > order(than)
