"""Notes, while pytest runs, what became of the tests that try the rows of the plan."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import is_hypothesis_test, settings

from motbot.clock import SystemClock
from tests.rig.figures import machine
from tests.rig.rows import read_rows, rows_by_test

LAST = Path(__file__).parent / "last.json"
SHORT, LONG = "short", "long"

_ROW = "row"


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What became of one test, all its cases together."""

    passed: int = 0
    """Trials."""
    failed: int = 0
    seconds: float = 0.0


@dataclass(slots=True, kw_only=True)
class Result:
    """What became of a row."""

    tests: dict[str, Outcome] = field(default_factory=dict)
    when: str = ""
    """The day."""
    machine: str = ""

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Result":
        """As it was written."""
        tests = {name: Outcome(**one) for name, one in told["tests"].items()}
        return cls(tests=tests, when=told["when"], machine=told["machine"])

    @property
    def passed(self) -> int:
        """Trials."""
        return sum(one.passed for one in self.tests.values())

    @property
    def failed(self) -> int:
        """Trials."""
        return sum(one.failed for one in self.tests.values())

    @property
    def seconds(self) -> float:
        """Wall time of all its tests."""
        return sum(one.seconds for one in self.tests.values())


def add_options(parser: pytest.Parser) -> None:
    """The options of a run."""
    group = parser.getgroup("rows", "the fault rig's rows (see tests/RELIABILITY.md)")
    group.addoption("--rows", default="", help="run only what counts for these rows, e.g. K1,S2")
    group.addoption("--long-rows", action="store_true", help="as many trials as the long run makes")
    group.addoption("--write-rows", action="store_true", help="write what became of the rows to tests/rig/last.json")


def install(config: pytest.Config) -> None:
    """Add the mark and the plugin."""
    config.addinivalue_line("markers", "row(*ids, trials=1, long=trials): counts for rows of tests/rig/rows.yaml")
    config.pluginmanager.register(Recording())


Results = dict[str, dict[str, Result]]
"""By row and by kind of run."""


def read_results(path: Path = LAST) -> Results:
    """What earlier runs have written."""
    if not path.exists():
        return {}
    told = json.loads(path.read_text(encoding="utf-8"))
    return {row: {kind: Result.of(one) for kind, one in kinds.items()} for row, kinds in told.items()}


def write_results(kind: str, found: Mapping[str, Mapping[str, Outcome]], path: Path = LAST) -> Results:
    """Put what was found in the place of what an earlier run of this kind found of the same tests; gives everything."""
    results = read_results(path)
    for row, tests in found.items():
        kept = results.setdefault(row, {}).setdefault(kind, Result())
        kept.tests.update(tests)
        kept.when, kept.machine = f"{SystemClock().now():%Y-%m-%d}", machine(with_load=False)
    told = {row: {kind: asdict(one) for kind, one in kinds.items()} for row, kinds in sorted(results.items())}
    path.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return results


class Recording:
    """The plugin. Each worker tells which rows a test counts for; the one that hears all reports adds them up."""

    def __init__(self) -> None:
        self.found: dict[str, dict[str, Outcome]] = {}
        self._given: set[object] = set()
        """Tests that know how many examples to make."""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Tell of every test which rows it counts for; where rows are asked for, leave all others out."""
        named, long = rows_by_test(read_rows()), config.getoption("--long-rows")
        wanted = {row for row in config.getoption("--rows").split(",") if row}
        left: list[pytest.Item] = []
        for item in items:
            counts = [*named.get(base_name(item.nodeid), ()), *_marked(item, long=long)]
            item.user_properties += [(_ROW, f"{row} {trials}") for row, trials in counts]
            self._make_examples(item, long=long)
            if long:  # what a file of tests allows itself is meant for the short trials
                item.add_marker(pytest.mark.timeout(0), append=False)
            if not wanted or wanted & {row for row, _ in counts}:
                left.append(item)
        if wanted:
            config.hook.pytest_deselected(items=[item for item in items if item not in set(left)])
            items[:] = left

    def _make_examples(self, item: pytest.Item, *, long: bool) -> None:
        """Let a marked test for which hypothesis makes up examples have one for each trial; its cases share it."""
        mark, test = item.get_closest_marker(_ROW), getattr(item, "function", None)
        if mark is not None and test is not None and is_hypothesis_test(test) and test not in self._given:
            self._given.add(test)
            as_many_examples(test, trials_of(mark, long=long))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add up one report: the call of a test, or what failed around it."""
        if report.when != "call" and report.passed:
            return
        for name, value in report.user_properties:
            if name == _ROW:
                row, trials = str(value).split()
                outcome = self.found.setdefault(row, {}).setdefault(base_name(report.nodeid), Outcome())
                outcome.seconds = round(outcome.seconds + report.duration, 2)
                outcome.passed += int(trials) if report.passed else 0
                outcome.failed += int(trials) if report.failed else 0

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write it down where that is asked for; a worker leaves it to whoever hears of all."""
        config = session.config
        if config.getoption("--write-rows") and not hasattr(config, "workerinput"):
            write_results(LONG if config.getoption("--long-rows") else SHORT, self.found)


def base_name(nodeid: str) -> str:
    """A test's file and name, without its case and without the group that a scheduler may have put behind it."""
    return nodeid.partition("[")[0].partition("@")[0]


def as_many_examples(test: Callable[..., object], trials: int) -> None:
    """Have hypothesis make so many examples for a test."""
    settings(max_examples=trials)(test)


def trials_of(mark: pytest.Mark, *, long: bool) -> int:
    """How many trials a marked test makes in this run."""
    short = int(mark.kwargs.get("trials", 1))
    return int(mark.kwargs.get("long", short)) if long else short


def _marked(item: pytest.Item, *, long: bool) -> Iterator[tuple[str, int]]:
    """The rows a test is marked with."""
    for mark in item.iter_markers(_ROW):
        for row in mark.args:
            yield str(row), trials_of(mark, long=long)
