"""What a trainer asks the bench for, as the command line gives it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from motbot.catalogue import listed, say
from motbot.domain.case import Split
from motbot.domain.errors import BadInput
from motbot.settings.loading import Settings
from motbot.settings.tree import CoachKind
from motbot.use_cases.predict import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchWish:
    """How the coach is to be asked."""

    model: bool = False
    """Ask the model even where the config says playbook."""
    variants: Mapping[str, str] = field(default_factory=dict)
    """By task, the file or the name of a variant in place of `default`."""
    parts: frozenset[Part] = frozenset(Part)
    concurrency: int | None = None
    """Cases at the same time; None: what the config says of the model."""
    deadline: float | None = None
    """Seconds for one call of the model, in place of the config's."""
    cache: bool = True
    repeat: int = 0
    """Which asking of the same requests this is: another number asks the model anew, and is remembered apart."""
    judge: bool = False
    """Have the model judge the unsaid expectations."""

    def with_model(self, settings: Settings) -> bool:
        """Whether a model is to be asked."""
        return self.model or settings.config.coach is CoachKind.MODEL


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesWish:
    """Which cases are to be run."""

    paths: Sequence[Path] = ()
    """Files and folders; none means the shipped ones."""
    split: Split | None = None
    only: Sequence[str] = ()
    """Ids; none means all."""


def variants_of(given: Sequence[str]) -> dict[str, str]:
    """Read `task=variant`.

    Raises:
        BadInput: one of them has no such form.
    """
    found: dict[str, str] = {}
    for one in given:
        task, sign, variant = one.partition("=")
        if not (sign and task.strip() and variant.strip()):
            raise BadInput(say("--variant: {one!r} is no task=variant; write for example assess=shorter", one=one))
        if task.strip() in found:
            raise BadInput(say("--variant: {task} is given twice; give each task one variant", task=task.strip()))
        found[task.strip()] = variant.strip()
    return found


def parts_of(given: Sequence[str]) -> frozenset[Part]:
    """Read the names of tasks; none means all.

    Raises:
        BadInput: there is no such task.
    """
    for one in given:
        if one not in set(Part):
            raise BadInput(
                say("--task: {one!r} is no task of cases; expected one of {part}", one=one, part=listed(Part))
            )
    return frozenset(map(Part, given)) or frozenset(Part)
