"""What the page wants done, as a port: whoever knows files, models and the database fulfils it."""

from collections.abc import Sequence
from typing import Protocol

from motbot.workbench.asked import (
    CopyAsked,
    DraftAsked,
    PromoteAsked,
    RenderAsked,
    RollBackAsked,
    RunAsked,
    SaveAsked,
)
from motbot.workbench.shown import (
    CaseList,
    Checked,
    Conflict,
    Overview,
    Rendered,
    ShownCase,
    ShownChange,
    ShownRun,
    ShownText,
)


class Desk(Protocol):
    """One trainer's desk; any number of tabs may sit at it."""

    async def overview(self) -> Overview:
        """Tasks, variants and what is in force. Raises StorageUnavailable."""
        ...

    async def text(self, task: str, variant: str) -> ShownText:
        """A variant's file. Raises BadInput."""
        ...

    async def check(self, asked: DraftAsked) -> Checked:
        """What `motbot prompts check` says of this text. Raises BadInput: there is no such task."""
        ...

    async def render(self, asked: RenderAsked) -> Rendered:
        """What a model would be sent. Raises BadInput: there is no such task or case."""
        ...

    async def save(self, asked: SaveAsked) -> ShownText | Conflict:
        """Keep a text, whole or not at all. Raises BadInput and Failed."""
        ...

    async def copy(self, asked: CopyAsked) -> ShownText:
        """Make a variant. Raises BadInput and Failed."""
        ...

    async def cases(self) -> CaseList:
        """All cases."""
        ...

    async def case(self, name: str) -> ShownCase:
        """One of them. Raises BadInput."""
        ...

    async def start(self, asked: RunAsked) -> ShownRun:
        """Begin a run, which goes on whoever watches. Raises BadInput and Failed."""
        ...

    async def promote(self, asked: PromoteAsked) -> ShownRun:
        """Begin a promotion: measure, then publish or refuse. Raises BadInput and Failed."""
        ...

    def runs(self) -> Sequence[ShownRun]:
        """Runs of this start, the newest first, without their outcomes."""
        ...

    def run(self, number: int) -> ShownRun:
        """One of them, with its outcome. Raises BadInput."""
        ...

    def cancel(self, number: int) -> ShownRun:
        """End it. Raises BadInput."""
        ...

    async def roll_back(self, asked: RollBackAsked) -> ShownChange:
        """Take back the newest change. Raises BadInput, Failed and StorageUnavailable."""
        ...

    async def log(self, task: str) -> Sequence[ShownChange]:
        """The changes, the newest first; an empty task means all. Raises BadInput and StorageUnavailable."""
        ...
