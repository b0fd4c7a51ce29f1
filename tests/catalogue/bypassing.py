"""Finds words for people that stand in the code beside the catalogue."""

import ast
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

_WORDS = re.compile(r"[A-Za-z]{2,}[,.:;!?]? +\S*[A-Za-z]{2,}")
"""Two words with a space between them: keys, paths and formats have none."""
_CHINESE = re.compile("[\u3400-\u9fff]")
_JOINT = re.compile(r"[,;:] | \(")
"""What Chinese writes otherwise; a colon without a space, as between a file and its line, is no punctuation."""
_SAID = frozenset({"say", "to_say", "say_many"})
_NOT_SHOWN = frozenset(
    {"compile", "debug", "info", "warning", "error", "exception", "critical", "sub", "text", "execute"}
)
"""What takes patterns, lines of the log (in English for whoever looks after motbot) and SQL."""

_HELP = frozenset({"help", "epilog"})
"""The command line puts these into words by itself."""


def words_in(source: str) -> Iterator[tuple[int, str]]:
    """Every literal that reads like words for people and does not go through the catalogue, with its line."""
    tree = ast.parse(source)
    hidden = {id(node) for node in _hidden(tree)}
    return ((line, text) for line, text in _texts(tree, hidden) if _WORDS.search(text))


def chinese_in(source: str) -> Iterator[tuple[int, str]]:
    """Every literal with Chinese in it, docstrings aside, with its line."""
    tree = ast.parse(source)
    documented = {id(node) for node in _docstrings(tree)}
    return ((line, text) for line, text in _texts(tree, documented) if _CHINESE.search(text))


def _texts(tree: ast.Module, without: AbstractSet[int]) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in without:
            yield node.lineno, node.value


def _hidden(tree: ast.Module) -> Iterator[ast.AST]:
    yield from _docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in _SAID | _NOT_SHOWN:
            yield from (inner for argument in node.args for inner in ast.walk(argument))
        if isinstance(node, ast.keyword) and node.arg in _HELP:
            yield from ast.walk(node.value)
        elif isinstance(node, ast.Raise | ast.Assert):
            yield from ast.walk(node)
        elif isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None:
            yield from ast.walk(node.annotation)


def _docstrings(tree: ast.Module) -> Iterator[ast.AST]:
    """The constants that stand by themselves."""
    return (
        node.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def joints_in(source: str) -> Iterator[tuple[int, str]]:
    """Every comma, colon or bracket that stands between two things that are filled in, or joins a list; its line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            yield from ((node.lineno, piece) for piece in _pieces(node))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "join":
            glue = node.func.value
            if isinstance(glue, ast.Constant) and _JOINT.fullmatch(str(glue.value)):
                yield node.lineno, str(glue.value)


def _pieces(node: ast.JoinedStr) -> Iterator[str]:
    texts = (str(one.value) for one in node.values if isinstance(one, ast.Constant))
    return (text for text in texts if _JOINT.fullmatch(text))
