"""Prompt templates as text that trainers edit: read strictly, rendered in a sandbox, named by their hash."""

import difflib
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, meta, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel
from typing_extensions import override

from motbot.domain.errors import BadPrompt
from motbot.llm.fencing import TagSource, fenced, random_tag
from motbot.llm.front_matter import FrontMatter, read_front_matter
from motbot.llm.schema import portable_schema

_KEYS = frozenset({"id", "version", "title", "owner", "task", "language", "model", "params", "inputs", "changelog"})
_NEEDED = ("id", "version", "task", "inputs")
_PARAMS = {"temperature": float, "max_output": int}
_SECTIONS = ("system", "user")
_SECTION = re.compile(r"# (system|user)[ \t]*")
_TAG = "fence_tag"
_RENDERED_AT_MOST = 60_000
_FILTERS = frozenset(
    {"capitalize", "count", "default", "first", "int", "join", "last", "length", "list", "lower", "map", "replace",
     "select", "selectattr", "sort", "string", "title", "trim", "upper"}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What code fixes about a kind of prompt: trainers change the words, never these."""

    name: str
    answer: type[BaseModel]
    fixed: Mapping[str, Any]
    """Values rendered from the domain, the same for every call: all that the system part may use."""
    inputs: frozenset[str]
    """Values of one call: for the user part only, so that the system part can be cached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages:
    """A rendered prompt."""

    system: str = field(repr=False)
    user: str = field(repr=False)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja without the operators that can make a short template huge: it bounds attributes, not sizes."""

    intercepted_binops = frozenset({"*", "**", "%"})

    @override
    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if isinstance(left, (str, list, tuple)) or isinstance(right, (str, list, tuple)) or operator == "**":
            raise SecurityError(f"`{operator}` is only for small numbers here")
        return super().call_binop(context, operator, left, right)


@pass_context
def _untrusted(context: Context, value: object) -> str:
    return fenced(str(value), str(context[_TAG]))


def _environment() -> _Sandbox:
    # Not optimized: the optimizer would work out `'a' * 10**9` while compiling, before any bound holds.
    sandbox = _Sandbox(
        undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True, optimized=False
    )
    sandbox.filters = {name: found for name, found in sandbox.filters.items() if name in _FILTERS}
    sandbox.filters["untrusted"] = _untrusted
    sandbox.globals = {}
    return sandbox


class Template:
    """One prompt, checked and compiled. `revision` names its exact text with what else decides the answer."""

    def __init__(self, *, text: str, source: str, task: Task, model: str, tags: TagSource = random_tag) -> None:
        """Read and check a template; raises BadPrompt with file, line and remedy."""
        self.source = source
        self.task = task
        front = read_front_matter(text, source, _KEYS)
        self.title = str(front.values.get("title", ""))
        self.version = str(front.values.get("version", ""))
        self._tags = tags
        self._front = front
        self._check_keys(front)
        params = self._params(front)
        self.temperature = params.get("temperature")
        self.max_output = int(params["max_output"]) if "max_output" in params else None
        sections = _sections(front, source)
        self._lines = {name: line for name, (line, _) in sections.items()}
        self._environment = _environment()
        self._parts = {name: self._compiled(name, body) for name, (_, body) in sections.items()}
        self.revision = self._hash(sections, params, model)
        # The system part is the same for every call, so that its first rendering checks it for all.
        self._system = self._rendered("system", task.fixed)

    def render(self, inputs: Mapping[str, Any]) -> Messages:
        """Render for one call; the inputs are plain values only. Raises BadPrompt."""
        if missing := self.task.inputs - set(inputs):
            raise BadPrompt(f"{self.source}: nothing was given for {', '.join(sorted(missing))}")
        _refuse_objects(inputs)
        user = self._rendered("user", {**self.task.fixed, **inputs, _TAG: self._tags(inputs)})
        return Messages(system=self._system, user=user)

    def _check_keys(self, front: FrontMatter) -> None:
        for key in _NEEDED:
            if not front.values.get(key):
                raise BadPrompt(f"{self.source}:1: key `{key}` is missing; add it to the front matter")
        for key in ("task", "id"):
            if front.values[key] != self.task.name:
                raise BadPrompt(
                    f"{self.source}:{front.lines[key]}: `{key}` is `{front.values[key]}`; expected `{self.task.name}`, "
                    "the name of the folder"
                )
        if front.values.get("model", "default") != "default":
            raise BadPrompt(
                f"{self.source}:{front.lines['model']}: expected `model: default`; the model is set in the config"
            )
        inputs = front.values["inputs"]
        if not isinstance(inputs, dict):
            raise BadPrompt(f"{self.source}:{front.lines['inputs']}: expected `name: description` lines below `inputs`")
        for name in inputs:
            if name not in self.task.inputs:
                raise BadPrompt(
                    f"{self.source}:{front.lines['inputs']}: unknown input `{name}`; {_nearest(name, self.task.inputs)}"
                )

    def _params(self, front: FrontMatter) -> dict[str, float]:
        given = front.values.get("params") or {}
        line = front.lines.get("params", 1)
        if not isinstance(given, dict):
            raise BadPrompt(f"{self.source}:{line}: expected `{{temperature: 0, max_output: 900}}`")
        params: dict[str, float] = {}
        for name, value in given.items():
            if name not in _PARAMS:
                raise BadPrompt(f"{self.source}:{line}: unknown parameter `{name}`; {_nearest(name, _PARAMS)}")
            try:
                params[name] = _PARAMS[name](value)
            except (ValueError, TypeError):
                raise BadPrompt(f"{self.source}:{line}: `{name}` is `{value}`; expected a number") from None
        if not 0 <= params.get("temperature", 0) <= 2 or not 50 <= params.get("max_output", 50) <= 32000:  # noqa: PLR2004
            raise BadPrompt(f"{self.source}:{line}: expected a temperature of 0 to 2 and a max_output of 50 to 32000")
        return params

    def _compiled(self, name: str, body: str) -> Any:
        try:
            tree = self._environment.parse(body)
            used = meta.find_undeclared_variables(tree)
            compiled = self._environment.from_string(body)
        except TemplateSyntaxError as wrong:
            raise BadPrompt(f"{self.source}:{self._lines[name] + wrong.lineno}: {wrong.message}") from None
        declared = set(self._front.values["inputs"]) | {_TAG} if name == "user" else set()
        for variable in sorted(used - set(self.task.fixed) - declared):
            line = self._lines[name] + _line_of(variable, body)
            hint = _nearest(variable, declared | set(self.task.fixed))
            if name == "system" and variable in self.task.inputs:
                hint = "the system part is the same for every call; use it below `# user`"
            elif variable in self.task.inputs:
                hint = "list it under `inputs` in the front matter"
            raise BadPrompt(f"{self.source}:{line}: unknown variable `{variable}` in `# {name}`; {hint}")
        return compiled

    def _rendered(self, name: str, values: Mapping[str, Any]) -> str:
        pieces: list[str] = []
        size = 0
        try:
            for piece in self._parts[name].generate(values):
                pieces.append(piece)
                size += len(piece)
                if size > _RENDERED_AT_MOST:
                    raise BadPrompt(
                        f"{self.source}:{self._lines[name]}: `# {name}` renders to more than {_RENDERED_AT_MOST} "
                        "characters; shorten it or what it repeats"
                    )
        except (TemplateError, TypeError, ValueError, OverflowError, ZeroDivisionError) as wrong:
            raise BadPrompt(f"{self.source}:{self._lines[name]}: `# {name}` cannot be rendered ({wrong})") from None
        return "".join(pieces).strip() + "\n"

    def _hash(self, sections: Mapping[str, tuple[int, str]], params: Mapping[str, float], model: str) -> str:
        """Hash everything that decides the answer besides the conversation."""
        decisive = [
            {name: body for name, (_, body) in sections.items()},
            dict(params),
            portable_schema(self.task.answer),
            dict(self.task.fixed),
            model,
        ]
        text = json.dumps(decisive, ensure_ascii=True, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def read_template(path: Path, *, task: Task, model: str, tags: TagSource = random_tag) -> Template:
    """Read a template file; raises BadPrompt with file, line and remedy."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        reason = wrong.strerror if isinstance(wrong, OSError) else "it is not UTF-8"
        raise BadPrompt(f"{path}: cannot be read ({reason}); check path, rights and encoding") from None
    return Template(text=text, source=str(path), task=task, model=model, tags=tags)


def _sections(front: FrontMatter, source: str) -> dict[str, tuple[int, str]]:
    """Split the body at its `# system` and `# user` lines, before anything is rendered.

    Customer text is rendered later into a part whose role is settled: no text can open a part of its own.
    """
    rows = front.body.split("\n")
    starts = [(match[1], number) for number, row in enumerate(rows) if (match := _SECTION.fullmatch(row))]
    if [name for name, _ in starts] != list(_SECTIONS):
        found = ", ".join(f"`# {name}`" for name, _ in starts) or "none"
        raise BadPrompt(
            f"{source}:{front.body_line}: expected one line `# system` and below it one line `# user`; found {found}"
        )
    if any(row.strip() for row in rows[: starts[0][1]]):
        raise BadPrompt(f"{source}:{front.body_line}: there is text above `# system`; move it below")
    (_, system), (_, user) = starts
    return {
        "system": (front.body_line + system, "\n".join(rows[system + 1 : user])),
        "user": (front.body_line + user, "\n".join(rows[user + 1 :])),
    }


def _line_of(variable: str, body: str) -> int:
    pattern = re.compile(rf"\b{re.escape(variable)}\b")
    return next((number for number, row in enumerate(body.split("\n"), 1) if pattern.search(row)), 0)


def _nearest(name: str, known: Any) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"did you mean `{near[0]}`?" if near else f"known are {', '.join(sorted(known))}"


def _refuse_objects(value: Any) -> None:
    """Objects would show their attributes to a template; only plain values may go in."""
    if isinstance(value, Mapping):
        for one in value.values():
            _refuse_objects(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            _refuse_objects(one)
    elif type(value) not in {str, int, float, bool, type(None)}:
        raise TypeError(f"a template takes plain values, not {type(value).__name__}")
