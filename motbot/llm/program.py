"""One part of a prompt, compiled: checked against the grammar, rendered within bounds, wrong in a named line."""

from collections.abc import Callable, Iterator, Mapping
from types import TracebackType
from typing import Any

from jinja2 import Template as Compiled
from jinja2 import TemplateError, TemplateSyntaxError, meta, nodes

from motbot.catalogue import say
from motbot.llm.flaws import Flaw
from motbot.llm.template_bounds import BUDGET, STEPS, Budget, Sandbox
from motbot.llm.template_grammar import Counting, check

RENDERED_AT_MOST = 60_000
"""Characters of one part."""

_WRONG_VALUES = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError)


class Program:
    """One part. Rendering it twice with the same values gives the same text."""

    def __init__(
        self, body: str, *, first_line: int, reshape: Callable[[nodes.Template], object] | None = None
    ) -> None:
        """Compile a text whose first line has this number in its file; `reshape` may change the tree for a check.

        Raises:
            Flaw: with the line in the file and the remedy.
        """
        self._first_line = first_line
        sandbox = Sandbox()
        try:
            tree = sandbox.parse(body)
            check(tree)
            self.variables = self._variables(tree)
            if reshape is not None:
                reshape(tree)
            tree = Counting().visit(tree)
            tree.set_environment(sandbox)
            self._compiled = Compiled.from_code(sandbox, sandbox.compile(tree), {})
        except TemplateSyntaxError as wrong:
            raise Flaw(self._in_file(wrong.lineno), f"{wrong.message}") from None
        except (RecursionError, SyntaxError, MemoryError):
            raise Flaw(first_line, say("this is nested too deeply to be read; take it apart")) from None
        except (ValueError, ArithmeticError):
            raise Flaw(first_line, say("a number in this part is too long to be read; write a shorter one")) from None
        except Flaw as wrong:
            raise Flaw(self._in_file(wrong.line), str(wrong)) from None

    variables: Mapping[str, int]
    """What it takes from outside, with the line in the file where each stands first."""

    def render(self, values: Mapping[str, Any], *, steps: int = STEPS) -> str:
        """Render it. Raises Flaw."""
        return "".join(piece for piece, _ in self.pieces(values, steps=steps)).strip() + "\n"

    def pieces(self, values: Mapping[str, Any], *, steps: int = STEPS) -> Iterator[tuple[str, int]]:
        """The text piece by piece, each with the line in the file that it comes from. Raises Flaw."""
        context = self._compiled.new_context({**values, BUDGET: Budget(steps)})
        stream = self._compiled.root_render_func(context)
        size = 0
        try:
            for piece in stream:
                size += len(piece)
                line = self._line_in(stream)
                if size > RENDERED_AT_MOST:
                    raise Flaw(
                        line,
                        say(
                            "this renders to more than {most} characters; shorten it or what it repeats",
                            most=RENDERED_AT_MOST,
                        ),
                    )
                yield piece, line
        except _WRONG_VALUES as wrong:
            raise Flaw(self._line_of(wrong), say("this cannot be rendered: {wrong}", wrong=wrong)) from None

    def _variables(self, tree: nodes.Template) -> Mapping[str, int]:
        undeclared = meta.find_undeclared_variables(tree)
        found: dict[str, int] = {}
        for name in tree.find_all(nodes.Name):
            line = self._in_file(name.lineno)
            if name.name in undeclared:
                found[name.name] = min(line, found.get(name.name, line))
        return found

    def _line_of(self, wrong: BaseException) -> int:
        """The line of the template in which an error came up, by the innermost frame that is the template's."""
        line = self._first_line
        trace: TracebackType | None = wrong.__traceback__
        while trace is not None:
            if trace.tb_frame.f_globals.get("__jinja_template__") is self._compiled:
                line = self._in_file(self._compiled.get_corresponding_lineno(trace.tb_lineno))
            trace = trace.tb_next
        return line

    def _line_in(self, stream: Any) -> int:
        frame = stream.gi_frame
        return self._in_file(self._compiled.get_corresponding_lineno(frame.f_lineno)) if frame else self._first_line

    def _in_file(self, line: int) -> int:
        return self._first_line + line - 1
