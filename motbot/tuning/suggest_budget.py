"""What a search may spend, in calls and in money: counted and noted before a model is asked, and never passed."""

import asyncio
import json
import math
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typing_extensions import override

from motbot.catalogue import say
from motbot.domain.errors import Failed
from motbot.domain.os_reasons import reason_of
from motbot.domain.prices import Price
from motbot.llm.answers import Answer
from motbot.llm.calls import Call
from motbot.llm.client import ModelClient, Question, Reply
from motbot.llm.options import ModelOptions
from motbot.llm.remembering import AnswerFolder, RememberingClient
from motbot.llm.schema import portable_schema
from motbot.ports.clock import Clock

_BYTES_PER_TOKEN = 2
"""No tokenizer needs that many tokens for English, Chinese or JSON: a bound, where four would be a guess."""
_REPAIR = 9000
"""Tokens by which the second request of a call may be longer than the first."""


class OutOfBudget(Failed):
    """The budget is used up, or the search was ended: nothing more is asked."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a call takes."""

    prompt: int = 0
    cached: int = 0
    completion: int = 0

    @property
    def is_known(self) -> bool:
        """A server that names none, and a call that was cut off, have not been for nothing."""
        return bool(self.prompt or self.completion)


@dataclass(slots=True)
class _Entry:
    number: int
    bound: Tokens
    took: Tokens = Tokens()


_current: ContextVar[_Entry | None] = ContextVar("asking", default=None)


@dataclass(slots=True, kw_only=True)
class Limits:
    """What may be spent, over all sessions of a search."""

    calls: int
    money: float | None = None
    """In the currency of the price table; None bounds calls alone."""
    price: Price | None = None
    """None where the price table does not name the model: then money is neither bounded nor told."""

    def cost(self, tokens: Tokens) -> float:
        """The price of a call; 0 where no price is known, and nothing rests on it."""
        if self.price is None:
            return 0.0
        return self.price.of(
            prompt_tokens=tokens.prompt, cached_tokens=tokens.cached, completion_tokens=tokens.completion
        )


class Budget:
    """Admits calls as long as they fit, whatever they may come to at worst; what an earlier session spent counts."""

    def __init__(self, *, limits: Limits, ledger: Path, on_change: Callable[[], None] = lambda: None) -> None:
        """Take what may be spent, and the file in which every call is noted. Raises Failed: it cannot be used."""
        self.limits = limits
        self.on_change = on_change
        self.ended = ""
        """Why nothing more is asked: `calls`, `money`, or what `stop` was told."""
        self._ledger = ledger
        self._entries = _read(ledger)
        self._running: dict[int, Tokens] = {}
        self._kept_calls = 0
        self._kept_money = 0.0
        self._settled = asyncio.Condition()
        self.largest = 0.0
        """The worst that any call so far could have cost."""
        self.calls_before, self.money_before = self.calls, self.money

    @property
    def calls(self) -> int:
        """Calls that have gone out, in all sessions."""
        return len(self._entries)

    @property
    def money(self) -> float | None:
        """What they came to, at worst where a call did not say; None where no price is known."""
        if self.limits.price is None:
            return None
        return math.fsum(map(self.limits.cost, self._entries.values()))

    def keep(self, *, calls: int, money: float) -> None:
        """Set aside what a later step needs; nothing else may spend it."""
        self._kept_calls, self._kept_money = calls, money

    def reopen(self) -> None:
        """Give free what was kept aside, for that later step."""
        self._kept_calls, self._kept_money, self.ended = 0, 0.0, ""

    def stop(self, why: str) -> None:
        """Ask nothing more; what is under way may end."""
        self.ended = self.ended or why

    def hear(self, call: Call) -> None:
        """Note what a call took that is just over."""
        entry = _current.get()
        if entry is not None and not call.remembered:
            entry.took = Tokens(call.prompt_tokens, call.cached_tokens, call.completion_tokens)

    @asynccontextmanager
    async def asking(self, bound: Tokens) -> AsyncIterator[None]:
        """One call that takes this much at worst. Raises OutOfBudget before anything is asked."""
        async with self._settled:
            await self._settled.wait_for(lambda: self._fits(bound) or not self._may_yet_fit())
            if not self._fits(bound):
                self.ended = self.ended or ("money" if self._has_calls() else "calls")
                raise OutOfBudget
            entry = _Entry(self.calls + 1, bound)
            self.largest = max(self.largest, self.limits.cost(bound))
            _write(self._ledger, {"n": entry.number, "bound": [bound.prompt, bound.cached, bound.completion]})
            self._entries[entry.number] = self._running[entry.number] = bound
        self.on_change()
        token = _current.set(entry)
        try:
            yield
        finally:
            _current.reset(token)
            await self._settle(entry)

    async def _settle(self, entry: _Entry) -> None:
        took = entry.took
        self._running.pop(entry.number)
        if took.is_known:
            self._entries[entry.number] = took
            _write(self._ledger, {"n": entry.number, "took": [took.prompt, took.cached, took.completion]})
        self.on_change()
        async with self._settled:
            self._settled.notify_all()

    def _fits(self, bound: Tokens) -> bool:
        if self.ended or not self._has_calls():
            return False
        spent, limit = self.money, self.limits.money
        return spent is None or limit is None or spent + self.limits.cost(bound) <= limit - self._kept_money

    def _has_calls(self) -> bool:
        return self.calls + 1 <= self.limits.calls - self._kept_calls

    def _may_yet_fit(self) -> bool:
        """Whether calls under way may turn out to cost less than their worst."""
        return bool(self._running) and self._has_calls() and not self.ended


