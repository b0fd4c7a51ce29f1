"""Says in plain words what is wrong where a file is no YAML at all."""

import yaml
from yaml.reader import ReaderError

from motbot.catalogue import say, to_say
from motbot.settings.places import Mark, Problem

_PLAIN_WORDS = (
    (
        "'\\t'",
        to_say("a tab stands where YAML wants spaces; replace it by spaces"),
    ),
    (
        "mapping values are not allowed here",
        to_say(
            "a second ': ' on one line, or a wrong indentation; put text that contains ': ' in quotes, or align the key"
        ),
    ),
    (
        "could not find expected ':'",
        to_say("expected `key: value`; write the colon and a space after the key, or align the line"),
    ),
    (
        "expected <block end>",
        to_say("this line is not aligned with the lines above; give keys of one section the same indentation"),
    ),
    (
        "expected ',' or",
        to_say("a list or section that began with [ or {{ is not closed, or a comma is missing; close it"),
    ),
    (
        "expected a single document",
        to_say("a second document begins here; keep one document and remove the `---` line"),
    ),
    (
        "while scanning a quoted scalar",
        to_say("a quote that opens here is not closed; close it"),
    ),
    (
        "that cannot start any token",
        to_say("text may not begin with this sign; put the value in quotes"),
    ),
)

_TOLD_WHERE_IT_BEGAN = ("quoted scalar", "simple key", "flow sequence", "flow mapping")
"""Mistakes that PyYAML notices only later: what was left open or unfinished is where a person must look."""


def explain_syntax(error: yaml.YAMLError, text: str) -> Problem:
    """Turn PyYAML's error into a problem with its place and a remedy."""
    if isinstance(error, ReaderError):
        return _unprintable(error, text)
    if not isinstance(error, yaml.MarkedYAMLError):
        return Problem(text=say("this is no YAML; start from the shipped example"))
    told = f"{error.context or ''} {error.problem or ''}"
    began = any(sign in told for sign in _TOLD_WHERE_IT_BEGAN)
    where = (error.context_mark if began else None) or error.problem_mark
    words = next((say(plain) for sign, plain in _PLAIN_WORDS if sign in told), error.problem or say("this is no YAML"))
    return Problem(mark=Mark.of(where) if where else Mark(), text=words)


def _unprintable(error: ReaderError, text: str) -> Problem:
    """A character that no YAML file may hold; PyYAML tells only its offset."""
    before = text[: error.position]
    mark = Mark(line=before.count("\n") + 1, column=len(before) - (before.rfind("\n") + 1) + 1)
    code = error.character if isinstance(error.character, int) else ord(error.character)
    return Problem(
        mark=mark, text=say("the control character U+{code:04X} cannot stand in a configuration; delete it", code=code)
    )
