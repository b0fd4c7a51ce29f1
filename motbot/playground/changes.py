"""What somebody who watches the workspace is told: each change once, as it happens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from motbot.playground.spec import JSON


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that happened.

    `kind` is posted, edited, deleted, reaction, ephemeral, view, home or membership; `user` is who did it, or for an
    ephemeral, a view or a home who sees it.
    """

    kind: str
    channel: str = ""
    ts: str = ""
    user: str = ""
    by_bot: bool = False
    payload: JSON = field(default_factory=dict)


class Watchers:
    """The callbacks that want to know of changes."""

    def __init__(self) -> None:
        self._callbacks: list[Callable[[Change], None]] = []

    def subscribe(self, callback: Callable[[Change], None]) -> Callable[[], None]:
        """Call back at every change, in the loop and at once; returns what ends it."""
        self._callbacks.append(callback)
        return lambda: self._callbacks.remove(callback)

    def tell(self, change: Change) -> None:
        """Tell everybody."""
        for callback in tuple(self._callbacks):
            callback(change)
