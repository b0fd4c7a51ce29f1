"""Tests of guarded figures: what may rise, and by how much."""

from motbot.domain.guarding import Fallen, Guards, fallen
from motbot.domain.harm import Harm

GUARDS = Guards(rises={Harm.MISSED_MOMENT: 0.0, Harm.NOISY_NUDGE: 0.02})


def test_every_harm_is_guarded_unless_somebody_says_otherwise() -> None:
    assert set(Guards().rises) == set(Harm)


def test_a_share_that_rises_by_more_than_it_may_has_fallen() -> None:
    assert fallen({"noisy_nudge": 0.1}, {"noisy_nudge": 0.13}, GUARDS) == (
        Fallen(harm=Harm.NOISY_NUDGE, before=0.1, after=0.13, allowed=0.02),
    )


def test_a_share_that_rises_by_exactly_what_it_may_or_sinks_has_not() -> None:
    assert fallen({"noisy_nudge": 0.1}, {"noisy_nudge": 0.1 + 0.02}, GUARDS) == ()
    assert (
        fallen({"missed_moment": 1 / 3, "noisy_nudge": 0.5}, {"missed_moment": 1 / 3, "noisy_nudge": 0}, GUARDS) == ()
    )


def test_what_one_side_has_no_figure_for_and_what_is_not_guarded_is_not_compared() -> None:
    assert fallen({"missed_moment": 0.0}, {"noisy_nudge": 1.0}, GUARDS) == ()
    assert fallen({"wrong_due": 0.0}, {"wrong_due": 1.0}, GUARDS) == ()


def test_what_has_fallen_is_told_with_both_figures_and_what_was_allowed() -> None:
    told = Fallen(harm=Harm.NOISY_NUDGE, before=0.1, after=0.13, allowed=0.02).told

    assert told == "noisy nudge 10.0 % -> 13.0 %, may rise by 2 points"
