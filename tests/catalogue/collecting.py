"""Finds every text of ours that a catalogue has to hold: what is said, what is marked to be said, and phrases."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import typer

from motbot.catalogue import DEFAULT, speaking
from motbot.catalogue.phrases import phrases_of
from motbot.cli import commands
from motbot.command_words import help_texts
from motbot.founding.perform import MANIFEST
from motbot.founding.remarks import remarks_in
from motbot.settings.defaults import default_config

HOME = Path(__file__).parents[2]
PACKAGE = HOME / "motbot"
_CONTEXTS = {"settings": "config", "workbench": "workbench"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text in English, with its plural where it has one, and where it is said."""

    context: str
    id: str | tuple[str, str]


class Uncollectable(Exception):
    """A text that nobody can find: it is put together before it is said."""


def collected() -> Iterator[Text]:
    """Every text, in the order of the files; one that is said in several contexts stands in the first alone."""
    seen: set[str | tuple[str, str]] = set()
    for path in sorted(PACKAGE.rglob("*.py"), key=_by_context):
        for text in texts_in(path.read_text(encoding="utf-8"), str(path.relative_to(HOME))):
            if "." in text.context or text.id not in seen:
                yield text
            if "." not in text.context:
                seen.add(text.id)
    with speaking(DEFAULT):
        shown = dict.fromkeys(help_texts(typer.main.get_command(commands())))
    remarks = remarks_in(default_config(MANIFEST).read_text(encoding="utf-8"))
    yield from (Text(context="terminal", id=text) for text in dict.fromkeys((*shown, *remarks)) if text not in seen)


def texts_in(source: str, name: str) -> Iterator[Text]:
    """The texts of one file.

    Raises:
        Uncollectable: a text is put together where it is said; says file and line.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield from _of_call(node, node.func.id, name)


def context_of(name: str) -> str:
    """What the catalogue calls what is said in a file."""
    return _CONTEXTS.get(Path(name).parts[1], "terminal")


def _by_context(path: Path) -> tuple[bool, str]:
    """Terminal first, as `say` looks."""
    name = str(path.relative_to(HOME))
    return context_of(name) != "terminal", name


def _of_call(call: ast.Call, called: str, name: str) -> Iterator[Text]:
    if called in {"say", "to_say"} and call.args:
        text = call.args[0]
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            yield Text(context=context_of(name), id=text.value)
        elif isinstance(text, ast.JoinedStr | ast.BinOp):
            raise Uncollectable(f"{name}:{call.lineno}: expected one literal text; put what differs into braces")
    elif called == "say_many":
        one, many = (ast.literal_eval(text) for text in call.args)
        yield Text(context=context_of(name), id=(one, many))
    elif called == "translated":
        yield from _phrases(call, name)


def _phrases(call: ast.Call, name: str) -> Iterator[Text]:
    context = next(ast.literal_eval(word.value) for word in call.keywords if word.arg == "context")
    english = call.args[0]
    if not isinstance(english, ast.Name):
        raise Uncollectable(f"{name}:{call.lineno}: expected the name of phrases that stand in this module")
    module = import_module(name.removesuffix(".py").replace("/", "."))
    for where, text in phrases_of(getattr(module, english.id), context):
        yield Text(context=where, id=text)
