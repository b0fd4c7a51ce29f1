"""What presses is due while work is done, unless harm happens now or the customer names an earlier hour."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.due import DueConventions
from motbot.domain.expectation import Assessment, Urgency
from motbot.domain.policy import ReplyWithin
from motbot.domain.urgency import due_by, reply_by

LONDON = "Europe/London"


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("2026-07-01T10:00", "2026-07-01T11:00"),
        ("2026-07-01T17:15", "2026-07-01T18:00"),  # most of the hour fits
        ("2026-07-01T17:45", "2026-07-02T10:00"),
        ("2026-07-01T18:00", "2026-07-02T10:00"),
        ("2026-07-01T23:16", "2026-07-02T10:00"),
        ("2026-07-02T00:16", "2026-07-02T10:00"),
        ("2026-07-03T23:16", "2026-07-06T10:00"),  # over the weekend
        ("2026-07-04T12:00", "2026-07-06T10:00"),
    ],
)
def test_what_presses_is_due_while_work_is_done(written: str, due: str) -> None:
    zone = ZoneInfo(LONDON)
    at, expected = (datetime.fromisoformat(text).replace(tzinfo=zone) for text in (written, due))

    assert reply_by(Urgency.HIGH, at, zone, ReplyWithin(office=DueConventions())) == expected


def test_harm_that_happens_now_waits_for_no_office() -> None:
    at = instant("2026-07-01T23:16")
    within = ReplyWithin(office=DueConventions())

    assert reply_by(Urgency.CRITICAL, at, ZoneInfo("UTC"), within) == at + timedelta(minutes=10)


def test_an_hour_that_the_customer_names_at_night_is_kept() -> None:
    at, named = instant("2026-07-01T22:16"), instant("2026-07-01T23:30")
    found = Assessment(is_moment=True, urgency=Urgency.HIGH, reply_by=named)

    assert due_by(found, at, ZoneInfo("UTC"), ReplyWithin(office=DueConventions())) == named
