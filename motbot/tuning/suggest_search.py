"""What a search knows of every text by now: what it made of the cases, what was proposed for it, and which is best."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from math import fsum
from typing import Protocol

import structlog

from motbot.domain.case import Case
from motbot.domain.errors import BadPrompt, ModelRefused, ModelUnavailable
from motbot.domain.figures import Result
from motbot.domain.harm import Harm
from motbot.llm.prompt_files import Template
from motbot.tuning.suggest_guards import Bounds
from motbot.tuning.suggest_prompt import EDITS_AT_MOST, Attempt, Proposal, Shown
from motbot.tuning.suggest_scoring import PERFECT, Scale
from motbot.tuning.suggest_text import edited

_FRUITLESS = 6
"""Proposals in a row that cannot be measured, or are not given: then the model has none."""
_LEAST = 1e-9

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a prompt made of a case."""

    shown: Shown
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One proposal, whatever came of it."""

    parent: str
    system: str
    """Empty where it could not even be put into the text."""
    attempt: Attempt


class Asks(Protocol):
    """What the search needs from outside."""

    async def template(self, system: str) -> Template:
        """Look a text through as a draft would be, and compile it. Raises BadPrompt."""

    async def results(self, template: Template, cases: Sequence[Case]) -> list[Result]:
        """Have cases answered. Raises OutOfBudget."""

    def told(self, result: Result) -> str:
        """An answer in words."""

    async def proposal(self, system: str, shown: Sequence[Shown], attempts: Sequence[Attempt]) -> Proposal:
        """Ask for edits. Raises OutOfBudget, ModelUnavailable, ModelRefused."""


@dataclass(slots=True, kw_only=True)
class Search:
    """Everything that is known of every text by now."""

    start: str
    cases: Sequence[Case]
    scale: Scale
    bounds: Bounds
    asks: Asks
    on_best: Callable[[str, float], None] = lambda _system, _score: None
    steps: list[Step] = field(default_factory=list)
    ended: str = ""
    """Why it is over; empty while it goes on, or where the budget ended it."""
    silent: int = 0
    """Proposals that the model was asked for and did not give."""
    _known: dict[str, dict[str, Outcome]] = field(default_factory=dict)
    _templates: dict[str, Template | BadPrompt] = field(default_factory=dict)
    _fruitless: int = 0

    def learn(self, system: str, template: Template, results: Sequence[Result]) -> None:
        """Take what a text has made of cases."""
        self._templates[system] = template
        self._known.setdefault(system, {}).update({one.case.id: self._outcome(one) for one in results})
        score = self.score(system)
        if score is not None and system == self.best:
            self.on_best(system, score)

    async def outcomes(self, system: str, cases: Sequence[Case]) -> list[Outcome]:
        """What a text makes of cases; those that are known already are not asked again, and one that is no prompt is 0.

        Raises:
            OutOfBudget: not all of them could be asked.
        """
        template = await self._template(system)
        if isinstance(template, BadPrompt):
            wrong = ((Harm.NO_ANSWER, str(template)),)
            return [Outcome(shown=Shown(case=case, answer="", findings=wrong), score=0.0) for case in cases]
        missing = [case for case in cases if case.id not in self._known.get(system, {})]
        if missing:
            self.learn(system, template, await self.asks.results(template, missing))
        return [self._known[system][case.id] for case in cases]

    def score(self, system: str) -> float | None:
        """The mean of a text over all cases; None where some are not measured."""
        known = self._known.get(system, {})
        if any(case.id not in known for case in self.cases):
            return None
        return fsum(known[case.id].score for case in self.cases) / len(self.cases)

    @property
    def best(self) -> str:
        """The text with the highest score; the start as long as none is better."""
        best, highest = self.start, self.score(self.start) or 0.0
        for system in self._known:
            score = self.score(system)
            if score is not None and score > highest + _LEAST:
                best, highest = system, score
        return best

    async def propose(self, parent: str, cases: Sequence[str]) -> str | None:
        """Another text in place of a text, by its mistakes in some cases; None where there is none."""
        attempts = [self.weighed(one) for one in self.steps if one.parent == parent]
        shown = [self._known[parent][case].shown for case in cases]
        try:
            proposal = await self.asks.proposal(parent, shown, attempts)
        except (ModelUnavailable, ModelRefused) as failure:
            self.silent += 1
            self._went(fruitless=True)
            log.warning("suggest.no_proposal", error=type(failure).__name__)
            return None
        try:
            system = await self._fitted(parent, proposal)
        except BadPrompt as wrong:
            self._note(parent, "", proposal, f"thrown away: {wrong}")
            return None
        self._note(parent, system, proposal, "")
        return system

    async def _fitted(self, parent: str, proposal: Proposal) -> str:
        """The text with the edits, if everything is well with it. Raises BadPrompt."""
        edits = proposal.plain()
        if not edits:
            raise BadPrompt("no edits were given")
        if len(edits) > EDITS_AT_MOST:
            raise BadPrompt(f"{len(edits)} edits were given; {EDITS_AT_MOST} at most")
        system = edited(parent, edits)
        self.bounds.check(system)
        if system in self._known:
            raise BadPrompt("the same text was measured before")
        template = await self._template(system)
        if isinstance(template, BadPrompt):
            raise template
        return system

    def _note(self, parent: str, system: str, proposal: Proposal, result: str) -> None:
        self.steps.append(Step(parent=parent, system=system, attempt=Attempt(edits=proposal.plain(), result=result)))
        self._went(fruitless=not system)

    def _went(self, *, fruitless: bool) -> None:
        self._fruitless = self._fruitless + 1 if fruitless else 0
        if self._fruitless >= _FRUITLESS:
            self.ended = self.ended or "no proposals"

    def weighed(self, step: Step) -> Attempt:
        """A proposal with what measuring has said of it."""
        if step.attempt.result:
            return step.attempt
        before, after = self._known.get(step.parent, {}), self._known.get(step.system, {})
        both = [case for case in after if case in before]
        sums = [fsum(known[case].score for case in both) for known in (before, after)]
        whole = "all" if self.score(step.system) is not None else "some"
        result = f"on {whole} cases ({len(both)}): score {sums[0]:.2f} -> {sums[1]:.2f}" if both else "not measured"
        return replace(step.attempt, result=result)

    async def _template(self, system: str) -> Template | BadPrompt:
        if system not in self._templates:
            try:
                self._templates[system] = await self.asks.template(system)
            except BadPrompt as wrong:
                self._templates[system] = wrong
        return self._templates[system]

    def _outcome(self, result: Result) -> Outcome:
        findings = self.scale.findings(result.judged)
        shown = Shown(case=result.case, answer=self.asks.told(result), findings=findings)
        return Outcome(shown=shown, score=self.scale.score(result.judged))

    @property
    def is_perfect(self) -> bool:
        """Whether there is nothing left to be mended."""
        score = self.score(self.best)
        return score is not None and score >= PERFECT - _LEAST
