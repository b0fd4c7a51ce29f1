"""Looks a prompt through as a trainer's colleague would: is it sound, is foreign text fenced, is anything idle?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from motbot.catalogue import say
from motbot.llm.flaws import Flaw
from motbot.llm.program import Program
from motbot.llm.prompt_head import WISHED
from motbot.llm.prompt_text import EXAMPLES, PromptText, Terms
from motbot.llm.sample_inputs import FOREIGN, without_marks
from motbot.llm.template_bounds import TAG
from motbot.llm.template_grammar import EveryBranch

_SAMPLE_TAG = "a1b2c3d4e5f6"
_FENCED = re.compile(rf"<data-{_SAMPLE_TAG}>.*?</data-{_SAMPLE_TAG}>", re.DOTALL)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060-\u2064\ufeff]")

Note = tuple[int, str]
"""A line and what is said of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What came of looking a text through."""

    errors: tuple[Note, ...] = ()
    warnings: tuple[Note, ...] = ()
    system: str = field(default="", repr=False)
    """The system part, which is the same for every call; empty where there are errors before it."""
    user: str = field(default="", repr=False)
    """The user part of a sample with everything in it, as people may read it."""
    title: str = ""
    version: str = ""
    examples: int = 0


def look_through(text: str, terms: Terms, samples: Sequence[Mapping[str, Any]]) -> Looked:
    """Read, compile, render with every sample, and look. The first sample has everything in it."""
    try:
        prompt = PromptText(text, terms)
        system = _steady_system(prompt)
        users = [prompt.user.render(prompt.user_values(one, tag=_SAMPLE_TAG)) for one in samples]
    except Flaw as wrong:
        return Looked(errors=((wrong.line, str(wrong)),))
    unfenced, unseen = _branches(prompt, samples[0]) if samples else ([], [])
    return Looked(
        errors=tuple(unfenced),
        warnings=tuple(sorted({*_idle(prompt), *_lacking(prompt), *unseen, *_invisible(text)})),
        system=system,
        user=without_marks(users[0]) if users else "",
        title=prompt.head.title,
        version=prompt.head.version,
        examples=len(prompt.examples),
    )


def _steady_system(prompt: PromptText) -> str:
    """The system part, which servers keep from call to call as long as no byte of it differs. Raises Flaw."""
    system = prompt.system_text()
    if system != prompt.system_text():
        raise Flaw(prompt.sections[0].first_line, say("the system part differs from call to call; nothing in it may"))
    return system


def _branches(prompt: PromptText, sample: Mapping[str, Any]) -> tuple[list[Note], list[Note]]:
    """Where any branch of the user part shows foreign words without a fence; and which could not be looked into."""
    unfenced: dict[int, str] = {}
    unseen: list[Note] = []
    shows_foreign = False
    values = prompt.user_values(sample, tag=_SAMPLE_TAG)
    section = prompt.sections[1]
    for second in (False, True):
        try:
            program = Program(section.text, first_line=section.first_line, reshape=EveryBranch(second=second).visit)
            for piece, line in program.pieces(values):
                shows_foreign = shows_foreign or FOREIGN in piece.lower()
                if FOREIGN in _FENCED.sub("", piece).lower():
                    unfenced[line] = say("foreign words are shown without a fence; write `{{{{ ... | untrusted }}}}`")
        except Flaw as wrong:
            unseen.append(
                (wrong.line, say("not every branch could be looked into for unfenced words: {wrong}", wrong=wrong))
            )
    if not shows_foreign and any(FOREIGN in str(value) for value in sample.values()):
        unseen.append((section.first_line, say("the user part shows nothing of what was said; is that meant?")))
    return sorted(unfenced.items()), unseen


def _idle(prompt: PromptText) -> Iterator[Note]:
    """What is declared and never used."""
    for name, declared in prompt.head.inputs.items():
        if name not in prompt.user.variables:
            yield declared.line, say("input `{name}` is never used; use it, or take it out", name=name)
    if prompt.examples and EXAMPLES not in prompt.system.variables:
        yield prompt.lines[EXAMPLES], say("the examples are never shown; loop over `examples` below `# system`")


def _lacking(prompt: PromptText) -> Iterator[Note]:
    """What is missing, and can be done without."""
    for key in WISHED:
        if not getattr(prompt.head, key):
            yield 1, say("key `{key}` is missing; others will want to know", key=key)
    untyped = [declared for declared in prompt.head.inputs.values() if not declared.type]
    if untyped:
        yield (
            untyped[0].line,
            say("inputs without a type: {count}; write `name: type, description`", count=len(untyped)),
        )
    fences, says_tag = "untrusted" in prompt.sections[1].text, TAG in prompt.user.variables
    if fences and not says_tag:
        yield (
            prompt.sections[1].first_line,
            say("the model is not told the fences' tag; write `{{{{ {tag} }}}}` once", tag=TAG),
        )


def _invisible(text: str) -> Iterator[Note]:
    for number, row in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if found := _INVISIBLE.search(row):
            yield number, say("the invisible character U+{code:04X} stands here; is that meant?", code=ord(found[0]))
