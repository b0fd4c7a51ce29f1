"""The model as confirmer: writes the question that checks the outcome with the customer."""

from typing import Any

from motbot.domain.expectation import Assessment, Draft, Drafted
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.domain.nudge import NudgeKind
from motbot.llm.asking import TemplateSource, provenance_of
from motbot.llm.client import ModelClient
from motbot.llm.drafter import ASSESSMENT_INPUTS, assessment_inputs
from motbot.llm.prompt_files import Task
from motbot.llm.replying import ask_for_reply, naming_step
from motbot.llm.shapes import ConfirmAnswer
from motbot.llm.transcript import SHARED_INPUTS, shared_inputs, transcript_of


def confirm_task() -> Task:
    """What code fixes about the `confirm` prompts."""
    fixed: dict[str, Any] = {}
    return Task(name="confirm", answer=ConfirmAnswer, fixed=fixed, inputs=SHARED_INPUTS | ASSESSMENT_INPUTS)


class ModelConfirmer:
    """Asks about the outcome by a published `confirm` prompt."""

    def __init__(self, *, client: ModelClient, template: TemplateSource) -> None:
        self._client = client
        self._template = template

    @property
    def revision(self) -> str:
        """Hash of prompt, parameters, answer shape and model."""
        return self._template().revision

    async def confirm(self, view: ConversationView, assessment: Assessment, language: Language) -> Drafted:
        """Ask about the outcome, in the customer's language."""
        template = self._template()
        inputs = shared_inputs(view, transcript_of(view)) | assessment_inputs(assessment, view, language)
        answer, replies = await ask_for_reply(
            self._client, template, inputs, ConfirmAnswer, view.language, share=view.channel
        )
        draft = Draft(reply=answer.reply, why=naming_step(answer.why, NudgeKind.CONFIRM, language))
        return Drafted(draft=draft, provenance=provenance_of(template, *replies))
