"""Tests of erasing motbot's own files by age."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from motbot.domain.retention import Retention
from motbot.storage.own_files import OwnFiles
from tests.fakes.clock import T0


def written(path: Path, days: int) -> Path:
    """A file that was last written so many days before T0."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    at = (T0 - timedelta(days=days)).timestamp()
    os.utime(path, (at, at))
    return path


def left_in(folder: Path) -> set[str]:
    """Every file that is left."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_copies_and_answers_go_in_their_own_time_and_nothing_else_goes(tmp_path: Path) -> None:
    for name in ("backups/a.dump", "answers/ab/k.json", "suggest/run/best.md", "postgres/data/base", "own.dump"):
        written(tmp_path / name, 40)
    written(tmp_path / "answers/cd/k.json", 800)
    written(tmp_path / "suggest/old/best.md", 800)
    written(tmp_path / "backups/young.dump", 2)

    assert OwnFiles(tmp_path).erase(retention=Retention(), now=T0) == 3

    assert left_in(tmp_path) == {
        *("backups/young.dump", "answers/ab/k.json", "suggest/run/best.md", "postgres/data/base", "own.dump")
    }
    assert OwnFiles(tmp_path).erase(retention=Retention(), now=T0) == 0


def test_no_link_is_followed_out_of_the_folder(tmp_path: Path) -> None:
    precious = written(tmp_path / "elsewhere" / "precious.txt", 4000)
    data = tmp_path / "data"
    data.mkdir()
    (data / "backups").symlink_to(precious.parent)
    (data / "answers").mkdir()
    (data / "answers" / "link").symlink_to(precious)

    assert OwnFiles(data).erase(retention=Retention(), now=T0) == 0
    assert precious.exists()


@pytest.mark.parametrize("folder", [None, Path("/nowhere/at/all")])
def test_where_there_is_no_folder_nothing_happens(folder: Path | None) -> None:
    assert OwnFiles(folder).erase(retention=Retention(), now=T0) == 0
