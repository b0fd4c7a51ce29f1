"""The window of settings: what holds now is chosen, what is sent is read back, nonsense is told in its language."""

from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from motbot.domain.errors import BadInput
from motbot.domain.home_page import HomePage
from motbot.domain.language import Language
from motbot.domain.preferences import NOTHING_SET, STEPS, Amount, Preferences, StepWish
from motbot.domain.promise_list import PromiseList
from motbot.domain.sensitivity import Sensitivity
from motbot.playground.validation import view_problems
from motbot.slack.settings_modal import (
    DEFAULT,
    NONE,
    OWN,
    QUIET,
    QUIET_FROM,
    QUIET_TO,
    chosen_settings,
    settings_view,
    unread_view,
    waiting_view,
)
from motbot.slack.settings_wording import settings_wording
from tests.slack.home_rig import agents_page

OWN_HOURS = Preferences(
    language=Language.ZH,
    quiet_from=time(21, 30),
    quiet_to=time(7),
    sensitivity=Sensitivity.LOW,
    explore=StepWish(amount=Amount.FEWER),
    confirm=StepWish(amount=Amount.MORE),
)
NO_HOURS = Preferences(quiet_from=time(0), quiet_to=time(0))


def page(own: Preferences, language: Language = Language.EN) -> HomePage:
    begin, end = own.quiet_hours or (time(20), time(8))
    found = agents_page(PromiseList(language=language))
    return replace(found, preferences=own, quiet_from=begin, quiet_to=end)


def sent(view: dict[str, Any], **changes: str) -> dict[str, Any]:
    """The window as Slack sends it, with what was chosen in it before or instead."""
    values: dict[str, Any] = {}
    for block in view["blocks"]:
        element, name = block["element"], block["block_id"]
        if element["type"] == "timepicker":
            answer = {"type": "timepicker", "selected_time": changes.get(name, element.get("initial_time")) or None}
        else:
            value = changes.get(name, element["initial_option"]["value"])
            answer = {"type": "static_select", "selected_option": {"value": value}}
        values[name] = {element["action_id"]: answer}
    shown = {"id": "V1", "callback_id": view["callback_id"], "private_metadata": view["private_metadata"]}
    return {"type": "view_submission", "user": {"id": "U1"}, "view": {**shown, "state": {"values": values}}}


@pytest.mark.parametrize("language", [Language.EN, Language.ZH])
@pytest.mark.parametrize("own", [NOTHING_SET, OWN_HOURS, NO_HOURS])
def test_sending_it_as_it_opens_changes_nothing(own: Preferences, language: Language) -> None:
    view = settings_view(page(own, language))

    assert view_problems(view) == []
    assert chosen_settings(sent(view)) == own


@pytest.mark.parametrize("language", [Language.EN, Language.ZH])
def test_times_stand_in_the_window_only_where_they_are_the_persons_own(language: Language) -> None:
    usual = replace(page(NOTHING_SET, language), usual_from=time(20), usual_to=time(8))
    say = settings_wording(language)

    def shown(one: HomePage) -> tuple[list[str | None], str]:
        blocks = {block["block_id"]: block["element"] for block in settings_view(one)["blocks"]}
        times = [blocks[name].get("initial_time") for name in (QUIET_FROM, QUIET_TO)]
        return times, blocks[QUIET]["initial_option"]["text"]["text"]

    assert shown(usual) == ([None, None], say.quiet_default.format(hours="20:00-08:00"))
    assert shown(replace(usual, usual_to=time(20)))[1] == say.quiet_default.format(hours=say.quiet_usually_none)
    assert shown(page(NO_HOURS, language)) == ([None, None], say.quiet_none)
    assert shown(page(OWN_HOURS, language)) == (["21:30", "07:00"], say.quiet_own)


def test_every_step_has_a_choice_of_its_own() -> None:
    view = settings_view(page(NOTHING_SET))

    for step in STEPS:
        chosen = chosen_settings(sent(view, **{step: "fewer"}))
        assert [chosen.wish(one).amount for one in STEPS if one != step] == [Amount.NORMAL] * 3
        assert chosen.wish(step).amount is Amount.FEWER


@pytest.mark.parametrize("language", [Language.EN, Language.ZH])
@pytest.mark.parametrize("hours", [("12:00", "12:00"), ("", "08:00"), ("20:00", "")])
def test_hours_of_ones_own_need_two_different_times(language: Language, hours: tuple[str, str]) -> None:
    view = settings_view(page(NOTHING_SET, language))

    with pytest.raises(BadInput, match=settings_wording(language).quiet_missing[:12]):
        chosen_settings(sent(view, **{QUIET: OWN, QUIET_FROM: hours[0], QUIET_TO: hours[1]}))


@pytest.mark.parametrize("own", [NOTHING_SET, NO_HOURS])
def test_hours_that_are_typed_without_another_choice_are_taken_for_ones_own(own: Preferences) -> None:
    view = settings_view(page(own))

    chosen = chosen_settings(sent(view, **{QUIET_FROM: "22:00", QUIET_TO: "06:30"}))

    assert chosen.quiet_hours == (time(22), time(6, 30))


@pytest.mark.parametrize("language", [Language.EN, Language.ZH])
def test_half_of_ones_own_hours_is_asked_for_whatever_is_chosen_above(language: Language) -> None:
    view = settings_view(page(NOTHING_SET, language))

    with pytest.raises(BadInput, match=settings_wording(language).quiet_missing[:12]):
        chosen_settings(sent(view, **{QUIET_FROM: "22:00"}))


@pytest.mark.parametrize("language", [Language.EN, Language.ZH])
def test_whoever_chooses_no_quiet_hours_and_types_some_is_asked_which_of_both(language: Language) -> None:
    view = settings_view(page(NOTHING_SET, language))

    with pytest.raises(BadInput, match=settings_wording(language).quiet_both):
        chosen_settings(sent(view, **{QUIET: NONE, QUIET_FROM: "22:00", QUIET_TO: "06:30"}))


@pytest.mark.parametrize(("choice", "hours"), [(DEFAULT, None), (NONE, (time(0), time(0)))])
def test_ones_own_hours_are_given_up_by_another_choice(choice: str, hours: tuple[time, time] | None) -> None:
    chosen = chosen_settings(sent(settings_view(page(OWN_HOURS)), **{QUIET: choice}))

    assert chosen.quiet_hours == hours


def test_windows_before_and_without_an_answer_are_something_slack_takes() -> None:
    assert view_problems(waiting_view()) == view_problems(unread_view()) == []
