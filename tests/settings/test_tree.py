"""The tree itself: defaults agree with the rules, sections become policies, nothing changes afterwards."""

from dataclasses import fields
from datetime import time, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from motbot.domain.language import Language
from motbot.domain.message import ChannelKind
from motbot.domain.people import Side
from motbot.domain.policy import Bridge, HumanFrom, Limits, Pace, ReplyWithin
from motbot.domain.sensitivity import Sensitivity
from motbot.settings import Config, load_config
from motbot.settings.tree import PaceBranch


def config(tmp_path: Path, text: str) -> Config:
    """What a file with this text says."""
    file = tmp_path / "motbot.yaml"
    file.write_text(text, encoding="utf-8")
    return load_config(file)


def test_a_file_that_only_names_the_coach_has_the_defaults_of_the_rules(tmp_path: Path) -> None:
    smallest = config(tmp_path, "coach: playbook\n")

    assert smallest.pace.to_domain() == Pace()
    assert smallest.limits.to_domain() == Limits()
    assert smallest.reply_within.to_domain() == ReplyWithin()
    assert smallest.channel_policies() == ()


def test_every_wait_of_the_rules_can_be_set() -> None:
    assert set(PaceBranch.model_fields) == {field.name for field in fields(Pace)}


def test_durations_and_hours_become_values(tmp_path: Path) -> None:
    told = config(
        tmp_path,
        "coach: playbook\n"
        "pace: {quiet: 0s, burst_at_most: 1.5s, confirm_after: 1h30m, close_after: 7d}\n"
        "limits: {daily_cap: 3, quiet_hours: {from: 9:30, to: '17:45'}}\n"
        "reply_within: {critical: 5m, workdays: [sun, mon]}\n",
    )

    assert told.pace.quiet == timedelta(0)
    assert told.pace.burst_at_most == timedelta(seconds=1.5)
    assert told.pace.confirm_after == timedelta(minutes=90)
    assert told.limits.to_domain() == Limits(daily_cap=3, quiet_from=time(9, 30), quiet_to=time(17, 45))
    assert told.reply_within.to_domain().workdays == {0, 6}


def test_a_channel_says_how_it_works_and_takes_the_rest_from_the_top(tmp_path: Path) -> None:
    told = config(
        tmp_path,
        "coach: model\n"
        "language: zh\n"
        "timezone: Asia/Shanghai\n"
        "people: {leads: [U0LEAD], guests_are: colleague}\n"
        "bridges: [{bot: B0DESK, human_from: prefix}]\n"
        "channels:\n"
        "  - {id: C0FIRST, agents: [S0AGENTS, U0ANNA], on_duty: [U0ANNA], leads: [U0LEAD, U0LEO]}\n"
        "  - {id: G0SECOND, kind: internal_request, agents: [U0ANNA], timezone: Europe/Paris, language: en, "
        "sensitivity: low, facts: ' we close at six '}\n",
    )

    first, second = told.channel_policies()

    assert (first.zone, first.language, first.sensitivity) == ("Asia/Shanghai", Language.ZH, Sensitivity.NORMAL)
    assert first.agents == {"S0AGENTS", "U0ANNA"}
    assert first.leads == ("U0LEAD", "U0LEO")
    assert first.guests_are is Side.COLLEAGUE
    assert first.bridges == (Bridge(bot="B0DESK", human_from=HumanFrom.PREFIX),)
    assert (second.zone, second.language, second.sensitivity) == ("Europe/Paris", Language.EN, Sensitivity.LOW)
    assert second.kind is ChannelKind.INTERNAL_REQUEST
    assert second.facts == "we close at six"


def test_a_section_or_list_whose_lines_are_all_commented_out_has_its_defaults(tmp_path: Path) -> None:
    told = config(tmp_path, "coach: playbook\npace:\n  # quiet: 3s\nchannels:\n#  - id: C0123\nbridges:\n")

    assert told.pace.to_domain() == Pace()
    assert told.channels == ()


def test_words_and_numbers_keep_the_text_that_stands_there(tmp_path: Path) -> None:
    told = config(
        tmp_path, "coach: playbook\nmodel: {name: 1.10}\nchannels: [{id: C0FIRST, name: no, agents: [U0ANNA]}]\n"
    )

    assert told.model.name == "1.10"
    assert told.channels[0].name == "no"


def test_the_tree_cannot_be_changed(tmp_path: Path) -> None:
    told = config(tmp_path, "coach: playbook\n")

    with pytest.raises(ValidationError, match="frozen"):
        told.health_port = 1  # type: ignore[misc]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_file_from_any_editor_is_read(tmp_path: Path, ending: str) -> None:
    file = tmp_path / "motbot.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + ending.join(["coach: playbook", "language: zh", ""]).encode())

    assert load_config(file).language is Language.ZH
