"""The plan is whole, names only tests that exist, and stands in the table that the runs write."""

import ast
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rig.recording import Outcome, Recording, Result, as_many_examples, read_results, write_results
from tests.rig.rows import HOME, Row, read_rows
from tests.rig.table import TABLE, render

# fmt: off
PLAN = [
    "K1", "K2", "D1", "D2", "S1", "S2", "S3", "S4", "S5", "L1", "L2", "L3", "B1", "B2", "B3", "B4", "B5", "B6", "C1",
    "C2", "C3", "M1", "F1", "F2", "F3", "U1", "U2", "J1", "J2", "T1", "T2", "A1", "A2", "A3", "A4", "I1", "I2", "R1",
    "R2", "R3", "P1", "Q1", "Q2", "X1",
]
# fmt: on


def functions_of(path: Path) -> set[str]:
    """The names of a file's functions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def marked_rows() -> set[str]:
    """The rows that tests are marked with."""
    marks = (
        node
        for path in (HOME / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.row"
    )
    return {str(one.value) for mark in marks for one in mark.args if isinstance(one, ast.Constant)}


def test_every_row_of_the_plan_is_there_once_and_in_its_table() -> None:
    assert [row.id for row in read_rows()] == PLAN

    table = TABLE.read_text(encoding="utf-8")
    assert [row for row in PLAN if f"| {row} |" not in table or f"## {row}: " not in table] == []


def test_every_row_is_tried_answered_or_open() -> None:
    marked = marked_rows()

    assert marked <= set(PLAN)
    assert [row.id for row in read_rows() if not (row.tests or row.answer or row.open or row.id in marked)] == []


def test_every_test_that_is_named_exists() -> None:
    named = {name for row in read_rows() for name in row.tests}
    named |= {name for kinds in read_results().values() for one in kinds.values() for name in one.tests}
    files = {name.partition("::")[0] for name in named if "::" in name}
    known = {f"{file}::{one}" for file in files if (HOME / file).exists() for one in functions_of(HOME / file)}

    assert sorted(name for name in named if "::" in name and name not in known) == []


def test_every_long_trial_is_a_bench_that_exists() -> None:
    modules = [trial.command.split()[2] for row in read_rows() for trial in row.long]

    assert [one for one in modules if not (HOME / one.replace(".", "/")).with_suffix(".py").exists()] == []


def test_a_run_adds_to_what_earlier_runs_have_found(tmp_path: Path) -> None:
    path = tmp_path / "last.json"
    write_results(
        "short", {"K1": {"tests/a.py::test_a": Outcome(passed=3), "tests/a.py::test_b": Outcome(failed=1)}}, path
    )

    found = write_results("short", {"K1": {"tests/a.py::test_b": Outcome(passed=2, seconds=1.5)}}, path)

    assert read_results(path) == found
    assert (found["K1"]["short"].passed, found["K1"]["short"].failed) == (5, 0)


def test_a_failure_and_a_row_that_was_never_run_are_seen_at_once() -> None:
    rows = (
        Row(id="A", fault="a fault", holds="h", asked="1", tests={"tests/a.py::test_a": 1}),
        Row(id="B", fault="another", holds="h", asked="1", tests={"tests/a.py::test_b": 1}),
        Row(id="C", fault="a third", holds="h", asked="1", open="somebody"),
    )
    failed = Result(tests={"tests/a.py::test_a": Outcome(passed=2, failed=1)}, when="2026-03-02", machine="m")

    table = render(rows, {"A": {"short": failed}})

    assert "| A | a fault | 1 | 2 of 3 in 0 s |  | FAILED |" in table
    assert "| B | another | 1 |  |  | not run |" in table
    assert "| C | a third | 1 |  |  | open: somebody |" in table


def test_a_plan_with_a_key_nobody_knows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rows.yaml"
    path.write_text("- {id: K1, fault: f, holds: h, asked: n, test: {}}\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"row K1: unknown keys \['test'\]"):
        read_rows(path)


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("long", "seconds"), [(False, 300), (True, 0)])
def test_only_the_short_trials_are_held_to_the_time_that_their_file_allows(
    request: pytest.FixtureRequest, long: bool, seconds: int
) -> None:
    options = {"--long-rows": long, "--rows": ""}

    Recording().pytest_collection_modifyitems(SimpleNamespace(getoption=options.get), [request.node])  # type: ignore[arg-type]

    mark = request.node.get_closest_marker("timeout")
    assert mark is not None
    assert mark.args == (seconds,)


def test_hypothesis_makes_as_many_examples_as_the_run_makes_trials() -> None:
    tried: list[int] = []

    @given(st.integers())
    def tries(number: int) -> None:
        tried.append(number)

    as_many_examples(tries, 130)
    tries()

    assert len(tried) == 130
