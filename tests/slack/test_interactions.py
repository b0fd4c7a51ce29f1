"""Presses and sent modals become what a person did."""

from datetime import UTC, datetime

import pytest

from motbot.domain.errors import BadInput
from motbot.domain.events import Act, Acted
from motbot.slack.act_refs import PROMISE_ACTS
from motbot.slack.events import parse
from motbot.slack.interactions import RECEIVED_AT
from tests.slack.rig import ALICE, US, Json, press_body, submission_body

ACTED_AT = datetime(2026, 3, 2, 9, 0, 5, 200, tzinfo=UTC)


SENT = {Act.EDITED, Act.WRONG, Act.NOT_HELPFUL, Act.FIXED, Act.MOVED}


@pytest.mark.parametrize("act", sorted(set(Act) - SENT - PROMISE_ACTS))
def test_a_press_is_an_act_on_its_moment(act: Act) -> None:
    assert parse(press_body(act.value), us=US) == Acted(team=US.team, user=ALICE, act=act, moment=7, at=ACTED_AT)


@pytest.mark.parametrize("act", sorted(PROMISE_ACTS - SENT))
@pytest.mark.parametrize("moment", [0, 7])
def test_a_press_about_a_promise_names_it_and_its_moment(act: Act, moment: int) -> None:
    expected = Acted(team=US.team, user=ALICE, act=act, moment=moment, promise=12, at=ACTED_AT)

    assert parse(press_body(act.value, f"{moment}:12"), us=US) == expected
    assert parse(press_body("more", f"{act}:{moment}:12"), us=US) == expected


@pytest.mark.parametrize("value", ["7", "7:", "7:0", "7:x", ":12", "7:12:3", "-7:12", "7:" + "9" * 30, "７:12", ""])
@pytest.mark.parametrize("act", sorted(PROMISE_ACTS - SENT))
def test_a_press_about_no_promise_makes_no_sense(act: Act, value: str) -> None:
    with pytest.raises(BadInput, match="expected a moment's"):
        parse(press_body(act.value, value), us=US)


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


def picked(act: Act, *, day: str | None = "2026-03-03", clock: str | None = "15:00", **more: Json) -> Json:
    values: dict[str, Json] = {"day": {"selected_date": day}, "clock": {"selected_time": clock}, **more}
    body = submission_body(act.value, values) | {RECEIVED_AT: "1772442005.000200"}
    body["view"]["private_metadata"] = "7:12 Europe/Berlin en"
    return body


@pytest.mark.parametrize("act", [Act.FIXED, Act.MOVED])
def test_a_chosen_time_travels_as_the_wall_time_it_was_chosen_as_and_the_clock_it_was_shown_on(act: Act) -> None:
    body = picked(act, reason={"value": "the bank is slow"})

    assert parse(body, us=US) == Acted(
        team=US.team,
        user=ALICE,
        act=act,
        moment=7,
        promise=12,
        value="2026-03-03T15:00",
        note="the bank is slow",
        zone="Europe/Berlin",
        at=ACTED_AT,
    )


@pytest.mark.parametrize(
    ("day", "clock"), [(None, "15:00"), ("2026-03-03", None), ("soon", "15:00"), ("2026-03-03", "3")]
)
def test_a_window_without_a_time_makes_no_sense_once_it_is_stored(day: str | None, clock: str | None) -> None:
    with pytest.raises(BadInput, match="expected a date and a time"):
        parse(picked(Act.MOVED, day=day, clock=clock), us=US)


@pytest.mark.parametrize(
    "metadata",
    ["", "7", "7:12", "7:12 Europe/Berlin", "7:12 Nowhere en", "7:12 ../etc/passwd en", "7:12 UTC ?", "x UTC en"],
)
def test_a_window_that_says_not_what_it_is_about_makes_no_sense(metadata: str) -> None:
    body = picked(Act.FIXED)
    body["view"]["private_metadata"] = metadata

    with pytest.raises(BadInput, match="expected"):
        parse(body, us=US)
