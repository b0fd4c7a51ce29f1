"""What the page is shown, as values: tasks and their variants, texts, what is wrong with them, cases, runs, changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

Json: TypeAlias = bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownModel:
    """Who would answer."""

    name: str = ""
    host: str = ""
    is_there: bool
    why_not: str = ""
    """What the configuration lacks, where a model was asked for and cannot be reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPublished:
    """A published prompt."""

    number: int
    variant: str
    version: str
    title: str
    by: str
    at: datetime
    problem: str = ""
    """Why it cannot be used by this version of motbot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownVariant:
    """A file of prompts."""

    name: str
    title: str = ""
    version: str = ""
    digest: str = ""
    """Of the file's bytes; empty where it cannot be read."""
    is_live: bool = False
    """Exactly this text answers."""
    says_what_is_live: bool = False
    """Also under another name: there is nothing to publish."""
    is_on_trial: bool = False
    problem: str = ""
    """Why the file cannot be read at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTask:
    """A task with everything that can answer it."""

    name: str
    is_published: bool
    """Prompts of it are published; the judge's serves the bench alone."""
    is_measured: bool
    """Cases have labels for it."""
    variants: tuple[ShownVariant, ...]
    live: ShownPublished | None = None
    trial: ShownPublished | None = None
    before: ShownPublished | None = None
    """What a rollback brings back while no trial runs."""
    share: int = 0
    generation: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The page's first look."""

    model: ShownModel
    folder: str
    """Of the prompts."""
    is_own_folder: bool
    """False where the prompts that came with motbot are edited."""
    is_scratch: bool
    """The database is gone when the playground ends."""
    tasks: tuple[ShownTask, ...]
    guards: Mapping[str, float]
    running: int = 0
    """Number of the run that is under way; 0 for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownText:
    """A variant's text."""

    task: str
    variant: str
    text: str = field(repr=False)
    digest: str
    is_shipped: bool = False
    """It came with motbot and cannot be saved over; it can be copied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Nothing was saved: the file is another one by now."""

    digest: str
    theirs: str = field(repr=False)
    difference: tuple[tuple[str, str], ...] = field(repr=False)
    """Lines with "-" where only the file has them, "+" where only the editor has, "" for both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRemark:
    """Something wrong, or odd, in a line; `line` is 0 where it is about another file, which the text then names."""

    line: int
    text: str
    is_error: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What `motbot prompts check` says of a text."""

    remarks: tuple[ShownRemark, ...]
    system_tokens: int = 0
    user_tokens: int = 0
    revision: str = ""
    examples: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether it could be published."""
        return not any(one.is_error for one in self.remarks)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMessages:
    """What a model would be sent."""

    system: str = field(repr=False)
    user: str = field(repr=False)
    system_tokens: int
    user_tokens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A text filled in with a case."""

    messages: tuple[ShownMessages, ...] = ()
    """None where the case does not call for this task."""
    problem: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case in the list."""

    id: str
    title: str
    language: str
    split: str
    tags: tuple[str, ...]
    file: str
    is_moment: bool
    has_reply: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseList:
    """All cases; or why there are none."""

    cases: tuple[CaseLine, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWords:
    """One line of a case's conversation."""

    who: str
    side: str
    at: str
    text: str = field(repr=False)
    is_judged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCase:
    """A case to be read."""

    id: str
    title: str
    lines: tuple[CaseWords, ...]
    facts: str = field(repr=False)
    labels: tuple[tuple[str, str], ...] = field(repr=False)
    """What is right to say of it, each by the name of its kind."""


class RunKind(StrEnum):
    """What a run is for."""

    TRY = "try"
    COMPARE = "compare"
    PROMOTE = "promote"


class RunState(StrEnum):
    """How far a run is."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRun:
    """A run, whoever watches it."""

    number: int
    kind: RunKind
    task: str
    sides: tuple[str, ...]
    state: RunState
    done: int
    total: int
    began: datetime
    problem: str = ""
    outcome: Mapping[str, Json] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChange:
    """A change of what is in force."""

    task: str
    kind: str
    live: str
    trial: str
    share: int
    by: str
    reason: str
    at: datetime
    generation: int
