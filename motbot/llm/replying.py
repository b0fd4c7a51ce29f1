"""What drafts and Confirm questions share: the customer's language is checked in code, and `why` names its step."""

from collections.abc import Mapping
from typing import Any, TypeVar

from motbot.domain.errors import ModelRefused
from motbot.domain.language import Language, language_of
from motbot.domain.nudge import NudgeKind
from motbot.llm.asking import ask
from motbot.llm.client import ModelClient, Reply
from motbot.llm.prompt_files import Template
from motbot.llm.shapes import ConfirmAnswer, DraftAnswer
from motbot.llm.transcript import LANGUAGE_NAMES

Sendable = TypeVar("Sendable", DraftAnswer, ConfirmAnswer)

STEP_NAMES: Mapping[Language, Mapping[NudgeKind, str]] = {
    Language.EN: {
        NudgeKind.EXPLORE: "Explore",
        NudgeKind.OFFER: "Offer",
        NudgeKind.PROMISE: "Action",
        NudgeKind.CONFIRM: "Confirm",
    },
    Language.ZH: {
        NudgeKind.EXPLORE: "探索",
        NudgeKind.OFFER: "提议",
        NudgeKind.PROMISE: "行动",
        NudgeKind.CONFIRM: "确认",
    },
}


async def ask_for_reply(
    client: ModelClient, template: Template, inputs: Mapping[str, Any], answer: type[Sendable], language: Language
) -> tuple[Sendable, tuple[Reply[Sendable], ...]]:
    """Ask for words to a customer, a second time where they came empty or in another language.

    Raises:
        ModelUnavailable: try again later.
        ModelRefused: this will not be answered, or not in the customer's language.
    """
    first = await ask(client, template, inputs, answer)
    if _is_in(first.answer.reply, language):
        return first.answer, (first,)
    reminder = f"The reply must be written in {LANGUAGE_NAMES[language]}, and must not be empty."
    second = await ask(client, template, inputs, answer, reminder)
    if _is_in(second.answer.reply, language):
        return second.answer, (first, second)
    raise ModelRefused("The language model did not write in the customer's language, even when reminded.")


def _is_in(text: str, language: Language) -> bool:
    return bool(text.strip()) and language_of(text, default=language) is language


def naming_step(why: str, step: NudgeKind, language: Language) -> str:
    """One line in the agent's language that names the step; the name alone where the model wrote another language."""
    name = STEP_NAMES[language][step]
    line = " ".join(why.split())
    if not _is_in(line, language):
        return name
    if name.casefold() in line.casefold():
        return line
    return f"{name}：{line}" if language is Language.ZH else f"{name}: {line}"
