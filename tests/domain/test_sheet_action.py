"""Action on a sheet: what a promise came to is seen there, whatever nobody has said of that step."""

import pytest

from motbot.domain.scoring import Mark, Step
from motbot.domain.sheet import Fate, JudgedPromise
from tests.domain.test_sheet import check, part, quote

SEEN, LACKING = (1, ("A1",), ()), (-1, (), ("A1",))


@pytest.mark.parametrize(
    ("fates", "told"),
    [
        ((Fate.KEPT,), SEEN),
        ((Fate.OPEN, Fate.KEPT), SEEN),
        ((Fate.KEPT, Fate.BROKEN), LACKING),
        ((Fate.OPEN, Fate.TAKEN_BACK), (None, (), ())),
        ((), (None, (), ())),
    ],
)
def test_what_a_promise_came_to_is_evidence_of_action(
    fates: tuple[Fate, ...], told: tuple[int | None, tuple[str, ...], tuple[str, ...]]
) -> None:
    promises = tuple(JudgedPromise(quote=quote("See it by 5 pm"), fate=fate) for fate in fates)

    mark = check(part(promises=promises))[0].contacts[0].marks[2]

    assert (mark.score, mark.behaviours, mark.lacking) == told
    assert bool(mark.quotes) is (mark.score is not None)


def test_what_a_reviewer_says_of_action_stands_whatever_a_promise_came_to() -> None:
    given = Mark(step=Step.PROMISE, score=2, behaviours=("A4",), quotes=(quote("See it by 5 pm"),))
    promises = (JudgedPromise(quote=quote("See it by 5 pm"), fate=Fate.KEPT),)

    assert check(part(marks=(given,), promises=promises))[0].contacts[0].marks[2] == given
