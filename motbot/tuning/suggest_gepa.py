"""Lets gepa lead a search: it chooses the text and the cases to learn from, and keeps what does better.

Nothing of gepa is shown, written or sent: it is given no folder, no model and no tracker, and what it would print is
swallowed. It calls from a thread of its own; whatever it asks for is done in the event loop.
"""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from concurrent.futures import Future
from typing import Any, TypeVar

from gepa.api import optimize
from gepa.core.adapter import EvaluationBatch, GEPAAdapter
from gepa.core.state import GEPAState
from gepa.logging.logger import LoggerProtocol
from typing_extensions import override

from motbot.domain.case import Case
from motbot.tuning.suggest_budget import Budget, OutOfBudget
from motbot.tuning.suggest_search import Search

_SYSTEM = "system"
"""The one part of a prompt that the search may change."""
_AT_A_TIME = 3
"""Cases that one proposal is made from."""
_TURNS_PER_CALL = 20
"""Turns that cost nothing have an end too."""

Given = TypeVar("Given")


async def search_by_gepa(search: Search, budget: Budget, *, seed: int) -> None:
    """Search until the budget, the model or the mistakes come to an end; what was found is in the search.

    The same seed and the same answers take the same way, so that a search which was broken off comes back to where it
    was by answers that are remembered.
    """
    turns = _TURNS_PER_CALL * budget.limits.calls
    adapter = _Adapter(search=search, loop=asyncio.get_running_loop())

    def is_over(gepa_state: GEPAState[str, int]) -> bool:
        return bool(budget.ended or search.ended or search.is_perfect or gepa_state.i >= turns)

    def led() -> None:
        optimize(
            seed_candidate={_SYSTEM: search.start},
            trainset=list(search.cases),
            adapter=adapter,
            reflection_minibatch_size=_AT_A_TIME,
            stop_callbacks=is_over,
            logger=_Silent(),
            track_best_outputs=False,
            seed=seed,
        )

    try:
        await asyncio.to_thread(led)
    except OutOfBudget:
        return
    adapter.raise_swallowed()


class _Silent(LoggerProtocol):
    """Swallows what gepa would print: it repeats whole prompts."""

    @override
    def log(self, message: str) -> None:
        """Say nothing."""


class _Adapter(GEPAAdapter[Case, str, str]):
    """What gepa calls."""

    def __init__(self, *, search: Search, loop: asyncio.AbstractEventLoop) -> None:
        self._search = search
        self._loop = loop
        self._swallowed: Future[Any] | None = None
        self.propose_new_texts = self._proposed

    def raise_swallowed(self) -> None:
        """Raise what went wrong with a proposal other than for want of budget: gepa passes over it."""
        if self._swallowed is not None:
            self._swallowed.result()

    @override
    def evaluate(
        self,
        batch: list[Case],
        candidate: dict[str, str],
        capture_traces: bool = False,
    ) -> EvaluationBatch[str, str]:
        """Measure a text. Raises OutOfBudget, which ends gepa."""
        outcomes = self._waited(self._search.outcomes(candidate[_SYSTEM], batch))
        ids = [one.shown.case.id for one in outcomes]
        scores = [one.score for one in outcomes]
        return EvaluationBatch(outputs=ids, scores=scores, trajectories=ids if capture_traces else None)

    @override
    def make_reflective_dataset(
        self,
        candidate: dict[str, str],
        eval_batch: EvaluationBatch[str, str],
        components_to_update: list[str],
    ) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Which cases a proposal is to be made from; what they say stays with the search."""
        del candidate
        return {name: [{"case": case} for case in eval_batch.trajectories or ()] for name in components_to_update}

    def _proposed(
        self,
        candidate: dict[str, str],
        reflective_dataset: Mapping[str, Sequence[Mapping[str, Any]]],
        components_to_update: list[str],
    ) -> dict[str, str]:
        """Another text; nothing where there is none."""
        del components_to_update
        cases = [str(one["case"]) for one in reflective_dataset[_SYSTEM]]
        asked = asyncio.run_coroutine_threadsafe(self._search.propose(candidate[_SYSTEM], cases), self._loop)
        failure = asked.exception()
        if failure is not None and not isinstance(failure, OutOfBudget):
            self._swallowed = asked
            self._search.ended = "failure"
        # Raised, a want of budget would be passed over too; the next turn finds that it is over.
        system = None if failure else asked.result()
        return {} if system is None else {_SYSTEM: system}

    def _waited(self, work: Coroutine[Any, Any, Given]) -> Given:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()
