"""What somebody has set for themselves: it holds before the config and Slack, and the steps do not mix."""

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motbot.domain.cards import language_for
from motbot.domain.expectation import Urgency
from motbot.domain.language import Language
from motbot.domain.moment import Suppressed
from motbot.domain.nudge import NudgeKind
from motbot.domain.own_limits import limits_of
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import Limits
from motbot.domain.preferences import NOTHING_SET, STEPS, Amount, Preferences, StepWish
from motbot.domain.routing import Candidate, route
from motbot.domain.sensitivity import Sensitivity

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def person(**wishes: object) -> Person:
    own = Preferences(**wishes)  # type: ignore[arg-type] # by name
    return Person(id="U1", team="T1", kind=PersonKind.MEMBER, locale="en-US", zone="UTC", preferences=own)


def test_the_steps_are_those_of_the_method() -> None:
    assert list(NudgeKind) == list(STEPS)


@given(st.sampled_from(STEPS), st.sampled_from(STEPS), st.sampled_from(Amount))
def test_a_wish_for_one_step_leaves_the_others_alone(step: str, other: str, amount: Amount) -> None:
    changed = NOTHING_SET.wishing(step, StepWish(amount=amount))

    assert changed.wish(step).amount is amount
    assert other == step or changed.wish(other) == StepWish()


def test_ones_own_language_holds_before_the_one_slack_tells() -> None:
    assert language_for(person(language=Language.ZH), Language.EN) is Language.ZH
    assert language_for(person(), Language.ZH) is Language.EN


def test_ones_own_quiet_hours_hold_instead_of_the_configs() -> None:
    limits = Limits(daily_cap=7)

    own = limits_of(person(quiet_from=time(11), quiet_to=time(13)), limits)

    assert (own.quiet_from, own.quiet_to, own.daily_cap) == (time(11), time(13), 7)
    assert [limits_of(one, limits) for one in (person(quiet_from=time(11)), person())] == [limits, limits]


@pytest.mark.parametrize(
    ("own", "channel", "urgency", "is_told"),
    [
        (None, Sensitivity.NORMAL, Urgency.LOW, False),
        (Sensitivity.HIGH, Sensitivity.NORMAL, Urgency.LOW, True),
        (Sensitivity.LOW, Sensitivity.HIGH, Urgency.NORMAL, False),
        (Sensitivity.LOW, Sensitivity.HIGH, Urgency.HIGH, True),
        (Sensitivity.LOW, Sensitivity.LOW, Urgency.CRITICAL, True),
    ],
)
def test_ones_own_dial_holds_instead_of_the_channels(
    own: Sensitivity | None, channel: Sensitivity, urgency: Urgency, *, is_told: bool
) -> None:
    found = route(
        [Candidate(person=person(sensitivity=own))],
        claimable=False,
        urgency=urgency,
        now=NOON,
        limits=Limits(),
        sensitivity=channel,
    )

    assert bool(found.to) is is_told
    assert found.suppressed is (None if is_told else Suppressed.BELOW_SENSITIVITY)


def test_what_is_below_the_dial_of_one_waits_for_the_quiet_hours_of_another() -> None:
    asleep = person(quiet_from=time(11), quiet_to=time(13))
    found = route(
        [Candidate(person=person(sensitivity=Sensitivity.LOW)), Candidate(person=asleep)],
        claimable=True,
        urgency=Urgency.NORMAL,
        now=NOON,
        limits=Limits(),
    )

    assert (found.suppressed, found.nudge_at) == (Suppressed.QUIET_HOURS, NOON.replace(hour=13))
