"""The model as judge of expectations that were found: whether labels say them, for those that no rule can compare."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator

from motbot.domain.case import Case, GoldExpectation
from motbot.domain.expectation import Expectation
from motbot.domain.opinion import Held, Opinion
from motbot.llm.asking import TemplateSource, ask
from motbot.llm.client import ModelClient
from motbot.llm.meanings import table
from motbot.llm.prompt_files import Task
from motbot.llm.shapes import none_for_null, plain_choice
from motbot.llm.transcript import shared_inputs, transcript_of

One = TypeVar("One")

_SHARED = frozenset({"channel", "facts", "lines"})


class Verdict(StrEnum):
    """What is said of one entry."""

    SAME_AS_LABEL = "same_as_label"
    SENSIBLE = "sensible"
    INVENTED = "invented"


_MEANINGS: Mapping[Verdict, str] = {
    Verdict.SAME_AS_LABEL: "it is the label that you named",
    Verdict.SENSIBLE: "no label says it, but words of this conversation or its facts carry it",
    Verdict.INVENTED: "no label says it, and nothing that was said carries it",
}
_HELD: Mapping[Verdict, Held] = {
    Verdict.SAME_AS_LABEL: Held.LABELLED,
    Verdict.SENSIBLE: Held.SENSIBLE,
    Verdict.INVENTED: Held.INVENTED,
}
Label = Annotated[str, BeforeValidator(lambda value: "" if value is None else str(value))]


class JudgedEntry(BaseModel):
    """One entry, evidence first."""

    entry: Label
    evidence: Label
    label: Label
    verdict: Annotated[Verdict, BeforeValidator(plain_choice)]


class JudgeAnswer(BaseModel):
    """What is said of every entry."""

    entries: Annotated[list[JudgedEntry], BeforeValidator(none_for_null)]


def judge_task() -> Task:
    """What code fixes about the `judge` prompts."""
    fixed: dict[str, Any] = {"verdicts": table(_MEANINGS)}
    return Task(name="judge", answer=JudgeAnswer, fixed=fixed, inputs=_SHARED | {"labels", "found"})


class ModelJudge:
    """Judges by a `judge` prompt: one call for all that was found in a case."""

    def __init__(self, *, client: ModelClient, template: TemplateSource) -> None:
        self._client = client
        self._template = template

    async def opinions(self, case: Case, found: Sequence[Expectation]) -> dict[str, Opinion]:
        """What is held of each expectation, by its `mark`; what the answer passes over, or gets wrong, has none.

        Raises:
            ModelUnavailable: try again later.
            ModelRefused: this will not be answered.
        """
        if not found:
            return {}
        labels, entries = _labelled("G", case.gold.expectations), _labelled("F", found)
        transcript = transcript_of(case.view)
        shared = shared_inputs(case.view, transcript)
        inputs = {name: shared[name] for name in _SHARED} | {
            "labels": [{"label": name, "kind": one.kind.value, "text": one.text} for name, one in labels.items()],
            "found": [
                {"label": name, "kind": one.kind.value, "text": one.text, "evidence": one.quote or one.cue}
                for name, one in entries.items()
            ],
        }
        reply = await ask(self._client, self._template(), inputs, JudgeAnswer)
        return _opinions(reply.answer, labels, entries)


def _opinions(
    answer: JudgeAnswer, labels: Mapping[str, GoldExpectation], entries: Mapping[str, Expectation]
) -> dict[str, Opinion]:
    """The first row of each entry; one that is said to be a label has to name it."""
    found: dict[str, Opinion] = {}
    for row in answer.entries:
        entry, label = entries.get(_plain(row.entry)), labels.get(_plain(row.label))
        if entry is None or (row.verdict is Verdict.SAME_AS_LABEL and label is None):
            continue
        key = label.key if label and row.verdict is Verdict.SAME_AS_LABEL else ""
        found.setdefault(entry.mark, Opinion(held=_HELD[row.verdict], key=key))
    return found


def _labelled(letter: str, shown: Sequence[One]) -> dict[str, One]:
    return {f"{letter}{number}": one for number, one in enumerate(shown, 1)}


def _plain(label: str) -> str:
    return label.strip().upper()
