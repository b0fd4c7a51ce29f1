"""What every text to a customer shares: its language is checked in code, and `why` names the step of the method."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from motbot.catalogue import say
from motbot.catalogue.formats import name_in_english
from motbot.domain.errors import ModelRefused
from motbot.domain.language import ByLanguage, Language, language_of
from motbot.domain.nudge import NudgeKind
from motbot.llm.asking import ask
from motbot.llm.client import ModelClient, Reply
from motbot.llm.prompt_files import Template
from motbot.llm.shapes import ConfirmAnswer, DraftAnswer, MendAnswer

Sendable = TypeVar("Sendable", DraftAnswer, ConfirmAnswer, MendAnswer)

STEP_NAMES: ByLanguage[Mapping[NudgeKind, str]] = ByLanguage(
    {
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
)


def _no_objection(_answer: object) -> str:
    return ""


async def ask_for_reply(
    client: ModelClient,
    template: Template,
    inputs: Mapping[str, Any],
    answer: type[Sendable],
    language: Language,
    *,
    objection: Callable[[Sendable], str] = _no_objection,
    share: str = "",
) -> tuple[Sendable, tuple[Reply[Sendable], ...]]:
    """Ask for words to a customer, a second time where they came empty, in another language or with an objection.

    Args:
        client: the way to the model.
        template: the prompt.
        inputs: plain values for its user part.
        answer: the shape to answer in.
        language: the customer's.
        objection: what is wrong with an answer, as a sentence that tells the model what it must do; empty for nothing.
        share: whose share of what the model can do it takes.

    Raises:
        ModelUnavailable: try again later.
        ModelRefused: this will not be answered, or not in the customer's language.
    """
    first = await ask(client, template, inputs, answer, share=share)
    reminder = _reminder(first.answer.reply, language) or objection(first.answer)
    if not reminder:
        return first.answer, (first,)
    second = await ask(client, template, inputs, answer, reminder, share=share)
    if not _is_in(second.answer.reply, language):
        raise ModelRefused(say("The language model did not write in the customer's language, even when reminded."))
    if objection(second.answer):
        raise ModelRefused(say("The language model did not write what was asked for, even when reminded."))
    return second.answer, (first, second)


def _reminder(reply: str, language: Language) -> str:
    if _is_in(reply, language):
        return ""
    return f"The reply must be written in {name_in_english(language)}, and must not be empty."


def _is_in(text: str, language: Language) -> bool:
    return bool(text.strip()) and (language_of(text, default=language) is language or not language.is_mastered)


def naming_step(why: str, step: NudgeKind, language: Language) -> str:
    """One line in the agent's language that names the step; the name alone where the model wrote another language."""
    name = STEP_NAMES[language][step]
    line = " ".join(why.split())
    if not _is_in(line, language):
        return name
    if name.casefold() in line.casefold():
        return line
    return f"{name}：{line}" if language is Language.ZH else f"{name}: {line}"
