"""The pages for operators and the alert rules name figures, log lines and messages that exist, and all that matter."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from motbot.metrics import Metrics
from motbot.ports.jobs import JobKind
from motbot.slack.screening import Fate
from motbot.storage.backlog import OTHER

HOME = Path(__file__).parent.parent
OPERATION = (HOME / "docs" / "operation.md").read_text(encoding="utf-8")
TROUBLE = (HOME / "docs" / "troubleshooting.md").read_text(encoding="utf-8")
RULES: dict[str, Any] = yaml.safe_load((HOME / "config" / "prometheus-rules.yaml").read_text(encoding="utf-8"))
ALERTS = [rule for group in RULES["groups"] for rule in group["rules"]]

_FIGURE = re.compile(r"\b(motbot_\w+)(?:\{([^}]*)\})?")
_MATCHER = re.compile(r'(\w+)(=~|!~|!=|=)"([^"]*)"')
_LOGGED = re.compile(r"(?:\blog\.(?:debug|info|warning|error)|\b_tell)\(([^,)]*)")
_GOES_ON = re.compile(r'"\s*\n\s*f?"')
_LEAST = 8
"""Shorter pieces of a quoted message would be found anywhere."""


@cache
def figures() -> dict[str, frozenset[str]]:
    """Every name a figure is scraped by, with its labels."""
    found: dict[str, frozenset[str]] = {}
    collectors = Metrics().registry._names_to_collectors
    for name, collector in collectors.items():
        found[name] = frozenset(getattr(collector, "_labelnames", ()))
    return {name: labels for name, labels in found.items() if not name.endswith("_created")}


@cache
def code() -> str:
    """All of motbot's code, texts that go on in the next line in one piece."""
    files = sorted((HOME / "motbot").rglob("*.py"))
    return _GOES_ON.sub("", "\n".join(path.read_text(encoding="utf-8") for path in files))


@cache
def log_events() -> frozenset[str]:
    """Every event that is logged somewhere."""
    return frozenset(name for named in _LOGGED.findall(code()) for name in re.findall(r'"([^"]+)"', named))


def base_of(name: str) -> str:
    """The name a figure has on the page: a histogram's parts are one figure there."""
    return re.sub(r"_(bucket|count|sum)$", "", name)


@pytest.mark.parametrize("page", ["docs/operation.md", "docs/zh/operation.md"])
def test_everything_that_can_become_of_a_payload_is_named_in_the_row_of_its_figure(page: str) -> None:
    lines = (HOME / page).read_text(encoding="utf-8").splitlines()
    (row,) = [line for line in lines if "motbot_slack_payloads_total{fate}" in line]

    assert [fate for fate in Fate if f"`{fate}`" not in row] == []


@pytest.mark.parametrize("rule", ALERTS, ids=lambda rule: rule["alert"])
def test_an_alert_asks_for_figures_that_exist_with_labels_they_have(rule: dict[str, Any]) -> None:
    asked = _FIGURE.findall(rule["expr"])

    assert asked or "up{" in rule["expr"]
    for name, matchers in asked:
        assert name in figures(), name
        assert {label for label, _, _ in _MATCHER.findall(matchers)} <= figures()[name]


@pytest.mark.parametrize("rule", ALERTS, ids=lambda rule: rule["alert"])
def test_an_alert_says_how_much_it_matters_and_leads_to_a_remedy_that_is_there(rule: dict[str, Any]) -> None:
    page, _, place = rule["annotations"]["remedy"].partition("#")

    assert rule["labels"]["severity"] in {"page", "ticket"}
    assert rule["annotations"]["summary"].endswith(".")
    assert page == "docs/troubleshooting.md"
    assert place in {_anchor(line) for line in TROUBLE.splitlines() if line.startswith("## ")}


def test_what_alerts_compare_with_is_what_the_code_says() -> None:
    kinds = {value for rule in ALERTS for value in re.findall(r'kind=~"([^"]*)"', rule["expr"])}

    assert {kind for one in kinds for kind in one.split("|")} <= {kind.value for kind in JobKind} | {OTHER}


def test_every_figure_is_explained_and_no_other() -> None:
    table = [line for line in OPERATION.splitlines() if line.startswith("| `motbot_")]
    explained = {name: matchers for line in table for name, matchers in _FIGURE.findall(line.split("|")[1])}

    assert {base_of(name) for name in explained} == _scraped()
    for name, labels in explained.items():
        known = figures()[name if name in figures() else f"{name}_count"]
        assert frozenset(filter(None, labels.split(","))) == known, name


def _scraped() -> set[str]:
    """The figures by the names they are explained by."""
    names = set(figures())
    totals = {name.removesuffix("_total") for name in names if name.endswith("_total")}
    return {base_of(name) for name in names} - totals


def test_the_reasons_of_readyz_are_the_explained_ones() -> None:
    tree = ast.parse((HOME / "motbot" / "running.py").read_text(encoding="utf-8"))
    ready = next(node for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef) and node.name == "ready")
    lists = [node for node in ast.walk(ready) if isinstance(node, ast.List)]
    reasons = {str(one.value) for node in lists for one in node.elts if isinstance(one, ast.Constant)}

    assert {reason for reason in reasons if f"| `{reason}` |" not in OPERATION} == set()
    assert len(reasons) == 4


def test_every_log_line_that_is_named_is_written_somewhere() -> None:
    lines = [line for line in TROUBLE.splitlines() if line.startswith("**Log:**")]
    named = {name for line in lines for name in re.findall(r"`([^`]+)`", line)}

    assert len(named) > 30
    assert named - log_events() == set()


def test_every_message_that_is_quoted_is_said_somewhere() -> None:
    quoted = [line.removeprefix("> ") for line in TROUBLE.splitlines() if line.startswith("> ")]
    pieces = [piece.strip(" .") for line in quoted for piece in line.split("…")]

    assert len(quoted) > 12
    assert [piece for piece in pieces if len(piece) >= _LEAST and piece not in code()] == []


def test_links_between_the_pages_lead_somewhere() -> None:
    for page in ("operation.md", "troubleshooting.md", "bridges.md"):
        text = (HOME / "docs" / page).read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!http)([^)]+)\)", text):
            path, _, place = target.partition("#")
            found = (HOME / "docs" / path) if path else HOME / "docs" / page
            assert found.exists(), target
            if place:
                headings = [line for line in found.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
                assert place in {_anchor(line) for line in headings}, target


def _anchor(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lstrip("# ").lower()).replace(" ", "-")
