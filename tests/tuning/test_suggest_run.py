"""The folder of a search goes on with the same search only, and serves one process at a time."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from motbot.domain.errors import Failed
from motbot.tuning.suggest_run import digest, digest_of_cases, run_folder
from tests.fakes.cases import a_case, replied

PARTS = {"the prompt": "p1", "the model": "m", "the seed": "0"}


def opened(path: Path, parts: dict[str, str] = PARTS, *, resume: bool = True) -> tuple[bool, tuple[str, ...], bool]:
    """Open it, see what was found, and leave something there."""
    with run_folder(path, parts, resume=resume) as folder:
        was_there = folder.ledger.exists() or folder.answers.exists() or folder.best.exists()
        folder.ledger.write_text("{}\n", encoding="utf-8")
        folder.answers.mkdir(exist_ok=True)
        folder.keep_best("best")
        return folder.resumed, folder.changed, was_there


def test_the_same_search_goes_on_and_only_its_own_account_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "suggest" / "assess-default"

    assert opened(path) == (False, (), False)
    assert opened(path) == (True, (), True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"the prompt": "p2"}, ("the prompt",)),
        ({"the model": "n", "the seed": "1"}, ("the model", "the seed")),
        ({"the cases": "c"}, ("the cases",)),
    ],
)
def test_what_has_changed_is_named_and_the_search_starts_anew(
    tmp_path: Path, changed: dict[str, str], named: tuple[str, ...]
) -> None:
    opened(tmp_path)

    assert opened(tmp_path, {**PARTS, **changed}) == (False, named, False)
    assert opened(tmp_path, {**PARTS, **changed}) == (True, (), True)


def test_a_search_can_be_made_to_start_anew(tmp_path: Path) -> None:
    opened(tmp_path)

    assert opened(tmp_path, resume=False) == (False, (), False)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"schema": "other", "parts": {}}', '{"schema": 1}', "\xff"])
def test_a_folder_that_says_nothing_sensible_starts_anew(tmp_path: Path, content: str) -> None:
    opened(tmp_path)
    (tmp_path / "run.json").write_bytes(content.encode("latin-1"))

    assert opened(tmp_path) == (False, (), False)


def test_two_searches_do_not_share_a_folder(tmp_path: Path) -> None:
    with run_folder(tmp_path, PARTS, resume=True), pytest.raises(Failed, match="another `motbot prompts suggest`"):
        opened(tmp_path)

    assert opened(tmp_path)[0]


def test_a_folder_that_cannot_be_made_is_told_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")

    with pytest.raises(Failed, match=r"cannot be used.*MOTBOT_DATA_DIR"):
        opened(tmp_path / "file" / "below")


def test_cases_are_known_by_what_they_say_and_not_by_where_they_stand() -> None:
    case = replied(a_case("One", "Two", tags=["x"]), "Three", score=1)
    moved = replace(case, file="elsewhere.yaml", line=7)

    assert digest_of_cases([case]) == digest_of_cases([moved])
    assert digest_of_cases([case]) != digest_of_cases([replace(case, tags=("y",))])
    assert digest({"b", "a"}) == digest({"a", "b"})
