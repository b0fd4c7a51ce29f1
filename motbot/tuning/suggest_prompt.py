"""What the model is asked when it is to mend a prompt: the task behind the `suggest` prompts, and its inputs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from motbot.domain.case import Case
from motbot.domain.harm import Harm
from motbot.llm.meanings import table
from motbot.llm.prompt_files import Task
from motbot.llm.shapes import Shape, Text, none_for_null
from motbot.llm.transcript import transcript_of
from motbot.tuning.suggest_guards import room_for
from motbot.tuning.suggest_scoring import MEANINGS
from motbot.tuning.suggest_text import Edit, pieces_of
from motbot.use_cases.predict import Part, answered_view

PURPOSES: Mapping[Part, str] = {
    Part.ASSESS: "It reads a conversation and says what the customer expects in the lines marked JUDGE.",
    Part.DRAFT: "It drafts the reply that an agent may send, from the conversation and an assessment of it.",
    Part.PROMISES: "It finds in our side's lines marked JUDGE what is promised to the customer, with its time.",
    Part.REVIEW: "It finds what the evaluation of our side's lines marked JUDGE rests on, with evidence.",
}
EDITS_AT_MOST = 4
_TRIED_AT_MOST = 6
"""The newest earlier proposals that are shown."""


class ProposedEdit(Shape):
    """One change, its reason first."""

    why: Text = Field(description="which mistakes it prevents, and why it does no harm where things go well")
    find: Text = Field(description="words of the prompt, copied exactly; they must stand there once")
    replace: Text = Field(description="what is to stand in their place")


class Proposal(Shape):
    """What a model proposes, diagnosis first."""

    notes: Text = Field(description="what the mistakes have in common, in two or three sentences")
    edits: Annotated[list[ProposedEdit], BeforeValidator(none_for_null)]

    def plain(self) -> tuple[Edit, ...]:
        """The edits as the text takes them."""
        return tuple(Edit(find=one.find, replace=one.replace, why=one.why) for one in self.edits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A case as it is shown, with what a prompt made of it."""

    case: Case
    answer: str
    findings: Sequence[tuple[Harm, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """A proposal for a text, and what came of it."""

    edits: tuple[Edit, ...]
    result: str


def suggest_task() -> Task:
    """What code fixes about the `suggest` prompts."""
    return Task(
        name="suggest",
        answer=Proposal,
        fixed={"harms": table(MEANINGS), "edits_at_most": EDITS_AT_MOST},
        inputs=frozenset({"purpose", "pieces", "shown_cases", "attempts", "room"}),
    )


def inputs_of(
    part: Part, *, system: str, start: str, cases: Sequence[Shown], attempts: Sequence[Attempt]
) -> dict[str, Any]:
    """Plain values for the user part; everything that was said, answered or proposed is for fences."""
    return {
        "purpose": PURPOSES[part],
        "pieces": pieces_of(system),
        "shown_cases": [_shown(f"C{number}", one, part) for number, one in enumerate(cases, 1)],
        "attempts": [
            {"edits": [{"find": edit.find, "replace": edit.replace} for edit in one.edits], "result": one.result}
            for one in attempts[-_TRIED_AT_MOST:]
        ],
        "room": max(0, len(start) + room_for(start) - len(system)),
    }


def _shown(name: str, one: Shown, part: Part) -> dict[str, Any]:
    case = one.case
    reads_reply = part in {Part.PROMISES, Part.REVIEW} and case.reply is not None
    view = answered_view(case.view, case.reply) if reads_reply and case.reply else case.view
    return {
        "name": name,
        "facts": view.facts,
        "lines": [{key: row[key] for key in ("id", "who", "at", "judged", "text")} for row in transcript_of(view).rows],
        "answer": one.answer,
        "findings": [{"harm": harm.value, "what": what} for harm, what in one.findings],
    }
