"""The project's own rules of style, where no linter knows them; ruff and mypy run beside these tests in `.ci/run`."""

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HOME = Path(__file__).parent.parent
PACKAGE = sorted((HOME / "motbot").rglob("*.py"))
TESTS = sorted((HOME / "tests").rglob("*.py"))
TEXTS = sorted(
    path
    for pattern in ("motbot", "tests", "prompts", "config", "docs", ".ci", ".github", "scripts")
    for path in (HOME / pattern).rglob("*")
    if path.is_file()
    and path.suffix in {"", ".py", ".md", ".yaml", ".yml", ".sh", ".js", ".html", ".css", ".mako", ".sql"}
) + [path for path in HOME.iterdir() if path.suffix in {".md", ".txt", ".toml"}]

LONGEST_FILE = 300
LONGEST_FUNCTION = 50
MEDIAN_FUNCTION = 12
BROAD_EXCEPTS = 2
VAGUE_NAMES = ("util", "helper", "common", "misc", "manager", "handler", "processor", "service")
# Put together here, so that this file does not break its own rule.
MARKS = re.compile(r"\b(?:" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")) + r")\b")
ELSEWHERE = re.compile(
    "|".join((r"(?<![\w.])/wo" + "rk/", r"(?<![\w.])/fa" + "rm/", "py" + r"pi\.org", "npm" + "js", r"deb\.deb" + "ian"))
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def named(paths: list[Path]) -> list[object]:
    """The paths as parameters that name themselves by their place in the project."""
    return [pytest.param(path, id=str(path.relative_to(HOME))) for path in paths]


def tree_of(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(tree: ast.AST) -> Iterator[Function]:
    """Every function and method of a tree."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def length(function: Function) -> int:
    """Lines from the `def` to the end."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def words(name: str) -> set[str]:
    """The words of a name in any case, without a plural's last letter."""
    return {word.lower().rstrip("s") for word in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)}


def is_broad(caught: ast.expr | None) -> bool:
    """Whether an except takes everything."""
    kinds = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(
        kind is None or (isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"}) for kind in kinds
    )


@pytest.mark.parametrize("path", named(PACKAGE + TESTS))
def test_a_file_begins_with_a_sentence_that_says_what_it_is_for(path: Path) -> None:
    first = (ast.get_docstring(tree_of(path)) or "").partition("\n")[0]

    assert len(first.split()) >= 4
    assert first.endswith((".", ":", "?"))


@pytest.mark.parametrize("path", named(PACKAGE + TESTS))
def test_a_file_is_short_enough_to_be_read_at_once(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", named(PACKAGE + TESTS))
def test_no_function_is_longer_than_a_screen(path: Path) -> None:
    assert {one.name: length(one) for one in functions(tree_of(path)) if length(one) > LONGEST_FUNCTION} == {}


def test_half_of_all_functions_are_very_short() -> None:
    assert statistics.median(length(one) for path in PACKAGE for one in functions(tree_of(path))) <= MEDIAN_FUNCTION


@pytest.mark.parametrize("path", named(PACKAGE + TESTS))
def test_imports_stand_at_the_top(path: Path) -> None:
    inside = [
        node.lineno
        for one in functions(tree_of(path))
        for node in ast.walk(one)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert inside == []


def test_everything_is_caught_in_two_places_at_most() -> None:
    broad = [
        f"{path.relative_to(HOME)}:{node.lineno}"
        for path in PACKAGE
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ExceptHandler) and is_broad(node.type)
    ]

    assert len(broad) <= BROAD_EXCEPTS, broad


@pytest.mark.parametrize("path", named(PACKAGE))
def test_nothing_has_a_name_that_says_nothing(path: Path) -> None:
    tree = tree_of(path)
    places = set(path.relative_to(HOME).with_suffix("").parts)
    classes = {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    whole = {one.name for one in functions(tree) if one.name.strip("_").rstrip("s") in VAGUE_NAMES}

    assert {name for name in places | classes if words(name) & set(VAGUE_NAMES)} | whole == set()


@pytest.mark.parametrize("path", named(PACKAGE))
def test_a_logged_events_name_is_never_pieced_together(path: Path) -> None:
    pieced = ast.JoinedStr | ast.BinOp | ast.Call
    levels = {"debug", "info", "warning", "error", "exception", "critical"}
    calls = (
        node
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in levels
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"log", "_log", "logger", "_logger"}
    )

    assert [call.lineno for call in calls if any(isinstance(part, pieced) for part in call.args)] == []


@pytest.mark.parametrize("path", named(TESTS))
def test_a_test_is_named_by_a_sentence(path: Path) -> None:
    tests = [one.name for one in functions(tree_of(path)) if one.name.startswith("test_")]

    assert [name for name in tests if name.count("_") < 3] == []


@pytest.mark.parametrize("path", named(TESTS))
def test_no_test_is_skipped(path: Path) -> None:
    marks = (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Attribute))

    assert [mark.lineno for mark in marks if mark.attr in {"skip", "skipif", "importorskip"}] == []


@pytest.mark.parametrize("path", named(TEXTS))
def test_nothing_is_left_for_later_and_no_place_of_its_making_is_named(path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="replace")

    assert MARKS.findall(text) == []
    assert ELSEWHERE.findall(text) == []


def test_imports_point_down_and_never_in_a_circle() -> None:
    linted = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"],
        cwd=HOME, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert linted.returncode == 0, linted.stdout + linted.stderr
