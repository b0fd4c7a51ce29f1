"""Loading: what a trainer may write, and how a wrong file is refused."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

import motbot.playbook
from motbot.domain.errors import BadPrompt
from motbot.playbook import Playbook
from tests.fakes.due_times import FakeDueTimes
from tests.playbook.talks import FOLDER

CODE = Path(motbot.playbook.__file__).parent
NO_TIMES = FakeDueTimes(known={})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "playbook"))


def test_the_revision_changes_with_every_byte_of_the_files(playbook: Playbook, folder: Path) -> None:
    assert Playbook.load(folder, due_times=NO_TIMES).revision == playbook.revision
    with (folder / "gate.yaml").open("a", encoding="utf-8") as file:
        file.write("# a note\n")
    assert Playbook.load(folder, due_times=NO_TIMES).revision != playbook.revision


@pytest.mark.parametrize("file", sorted(FOLDER.rglob("*.yaml")), ids=lambda file: file.stem)
def test_the_files_are_read_alike_where_yaml_was_built_without_its_quick_reader(file: Path) -> None:
    written = file.read_text(encoding="utf-8")
    assert yaml.load(written, yaml.SafeLoader) == yaml.load(written, yaml.CSafeLoader)


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("gate", "threshold: 4", "treshold: 4", r"gate\.yaml:\d+: `treshold` is not known; did you mean `threshold`"),
        ("gate", "threshold: 4", "threshold: four", r"gate\.yaml:\d+: `threshold` must be a whole number"),
        (
            "words",
            "thanks:\n",
            "thanks:\n  - yes\n",
            r"words\.yaml:\d+: `thanks\[1\]` must be a text; put it in quotes",
        ),
        ("words", "thanks:\n", "thanks:\n  - '/(/'\n", r"words\.yaml:\d+: `thanks\[1\]` is no regular expression"),
        ("words", "thanks:\n", "thanks:\n  - '/(?i)ta/'\n", r"words\.yaml:\d+: `thanks\[1\]` is no regular"),
        (
            "words",
            "thanks:\n",
            "thanks:\n  - '/(?P<a>ta)/'\n",
            r"`thanks\[1\]` is no regular expression \(a named group",
        ),
        ("words", "thanks:\n", "farewell: [bye]\nthanks:\n", r"words\.yaml:\d+: `farewell` is there twice"),
        ("needs", "when: [pays_not]", "when: [pays_nto]", r"needs\.yaml:\d+: .* names the unknown sign `pays_nto`"),
        ("signs", "failing:\n", "failure:\n", r"signs\.yaml:\d+: the file lacks the sign `failing`"),
        (
            "signs",
            "failing:\n",
            "harm: [x]\nfailing:\n",
            r"signs\.yaml:\d+: `harm` is the name of a sign that the rules",
        ),
        ("replies", "known:\n", "knwon:\n", r"replies\.yaml:\d+: `knwon` is not known; did you mean `known`"),
        ("replies", "by {due}", "by {duo}", r"replies\.yaml:\d+: `next\.\w+` uses an unknown slot"),
        ("times", "zone: UTC", "zone: Nowhere/City", r"times\.yaml:\d+: .*zone` is no time zone"),
        (
            "rephrase",
            "'{what}恢复正常'",
            "'{who}恢复正常'",
            r"rephrase\.yaml:\d+: .*text` uses a group the pattern lacks",
        ),
        ("promises", "own:\n", "onw:\n", r"promises\.yaml:\d+: `onw` is not known; did you mean `own`"),
        ("limits", "hard: [", "hard: [[", r"limits\.yaml:\d+: no YAML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place_and_the_remedy(
    folder: Path, name: str, old: str, new: str, told: str
) -> None:
    file = folder / f"{name}.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadPrompt, match=told):
        Playbook.load(folder, due_times=NO_TIMES)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "needs.yaml").unlink()
    with pytest.raises(BadPrompt, match=r"needs\.yaml: cannot be read"):
        Playbook.load(folder, due_times=NO_TIMES)


def test_a_file_nobody_reads_is_refused(folder: Path) -> None:
    (folder / "neads.yaml").write_text("a: b\n", encoding="utf-8")
    with pytest.raises(BadPrompt, match=r"neads\.yaml: no playbook file has this name"):
        Playbook.load(folder, due_times=NO_TIMES)


def test_an_empty_file_and_a_missing_folder_are_refused(folder: Path) -> None:
    (folder / "gate.yaml").write_text("", encoding="utf-8")
    with pytest.raises(BadPrompt, match=r"gate\.yaml:1: the file is empty"):
        Playbook.load(folder, due_times=NO_TIMES)
    with pytest.raises(BadPrompt, match="no such folder"):
        Playbook.load(folder / "nowhere", due_times=NO_TIMES)


def test_every_sign_of_ours_is_asked_for_somewhere(folder: Path) -> None:
    files = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yaml")))
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(CODE.rglob("*.py")))
    signs = re.findall(r"^([a-z_]+):", (folder / "signs.yaml").read_text(encoding="utf-8"), re.MULTILINE)
    assert [sign for sign in signs if len(re.findall(rf"\b{sign}\b", files + code)) == 1] == []
