"""The project's own rules of style, where no linter knows them; ruff and mypy run beside these tests in `.ci/run`."""

import ast
import re
import statistics
import subprocess
import sys
from functools import cache
from pathlib import Path

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


@cache
def tree_of(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def at(path: Path, node: ast.stmt | ast.expr | ast.excepthandler) -> str:
    """Where something stands, as an editor opens it."""
    return f"{path.relative_to(HOME)}:{node.lineno}"


@cache
def functions(path: Path) -> tuple[Function, ...]:
    """Every function and method of a file."""
    return tuple(node for node in ast.walk(tree_of(path)) if isinstance(node, Function))


def length(function: Function) -> int:
    """Lines from the `def` to the end."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def words(name: str) -> set[str]:
    """The words of a name in any case, without a plural's last letter."""
    return {word.lower().rstrip("s") for word in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)}


def says_what_it_is_for(path: Path) -> bool:
    """Whether a file begins with a sentence."""
    first = (ast.get_docstring(tree_of(path)) or "").partition("\n")[0]
    return len(first.split()) >= 4 and first.endswith((".", ":", "?"))


def says_nothing(path: Path) -> set[str]:
    """The names of a file, its classes and functions that could stand for anything."""
    classes = {node.name for node in ast.walk(tree_of(path)) if isinstance(node, ast.ClassDef)}
    whole = {one.name for one in functions(path) if one.name.strip("_").rstrip("s") in VAGUE_NAMES}
    places = set(path.relative_to(HOME).with_suffix("").parts)
    return {name for name in places | classes if words(name) & set(VAGUE_NAMES)} | whole


def logs(node: ast.AST) -> bool:
    """Whether this is a call of a log."""
    levels = {"debug", "info", "warning", "error", "exception", "critical"}
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in levels
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"log", "_log", "logger", "_logger"}
    )


def is_broad(caught: ast.expr | None) -> bool:
    """Whether an except takes everything."""
    kinds = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(
        kind is None or (isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"}) for kind in kinds
    )


def test_a_file_begins_with_a_sentence_that_says_what_it_is_for() -> None:
    assert [str(path.relative_to(HOME)) for path in PACKAGE + TESTS if not says_what_it_is_for(path)] == []


def test_a_file_is_short_enough_to_be_read_at_once() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in PACKAGE + TESTS}

    assert {str(path.relative_to(HOME)): count for path, count in lines.items() if count > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = [at(path, one) for path in PACKAGE + TESTS for one in functions(path) if length(one) > LONGEST_FUNCTION]

    assert long == []


def test_half_of_all_functions_are_very_short() -> None:
    assert statistics.median(length(one) for path in PACKAGE for one in functions(path)) <= MEDIAN_FUNCTION


def test_imports_stand_at_the_top_but_in_the_entry_which_keeps_ctrl_c_quiet_while_it_loads() -> None:
    inside = [
        at(path, node)
        for path in PACKAGE + TESTS
        if path != HOME / "motbot" / "__main__.py"
        for one in functions(path)
        for node in ast.walk(one)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert inside == []


def test_everything_is_caught_in_two_places_at_most() -> None:
    broad = [
        at(path, node)
        for path in PACKAGE
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ExceptHandler) and is_broad(node.type)
    ]

    assert len(broad) <= BROAD_EXCEPTS, broad


def test_nothing_has_a_name_that_says_nothing() -> None:
    assert {str(path.relative_to(HOME)): names for path in PACKAGE if (names := says_nothing(path))} == {}


def test_a_logged_events_name_is_never_pieced_together() -> None:
    pieced = ast.JoinedStr | ast.BinOp | ast.Call
    calls = ((path, node) for path in PACKAGE for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))

    assert [
        at(path, call) for path, call in calls if logs(call) and any(isinstance(a, pieced) for a in call.args)
    ] == []


def test_a_test_is_named_by_a_sentence() -> None:
    tests = ((path, one) for path in TESTS for one in functions(path) if one.name.startswith("test_"))

    assert [at(path, one) for path, one in tests if one.name.count("_") < 3] == []


def test_no_test_is_skipped() -> None:
    marks = ((path, node) for path in TESTS for node in ast.walk(tree_of(path)) if isinstance(node, ast.Attribute))

    assert [at(path, mark) for path, mark in marks if mark.attr in {"skip", "skipif", "importorskip"}] == []


def test_nothing_is_left_for_later_and_no_place_of_its_making_is_named() -> None:
    texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in TEXTS}
    found = {str(path.relative_to(HOME)): MARKS.findall(text) + ELSEWHERE.findall(text) for path, text in texts.items()}

    assert {path: marks for path, marks in found.items() if marks} == {}


def test_imports_point_down_and_never_in_a_circle() -> None:
    linted = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"],
        cwd=HOME, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert linted.returncode == 0, linted.stdout + linted.stderr
