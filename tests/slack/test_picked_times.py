"""A time chosen in a window: what cannot be meant is given back with the reason, and nothing of it is stored."""

import pytest
from slack_bolt.async_app import AsyncApp

from motbot.domain.errors import BadInput
from motbot.domain.events import Act
from motbot.domain.language import Language
from motbot.playground.workspace import Workspace
from motbot.slack.bolt import answer_the_rest
from motbot.slack.inbox import Door
from motbot.slack.picked_times import faults
from motbot.slack.promise_wording import promise_wording
from motbot.slack.screening import Fate, screen
from tests.slack.rig import T0, US, Json, Kept, submission_body

NOW = f"{T0.timestamp():.6f}"
"""Monday 2 March 2026, 09:00 UTC: 10:00 in Berlin, 17:00 in Shanghai."""


def sent(day: str | None, clock: str | None, *, zone: str = "Europe/Berlin", language: str = "en") -> Json:
    values: dict[str, Json] = {"day": {"selected_date": day}, "clock": {"selected_time": clock}}
    body = submission_body(Act.MOVED.value, values)
    body["view"]["private_metadata"] = f"7:12 {zone} {language}"
    return body


@pytest.mark.parametrize(
    ("day", "clock", "zone"),
    [
        ("2026-03-02", "10:01", "Europe/Berlin"),
        ("2026-03-02", "17:01", "Asia/Shanghai"),
        ("2026-03-02", "04:01", "America/New_York"),
        ("2026-03-02", "14:46", "Asia/Kathmandu"),
        ("2026-03-02", "23:01", "Pacific/Apia"),
        ("2028-02-29", "09:00", "UTC"),
        # 02:30 does not exist that night, and 01:30 comes twice on the other.
        ("2026-03-29", "02:30", "Europe/Berlin"),
        ("2026-11-01", "01:30", "America/New_York"),
        ("2031-03-01", "10:00", "Europe/Berlin"),
    ],
)
def test_a_time_that_lies_ahead_is_taken(day: str, clock: str, zone: str) -> None:
    assert faults(sent(day, clock, zone=zone), now=T0) == {}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("day", "clock", "zone", "field", "reason"),
    [
        ("2026-03-02", "10:00", "Europe/Berlin", "clock", "time_past"),
        ("2026-03-02", "16:59", "Asia/Shanghai", "clock", "time_past"),
        ("2026-03-01", "23:00", "Europe/Berlin", "day", "time_past"),
        ("0001-01-01", "00:00", "UTC", "day", "time_past"),
        ("2026-02-30", "10:00", "UTC", "day", "time_missing"),
        ("2026-03-03", "25:00", "UTC", "day", "time_missing"),
        ("2026-03-03", None, "UTC", "clock", "time_missing"),
        (None, "10:00", "UTC", "day", "time_missing"),
        (None, None, "UTC", "day", "time_missing"),
        ("2026-03-03", "10:00+02:00", "UTC", "day", "time_missing"),
        ("9999-12-31", "23:59", "America/New_York", "day", "time_missing"),
        ("2062-03-03", "10:00", "UTC", "day", "time_far"),
    ],
)
def test_what_cannot_be_meant_is_named_at_its_field_in_the_readers_language(
    *, day: str | None, clock: str | None, zone: str, field: str, reason: str, language: Language
) -> None:
    found = faults(sent(day, clock, zone=zone, language=language.value), now=T0)

    assert found == {field: getattr(promise_wording(language), reason)}


def test_other_windows_are_not_looked_at() -> None:
    assert faults(submission_body("edited", {}), now=T0) == {}


def test_a_window_of_nobody_knows_what_is_laid_aside() -> None:
    body = sent("2026-03-03", "10:00")
    body["view"]["private_metadata"] = "nonsense"

    with pytest.raises(BadInput):
        faults(body, now=T0)
    assert screen(body, us=US, watches=lambda _: True, received_at=NOW).fate is Fate.ASIDE


@pytest.mark.parametrize("shape", [{"state": {"values": []}}, {"callback_id": ["x"]}, {"state": None}, {"id": 5}])
def test_a_window_of_an_unexpected_shape_is_laid_aside(shape: Json) -> None:
    body = sent("2026-03-03", "10:00")
    body["view"] |= shape

    assert screen(body, us=US, watches=lambda _: True, received_at=NOW).fate is Fate.ASIDE


async def test_the_door_gives_it_back_and_stores_only_what_was_corrected(
    *, app: AsyncApp, door: Door, kept: Kept, slack: Workspace
) -> None:
    answer_the_rest(app)
    wrong = await door.answer(app, mode="socket_mode", body=sent("2026-03-01", "10:00"))
    stored = list(kept.bodies)
    right = await door.answer(app, mode="socket_mode", body=sent("2026-03-03", "10:00"))

    assert wrong.status == right.status == 200
    assert "has already passed" in str(wrong.body)
    assert stored == []
    assert len(kept.bodies) == 1
