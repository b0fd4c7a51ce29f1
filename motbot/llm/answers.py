"""Reads what a model server sent back: tells the silent failures apart, and finds the JSON in what was said."""

import json
import re
from dataclasses import dataclass, field
from typing import Any, TypeVar

from openai.types.chat import ChatCompletion
from pydantic import BaseModel, Field, ValidationError

from motbot.catalogue import say
from motbot.domain.errors import ModelRefused
from motbot.llm.retrying import UnusableAnswer

Answer = TypeVar("Answer", bound=BaseModel)

_THOUGHT = re.compile(r"^.*</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_OBJECTS_TRIED = 5
_PROBLEMS_TOLD = 8


class CutOff(Exception):
    """The answer ended at the token limit."""


class WrongShape(Exception):
    """What was said is no JSON of the shape that was asked for; the message tells the model what is wrong."""


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Completion(BaseModel):
    """The part of a chat completion that we read; everything else may be anything."""

    choices: list[_Choice] = Field(min_length=1)


class _CachedTokens(BaseModel):
    cached_tokens: int | None = None


class _Usage(BaseModel):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    prompt_tokens_details: _CachedTokens | None = None


@dataclass(slots=True)
class Tally:
    """What one call has taken so far, over all its requests."""

    requests: int = 0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0
    model: str = ""

    def add(self, completion: ChatCompletion) -> dict[str, int]:
        """Count what the server says it used, and give that of this one; nonsense counts as nothing."""
        self.model = str(completion.model or "")[:100]
        try:
            usage = _Usage.model_validate(completion.model_dump(warnings=False).get("usage") or {})
        except ValidationError:
            usage = _Usage()
        used = {
            "prompt_tokens": usage.prompt_tokens or 0,
            "cached_tokens": (usage.prompt_tokens_details and usage.prompt_tokens_details.cached_tokens) or 0,
            "completion_tokens": usage.completion_tokens or 0,
        }
        self.prompt_tokens += used["prompt_tokens"]
        self.cached_tokens += used["cached_tokens"]
        self.completion_tokens += used["completion_tokens"]
        return used


@dataclass(frozen=True, slots=True)
class Said:
    """What the model said, and whether it was cut off at the limit."""

    text: str = field(repr=False)
    cut_off: bool = False


def said(completion: object) -> Said:
    """Read a completion.

    Raises:
        UnusableAnswer: a page instead of JSON (the SDK then gives a plain `str`), no choices, no content.
        ModelRefused: the model declined, or a content filter stopped it.
    """
    if not isinstance(completion, ChatCompletion):
        raise UnusableAnswer("no chat completion")
    try:
        choice = _Completion.model_validate(completion.model_dump(warnings=False)).choices[0]
    except ValidationError:
        raise UnusableAnswer("no usable choice") from None
    if choice.message.refusal:
        raise ModelRefused(say("The language model declined to answer."))
    if choice.finish_reason == "content_filter":
        raise ModelRefused(say("The content filter of the language model stopped the answer."))
    cut_off = choice.finish_reason == "length"
    if not choice.message.content and not cut_off:
        raise UnusableAnswer("no content")
    return Said(choice.message.content or "", cut_off=cut_off)


def parsed(words: Said, answer: type[Answer]) -> Answer:
    """Find the JSON object in what was said and check its shape.

    Raises:
        CutOff: it was cut off at the limit and is no whole answer.
        WrongShape: it is no answer of this shape.
    """
    data = _first_object(words.text)
    if data is None:
        if words.cut_off:
            raise CutOff
        raise WrongShape("There was no complete JSON object.")
    try:
        return answer.model_validate(data)
    except ValidationError as wrong:
        problems = wrong.errors(include_url=False, include_context=False, include_input=False)[:_PROBLEMS_TOLD]
        told = "; ".join(f"{'.'.join(map(str, one['loc'])) or 'answer'}: {one['msg']}" for one in problems)
        raise WrongShape(told) from None


def _first_object(text: str) -> dict[str, Any] | None:
    """The first JSON object in a text that may have words, a code fence or a chain of thought around it.

    Not strict, because real servers leave raw control characters inside strings.
    """
    text = _THOUGHT.sub("", text)
    decoder = json.JSONDecoder(strict=False)
    start = -1
    for _ in range(_OBJECTS_TRIED):
        start = text.find("{", start + 1)
        if start < 0:
            return None
        try:
            found, _end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            return found
    return None
