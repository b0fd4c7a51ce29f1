"""The scenes of the page are read from files, and a file that makes no sense says where and why."""

from datetime import time
from pathlib import Path

import pytest

from motbot.domain.errors import BadConfig
from motbot.domain.events import Act
from motbot.playground.page.scenes import Line, Turn, Wait
from motbot.playground.page.town import SPEAKERS, VOICES, town
from motbot.replay.scene_files import read_scenes
from motbot.settings.defaults import default_config
from motbot.settings.loading import load_playground_settings

GOOD = """\
id: late
lang: en
title: It is late
about: A test.
channel: C0SUPPORT
steps:
  - who: customer
    text: Where is it?
  - who: agent
    your_turn: Answer.
    otherwise: On its way.
  - passes: 2h
    after: 1s
  - who: customer
    after: 3s
    root: true
    text: Thank you!
"""


def read(folder: Path, text: str = GOOD, name: str = "scene.yaml") -> object:
    """Read a folder with this scene in it."""
    (folder / name).write_text(text, encoding="utf-8")
    return read_scenes(folder, voices=SPEAKERS)


def test_each_kind_of_step_is_read(tmp_path: Path) -> None:
    read(tmp_path)

    (scene,) = read_scenes(tmp_path, voices=SPEAKERS)

    assert (scene.id, scene.customer, scene.agent) == ("late", VOICES["customer"], VOICES["agent"])
    assert scene.steps == (
        Line(who=VOICES["customer"], text="Where is it?", after=2.0),
        Turn(who=VOICES["agent"], hint="Answer.", otherwise="On its way."),
        Wait(passes=7200.0, after=1.0),
        Line(who=VOICES["customer"], text="Thank you!", after=3.0, root=True),
    )


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("who: customer", "who: nobody", r"scene\.yaml:7:10: steps\[0\]\.who: nobody is called 'nobody'"),
        ("id: late\n", "", r"scene\.yaml.*id: Field required"),
        ("lang: en", "lang: fr", r"scene\.yaml:2:7: lang: expected"),
        ("channel: C0SUPPORT", "channel: support", r"scene\.yaml:5:10: channel: expected"),
        ("passes: 2h", "passes: soon", r"scene\.yaml:12:13: steps\[2\]\.passes: expected"),
        ("your_turn: Answer.", "text: Hi.\n    your_turn: Answer.", r"scene\.yaml:9:5: steps\[1\]: expected who with"),
        ("passes: 2h", "who: agent", r"scene\.yaml:12:5: steps\[2\]: expected who with"),
        ("your_turn: Answer.", "your_turn: Answer.\n    wants: money", r"steps\[1\]\.wants: expected one of"),
        ("title: It is late", "title: It is late\nmusic: loud", r"scene\.yaml:4:8: music: Extra"),
        ("steps:", "steps", r"scene\.yaml:\d+:\d+: "),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    assert old in GOOD

    with pytest.raises(BadConfig, match=complaint):
        read(tmp_path, GOOD.replace(old, new, 1))


WINDOW = GOOD.replace(
    "    otherwise: On its way.\n",
    "    wants: press\n    presses: move_promise\n    fills:\n      clock: '15:45'\n      reason: The part is late.\n",
).replace("channel: C0SUPPORT\n", "channel: C0SUPPORT\nbegins_by: '09:45'\n")


def test_what_is_entered_in_a_window_is_read_with_the_press_that_opens_it(tmp_path: Path) -> None:
    read(tmp_path, WINDOW)

    (scene,) = read_scenes(tmp_path, voices=SPEAKERS)

    assert scene.begins_by == time(9, 45)
    assert scene.steps[1] == Turn(
        who=VOICES["agent"],
        hint="Answer.",
        wants="press",
        presses="move_promise",
        fills={"clock": "15:45", "reason": "The part is late."},
    )


