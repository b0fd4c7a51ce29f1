"""Presses and sent modals become what a person did."""

from datetime import UTC, datetime

import pytest

from motbot.domain.events import Act, Acted
from motbot.slack.events import parse
from motbot.slack.interactions import RECEIVED_AT
from tests.slack.rig import ALICE, US, Json, press_body, submission_body

ACTED_AT = datetime(2026, 3, 2, 9, 0, 5, 200, tzinfo=UTC)


@pytest.mark.parametrize("act", [act for act in Act if act not in {Act.EDITED, Act.WRONG, Act.NOT_HELPFUL}])
def test_a_press_is_an_act_on_its_moment(act: Act) -> None:
    assert parse(press_body(act.value), us=US) == Acted(team=US.team, user=ALICE, act=act, moment=7, at=ACTED_AT)


def test_a_menus_choice_is_an_act_on_its_moment() -> None:
    assert parse(press_body("more", "mute:7"), us=US) == Acted(
        team=US.team, user=ALICE, act=Act.MUTE, moment=7, at=ACTED_AT
    )


@pytest.mark.parametrize("value", ["choose_not_helpful:7", "choose_wrong:7"])
def test_a_choice_that_opens_a_question_is_no_act_yet(value: str) -> None:
    assert parse(press_body("more", value), us=US) is None


def test_a_press_on_something_else_is_nothing() -> None:
    assert parse(press_body("open_card"), us=US) is None


@pytest.mark.parametrize(
    ("callback", "values", "act", "value", "note"),
    [
        (
            "edited",
            {"reply": {"value": "Hello"}, "known": {"value": "it is fixed"}},
            Act.EDITED,
            "Hello",
            "it is fixed",
        ),
        ("edited", {"reply": {"value": None}, "known": {}}, Act.EDITED, "", ""),
        (
            "choose_not_helpful",
            {"reason": {"selected_option": {"value": "too_late"}}, "note": {"value": "an hour"}},
            Act.NOT_HELPFUL,
            "too_late",
            "an hour",
        ),
        ("choose_wrong", {"which": {"selected_option": {"value": "2"}}}, Act.WRONG, "2", ""),
    ],
)
def test_a_sent_modal_is_an_act_with_what_was_typed(
    callback: str, values: dict[str, Json], act: Act, value: str, note: str
) -> None:
    body = submission_body(callback, values) | {RECEIVED_AT: "1772442005.000200"}

    assert parse(body, us=US) == Acted(team=US.team, user=ALICE, act=act, moment=7, value=value, note=note, at=ACTED_AT)
