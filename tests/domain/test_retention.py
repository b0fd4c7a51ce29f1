"""Tests of how long what is kept."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motbot.domain.retention import DELIVERED_AGAIN, Kind, Retention
from tests.fakes.clock import T0

SPANS = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=3660))
NOWS = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2090, 1, 1)).map(  # noqa: DTZ001 # made aware here
    lambda at: at.replace(tzinfo=UTC)
)
RETENTIONS = st.builds(Retention, raw_events=SPANS, moments=SPANS, sheets=SPANS, cases=SPANS, backups=SPANS)
TIMED = [kind for kind in Kind if kind not in {Kind.WISH, Kind.OURS}]


@given(RETENTIONS, NOWS, st.sampled_from(TIMED))
def test_nothing_is_erased_before_its_time_and_nothing_outlives_it(
    retention: Retention, now: datetime, kind: Kind
) -> None:
    kept = retention.kept_for(kind)

    assert kept is not None
    assert now - retention.gone_before(kind, now) == kept


@given(RETENTIONS, NOWS, SPANS, st.sampled_from(list(Kind)))
def test_what_is_gone_stays_gone_as_time_passes(
    retention: Retention, now: datetime, later: timedelta, kind: Kind
) -> None:
    assert retention.gone_before(kind, now) <= retention.gone_before(kind, now + later)


@given(RETENTIONS, NOWS)
def test_an_event_is_known_by_its_id_as_long_as_slack_may_deliver_it_again(retention: Retention, now: datetime) -> None:
    assert retention.ids_gone_before(now) <= now - DELIVERED_AGAIN
    assert retention.ids_gone_before(now) <= retention.gone_before(Kind.EVENT, now)


@given(RETENTIONS, NOWS)
def test_words_of_which_nothing_came_are_kept_no_longer_than_events_or_moments(
    retention: Retention, now: datetime
) -> None:
    kept = now - retention.gone_before(Kind.TALK, now)

    assert kept <= max(retention.raw_events, DELIVERED_AGAIN)
    assert kept <= max(retention.moments, DELIVERED_AGAIN)


@pytest.mark.parametrize("kind", [Kind.WISH, Kind.OURS])
def test_no_time_ends_what_is_wished_or_ours(kind: Kind) -> None:
    assert Retention().kept_for(kind) is None
    assert Retention().gone_before(kind, T0) == datetime.min.replace(tzinfo=UTC)


def test_the_zone_of_the_present_changes_nothing() -> None:
    shanghai = T0.astimezone(ZoneInfo("Asia/Shanghai"))

    assert Retention().gone_before(Kind.MOMENT, shanghai) == T0 - timedelta(days=90)
    assert [Retention().kept_for(kind) for kind in TIMED] == [timedelta(days=days) for days in (7, 7, 90, 365, 730, 30)]
