"""The page sets its words as the reader's language does, and tells times as the pane does that was asked."""

import re
from pathlib import Path

import pytest

from tests.catalogue.collecting import PACKAGE

JS = PACKAGE / "playground" / "static" / "js"
SCRIPTS = sorted(one for one in JS.glob("*.js") if one.stem not in {"strings", "codes", "codes_dropped"})


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_no_script_sets_marks_of_one_language_between_words(path: Path) -> None:
    said = path.read_text(encoding="utf-8")
    words = r"(?:\bt\(|pick\(|Name\(|nameOf\(|Words\()[^`{}]*(?:\{[^{}]*\}[^`{}]*)*\}"

    assert re.findall(rf"\$\{{{words}[,:;] .*|join\(\"[,:;] \"\)", said) == []


def test_an_explanation_is_told_in_the_zone_of_the_pane_it_was_asked_in() -> None:
    host, drawer = ((JS / name).read_text(encoding="utf-8") for name in ("pane_host.js", "explain.js"))

    assert "explain.open(message, this.reader)" in host
    assert "confidant" not in drawer


def test_everything_that_the_checks_throw_away_is_told_in_words_of_both_languages() -> None:
    table = (JS / "codes_dropped.js").read_text(encoding="utf-8")
    english, chinese = (set(re.findall(r"^ +(\w+): \"", part, re.MULTILINE)) for part in table.split("zh: {"))
    checks = (PACKAGE / "domain" / "checks.py").read_text(encoding="utf-8")
    reasons = set(re.findall(r"because\(\"(\w+)\"\)|return \"(\w+)\"", checks))

    assert english == chinese
    assert {first or second for first, second in reasons} <= english
