"""Says what a prompt's template may be made of, before any of it is compiled: text, values, `if`, `for`, filters.

Nothing in it can call, define, import or read anything, so that its work is bounded by its loops and values.
"""

from collections.abc import Iterator
from typing import TypeVar

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from motbot.catalogue import say, to_say
from motbot.llm.flaws import Flaw, nearest

EACH = "(each)"
WEIGHED = "(weighed)"
"""Names of filters that no template can write: what loops and comparisons take is counted through them."""

FILTERS = frozenset(
    {"capitalize", "count", "default", "first", "int", "join", "last", "length", "list", "lower", "map", "reject",
     "rejectattr", "replace", "reverse", "select", "selectattr", "sort", "string", "title", "trim", "unique",
     "untrusted", "upper"}
)  # fmt: skip
TESTS = frozenset(
    {"boolean", "defined", "divisibleby", "equalto", "even", "false", "in", "integer", "mapping", "none", "number",
     "odd", "string", "true", "undefined"}
)  # fmt: skip

_PIECES_AT_MOST = 3_000
_DEEPEST = 40
_LOOPS_AT_MOST = 5
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.List, nodes.Tuple, nodes.Getattr,
    nodes.Getitem, nodes.Slice, nodes.Filter, nodes.Test, nodes.Keyword, nodes.For, nodes.If, nodes.CondExpr,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Concat, nodes.Assign, nodes.Add, nodes.Sub,
    nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Neg, nodes.Pos,
)  # fmt: skip
_WRITE_IT_OUT = to_say("write the text out; examples may stand in a file that the key `examples` names")
_REFUSED: dict[type[nodes.Node], tuple[str, str]] = {
    nodes.Include: ("`include`", _WRITE_IT_OUT),
    nodes.Import: ("`import`", _WRITE_IT_OUT),
    nodes.FromImport: ("`from ... import`", _WRITE_IT_OUT),
    nodes.Extends: ("`extends`", _WRITE_IT_OUT),
    nodes.Block: ("`block`", _WRITE_IT_OUT),
    nodes.Macro: ("`macro`", to_say("write the text out, or use a `for` loop")),
    nodes.CallBlock: ("`call`", to_say("write the text out")),
    nodes.Call: (to_say("a call with ( )"), to_say("use a filter, such as `| join(', ')`")),
    nodes.FilterBlock: ("`filter`", to_say("put the filter behind each value")),
    nodes.AssignBlock: (to_say("`set` with a block"), to_say("use `set name = value`")),
    nodes.With: ("`with`", to_say("use `set name = value`")),
    nodes.ScopedEvalContextModifier: ("`autoescape`", to_say("leave it out")),
    nodes.NSRef: (to_say("a namespace"), to_say("use `set name = value`")),
    nodes.Dict: (to_say("a section in braces"), to_say("use the values that are given")),
    nodes.Pow: ("`**`", to_say("write the number out")),
}

Found = TypeVar("Found", bound=nodes.Node)


def check(tree: nodes.Template) -> None:
    """Refuse what is not part of the language.

    Raises:
        Flaw: with the line in the template and the remedy.
    """
    for pieces, (node, line, depth, loops) in enumerate(_walk(tree), 1):
        if pieces > _PIECES_AT_MOST:
            raise Flaw(
                line,
                say("the template has more than {pieces_at_most} parts; shorten it", pieces_at_most=_PIECES_AT_MOST),
            )
        if depth > _DEEPEST:
            raise Flaw(line, say("this is nested more than {deepest} levels deep; take it apart", deepest=_DEEPEST))
        if loops > _LOOPS_AT_MOST:
            raise Flaw(
                line,
                say(
                    "more than {loops_at_most} `for` loops stand in one another; take them apart",
                    loops_at_most=_LOOPS_AT_MOST,
                ),
            )
        _check_one(node, line)


def _walk(tree: nodes.Template) -> Iterator[tuple[nodes.Node, int, int, int]]:
    """Every node with its line, how deep it stands, and in how many loops.

    Without recursion, since depth is what is checked. Some nodes have no line of their own, but stand in one that has.
    """
    waiting: list[tuple[nodes.Node, int, int, int]] = [(tree, 1, 0, 0)]
    while waiting:
        node, above, depth, loops = waiting.pop()
        line = node.lineno or above
        yield node, line, depth, loops
        inside = loops + isinstance(node, nodes.For)
        waiting += [(child, line, depth + 1, inside) for child in node.iter_child_nodes()]


