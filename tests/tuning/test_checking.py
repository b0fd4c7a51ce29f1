"""`motbot prompts check` names whatever is wrong below a folder with file, line and remedy."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from motbot.catalogue import speaking
from motbot.domain.errors import BadInput, Failed
from motbot.settings.loading import Settings, load_settings
from motbot.tuning.check_report import Checked, Remark
from motbot.tuning.checking import check, check_prompts
from tests.llm.hostile import FRONT

SHIPPED = load_settings({}).prompts
PROMPT = FRONT.replace("  facts: text, what our side knows\n", "") + (
    "{{ fence_tag }}\n{% for one in lines %}{{ one.text | untrusted }}{% endfor %}\n"
)
CASES = """schema: motbot-cases/1
cases:
  - id: login
    lang: en
    tz: Europe/London
    people:
      - {id: c1, side: customer, name: Ann}
      - {id: a1, side: agent, name: Bob}
    thread:
      - {id: m1, at: "2026-03-02T10:00:00+00:00", by: c1, text: "Is the login fixed? We open at noon."}
    focus: m1
    gold:
      is_moment: true
      urgency: high
      explicit:
        - {key: login, text: The login works, quote: Is the login fixed, from: m1, anchors: [login]}
      implicit:
        - {key: noon, text: Before noon, cue: We open at noon, from: [m1]}
      should_say_no: {value: false}
    agent_reply:
      by: a1
      at: "2026-03-02T10:10:00+00:00"
      text: It is repaired by noon.
      gold: {score: 1, range: [0, 1]}
