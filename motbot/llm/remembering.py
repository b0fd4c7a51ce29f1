"""Remembers a model's answers on disk, so that an unchanged request is paid for once; for measuring, never live."""

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import structlog
from pydantic import BaseModel, ConfigDict, ValidationError
from typing_extensions import override

from motbot.llm.answers import Answer
from motbot.llm.calls import Call
from motbot.llm.client import ModelClient, Question, Reply
from motbot.llm.options import ModelOptions
from motbot.llm.schema import portable_schema
from motbot.ports.clock import Clock

_FORM = 1
"""Raised when what is kept changes its form: older answers are then asked for anew."""

log = structlog.get_logger()


class _Kept(BaseModel):
    """An answer with what it took."""

    model_config = ConfigDict(frozen=True)

    answer: dict[str, Any]
    model: str
    latency_ms: int
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int


class AnswerFolder:
    """Answers as files, each named by the hash of its request; only this account can read them.

    A folder that cannot be written is no failure: everything is then asked for.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made when the first answer is kept."""
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """What is kept under a key; None where nothing is, or it cannot be read."""
        try:
            return self._file(key).read_bytes()
        except OSError:
            return None

    def put(self, key: str, content: bytes) -> None:
        """Keep it whole or not at all, whoever else writes the same at the same time."""
        file = self._file(key)
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            number, name = tempfile.mkstemp(dir=file.parent)
            with os.fdopen(number, "wb") as new:
                new.write(content)
            Path(name).replace(file)
        except OSError as error:
            log.warning("answers.not_kept", reason=error.strerror)

    def _file(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"


class RememberingClient(ModelClient):
    """Asks a model only what it was not asked before in exactly the same way; failures are never remembered."""

    def __init__(
        self,
        *,
        options: ModelOptions,
        clock: Clock,
        answers: AnswerFolder,
        repeat: int = 0,
        on_call: Callable[[Call], None] = lambda _call: None,
    ) -> None:
        """Take where answers are kept; requests of another `repeat` are others, for asking the same several times."""
        super().__init__(options=options, clock=clock, on_call=on_call)
        self._answers = answers
        self._repeat = repeat
        self._heard = on_call

    @override
    async def ask(self, question: Question[Answer]) -> Reply[Answer]:
        """Give the remembered answer, or ask. Raises as the client does."""
        key = self._key(question)
        content = self._answers.get(key)
        known = _read(content, question) if content is not None else None
        if known is not None:
            self._heard(_call(question.task, known, remembered=True))
            return known
        reply = await super().ask(question)
        kept = _Kept(answer=reply.answer.model_dump(mode="json"), **_taken(reply))
        self._answers.put(key, kept.model_dump_json().encode())
        return reply

    def _key(self, question: Question[Any]) -> str:
        """A hash of everything that decides the answer."""
        options = self.options
        request = {
            "form": _FORM,
            "where": (options.base_url, options.azure_endpoint, options.azure_api_version),
            "model": options.model,
            "messages": (question.system, question.user),
            "response_format": (question.task, portable_schema(question.answer), options.structured_mode),
            "params": (
                options.temperature if question.temperature is None else question.temperature,
                question.max_output or options.max_output,
                options.token_limit_param,
            ),
            "repeat": self._repeat,
        }
        return hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()


def _read(content: bytes, question: Question[Answer]) -> Reply[Answer] | None:
    """The answer as it was; None where the file is no answer of this shape."""
    try:
        kept = _Kept.model_validate_json(content)
        answer = question.answer.model_validate(kept.answer)
    except ValidationError:
        return None
    return Reply(answer=answer, **kept.model_dump(exclude={"answer"}))


def _taken(reply: Reply[Any]) -> dict[str, Any]:
    return {
        "model": reply.model,
        "latency_ms": reply.latency_ms,
        "prompt_tokens": reply.prompt_tokens,
        "cached_tokens": reply.cached_tokens,
        "completion_tokens": reply.completion_tokens,
    }


def _call(task: str, reply: Reply[Any], *, remembered: bool) -> Call:
    return Call(task=task, remembered=remembered, **_taken(reply))
