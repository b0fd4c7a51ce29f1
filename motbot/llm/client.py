"""The one way to the language model: asks for JSON of a shape, within a deadline, or says why there is none."""

import asyncio
import json
import random as randomness
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Generic

import openai
import structlog
from openai.types.chat import ChatCompletionMessageParam
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception

from motbot.catalogue import say
from motbot.domain.errors import ModelRefused, ModelUnavailable
from motbot.domain.model_limits import tokens_at_most
from motbot.llm.answers import Answer, CutOff, Said, Tally, WrongShape, parsed, said
from motbot.llm.calls import Call
from motbot.llm.connection import connect
from motbot.llm.ladder import Dialect, Ladder, response_format, schema_in_words
from motbot.llm.options import ModelOptions, StructuredMode, TokenLimitParam
from motbot.llm.outcomes import outcome_of
from motbot.llm.repairing import repair
from motbot.llm.retrying import AnswerTooLarge, UnusableAnswer, may_come_right, wait_for
from motbot.llm.schema import portable_schema
from motbot.llm.turns import Ask, Rules, Turns
from motbot.ports.clock import Clock

_COME_AGAIN = frozenset({"assess", "review"})
"""Tasks whose answer is waited for in a row, not in a job: whoever is told to wait comes back."""

_OUTCOMES = {
    "model_too_slow": "too_slow",
    ModelUnavailable.__name__: "unavailable",
    ModelRefused.__name__: "refused",
}

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Generic[Answer]):
    """One thing to ask the model. `system` is the same for all calls of one revision, so that servers can cache it."""

    task: str
    revision: str
    system: str = field(repr=False)
    user: str = field(repr=False)
    answer: type[Answer]
    temperature: float | None = None
    """None means the options' own."""
    max_output: int | None = None
    share: str = ""
    """Whose share of what the model can do it takes: the channel's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Generic[Answer]):
    """A usable answer with what it took, over all requests of the call."""

    answer: Answer
    model: str
    latency_ms: int
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int


class ModelClient:
    """Asks one model. Safe for any number of callers at once; `close` it at the end."""

    def __init__(
        self,
        *,
        options: ModelOptions,
        clock: Clock,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        random: Callable[[], float] = randomness.random,
        monotonic: Callable[[], float] = time.monotonic,
        on_call: Callable[[Call], None] = lambda _call: None,
        turns: Turns | None = None,
    ) -> None:
        """Take how the model is reached.

        `on_call` hears of every call when it is over, and must be quick. `turns` bounds what is asked; without it only
        how much at once.
        """
        self._options = options
        self._openai = connect(options)
        self._ladder = Ladder()
        self._turns = turns or Turns(rules=Rules(at_once=options.concurrency), clock=clock)
        self._sleep = sleep
        self._wait = wait_for(random=random, now=clock.now)
        self._monotonic = monotonic
        self._on_call = on_call

    @property
    def options(self) -> ModelOptions:
        """How the model is reached and asked."""
        return self._options

    @property
    def mode(self) -> StructuredMode:
        """How the server is asked for JSON, as far as it is known by now."""
        return self._ladder.dialect(self._options).mode

    async def close(self) -> None:
        """Close the connections."""
        await self._openai.close()

    async def ask(self, question: Question[Answer]) -> Reply[Answer]:
        """Ask, and give an answer of the right shape.

        Raises:
            ModelUnavailable: no usable answer within the deadline; the same call may work later.
            ModelRefused: the model or its filter declined, the request itself is refused, or the answer stayed
                unusable after one repair.
        """
        started = self._monotonic()
        tally = Tally()
        try:
            async with asyncio.timeout(self._options.deadline):
                answer = await self._answer(question, started + self._options.deadline, tally)
        except TimeoutError:
            self._tell("model_too_slow", question, tally, started)
            raise ModelUnavailable(
                say(
                    "{where} did not answer within {deadline:g} s; check the server, or raise the deadline of the "
                    "model.",
                    where=self._where,
                    deadline=self._options.deadline,
                )
            ) from None
        except (ModelUnavailable, ModelRefused) as failure:
            self._tell("model_failed", question, tally, started, outcome=type(failure).__name__)
            raise
        self._tell("model_answered", question, tally, started)
        return Reply(
            answer=answer,
            model=tally.model or self._options.model,
            latency_ms=self._since(started),
            prompt_tokens=tally.prompt_tokens,
            cached_tokens=tally.cached_tokens,
            completion_tokens=tally.completion_tokens,
        )

    async def _answer(self, question: Question[Answer], ends: float, tally: Tally) -> Answer:
        """Ask, and once more where the answer was cut off or of the wrong shape."""
        turns: list[ChatCompletionMessageParam] = [{"role": "user", "content": question.user}]
        limit = question.max_output or self._options.max_output
        words = await self._said(question, turns, limit, ends, tally)
        try:
            return parsed(words, question.answer)
        except CutOff:
            limit *= 2
        except WrongShape as wrong:
            turns += repair(words, wrong, portable_schema(question.answer))
        if tally.requests >= self._options.requests_at_most:
            raise ModelUnavailable(
                say("{where} gave no usable answer (requests: {requests}).", where=self._where, requests=tally.requests)
            )
        words = await self._said(question, turns, limit, ends, tally)
        try:
            return parsed(words, question.answer)
        except CutOff:
            raise ModelRefused(
                say("{where} was cut off at {limit} tokens; raise `max_output`.", where=self._where, limit=limit)
            ) from None
        except WrongShape:
            raise ModelRefused(
                say("{where} gave no answer of the right shape, after one repair.", where=self._where)
            ) from None

    async def _said(
        self, question: Question[Answer], turns: list[ChatCompletionMessageParam], limit: int, ends: float, tally: Tally
    ) -> Said:
        """Send, and send again while that can help and the deadline leaves time for the wait."""

        def stop(state: RetryCallState) -> bool:
            spent = tally.requests >= self._options.requests_at_most
            return spent or self._monotonic() + state.upcoming_sleep >= ends

        retrying = AsyncRetrying(
            sleep=self._sleep, wait=self._wait, stop=stop, retry=retry_if_exception(may_come_right), reraise=True
        )
        try:
            return await retrying(self._sent, question, turns, limit, tally)
        except (openai.OpenAIError, UnusableAnswer, AnswerTooLarge) as error:
            # Without the cause: a server's own words may repeat the customer's.
            raise outcome_of(error, self._where) from None

    async def _sent(
        self, question: Question[Answer], turns: list[ChatCompletionMessageParam], limit: int, tally: Tally
    ) -> Said:
        """Send one request, stepping down the ladder as long as the server refuses the way of asking."""
        tally.requests += 1
        while True:
            dialect = self._ladder.dialect(self._options)
            try:
                return await self._once(question, turns, limit, dialect, tally)
            except openai.APIStatusError as refused:
                if not self._ladder.step(self._options, dialect, refused):
                    raise
                log.info("model_ladder_step", task=question.task, mode=dialect.mode, status=refused.status_code)

    async def _once(
        self,
        question: Question[Answer],
        turns: list[ChatCompletionMessageParam],
        limit: int,
        dialect: Dialect,
        tally: Tally,
    ) -> Said:
        schema = portable_schema(question.answer)
        system = question.system + schema_in_words(dialect.mode, schema)
        arguments = self._arguments(question, dialect, limit, response_format(dialect.mode, question.task, schema))
        ask = _ask_for(question, system, turns, limit=limit, seconds=self._options.deadline)
        async with self._turns.turn(ask) as turn:
            try:
                completion = await self._openai.chat.completions.create(
                    model=self._options.model,
                    messages=[{"role": "system", "content": system}, *turns],
                    **arguments,
                )
            except openai.APIStatusError:
                turn.refused()
                raise
            except (ValueError, RecursionError):
                # The SDK lets a body that says JSON and is none pass as json.JSONDecodeError.
                raise UnusableAnswer("broken body") from None
            if isinstance(completion, openai.types.chat.ChatCompletion):
                turn.used(**tally.add(completion))
        return said(completion)

    def _arguments(
        self, question: Question[Answer], dialect: Dialect, limit: int, form: dict[str, Any] | None
    ) -> dict[str, Any]:
        arguments: dict[str, Any] = {}
        if dialect.limit_param is TokenLimitParam.MAX_COMPLETION_TOKENS:
            arguments["max_completion_tokens"] = limit
        else:
            arguments["max_tokens"] = limit
        temperature = self._options.temperature if question.temperature is None else question.temperature
        if dialect.takes_temperature and self._options.temperature is not None and temperature is not None:
            arguments["temperature"] = temperature
        if form is not None:
            arguments["response_format"] = form
        if self._options.is_openai:
            arguments["prompt_cache_key"] = f"{question.task}:{question.revision}"
        return arguments

    @property
    def _where(self) -> str:
        return say("The language model {model!r} at {host}", model=self._options.model, host=self._options.host)

    def _since(self, started: float) -> int:
        return round((self._monotonic() - started) * 1000)

    def _tell(self, event: str, question: Question[Answer], tally: Tally, started: float, **more: str) -> None:
        self._on_call(
            Call(
                task=question.task,
                model=tally.model or self._options.model,
                latency_ms=self._since(started),
                prompt_tokens=tally.prompt_tokens,
                cached_tokens=tally.cached_tokens,
                completion_tokens=tally.completion_tokens,
                outcome=_OUTCOMES.get(more.get("outcome", event), "answered"),
            )
        )
        log.info(
            event,
            task=question.task,
            revision=question.revision,
            requests=tally.requests,
            latency_ms=self._since(started),
            prompt_tokens=tally.prompt_tokens,
            cached_tokens=tally.cached_tokens,
            completion_tokens=tally.completion_tokens,
            **more,
        )


def _ask_for(
    question: Question[Any], system: str, turns: list[ChatCompletionMessageParam], *, limit: int, seconds: float
) -> Ask:
    """One request at its worst."""
    said = (str(turn.get("content") or "") for turn in turns)
    schema = json.dumps(portable_schema(question.answer), ensure_ascii=False)
    return Ask(
        share=question.share,
        prompt_tokens=tokens_at_most(system, schema, *said),
        completion_tokens=limit,
        seconds=seconds,
        comes_again=question.task in _COME_AGAIN,
    )