def test_a_day_is_entered_as_the_window_takes_it(tmp_path: Path) -> None:
    read(tmp_path, WINDOW.replace("clock: '15:45'", "day: 2026-03-09"))

    (scene,) = read_scenes(tmp_path, voices=SPEAKERS)

    assert isinstance(scene.steps[1], Turn)
    assert scene.steps[1].fills == {"day": "2026-03-09", "reason": "The part is late."}


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("clock: '15:45'", "clock: '1545'", r"scene\.yaml:15:14: steps\[1\]\.fills\.clock: expected a time of day"),
        ("clock: '15:45'", "clok: '15:45'", r"scene\.yaml:15:13: steps\[1\]\.fills\.clok: Extra"),
        ("clock: '15:45'", "day: Monday", r"scene\.yaml:15:12: steps\[1\]\.fills\.day: expected a day"),
        ("    presses: move_promise\n", "", r"scene\.yaml:10:5: steps\[1\]: expected fills only beside"),
        ("    wants: press\n", "    wants: any\n", r"scene\.yaml:10:5: steps\[1\]: expected fills only beside"),
        ("09:45", "noon", r"scene\.yaml:6:12: begins_by: expected a time of day"),
    ],
)
def test_a_mistake_in_what_is_entered_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    assert old in WINDOW

    with pytest.raises(BadConfig, match=complaint):
        read(tmp_path, WINDOW.replace(old, new, 1))


def test_two_scenes_of_one_name_are_refused(tmp_path: Path) -> None:
    read(tmp_path)

    with pytest.raises(BadConfig, match="'late' stands in two files"):
        read(tmp_path, name="another.yaml")


def test_a_folder_without_a_scene_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="holds no scene"):
        read_scenes(tmp_path, voices=SPEAKERS)


def test_seven_stories_are_shipped_in_two_languages() -> None:
    scenes = read_scenes(default_config("scenes"), voices=SPEAKERS)

    stories = {(scene.id.removesuffix(f"-{scene.lang}"), scene.lang) for scene in scenes}
    assert len(stories) == len(scenes) == 14
    assert {story for story, lang in stories if lang == "en"} == {story for story, lang in stories if lang == "zh"}


def test_what_chinese_scenes_say_about_themselves_is_quoted_as_chinese_quotes() -> None:
    told = [
        words
        for scene in read_scenes(default_config("scenes"), voices=SPEAKERS)
        if scene.lang == "zh"
        for words in (scene.title, scene.about, *(step.hint for step in scene.steps if isinstance(step, Turn)))
    ]

    assert [words for words in told if '"' in words] == []


def test_everybody_in_a_shipped_scene_is_in_its_channel_and_it_waits_for_the_person() -> None:
    rooms = {channel.id: channel.members for channel in town().channels}

    for scene in read_scenes(default_config("scenes"), voices=SPEAKERS):
        assert {step.who for step in scene.steps if not isinstance(step, Wait)} <= set(rooms[scene.channel]), scene.id
        assert any(isinstance(step, Turn) for step in scene.steps), scene.id


def test_the_workspace_has_every_channel_agent_and_group_of_the_shipped_config() -> None:
    config = load_playground_settings({}).config
    spec = town()
    rooms = {channel.id: channel for channel in spec.channels}
    groups = {group.id: group.users for group in spec.user_groups}

    for channel in config.channels:
        agents = [user for account in channel.agents for user in groups.get(account, (account,))]
        assert rooms[channel.id].name == channel.name
        assert {*agents, *channel.on_duty, *config.people.leads, spec.app.bot_user_id} <= set(rooms[channel.id].members)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_scene_shows_how_a_request_is_taken_where_nobody_is_on_duty(language: str) -> None:
    free = {one.id for one in load_playground_settings({}).config.channels if not one.on_duty}
    scenes = [one for one in read_scenes(default_config("scenes"), voices=SPEAKERS) if one.lang == language]

    turns = ((one.channel, step) for one in scenes for step in one.steps if isinstance(step, Turn))
    taken = {channel for channel, turn in turns if turn.presses == Act.CLAIM}

    assert taken
    assert taken <= free
