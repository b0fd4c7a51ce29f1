"""A case's score says how much harm was done in it, weighed as the guards weigh it."""

import pytest

from motbot.domain.case import GoldPromise
from motbot.domain.guarding import USUAL, Guards
from motbot.domain.harm import Finding, Harm, Judged
from motbot.domain.promise import Strength
from motbot.tuning.suggest_scoring import MEANINGS, concerns, scale_for
from motbot.use_cases.predict import Part
from tests.fakes.cases import a_case, replied

SCALE = scale_for(Part.ASSESS, Guards())


def judged(tried: dict[Harm, int], *done: Harm) -> Judged:
    """A case as it was judged."""
    findings = tuple(Finding(harm=harm, what=f"x{place}") for place, harm in enumerate(done))
    return Judged(case="c", thread="c", tried=tuple(tried.items()), findings=findings)


@pytest.mark.parametrize(
    ("tried", "done", "score"),
    [
        ({}, (), 1.0),
        ({Harm.MISSED_MOMENT: 1}, (), 1.0),
        ({Harm.MISSED_MOMENT: 1}, (Harm.MISSED_MOMENT,), 0.0),
        ({Harm.MISSED_MOMENT: 1, Harm.UNGROUNDED_QUOTE: 4}, (Harm.UNGROUNDED_QUOTE,), 0.875),
        ({Harm.MISSED_MOMENT: 1, Harm.WRONG_URGENCY: 1}, (Harm.WRONG_URGENCY,), 2 / 3),
        ({Harm.MISSED_MOMENT: 1, Harm.WRONG_URGENCY: 1}, (Harm.MISSED_MOMENT,), 1 / 3),
        ({Harm.INVENTED_EXPECTATION: 1}, (Harm.INVENTED_EXPECTATION, Harm.INVENTED_EXPECTATION), 0.0),
        ({Harm.NO_ANSWER: 1}, (Harm.NO_ANSWER,), 0.0),
        ({Harm.NO_ANSWER: 1, Harm.MISSED_MOMENT: 1}, (Harm.MISSED_MOMENT,), 0.0),
        ({Harm.NO_ANSWER: 2, Harm.WRONG_URGENCY: 1, Harm.MISSED_MOMENT: 1}, (Harm.NO_ANSWER,), 0.5),
    ],
)
def test_a_harm_that_must_not_rise_weighs_twice_one_that_may_by_a_case_in_fifty(
    tried: dict[Harm, int], done: tuple[Harm, ...], score: float
) -> None:
    assert SCALE.score(judged(tried, *done)) == pytest.approx(score)


def test_a_harm_that_may_rise_as_it_likes_counts_next_to_nothing() -> None:
    scale = scale_for(Part.ASSESS, Guards(rises={**USUAL, Harm.LATE_NO: 1.0}))

    assert scale.score(judged({Harm.LATE_NO: 1, Harm.MISSED_MOMENT: 1}, Harm.LATE_NO)) > 0.98


def test_a_draft_s_prompt_is_not_blamed_for_the_assessment_below_it() -> None:
    scale = scale_for(Part.DRAFT, Guards())
    found = judged({Harm.MISSED_EXPECTATION: 1, Harm.WRONG_LANGUAGE: 1}, Harm.MISSED_EXPECTATION, Harm.WRONG_LANGUAGE)

    assert scale.score(found) == 0
    assert [harm for harm, _ in scale.findings(found)] == [Harm.WRONG_LANGUAGE]


def test_every_harm_can_be_told_to_whoever_is_to_mend_it() -> None:
    assert set(MEANINGS) == set(Harm)
    assert set(SCALE.weights) == set(Harm)


def test_only_cases_with_labels_for_a_task_concern_it() -> None:
    plain = a_case()
    scored, promised = (
        replied(plain, "Done.", score=1),
        replied(plain, "Done by noon.", promises=[GoldPromise(who="a1", what="x", strength=Strength.FIRM)]),
    )
    quiet = a_case(is_moment=False)

    assert [[concerns(part, one) for one in (plain, scored, promised, quiet)] for part in Part] == [
        [True, True, True, True],
        [True, True, True, False],
        [False, True, True, False],
        [False, True, False, False],
    ]
