"""A trainer's files are kept whole or not at all, never over somebody else's, never outside of their folder."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from motbot.domain.errors import BadInput, BadPrompt, Failed
from motbot.domain.prompt import PublishedPrompt
from motbot.domain.publishing import digest_of
from motbot.tuning.desk_files import VariantFiles, line_difference
from motbot.workbench.asked import CopyAsked, SaveAsked
from motbot.workbench.shown import Conflict, ShownText

HEAD = '---\nid: assess\nversion: "1"\ntitle: A title\ntask: assess\ninputs: {}\n---\n# system\nOne.\n# user\nTwo.\n'

LIVE = PublishedPrompt(
    id=1, task="assess", variant="default", digest=digest_of(HEAD), text=HEAD, at=datetime(2026, 3, 2, tzinfo=UTC)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of prompts with one task."""
    place = tmp_path / "prompts"
    (place / "assess").mkdir(parents=True)
    (place / "assess" / "default.md").write_text(HEAD)
    (place / "assess" / ".hidden.md").write_text(HEAD)
    return place


def files(folder: Path, *, is_own: bool = True) -> VariantFiles:
    return VariantFiles(folder, tasks=("assess", "draft"), is_own=is_own)


def copy(name: str) -> CopyAsked:
    return CopyAsked(task="assess", variant="default", name=name)


def save(variant: str, text: str, base: str) -> SaveAsked:
    return SaveAsked(task="assess", variant=variant, text=text, base=digest_of(base))


async def test_a_copy_is_the_same_text_under_another_name_and_never_over_one_that_is_there(folder: Path) -> None:
    made = await files(folder).copy(copy("mine"))

    assert (made.text, made.variant) == (HEAD, "mine")
    assert [one.name for one in files(folder).variants("assess")] == ["default", "mine"]
    with pytest.raises(Failed, match=r"mine\.md is there already; choose another name"):
        await files(folder).copy(copy("mine"))


async def test_a_name_that_differs_in_case_only_is_taken(folder: Path) -> None:
    (folder / "assess" / "Mine.md").write_text(HEAD)

    with pytest.raises(Failed, match="is there already"):
        await files(folder).copy(copy("mine"))


async def test_a_copy_beside_a_dangling_link_does_not_follow_it(folder: Path, tmp_path: Path) -> None:
    (folder / "assess" / "mine.md").symlink_to(tmp_path / "elsewhere.md")

    with pytest.raises(Failed):
        await files(folder).copy(copy("mine"))
    assert not (tmp_path / "elsewhere.md").exists()


async def test_a_text_is_saved_in_one_step_with_the_file_s_rights_and_nothing_is_left_beside_it(folder: Path) -> None:
    path = folder / "assess" / "default.md"
    path.chmod(0o640)

    kept = await files(folder).save(save("default", HEAD + "三。\n", HEAD))

    assert isinstance(kept, ShownText)
    assert path.read_text() == HEAD + "三。\n"
    assert kept.digest == digest_of(HEAD + "三。\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(one.name for one in path.parent.iterdir()) == [".hidden.md", "default.md"]


async def test_a_file_that_was_changed_meanwhile_is_shown_beside_the_text_and_stays(folder: Path) -> None:
    path = folder / "assess" / "default.md"
    path.write_text(HEAD.replace("One.", "Theirs."))

    conflict = await files(folder).save(save("default", HEAD.replace("One.", "Mine."), HEAD))

    assert isinstance(conflict, Conflict)
    assert [line for line in conflict.difference if line[1]] == [("Theirs.", "-"), ("Mine.", "+")]
    assert "Theirs." in path.read_text()
    over = SaveAsked(task="assess", variant="default", text=HEAD, base=conflict.digest)
    assert isinstance(await files(folder).save(over), ShownText)


async def test_what_came_with_motbot_is_copied_and_not_saved_over(folder: Path) -> None:
    shipped = files(folder, is_own=False)

    with pytest.raises(BadInput, match=r"came with motbot and stays as it is; copy it .* MOTBOT_PROMPTS"):
        await shipped.save(save("default", "x", HEAD))
    assert shipped.text("assess", "default").is_shipped
    await shipped.copy(copy("mine"))
    assert isinstance(await shipped.save(save("mine", HEAD + "!", HEAD)), ShownText)


@pytest.mark.parametrize("variant", ["../draft", "../../secret", ".hidden", "none", "/etc/passwd", ""])
def test_only_what_lies_in_the_folder_can_be_named(folder: Path, variant: str) -> None:
    with pytest.raises(BadInput, match="there is no such variant; known are default"):
        files(folder).text("assess", variant)


def test_a_task_that_is_none_is_told(folder: Path) -> None:
    with pytest.raises(BadInput, match=r"'\.\./prompts' is no task; expected one of assess, draft"):
        files(folder).text("../prompts", "default")
    assert list(files(folder).variants("draft")) == []


def test_links_out_of_the_folder_and_files_that_cannot_be_read_are_listed_with_the_reason(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret.md").write_text("nobody's business")
    (folder / "assess" / "link.md").symlink_to(tmp_path / "secret.md")
    (folder / "assess" / "latin.md").write_bytes(b"caf\xe9")
    (folder / "draft").symlink_to(tmp_path)

    found = {one.name: one for one in files(folder).variants("assess")}

    assert "lies outside of" in found["link"].problem
    assert "it is not UTF-8" in found["latin"].problem
    assert found["link"].text == ""
    assert found["default"].shown(live=LIVE, trial=None).is_live
    assert list(files(folder).variants("draft")) == []
    with pytest.raises(BadPrompt):
        files(folder).draft("assess", "link")


async def test_a_copy_says_what_is_live_and_is_not_that(folder: Path) -> None:
    here = files(folder)
    await here.copy(copy("mine"))

    default, mine = (one.shown(live=LIVE, trial=None) for one in here.variants("assess"))

    assert (default.name, default.is_live, default.says_what_is_live) == ("default", True, True)
    assert (mine.name, mine.is_live, mine.says_what_is_live) == ("mine", False, True)


async def test_a_link_is_not_saved_through(folder: Path) -> None:
    (folder / "assess" / "link.md").symlink_to(folder / "assess" / "default.md")

    with pytest.raises(Failed, match="is a link; save to the file itself"):
        await files(folder).save(save("link", "x", HEAD))
    assert (folder / "assess" / "default.md").read_text() == HEAD


async def test_a_folder_that_cannot_be_written_is_told_with_the_remedy(folder: Path) -> None:
    (folder / "assess" / "mine.md").mkdir()
    taken = files(folder)

    with pytest.raises((Failed, BadInput)):
        await taken.copy(copy("mine"))
    with pytest.raises(BadPrompt, match="cannot be read"):
        await taken.save(save("mine", "x", HEAD))


def test_a_difference_holds_every_line_of_both_texts() -> None:
    lines = list(line_difference("a\nb\nc", "a\nc\nd"))

    assert [text for text, sign in lines if sign != "+"] == ["a", "b", "c"]
    assert [text for text, sign in lines if sign != "-"] == ["a", "c", "d"]
