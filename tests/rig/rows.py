"""Reads the plan of the fault rig: every fault, what must hold under it, and the tests that try it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

HOME = Path(__file__).parent.parent.parent
PLAN = Path(__file__).parent / "rows.yaml"

_KEYS = {"id", "fault", "holds", "asked", "tests", "long", "answer", "open"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LongTrial:
    """A trial that takes too long for every day."""

    command: str
    trials: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One fault."""

    id: str
    fault: str
    holds: str
    asked: str
    """How many trials were asked for: every day / on demand."""
    tests: Mapping[str, int] = field(default_factory=dict)
    """Tests that other floors have, by `file::name`, with how many trials each of their cases is."""
    long: tuple[LongTrial, ...] = ()
    answer: str = ""
    """What there is to know: a substitute, a reason why the row does not apply, where less is tried than was asked."""
    open: str = ""
    """Who is to close the row, where nothing tries it yet."""


def read_rows(path: Path = PLAN) -> tuple[Row, ...]:
    """Every row, in the order of the plan.

    Raises:
        ValueError: the plan does not say what a row must say.
    """
    rows = tuple(_row(one) for one in yaml.safe_load(path.read_text(encoding="utf-8")))
    if len({row.id for row in rows}) != len(rows):
        raise ValueError(f"{path.name} has a row twice")
    return rows


def rows_by_test(rows: Sequence[Row]) -> dict[str, list[tuple[str, int]]]:
    """For every named test the rows it counts for, each with its trials."""
    found: dict[str, list[tuple[str, int]]] = {}
    for row in rows:
        for name, trials in row.tests.items():
            found.setdefault(name, []).append((row.id, trials))
    return found


def _row(told: Mapping[str, Any]) -> Row:
    unknown = set(told) - _KEYS
    if unknown:
        raise ValueError(f"row {told.get('id')}: unknown keys {sorted(unknown)}; expected some of {sorted(_KEYS)}")
    long = tuple(LongTrial(command=one["run"], trials=one["trials"]) for one in told.get("long", ()))
    tests = {f"tests/{name}": trials for name, trials in told.get("tests", {}).items()}
    return Row(**{**told, "long": long, "tests": tests})
