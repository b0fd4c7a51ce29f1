"""A hostile or broken prompt is refused with its line, sees nothing of ours, and cannot hang or swell."""

import json
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motbot.domain.errors import BadPrompt
from motbot.llm.looking_through import Looked
from motbot.llm.prompt_files import Template
from motbot.llm.trying import Attempt, look, tried_template
from tests.llm.hostile import ALL, BOMBS, ESCAPES, FRONT, HEADS, INPUTS, SECRET, TASK, Hostile

GOOD = FRONT + "{{ facts }}{% for one in lines %}{{ one.text | untrusted }}{% endfor %} {{ fence_tag }}\n"
# A render is refused for what it shows only where it is tried: in the bot, words without a fence are words.
RENDERED = [one for one in ALL if not one.name.startswith("customer words")]


def test_there_are_enough_of_them() -> None:
    assert len(ALL) == len({one.name for one in ALL}) >= 90
    assert min(len(ESCAPES), len(BOMBS), len(HEADS)) >= 12


@pytest.mark.thorough
@pytest.mark.parametrize("hostile", ALL, ids=lambda one: one.name)
def test_each_is_refused_with_its_line_in_a_process_of_its_own(
    hostile: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", SECRET)

    looked = look(hostile.text, task=TASK)

    (line, told), *_ = looked.errors
    assert line == hostile.line or (not hostile.line and line >= 1)
    assert "time or memory" not in told  # it is known for what it is, and did not have to be stopped
    assert SECRET not in repr((looked, looked.system, looked.user))


@pytest.mark.parametrize("hostile", RENDERED, ids=lambda one: one.name)
def test_each_would_be_refused_in_our_own_process_too(hostile: Hostile) -> None:
    with pytest.raises(BadPrompt, match=r"^x\.md:\d+: .+"):
        Template(text=hostile.text, source="x.md", task=TASK, model="m").render(INPUTS)


def test_a_good_one_is_found_to_be_good() -> None:
    looked = look(GOOD, task=TASK)

    assert looked.errors == ()
    assert looked.system == "Judge.\n"
    assert "The depot opens" in looked.user


async def test_a_good_one_can_be_used_once_it_has_been_tried() -> None:
    template = await tried_template(text=GOOD, source="x.md", task=TASK, model="m")

    assert template.render(INPUTS).system == "Judge.\n"


async def test_one_that_shows_foreign_words_bare_is_not_used() -> None:
    bare = GOOD.replace(" | untrusted", "")

    with pytest.raises(BadPrompt, match=r"x\.md:12: foreign words are shown without a fence"):
        await tried_template(text=bare, source="x.md", task=TASK, model="m")

    allowed = await tried_template(text=bare, source="x.md", task=TASK, model="m", fences=False)
    assert "hello" in allowed.render(INPUTS).user


@pytest.mark.parametrize("program", ["cell_that_hangs", "cell_that_floods"])
def test_a_process_that_does_not_answer_is_stopped(program: str) -> None:
    attempt = Attempt(b"{}" * 100_000, program=f"tests.fakes.{program}", answers_within=0.2)

    assert "too much time or memory" in attempt.looked().errors[0][1]


def test_a_process_that_cannot_start_says_so() -> None:
    looked = Attempt(b"{}", program="tests.fakes.cell_that_never_starts").looked()

    assert "could not be tried" in looked.errors[0][1]


@pytest.mark.parametrize(
    ("attack", "stopped_by"),
    [
        ("open('/etc/hostname')", "Too many open files"),
        ("__import__('socket').socket()", "Too many open files"),
        ("__import__('subprocess').run(['id'])", "Too many open files"),
        ("__import__('os').listdir('/')", "Too many open files"),
        ("'a' * 10**9", "MemoryError"),
    ],
)
def test_what_would_escape_can_open_nothing_and_has_little_memory(attack: str, stopped_by: str) -> None:
    code = f"import os, socket, subprocess; from motbot.llm.cell import confine; assert confine(); {attack}"

    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert ended.returncode != 0
    assert stopped_by in ended.stderr


def test_what_would_escape_finds_no_secret_around_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)

    looked = Attempt(b"", program="tests.fakes.cell_that_tells_all").looked()

    told = json.loads(looked.system)
    assert "PYTHONPATH" in told
    assert SECRET not in looked.system


PIECES = st.sampled_from(
    ["{{", "}}", "{%", "%}", "{#", "#}", " for a in lines ", " endfor ", " if ", " endif ", " else ", "facts", "lines",
     " | ", "join", "(", ")", "[", "]", "'", '"', ".", "0", "~", "+", "==", " in ", " is ", "defined", " not ", "\n",
     " set x = ", "a", "__class__", "loop", "\\", "-", "%", "raw", "endraw", ",", ":", "9" * 30, "\u4e2d", "{", "}"]
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=30).map("".join))
def test_whatever_is_written_renders_or_is_told_with_its_line(body: str) -> None:
    try:
        template = Template(text=f"{FRONT}x{body}\n", source="x.md", task=TASK, model="m")
        assert template.render(INPUTS).system == "Judge.\n"
    except BadPrompt as told:
        assert str(told).startswith("x.md:")  # noqa: PT017 - either outcome is right


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80), st.integers(0, len(GOOD)))
def test_whatever_stands_anywhere_in_a_file_is_read_or_told(noise: str, place: int) -> None:
    try:
        Template(text=GOOD[:place] + noise + GOOD[place:], source="x.md", task=TASK, model="m").render(INPUTS)
    except BadPrompt as told:
        assert str(told).startswith("x.md:")  # noqa: PT017 - either outcome is right


def test_nothing_of_a_prompt_is_in_what_is_logged_of_it() -> None:
    assert "Judge" not in repr(Looked(system="Judge.", user="Judge."))
