"""A published prompt: the exact text that the live bot uses for a task, and what it replaced."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedPrompt:
    """One text that was published for a task. Never changed: an edit is another one."""

    id: int = 0
    task: str
    variant: str
    """Name of the file it came from, without ending."""
    digest: str
    """Hash of the text."""
    text: str
    version: str = ""
    title: str = ""
    by: str = ""
    """Who published it: an account of the machine or of Slack; `motbot` at a first start."""
    reason: str = ""
    """Why it was published although a guarded figure had fallen; empty where none had."""
    figures: Mapping[str, float] = field(default_factory=dict)
    """What it was measured to do when it was published."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is in force for a task now."""

    task: str
    live: int
    """Id of the published prompt."""
    before: int = 0
    """The one that a rollback brings back; 0 where there is none."""
    trial: int = 0
    """One that is tried beside it; 0 where none is."""
    share: int = 0
    """Percentage of conversations that get the one on trial."""
    generation: int = 0
    """Raised with every change: processes tell by it that they are behind."""

    def chosen(self, conversation: str) -> int:
        """Which published prompt a conversation gets: always the same one while nothing changes."""
        if not self.trial:
            return self.live
        drawn = int(sha256(f"{self.task}:{self.trial}:{conversation}".encode()).hexdigest()[:8], 16) % 100
        return self.trial if drawn < self.share else self.live
