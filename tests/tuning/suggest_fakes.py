"""A model for the search alone: it answers cases by the lines of a text, and proposes what a script says."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from motbot.domain.case import Case
from motbot.domain.errors import BadPrompt
from motbot.domain.figures import Result
from motbot.domain.guarding import Guards
from motbot.domain.harm import Finding, Harm, Judged
from motbot.domain.prediction import Prediction
from motbot.llm.prompt_files import Template
from motbot.tuning.suggest_budget import Budget, OutOfBudget
from motbot.tuning.suggest_guards import bounds_for
from motbot.tuning.suggest_prompt import Attempt, Proposal, Shown
from motbot.tuning.suggest_scoring import scale_for
from motbot.tuning.suggest_search import Search
from motbot.use_cases.predict import Part
from tests.fakes.cases import a_case

START = "Read it.\nSay what is expected."
LINES = ("First rule.", "Second rule.", "Third rule.")
"""Each mends a third of the cases."""


def result_of(case: Case, *wrong: Harm) -> Result:
    """What came of a case, with these mistakes."""
    judged = Judged(
        case=case.id,
        thread=case.id,
        tried=((Harm.MISSED_MOMENT, 1),),
        findings=tuple(Finding(harm=harm, what=f"{harm} in {case.id}") for harm in wrong),
    )
    return Result(case=case, prediction=Prediction(case=case.id), judged=judged)


def adding(line: str, behind: str = "Say what is expected.") -> Proposal:
    """A proposal that adds a line."""
    return Proposal.model_validate(
        {"notes": "", "edits": [{"why": "", "find": behind, "replace": f"{behind}\n{line}"}]}
    )


@dataclass(slots=True, kw_only=True)
class FakeAsks:
    """Gives what a search asks for, and counts it."""

    budget: Budget
    """Bounds by its calls alone."""
    proposals: list[Proposal | Exception] = field(default_factory=list)
    """In order, the last one for ever; without any, a line that a shown case wants."""
    looked: list[str] = field(default_factory=list)
    answered: list[tuple[str, str]] = field(default_factory=list)
    shown: list[tuple[str, list[str], list[Attempt]]] = field(default_factory=list)

    async def template(self, system: str) -> Template:
        """A text that says so is no prompt."""
        self.looked.append(system)
        if "broken" in system:
            raise BadPrompt("line 3 is broken")
        return cast("Template", system)

    async def results(self, template: Template, cases: Sequence[Case]) -> list[Result]:
        """A case goes well when the text has its line."""
        system = str(template)
        self._spend(len(cases))
        self.answered += [(system, case.id) for case in cases]
        return [self._result(system, case) for case in cases]

    def _result(self, system: str, case: Case) -> Result:
        line = LINES[int(case.id) % len(LINES)]
        return result_of(case) if line in system else result_of(case, Harm.MISSED_MOMENT)

    def told(self, result: Result) -> str:
        """An answer in words."""
        return f"answer to {result.case.id}"

    async def proposal(self, system: str, shown: Sequence[Shown], attempts: Sequence[Attempt]) -> Proposal:
        """The next of the script."""
        self._spend(1)
        self.shown.append((system, [one.case.id for one in shown], list(attempts)))
        if not self.proposals:
            wanted = [LINES[int(one.case.id) % len(LINES)] for one in shown]
            return adding(next(line for line in wanted if line not in system))
        given = self.proposals.pop(0) if len(self.proposals) > 1 else self.proposals[0]
        if isinstance(given, Exception):
            raise given
        return given

    def _spend(self, calls: int) -> None:
        if len(self.answered) + len(self.shown) + calls > self.budget.limits.calls:
            self.budget.stop("calls")
            raise OutOfBudget


def a_search(asks: FakeAsks, *, start: str = START, count: int = 6) -> Search:
    """A search over cases of which each third wants another line."""
    cases = [a_case(name=str(number)) for number in range(count)]
    return Search(
        start=start, cases=cases, scale=scale_for(Part.ASSESS, Guards()), bounds=bounds_for(start, cases), asks=asks
    )
