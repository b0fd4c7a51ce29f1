"""What is promised keeps a moment at work, and keeps thanks for it from counting as an outcome."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from motbot.domain.expectation import Provenance
from motbot.domain.promise import Evidence, Promise, Strength
from motbot.domain.standing import is_awaited
from tests.fakes.samples import a_moment

T0 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DUE, HOUR = T0 + timedelta(hours=6), timedelta(hours=1)
MOMENT = replace(a_moment(), id=4)
MADE = Promise(
    id=7, team="T1", channel="C1", conversation=1, moment=4, agent="A1", said_by="A1", lines=("1",), what="the report",
    words="I'll send the report by 15:00", strength=Strength.FIRM, due=DUE,
    provenance=Provenance(coach="playbook", revision="r"), made_at=T0,
)  # fmt: skip
TRACKED = MADE.tracked(at=T0, remind_at=None)
SHOWN = Evidence(promise=7, source="2", words="here it is")


@pytest.mark.parametrize(
    ("promise", "at", "awaited"),
    [
        (MADE, DUE - HOUR, True),
        (MADE, DUE + HOUR, False),
        (TRACKED, DUE - HOUR, True),
        (TRACKED, DUE + HOUR, True),
        (TRACKED.broken(at=DUE + HOUR), DUE + HOUR, True),
        (replace(TRACKED, evidence=SHOWN), DUE - HOUR, False),
        (replace(TRACKED, evidence=SHOWN), DUE + HOUR, False),
        (TRACKED.kept(at=DUE - HOUR), DUE, False),
        (replace(TRACKED, moment=5), DUE - HOUR, False),
        (replace(MADE, due=None), T0, False),
    ],
)
def test_what_is_tracked_is_awaited_whatever_the_hour_and_the_rest_until_it_falls_due(
    promise: Promise, at: datetime, *, awaited: bool
) -> None:
    assert is_awaited(MOMENT, [promise], at) is awaited
