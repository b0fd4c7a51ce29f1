"""Tests of the rule for jobs that failed."""

from datetime import timedelta

from motbot.domain.errors import ModelUnavailable, SlackRateLimited, StorageUnavailable
from motbot.engine.retrying import FAILURES_AT_MOST, LONGEST_PAUSE, OUTAGES_AT_MOST, pause_after


def seconds(error: Exception, attempt: int) -> float | None:
    pause = pause_after(error, attempt)
    return None if pause is None else pause.total_seconds()


def test_pauses_grow_and_the_fifth_failure_is_the_last() -> None:
    assert [seconds(ValueError(), attempt) for attempt in range(1, 6)] == [1, 4, 16, 64, None]
    assert FAILURES_AT_MOST == 5


def test_an_outage_outside_is_waited_out_much_longer_than_a_mistake_of_ours() -> None:
    waited = sum((pause_after(StorageUnavailable(), attempt) or timedelta() for attempt in range(1, 100)), timedelta())

    assert waited > timedelta(hours=4)
    assert pause_after(ModelUnavailable(), OUTAGES_AT_MOST) is None


def test_no_pause_is_longer_than_the_longest() -> None:
    assert pause_after(StorageUnavailable(), 99) == LONGEST_PAUSE


def test_a_pause_slack_asks_for_is_kept() -> None:
    assert seconds(SlackRateLimited(retry_after=30), 1) == 30
