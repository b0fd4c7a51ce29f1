"""What the file says about how much is asked of the model becomes bounds; what cannot be meant is named."""

from dataclasses import fields
from pathlib import Path

import pytest

from motbot.domain.errors import BadConfig
from motbot.domain.model_limits import Bounds
from motbot.settings import load_config
from motbot.settings.limiting import FleetLimitsBranch, ModelLimitsBranch


def limits(tmp_path: Path, text: str) -> ModelLimitsBranch:
    """What a file with these limits says."""
    (file := tmp_path / "motbot.yaml").write_text(f"coach: model\nmodel:\n  limits: {text}\n", encoding="utf-8")
    return load_config(file).model.limits


def test_what_is_not_said_bounds_nothing(tmp_path: Path) -> None:
    told = limits(tmp_path, "{fleet: {at_once: none}}")

    assert told == ModelLimitsBranch()
    assert told.fleet.to_domain().is_open
    assert told.process.to_domain().is_open
    assert not told.bounds_money


def test_every_bound_can_be_set() -> None:
    assert set(FleetLimitsBranch.model_fields) == {field.name for field in fields(Bounds)}


def test_bounds_become_values(tmp_path: Path) -> None:
    told = limits(
        tmp_path,
        "{fleet: {at_once: 8, requests_a_minute: 60, tokens_a_minute: 90000, money_a_day: 2.5}, "
        "process: {requests_a_minute: 20}}",
    )

    assert told.fleet.to_domain() == Bounds(at_once=8, requests_a_minute=60, tokens_a_minute=90_000, money_a_day=2.5)
    assert told.process.to_domain() == Bounds(requests_a_minute=20)
    assert told.bounds_money


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{fleet: {at_once: 0}}", r"model\.limits\.fleet\.at_once: expected a whole number from 1 .*`none`"),
        ("{fleet: {tokens_a_minute: 999}}", "expected a whole number from 1000"),
        ("{fleet: {money_a_day: lots}}", "expected a number from 0 .*found 'lots'; `none` bounds nothing"),
        ("{fleet: {money_a_day: }}", "found nothing"),
        ("{process: {at_once: 3}}", r"model\.limits\.process\.at_once: unknown key"),
        ("{fleet: {mony_a_day: 3}}", "did you mean 'money_a_day'"),
    ],
)
def test_a_bound_that_cannot_be_meant_is_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadConfig, match=told):
        limits(tmp_path, text)
