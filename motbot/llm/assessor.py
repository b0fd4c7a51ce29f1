"""The model as assessor: finds what a customer expects, and turns its answer into domain values."""

from collections.abc import Iterable, Mapping
from typing import Any

from motbot.domain.expectation import (
    Assessed,
    Assessment,
    Expectation,
    ExpectationKind,
    SayNo,
    Urgency,
)
from motbot.domain.message import ConversationView
from motbot.llm.asking import TemplateSource, ask, provenance_of
from motbot.llm.client import ModelClient
from motbot.llm.meanings import CUES_FROM, NEGATIVE_TYPES, SIGNALS, TOLD_BACK, URGENCIES, table
from motbot.llm.prompt_files import Task
from motbot.llm.shapes import AssessAnswer, CueFrom, ExplicitFound, InterestFound, ToldBack, UnsaidFound
from motbot.llm.transcript import SHARED_INPUTS, Transcript, shared_inputs, transcript_of, without_labels

_UNSAID_KINDS: Mapping[ToldBack, ExpectationKind] = {
    ToldBack.YES_OF_COURSE: ExpectationKind.IMPLICIT,
    ToldBack.NOT_THOUGHT_OF: ExpectationKind.NOT_YET_EXISTING,
}


def assess_task() -> Task:
    """What code fixes about the `assess` prompts."""
    fixed: dict[str, Any] = {
        "negative_types": table(NEGATIVE_TYPES),
        "signals": table(SIGNALS),
        "urgencies": table(URGENCIES),
        "told_back": table(TOLD_BACK),
        "cues_from": table(CUES_FROM),
    }
    return Task(name="assess", answer=AssessAnswer, fixed=fixed, inputs=SHARED_INPUTS)


class ModelAssessor:
    """Assesses by a published `assess` prompt."""

    def __init__(self, *, client: ModelClient, template: TemplateSource) -> None:
        self._client = client
        self._template = template

    @property
    def revision(self) -> str:
        """Hash of prompt, parameters, answer shape and model."""
        return self._template().revision

    async def assess(self, view: ConversationView) -> Assessed:
        """Judge the focus of the view; when silence disappoints is worked out in code from the urgency."""
        template = self._template()
        transcript = transcript_of(view)
        reply = await ask(self._client, template, shared_inputs(view, transcript), AssessAnswer, share=view.channel)
        assessment, dropped = _assessment(reply.answer, view, transcript)
        return Assessed(assessment=assessment, provenance=provenance_of(template, reply, dropped=dropped))


def _assessment(
    answer: AssessAnswer, view: ConversationView, transcript: Transcript
) -> tuple[Assessment, tuple[str, ...]]:
    """The answer in domain values. What has no cue of its own is left out here, with the reason."""
    unsaid = [(found, _reason_against(found)) for found in answer.unsaid]
    expectations = (
        *(_explicit(found, transcript) for found in answer.explicit),
        *_sorted_by_kind(_unsaid(found, transcript) for found, reason in unsaid if not reason),
    )
    assessment = Assessment(
        is_moment=answer.is_moment,
        negative_type=None if answer.is_moment else answer.negative_type,
        language=view.language,
        urgency=answer.urgency if answer.is_moment else Urgency.NONE,
        expectations=expectations if answer.is_moment else (),
        business_interests=_with_cue(answer.business_interests),
        personal_interests=_with_cue(answer.personal_interests),
        explore_questions=tuple(answer.explore_questions),
        missing_fact=answer.missing_fact,
        say_no=SayNo(value=answer.say_no, what=answer.say_no_what, why=answer.say_no_reason),
        signals=tuple(answer.signals),
    )
    return assessment, tuple(reason for _, reason in unsaid if reason)


def _explicit(found: ExplicitFound, transcript: Transcript) -> Expectation:
    quote, source = without_labels(found.quote), transcript.ts_of(found.line)
    return Expectation(kind=ExpectationKind.EXPLICIT, text=found.text, quote=quote, source=source)


def _reason_against(found: UnsaidFound) -> str:
    """Why an unsaid expectation is left out; empty where it may stay."""
    if found.told_back is ToldBack.NEITHER:
        return "fails_nod_test"
    if found.cue_from is CueFrom.GENERAL_KNOWLEDGE:
        return "general_knowledge"
    if found.told_back is ToldBack.NOT_THOUGHT_OF and not found.benefit.strip():
        return "no_benefit"
    return ""


def _unsaid(found: UnsaidFound, transcript: Transcript) -> Expectation:
    source = transcript.ts_of(found.line) if found.cue_from is CueFrom.CONVERSATION else ""
    return Expectation(kind=_UNSAID_KINDS[found.told_back], text=found.text, cue=found.cue, source=source)


def _sorted_by_kind(found: Iterable[Expectation]) -> list[Expectation]:
    return sorted(found, key=lambda one: list(ExpectationKind).index(one.kind))


def _with_cue(found: Iterable[InterestFound]) -> tuple[str, ...]:
    return tuple(one.text for one in found if one.cue.strip())
