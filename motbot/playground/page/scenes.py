"""Short scenes that play themselves: who says what when, and where the person at the page takes a turn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import time


@dataclass(frozen=True, kw_only=True)
class Line:
    """Something one of the scene's people says, `after` so many seconds at the screen."""

    who: str
    text: str
    after: float = 1.5
    passes: float = 0.0
    """Seconds that pass on the workspace's clock first, e.g. until a promise is overdue."""
    root: bool = False
    """Written at the channel's root; otherwise all that follows the first line goes into its thread."""


@dataclass(frozen=True, kw_only=True)
class Deed:
    """What a person at the page has done: written in a channel, pressed a control, or sent a window."""

    who: str
    how: Literal["reply", "press", "send"]
    channel: str = ""
    action: str = ""
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """The person at the page acts now."""

    who: str
    hint: str
    wants: str = "reply"
    """`reply` (writes in the scene's channel), `press` (a button or a window) or `any`."""
    otherwise: str = ""
    """What is said in their name when they go on without having acted; empty says nothing."""
    presses: str = ""
    """Likewise the action_id that is pressed on the newest private message of the app's that has it; pressed by the
    person, nothing else ends the turn."""
    fills: Mapping[str, str] = field(default_factory=dict)
    """Likewise what is entered, by block_id, in the window that the press opens; the turn ends when it is sent."""

    def ends_with(self, deed: Deed, channel: str) -> bool:
        """Whether the story goes on after this deed, in a scene that plays in `channel`."""
        if deed.who != self.who:
            return False
        match deed.how:
            case "reply":
                return self.wants != "press" and deed.channel == channel
            case "press":
                return self.wants != "reply" and not self.fills and self.presses in {"", deed.action}
            case "send":
                return self.wants != "reply"


@dataclass(frozen=True, kw_only=True)
class Wait:
    """Nothing is said: `passes` seconds go by on the workspace's clock, after `after` seconds at the screen."""

    passes: float
    after: float = 1.0


Step = Line | Turn | Wait


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One short story in one channel."""

    id: str
    lang: str
    title: str
    about: str
    channel: str
    steps: tuple[Step, ...]
    begins_by: time | None = None
    """The latest hour on the agent's clock at which the story holds; later, it begins the next working day."""

    @property
    def customer(self) -> str:
        """Who begins."""
        return next((step.who for step in self.steps if isinstance(step, Line)), "")

    @property
    def agent(self) -> str:
        """Who answers: whose turn it is first, else who speaks beside the one who begins."""
        turns = [step.who for step in self.steps if isinstance(step, Turn)]
        others = [step.who for step in self.steps if isinstance(step, Line) and step.who != self.customer]
        return next(iter((*turns, *others)), "")
