"""Puts a prompt and the client together: hides personal data, renders, asks, and says where the answer came from."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from motbot.domain.errors import BadPrompt, ModelRefused
from motbot.domain.expectation import Provenance
from motbot.llm.answers import Answer
from motbot.llm.client import ModelClient, Question, Reply
from motbot.llm.hiding import HINT, Marks
from motbot.llm.prompt_files import Template

TemplateSource = Callable[[], Template]
"""Gives the template that is published now: another one may be promoted while the bot runs."""


async def ask(
    client: ModelClient,
    template: Template,
    inputs: Mapping[str, Any],
    answer: type[Answer],
    reminder: str = "",
    *,
    share: str = "",
) -> Reply[Answer]:
    """Ask by a template; with the personal data of its inputs hidden from the model, and back in its answer.

    Args:
        client: the way to the model.
        template: the prompt.
        inputs: plain values for its user part.
        answer: the shape to answer in.
        reminder: a last line below the user part, for a second try.
        share: whose share of what the model can do it takes, the channel's id.

    Raises:
        ModelUnavailable: try again later.
        ModelRefused: this will not be answered, or the prompt cannot be rendered for it.
    """
    if not client.options.hide_personal_data:
        return await _asked(client, template, inputs, answer, last=reminder, share=share)
    marks = Marks(inputs, reminder)
    hidden, last = marks.hide(inputs), marks.hide(reminder)
    last = "\n".join(filter(None, (HINT if marks else "", last)))
    reply = await _asked(client, template, hidden, answer, last=last, share=share)
    return replace(reply, answer=marks.show(reply.answer))


async def _asked(
    client: ModelClient, template: Template, inputs: Mapping[str, Any], answer: type[Answer], *, last: str, share: str
) -> Reply[Answer]:
    try:
        messages = template.render(inputs)
    except BadPrompt as wrong:
        raise ModelRefused(str(wrong)) from wrong
    return await client.ask(
        Question(
            task=template.task.name,
            revision=template.revision,
            system=messages.system,
            user=f"{messages.user}\n{last}\n" if last else messages.user,
            answer=answer,
            temperature=template.temperature,
            max_output=template.max_output,
            share=share,
        )
    )


def provenance_of(template: Template, *replies: Reply[Any], dropped: tuple[str, ...] = ()) -> Provenance:
    """Where an answer came from and what all its calls took together."""
    return Provenance(
        coach="model",
        revision=template.revision,
        model=replies[-1].model,
        latency_ms=sum(reply.latency_ms for reply in replies),
        prompt_tokens=sum(reply.prompt_tokens for reply in replies),
        cached_tokens=sum(reply.cached_tokens for reply in replies),
        completion_tokens=sum(reply.completion_tokens for reply in replies),
        dropped=dropped,
    )