def bound_of(question: Question[Any], options: ModelOptions) -> Tokens:
    """What asking a question can take at worst: all requests that a call may make, answers as long as they may be."""
    schema = json.dumps(portable_schema(question.answer))
    shown = sum(len(text.encode()) for text in (question.system, question.user, schema))
    limit, requests = question.max_output or options.max_output, options.requests_at_most
    # A call that was cut off asks once more, with room for twice as much.
    return Tokens(
        prompt=requests * math.ceil(shown / _BYTES_PER_TOKEN) + (requests - 1) * _REPAIR,
        completion=limit * (2 * requests - 1),
    )


class _Bounded(ModelClient):
    """Asks within a budget."""

    _budget: Budget

    @override
    async def ask(self, question: Question[Answer]) -> Reply[Answer]:
        async with self._budget.asking(bound_of(question, self.options)):
            return await super().ask(question)


@dataclass(slots=True)
class _Ears:
    """Tells the budget of a call before anybody else."""

    budget: Budget
    others: Callable[[Call], None]

    def __call__(self, call: Call) -> None:
        self.budget.hear(call)
        self.others(call)


class BudgetedClient(RememberingClient, _Bounded):
    """Asks within a budget what it was not asked before in exactly the same way; what is remembered costs nothing."""

    def __init__(
        self,
        *,
        budget: Budget,
        options: ModelOptions,
        clock: Clock,
        answers: AnswerFolder,
        on_call: Callable[[Call], None],
    ) -> None:
        """Take the budget, and what its parents take. `ask` raises OutOfBudget as well."""
        self._budget = budget
        super().__init__(options=options, clock=clock, answers=answers, on_call=_Ears(budget, on_call))


def _read(ledger: Path) -> dict[int, Tokens]:
    """What every call took, at worst where that was never noted; a line that was cut off says nothing."""
    try:
        text = ledger.read_text(encoding="utf-8") if ledger.exists() else "\n"
        if not text.endswith("\n"):
            with ledger.open("a", encoding="utf-8") as file:
                file.write("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Failed(say("{path}: cannot be read; delete it to start anew with --no-resume", path=ledger)) from error
    found: dict[int, Tokens] = {}
    for row in text.splitlines():
        try:
            noted = json.loads(row)
            found[int(noted["n"])] = Tokens(*map(int, noted.get("took") or noted["bound"]))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
    return found


def _write(ledger: Path, noted: dict[str, Any]) -> None:
    try:
        with ledger.open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps(noted)}\n")
    except OSError as error:
        raise Failed(
            say(
                "{path}: cannot be written ({reason}); without it no budget holds",
                path=ledger,
                reason=reason_of(error),
            )
        ) from error
