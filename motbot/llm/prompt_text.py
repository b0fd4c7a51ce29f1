"""A prompt as its text alone says it: front matter, two compiled parts and examples, fitted to what its task gives.

Knows neither models nor answers' classes, so that a separate process can try an unknown text within a moment.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from motbot.catalogue import say
from motbot.llm.example_bank import shown_examples
from motbot.llm.flaws import Flaw, nearest
from motbot.llm.front_matter import FrontMatter, read_front_matter
from motbot.llm.program import Program
from motbot.llm.prompt_head import KEYS, Head, read_head
from motbot.llm.sections import Section, split_sections
from motbot.llm.template_bounds import TAG

TEXT_AT_MOST = 120_000
"""Characters of a whole file, its examples included."""
EXAMPLES = "examples"

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Also those that turn the order of letters around: a reader would see another text than the model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a text has to fit, in plain values: it goes to another process."""

    task: str
    fixed: Mapping[str, Any] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    """By name, the type: text, number, flag, list, section, or empty where it is not known."""
    schema: Mapping[str, Any] = field(default_factory=dict)
    """The shape of the answer, for checking examples."""


class PromptText:
    """One text, checked and compiled."""

    def __init__(self, text: str, terms: Terms) -> None:
        """Read, check and compile.

        Raises:
            Flaw: with the line and the remedy.
        """
        _refuse_unreadable(text)
        front = read_front_matter(text, KEYS)
        self.head: Head = read_head(front, task=terms.task, inputs=terms.inputs)
        self.sections: tuple[Section, Section] = split_sections(front)
        self.examples = _examples(front, terms)
        self.fixed = {**terms.fixed, **({EXAMPLES: self.examples} if self.examples else {})}
        self.lines = {"inputs": front.line("inputs"), EXAMPLES: front.line(EXAMPLES)}
        system, user = self.sections
        self.system = Program(system.text, first_line=system.first_line)
        self._check_system(terms)
        self.user = Program(user.text, first_line=user.first_line)
        self._check_user(terms)

    def system_text(self) -> str:
        """The system part: the same for every call. Raises Flaw."""
        return self.system.render(self.fixed)

    def user_values(self, inputs: Mapping[str, Any], *, tag: str) -> dict[str, Any]:
        """Everything that the user part may use in one call."""
        values = {**self.fixed, **inputs, TAG: tag}
        values.pop(EXAMPLES, None)
        return values

    def _check_system(self, terms: Terms) -> None:
        for name in _unknown(self.system.variables, set(self.fixed)):
            hint = nearest(name, self.fixed)
            if name in terms.inputs or name == TAG:
                hint = say("the system part is the same for every call; use it below `# user`")
            elif name == EXAMPLES:
                hint = say("name a file of examples in the front matter, such as `examples: examples.yaml`")
            raise Flaw(
                self.system.variables[name],
                say("unknown variable `{name}` in `# system`; {hint}", name=name, hint=hint),
            )

    def _check_user(self, terms: Terms) -> None:
        known = set(terms.fixed) | set(self.head.inputs) | {TAG}
        for name in _unknown(self.user.variables, known):
            hint = nearest(name, known)
            if name in terms.inputs:
                hint = say("list it under `inputs` in the front matter")
            elif name == EXAMPLES:
                hint = say("examples are the same for every call; use them below `# system`")
            raise Flaw(
                self.user.variables[name], say("unknown variable `{name}` in `# user`; {hint}", name=name, hint=hint)
            )


def _refuse_unreadable(text: str) -> None:
    if len(text) > TEXT_AT_MOST:
        raise Flaw(1, say("the prompt has more than {text_at_most} characters; shorten it", text_at_most=TEXT_AT_MOST))
    if not text.strip():
        raise Flaw(1, say("the file is empty; start it with its front matter, between two lines `---`"))
    if strange := _CONTROL.search(text.replace("\r\n", "\n")):
        line = text.replace("\r\n", "\n").count("\n", 0, strange.start()) + 1
        raise Flaw(line, say("the invisible character U+{code:04X} stands here; delete it", code=ord(strange[0])))


def _examples(front: FrontMatter, terms: Terms) -> list[dict[str, str]]:
    given = front.values.get(EXAMPLES, "")
    if isinstance(given, str) and given:
        raise Flaw(
            front.line(EXAMPLES),
            say(
                "the examples in `{given}` are not at hand; read the file of the prompt, not its text alone",
                given=given[:100],
            ),
        )
    if not given:
        return []
    if not isinstance(given, list):
        raise Flaw(front.line(EXAMPLES), say("expected the name of a file beside this one, such as `examples.yaml`"))
    return shown_examples(front.plain, (EXAMPLES,), terms.schema)


def _unknown(variables: Mapping[str, int], known: Collection[str]) -> list[str]:
    """What is used and not known, in the order of the lines."""
    return sorted(set(variables).difference(known), key=lambda name: variables[name])
