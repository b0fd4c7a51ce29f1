"""A promise of one agent, due six hours after it was made, to write tests with."""

from datetime import UTC, datetime, timedelta

from motbot.domain.due import Doubt
from motbot.domain.expectation import Provenance
from motbot.domain.policy import Keeping
from motbot.domain.promise import Promise, Strength

T0 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DUE = T0 + timedelta(hours=6)
KEEPING = Keeping()
HOUR = timedelta(hours=1)


def made(due: datetime | None = DUE, doubt: Doubt | None = None) -> Promise:
    return Promise(
        id=7,
        team="T",
        channel="C",
        conversation=1,
        agent="A1",
        said_by="A1",
        lines=("1",),
        what="the report",
        words="I'll send the report by 15:00",
        strength=Strength.FIRM if due else Strength.VAGUE,
        due=due,
        doubt=doubt,
        provenance=Provenance(coach="playbook", revision="r"),
        made_at=T0,
    )


def tracked(due: datetime = DUE, remind_at: datetime | None = DUE - HOUR) -> Promise:
    return made(due).tracked(at=T0, remind_at=remind_at)
