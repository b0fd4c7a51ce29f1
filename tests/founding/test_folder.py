"""Files are written wholly or not at all, and nobody's edit is touched."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from motbot.domain.errors import Failed
from motbot.founding.folder import WRITTEN, Fate, Wanted, write
from motbot.settings.env_file import open_to_others

PLAIN = Wanted(name="motbot.yaml", content=b"coach: playbook\n")
SECRET = Wanted(name=".env", content=b"SLACK_BOT_TOKEN=\n", secret=True)
DEEP = Wanted(name="prompts/assess/default.md", content=b"# system\n")
SHIPPED = replace(DEEP, follows=True)


def fates(folder: Path, *wanted: Wanted) -> list[Fate]:
    return [one.fate for one in write(folder, wanted)]


def test_what_is_missing_is_written_and_nothing_else_is_left_behind(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "bot"

    assert fates(folder, PLAIN, SECRET, DEEP) == [Fate.WRITTEN] * 3
    assert {path.name for path in folder.rglob("*") if path.is_file()} == {"motbot.yaml", ".env", "default.md"}


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    fates(tmp_path, PLAIN, SECRET, DEEP)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}

    assert fates(tmp_path, PLAIN, SECRET, DEEP) == [Fate.SAME] * 3
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_an_edit_is_kept_and_its_difference_can_be_seen(tmp_path: Path) -> None:
    (tmp_path / "motbot.yaml").write_text("coach: model\n")

    (found,) = write(tmp_path, [PLAIN])

    assert found.fate is Fate.KEPT
    assert (tmp_path / "motbot.yaml").read_text() == "coach: model\n"
    assert found.difference().splitlines()[-2:] == ["-coach: model", "+coach: playbook"]


def newer(one: Wanted) -> Wanted:
    """The same file, as the next version ships it."""
    return replace(one, content=one.content + b"# more\n")


def test_what_nobody_has_changed_since_it_was_written_is_brought_up_to_date(tmp_path: Path) -> None:
    fates(tmp_path, PLAIN, SHIPPED)

    assert fates(tmp_path, newer(PLAIN), newer(SHIPPED)) == [Fate.KEPT, Fate.RENEWED]
    assert (tmp_path / SHIPPED.name).read_bytes() == newer(SHIPPED).content
    assert fates(tmp_path, newer(SHIPPED)) == [Fate.SAME]
    assert fates(tmp_path, newer(newer(SHIPPED))) == [Fate.RENEWED]


def test_an_edit_of_a_shipped_file_is_kept_by_every_later_version(tmp_path: Path) -> None:
    fates(tmp_path, SHIPPED)
    (tmp_path / SHIPPED.name).write_text("mine\n")

    assert fates(tmp_path, newer(SHIPPED)) == [Fate.KEPT]
    assert fates(tmp_path, newer(newer(SHIPPED))) == [Fate.KEPT]
    assert (tmp_path / SHIPPED.name).read_text() == "mine\n"


def test_a_shipped_file_is_not_brought_up_to_date_where_nobody_wants_it_or_knows_who_wrote_it(tmp_path: Path) -> None:
    fates(tmp_path, SHIPPED)
    (found,) = write(tmp_path, [newer(SHIPPED)], renew=False)
    assert (found.fate, "+# more" in found.difference()) == (Fate.KEPT, True)

    (tmp_path / WRITTEN).write_bytes(b"\xff")
    assert fates(tmp_path, newer(SHIPPED)) == [Fate.KEPT]


def test_a_link_to_somebodys_own_file_is_not_replaced(tmp_path: Path) -> None:
    fates(tmp_path, SHIPPED)
    path, own = tmp_path / SHIPPED.name, tmp_path / "own.md"
    path.rename(own)
    path.symlink_to(own)

    assert fates(tmp_path, newer(SHIPPED)) == [Fate.KEPT]
    assert path.is_symlink()


def test_a_half_written_edit_is_kept_too(tmp_path: Path) -> None:
    (tmp_path / "motbot.yaml").write_bytes(b"coach: \xff")

    (found,) = write(tmp_path, [PLAIN])

    assert (found.fate, (tmp_path / "motbot.yaml").read_bytes()) == (Fate.KEPT, b"coach: \xff")
    assert "+coach: playbook" in found.difference()


def test_a_file_of_secrets_that_nobody_has_filled_in_is_as_it_is(tmp_path: Path) -> None:
    fates(tmp_path, SECRET)

    (found,) = write(tmp_path, [SECRET])

    assert found.fate is Fate.SAME


def test_secrets_are_for_their_owner_only_and_never_shown(tmp_path: Path) -> None:
    fates(tmp_path, SECRET)
    path = tmp_path / ".env"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.write_text("SLACK_BOT_TOKEN=xoxb-canary\n")

    (found,) = write(tmp_path, [SECRET])

    assert (found.fate, found.difference()) == (Fate.KEPT, "")
    assert not open_to_others(path)


def test_a_link_that_leads_nowhere_is_somebodys_edit(tmp_path: Path) -> None:
    (tmp_path / "motbot.yaml").symlink_to(tmp_path / "elsewhere" / "motbot.yaml")

    (found,) = write(tmp_path, [PLAIN])

    assert found.fate is Fate.KEPT
    assert (tmp_path / "motbot.yaml").is_symlink()


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "prompts").write_text("a file in the way")

    with pytest.raises(Failed, match=r"prompts/assess/default\.md: cannot be written"):
        list(write(tmp_path, [DEEP]))
