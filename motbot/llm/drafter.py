"""The model as drafter: writes a reply the agent can send, in the customer's language, with the promises in it."""

from collections.abc import Mapping
from typing import Any

from motbot.catalogue.formats import name_in_english
from motbot.domain.due import DueConventions
from motbot.domain.expectation import Assessment, Commitment, Draft, Drafted, ExpectationKind
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.domain.nudge import NudgeKind
from motbot.llm.asking import TemplateSource, provenance_of
from motbot.llm.client import ModelClient
from motbot.llm.conventions import working_hours
from motbot.llm.local_times import local_time
from motbot.llm.meanings import STEPS, URGENCIES, table
from motbot.llm.prompt_files import Task
from motbot.llm.replying import ask_for_reply, naming_step
from motbot.llm.shapes import DraftAnswer, PromiseFound
from motbot.llm.transcript import SHARED_INPUTS, Transcript, shared_inputs, transcript_of

ASSESSMENT_INPUTS = frozenset({"assessment", "agent_language"})


def draft_task(*, conventions: DueConventions) -> Task:
    """What code fixes about the `draft` prompts; a reply offers times in the team's working hours."""
    fixed: dict[str, Any] = {
        "steps": table(STEPS),
        "urgencies": table(URGENCIES),
        "working_hours": working_hours(conventions),
    }
    return Task(name="draft", answer=DraftAnswer, fixed=fixed, inputs=SHARED_INPUTS | ASSESSMENT_INPUTS)


def assessment_inputs(assessment: Assessment, view: ConversationView, language: Language) -> dict[str, Any]:
    """A checked assessment as plain values, with the language the agent reads."""
    due = assessment.reply_by
    found: Mapping[ExpectationKind, list[dict[str, str]]] = {
        kind: [{"text": one.text, "evidence": one.quote or one.cue} for one in assessment.of_kind(kind)]
        for kind in ExpectationKind
    }
    return {
        "agent_language": name_in_english(language),
        "assessment": {
            **{kind.value: expectations for kind, expectations in found.items()},
            "urgency": assessment.urgency.value,
            "reply_by": f"{due.astimezone(view.zone):%Y-%m-%d %H:%M}" if due else "",
            "business_interests": list(assessment.business_interests),
            "personal_interests": list(assessment.personal_interests),
            "questions": list(assessment.explore_questions),
            "missing_fact": assessment.missing_fact,
            "say_no": assessment.say_no.value,
            "say_no_what": assessment.say_no.what,
            "say_no_why": assessment.say_no.why,
            "signals": [signal.value for signal in assessment.signals],
        },
    }


class ModelDrafter:
    """Drafts by a published `draft` prompt."""

    def __init__(self, *, client: ModelClient, template: TemplateSource) -> None:
        self._client = client
        self._template = template

    @property
    def revision(self) -> str:
        """Hash of prompt, parameters, answer shape and model."""
        return self._template().revision

    async def draft(self, view: ConversationView, assessment: Assessment, language: Language) -> Drafted:
        """Write a reply in the customer's language; one in another language is asked for once more, then refused."""
        template = self._template()
        transcript = transcript_of(view)
        inputs = shared_inputs(view, transcript) | assessment_inputs(assessment, view, language)
        answer, replies = await ask_for_reply(
            self._client, template, inputs, DraftAnswer, view.language, share=view.channel
        )
        # Code knows whether the gate is closed: what asks for a missing fact is Explore, whatever the model calls it.
        step = NudgeKind.EXPLORE if assessment.missing_fact and answer.step is NudgeKind.OFFER else answer.step
        draft = Draft(
            reply=answer.reply,
            why=naming_step(answer.why, step, language),
            commitments=tuple(_commitment(promise, view, transcript) for promise in answer.promises),
        )
        return Drafted(draft=draft, provenance=provenance_of(template, *replies))


def _commitment(promise: PromiseFound, view: ConversationView, transcript: Transcript) -> Commitment:
    return Commitment(
        who=transcript.account_of(promise.who) or "agent",
        what=promise.what,
        due=local_time(promise.due_local, view.zone),
        due_text=promise.due_text,
    )
