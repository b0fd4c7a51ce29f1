"""A file of dialogues becomes scenes that somebody can watch, whole, and long waits pass on the clock."""

import json

import pytest

from motbot.playground.page.page import BadFile
from motbot.playground.page.scenes import Line, Scene
from motbot.playground.page.town import VOICES
from motbot.replay.dialogue_scenes import scenes_of


def line(name: str, lang: str, *messages: tuple[float, str, str]) -> str:
    """One dialogue of a file."""
    said = [{"t": t, "by": by, "text": text} for t, by, text in messages]
    return json.dumps({"id": name, "lang": lang, "messages": said}, ensure_ascii=False)


def spoken(scene: Scene) -> list[Line]:
    """The lines of a scene that has nothing else."""
    lines = [step for step in scene.steps if isinstance(step, Line)]
    assert len(lines) == len(scene.steps)
    return lines


def test_every_line_is_spoken_by_the_voices_of_its_language() -> None:
    english = line("one", "en", (0, "customer", "Where is it?"), (60, "agent", "On its way."))
    chinese = line("two", "zh", (0, "customer", "到哪儿了？"))

    first, second = scenes_of(f"{english}\n\n{chinese}\n", voices=VOICES)

    assert [(step.who, step.text) for step in spoken(first)] == [
        (VOICES["customer"], "Where is it?"),
        (VOICES["agent"], "On its way."),
    ]
    assert (first.channel, second.channel) == ("C0SUPPORT", "C0QINGHE")
    assert spoken(second)[0].who == VOICES["customer_zh"]


def test_a_long_wait_is_short_on_the_screen_and_whole_on_the_clock() -> None:
    (scene,) = scenes_of(
        line("one", "en", (0, "customer", "a"), (3600, "agent", "b"), (3602, "customer", "c")), voices=VOICES
    )

    assert [(step.after, step.passes) for step in spoken(scene)] == [(1.2, 0.0), (4.0, 3596.0), (2.0, 0.0)]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "file: holds no dialogue"),
        ("{", r"file:1: "),
        ('{"id": "one", "messages": []}', r"file:1: messages: .*expected"),
        (line("one", "en", (5, "customer", "a"), (1, "agent", "b")), "t goes back"),
        (line("one", "en", (0, "customer", "a")) + "\n" + line("one", "en", (0, "customer", "a")), "stands twice"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_with_its_place(text: str, complaint: str) -> None:
    with pytest.raises(BadFile, match=complaint):
        scenes_of(text, voices=VOICES)