"""
BROKEN_CASES = [
    ("empty", CASES, " ", 1),
    ("no schema", "schema: motbot-cases/1\n", "", 1),
    ("another schema", "cases/1", "cases/9", 1),
    ("no cases", CASES[CASES.index("  - id") :], "", 2),
    ("cases as a text", CASES[CASES.index("cases:\n") :], "cases: many", 2),
    ("an open quote", '"Is the login', "'Is the login", 25),
    ("a tab", "    lang: en", "\tlang: en", 4),
    ("a tag", "lang: en", "lang: !!python/name:os.system en", 4),
    ("a key twice", "    lang: en", "    lang: en\n    lang: zh", 5),
    ("no people", CASES[CASES.index("    people:") : CASES.index("    thread")], "", 3),
    ("an unknown side", "side: customer", "side: client", 7),
    ("a person twice", "{id: a1, side", "{id: c1, side", 8),
    ("no thread", CASES[CASES.index("    thread:") : CASES.index("    focus")], "", 3),
    ("a time without offset", "10:00:00+00:00", "10:00:00", 10),
    ("a time of no day", "2026-03-02T10:00", "2026-02-31T10:00", 10),
    ("a time as a number", '"2026-03-02T10:00:00+00:00"', "17", 10),
    ("a stranger who speaks", "by: c1", "by: c9", 10),
    ("no words", 'text: "Is the login fixed? We open at noon."', 'text: ""', 10),
    ("a focus of nowhere", "focus: m1", "focus: m7", 11),
    ("a zone of nowhere", "Europe/London", "Europe/Atlantis", 5),
    ("a moment in words", "is_moment: true", "is_moment: perhaps", 13),
    ("no verdict", "      is_moment: true\n", "", 12),
    ("an unknown urgency", "urgency: high", "urgency: hihg", 14),
    ("an expectation that is a text", CASES[CASES.index("{key: login") : CASES.index("      implicit")],
     "The login works\n", 16),
    ("an expectation without words", "text: The login works", "text: ''", 16),
    ("a key that is nearly one", "explicit:", "explicitt:", 12),
    ("a score too high", "score: 1", "score: 4", 24),
    ("a score in words", "score: 1", "score: good", 24),
    ("a reply by a stranger", "by: a1", "by: a7", 21),
    ("a split of no kind", "    lang: en", "    split: test\n    lang: en", 4),
    ("an id twice", "    focus", "    tags: [a]\n  - {id: login}\n  - id: other\n    focus", 12),
    ("no text at all", CASES, "\x00\x01", 1),
]  # fmt: skip


def folder_of(home: Path, files: dict[str, str]) -> Path:
    """A folder of prompts with these files."""
    for name, text in files.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return home


async def remarks(paths: Sequence[Path], *, settings: Settings | None = None) -> Checked:
    """What is said of them."""
    return await check(settings or load_settings({}), paths)


async def test_everything_that_is_shipped_is_in_order() -> None:
    checked = await remarks([])

    assert checked.errors == ()
    assert {one.task for one in checked.prompts} >= {"assess", "draft", "confirm", "promises", "mend", "review"}
    assert sum(checked.cases.values()) >= 24
    assert all(one.system_tokens > one.user_tokens > 0 and len(one.system_sha256) == 64 for one in checked.prompts)


async def test_a_prompt_has_a_revision_and_estimates(tmp_path: Path) -> None:
    own = folder_of(tmp_path, {"assess/own.md": PROMPT}) / "assess" / "own.md"

    (found,) = (await remarks([own])).prompts

    assert (found.task, found.variant, found.version, found.examples) == ("assess", "own", "1", 0)
    assert len(found.revision) == 12
    assert found.system_tokens == 2
    assert 40 <= found.user_tokens <= 80


@pytest.mark.parametrize(
    ("old", "new", "line"), [one[1:] for one in BROKEN_CASES], ids=[one[0] for one in BROKEN_CASES]
)
async def test_a_broken_file_of_cases_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int) -> None:
    assert old in CASES
    path = folder_of(tmp_path, {"cases.yaml": CASES.replace(old, new, 1)}) / "cases.yaml"

    (error,) = (await remarks([path])).errors
    with speaking("zh"):
        (in_chinese,) = (await remarks([path])).errors

    assert (error.file, error.line) == (in_chinese.file, in_chinese.line) == (str(path), line)
    assert "; " in error.text or "expected" in error.text
    assert str(path) not in in_chinese.text


async def test_a_label_that_looks_odd_is_a_warning(tmp_path: Path) -> None:
    path = (
        folder_of(tmp_path, {"cases.yaml": CASES.replace("quote: Is the login fixed", "quote: It is")}) / "cases.yaml"
    )

    checked = await remarks([path])

    assert checked.errors == ()
    assert checked.warnings[0].line == 16


async def test_cases_of_two_files_may_not_share_an_id(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, {"a.yaml": CASES, "b.yaml": CASES})

    (error,) = (await remarks([folder])).errors

    assert error.file == str(folder / "b.yaml")
    assert "a.yaml" in error.text


async def test_every_file_below_a_folder_of_prompts_is_looked_at(tmp_path: Path) -> None:
    folder = folder_of(
        tmp_path,
        {
            "assess/default.md": PROMPT,
            "assess/broken.md": PROMPT.replace("lines %}", "lins %}"),
            "asses/lost.md": "x",
            "cases/x.yaml": CASES.replace("urgency: high", "urgency: hihg"),
            "assess/bank.yaml": "schema: motbot-examples/1\nexamples: []\n",
        },
    )

    told = {(Path(one.file).relative_to(folder).as_posix(), one.line) for one in (await remarks([folder])).errors}

    assert told >= {
        ("assess/broken.md", 12),
        ("asses/lost.md", 1),
        ("cases/x.yaml", 14),
        ("assess/bank.yaml", 2),
        ("draft/default.md", 1),
    }
    assert not any(file == "assess/default.md" for file, _ in told)


async def test_what_is_no_ordinary_file_of_the_folder_is_named_and_not_read(tmp_path: Path) -> None:
    outside = folder_of(tmp_path / "outside", {"secret.md": PROMPT, "cases.yaml": CASES})
    folder = folder_of(tmp_path / "prompts", {"assess/default.md": PROMPT})
    home = folder / "assess"
    (home / "link.md").symlink_to(outside / "secret.md")
    (home / "self.md").symlink_to(home / "self.md")
    (home / "device.md").symlink_to("/dev/zero")
    (home / "folder.md").mkdir()
    os.mkfifo(home / "pipe.md")
    (home / "latin.md").write_bytes(PROMPT.encode().replace(b"Judge", b"Ju\xffdge"))
    (home / "huge.md").write_bytes(b"x" * 500_000)
    (home / "half.md").write_text(PROMPT[:60], encoding="utf-8")
    (folder / "draft").symlink_to(outside)
    (folder / "cases").mkdir()
    (folder / "cases" / "link.yaml").symlink_to(outside / "cases.yaml")

    checked = await remarks([home, folder / "draft", folder / "cases"])

    told = {(Path(one.file).name, one.line) for one in checked.errors}
    assert told == {
        ("link.md", 1), ("self.md", 1), ("device.md", 1), ("folder.md", 1), ("pipe.md", 1), ("latin.md", 9),
        ("huge.md", 1), ("half.md", 1), ("draft", 1), ("link.yaml", 1),
    }  # fmt: skip
    assert [one.variant for one in checked.prompts] == ["default"]


async def test_what_is_idle_or_missing_is_a_warning(tmp_path: Path) -> None:
    prompt = FRONT.replace("lines: list, the", "lines: the") + "{% for one in lines %}{{ one.id }}\u200b{% endfor %}\n"
    own = folder_of(tmp_path, {"assess/own.md": prompt}) / "assess" / "own.md"

    checked = await remarks([own])

    assert checked.errors == ()
    assert [one.line for one in checked.warnings] == [1, 1, 1, 6, 7, 12, 12]
    told = " ".join(one.text for one in checked.warnings)
    for what in ("`title` is missing", "without a type", "`facts` is never used", "nothing of what was said", "U+200B"):
        assert what in told


async def test_a_path_that_does_not_exist_is_a_mistake_of_whoever_asks(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"none\.md: there is no such file"):
        await remarks([tmp_path / "none.md"])


async def test_the_command_fails_writes_json_and_steers_no_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of(tmp_path, {"assess/\x1b[31mred.md": PROMPT.replace("{{ fence_tag }}", "{{ fence }}")})
    out = tmp_path / "out.json"

    with pytest.raises(Failed, match="errors: 1, in files: 1"):
        await check_prompts(load_settings({}), [folder / "assess"], json=out)

    report = json.loads(out.read_text(encoding="utf-8"))
    assert report["ok"] is False
    (error,) = report["errors"]
    assert error["line"] == 11
    assert "did you mean `fence_tag`?" in error["text"]
    shown = capsys.readouterr().out
    assert "red.md:11: unknown variable `fence`" in shown
    assert "\x1b[31mred" not in shown


def test_the_program_ends_with_one_and_names_the_line(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "prompts", {})
    shutil.copytree(SHIPPED, folder, dirs_exist_ok=True)
    (folder / "assess" / "bomb.md").write_text(PROMPT + "{{ 'a' * 100000000 }}\n", encoding="utf-8")

    ended = subprocess.run(
        [sys.executable, "-m", "motbot", "prompts", "check", "--json", "-"],
        capture_output=True, text=True, check=False, env={**os.environ, "MOTBOT_PROMPTS": str(folder)},
    )  # fmt: skip

    assert ended.returncode == 1
    (error,) = json.loads(ended.stdout)["errors"]
    assert error == {"file": str(folder / "assess" / "bomb.md"), "line": 13, "text": error["text"]}
    assert "Traceback" not in ended.stderr


def test_remarks_on_the_same_line_are_equal() -> None:
    assert Remark(file="a", line=1, text="x") == Remark(file="a", line=1, text="x")