def _check_one(node: nodes.Node, line: int) -> None:
    if type(node) not in _ALLOWED:
        what, remedy = _REFUSED.get(type(node), (to_say("this"), to_say("leave it out")))
        raise Flaw(line, say("{what} is not part of prompt templates; {remedy}", what=say(what), remedy=say(remedy)))
    if isinstance(node, nodes.Getattr):
        _check_key(node.attr, line)
    elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        _check_key(node.arg.value, line)
    elif isinstance(node, nodes.For) and node.recursive:
        raise Flaw(line, say("a `recursive` loop is not part of prompt templates; write a loop for each level"))
    elif isinstance(node, nodes.Filter):
        _check_use(node, to_say("filter"), FILTERS)
    elif isinstance(node, nodes.Test):
        _check_use(node, to_say("test"), TESTS)
    elif isinstance(node, nodes.Name) and node.ctx == "store" and node.name.startswith("_"):
        raise Flaw(line, say("`{name}` cannot be set; choose a name without _ in front", name=node.name))


def _check_use(node: nodes.Filter | nodes.Test, kind: str, known: frozenset[str]) -> None:
    if node.name not in known:
        raise Flaw(
            node.lineno,
            say("unknown {kind} `{name}`; {remedy}", kind=say(kind), name=node.name, remedy=nearest(node.name, known)),
        )
    if node.dyn_args or node.dyn_kwargs:
        raise Flaw(
            node.lineno,
            say("the {kind} `{name}` is given * or **; write its arguments out", kind=say(kind), name=node.name),
        )


def _check_key(key: object, line: int) -> None:
    if isinstance(key, str) and key.startswith("_"):
        raise Flaw(line, say("`{key}` cannot be looked into; use the values that are given", key=key))


class Counting(NodeTransformer):
    """Leads what takes time through filters that count it: loops by their body, comparisons by their values."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja's name
        """Count a loop when it begins: its length times what stands in it."""
        cost = sum(1 for _ in node.find_all(nodes.Node))
        self.generic_visit(node)
        node.iter = _through(EACH, node.iter, nodes.Const(cost, lineno=node.lineno))
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802 - Jinja's name
        """Count what is compared."""
        self.generic_visit(node)
        node.expr = _through(WEIGHED, node.expr)
        for operand in node.ops:
            operand.expr = _through(WEIGHED, operand.expr)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - Jinja's name
        """Put texts together by the filter that bounds what comes of it."""
        self.generic_visit(node)
        return _through("join", nodes.List(node.nodes, lineno=node.lineno))


class EveryBranch(NodeTransformer):
    """Makes a template render every branch of it, for a check: of two values, the first ones or the second ones."""

    def __init__(self, *, second: bool) -> None:
        """Take which of two values is to be shown."""
        self._second = second

    def visit_If(self, node: nodes.If) -> list[nodes.Node]:  # noqa: N802 - Jinja's name
        """Show all branches below one another."""
        return self._all([*node.body, *(one for branch in node.elif_ for one in branch.body), *node.else_])

    def visit_For(self, node: nodes.For) -> list[nodes.Node]:  # noqa: N802 - Jinja's name
        """Show the body for every value, then what is shown where there are none."""
        after = self._all(node.else_)
        node.test, node.else_ = None, []
        self.generic_visit(node)
        return [node, *after]

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Node:  # noqa: N802 - Jinja's name
        """Show one of the two values."""
        chosen = node.expr2 if self._second and node.expr2 is not None else node.expr1
        return self._one(chosen)

    def visit_Or(self, node: nodes.Or) -> nodes.Node:  # noqa: N802 - Jinja's name
        """Likewise."""
        return self._one(node.right if self._second else node.left)

    def visit_And(self, node: nodes.And) -> nodes.Node:  # noqa: N802 - Jinja's name
        """Likewise."""
        return self._one(node.left if self._second else node.right)

    def _one(self, node: Found) -> nodes.Node:
        shown: nodes.Node = self.visit(node)
        return shown

    def _all(self, found: list[nodes.Node]) -> list[nodes.Node]:
        return [one for node in found for one in self.visit_list(node)]


def _through(name: str, value: nodes.Node, *args: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(value, name, list(args), [], None, None, lineno=value.lineno)
