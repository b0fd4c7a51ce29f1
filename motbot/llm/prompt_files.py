"""Prompt templates as text that trainers edit: read strictly, rendered within bounds, named by their hash."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from motbot.catalogue import listed, say
from motbot.domain.errors import BadPrompt
from motbot.llm.draft_files import read_draft
from motbot.llm.fencing import TagSource, random_tag
from motbot.llm.flaws import Flaw
from motbot.llm.prompt_text import PromptText, Terms
from motbot.llm.sample_inputs import sample_of, type_of
from motbot.llm.schema import portable_schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What code fixes about a kind of prompt: trainers change the words, never these."""

    name: str
    answer: type[BaseModel]
    fixed: Mapping[str, Any]
    """Values rendered from the domain, the same for every call: all that the system part may use."""
    inputs: frozenset[str]
    """Values of one call: for the user part only, so that the system part can be cached."""

    def terms(self) -> Terms:
        """What a text has to fit, in plain values."""
        types = {name: type_of(sample_of(name)) for name in self.inputs}
        return Terms(task=self.name, fixed=self.fixed, inputs=types, schema=portable_schema(self.answer))


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages:
    """A rendered prompt."""

    system: str = field(repr=False)
    user: str = field(repr=False)


class Template:
    """One prompt, checked and compiled. `revision` names its exact text with what else decides the answer."""

    def __init__(self, *, text: str, source: str, task: Task, model: str, tags: TagSource = random_tag) -> None:
        """Read and check a template; raises BadPrompt with file, line and remedy.

        The text is complete in itself (`read_draft`). One that nobody has tried yet goes through `tried_template`.
        """
        self.source = source
        self.task = task
        self._tags = tags
        try:
            self._text = PromptText(text, task.terms())
            # The system part is the same for every call, so that its first rendering checks it for all.
            self._system = self._text.system_text()
        except Flaw as wrong:
            raise wrong.named(source) from None
        head = self._text.head
        self.title = head.title
        self.version = head.version
        self.temperature = head.params.get("temperature")
        self.max_output = int(head.params["max_output"]) if "max_output" in head.params else None
        self.revision = self._hash(model)

    def render(self, inputs: Mapping[str, Any]) -> Messages:
        """Render for one call; the inputs are plain values only. Raises BadPrompt."""
        if missing := self.task.inputs - set(inputs):
            raise BadPrompt(
                say("{source}: nothing was given for {missing}", source=self.source, missing=listed(sorted(missing)))
            )
        _refuse_objects(inputs)
        try:
            user = self._text.user.render(self._text.user_values(inputs, tag=self._tags(inputs)))
        except Flaw as wrong:
            raise wrong.named(self.source) from None
        return Messages(system=self._system, user=user)

    def _hash(self, model: str) -> str:
        """Hash everything that decides the answer besides the conversation."""
        system, user = self._text.sections
        decisive = [
            {"system": system.text, "user": user.text},
            dict(self._text.head.params),
            portable_schema(self.task.answer),
            self._text.fixed,
            model,
        ]
        text = json.dumps(decisive, ensure_ascii=True, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def read_template(
    path: Path, *, task: Task, model: str, tags: TagSource = random_tag, folder: Path | None = None
) -> Template:
    """Read a template file with its examples, from `folder` only; raises BadPrompt with file, line and remedy."""
    text = read_draft(path, folder=folder, schema=portable_schema(task.answer))
    return Template(text=text, source=str(path), task=task, model=model, tags=tags)


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
