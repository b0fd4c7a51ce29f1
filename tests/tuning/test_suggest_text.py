"""A proposal changes the system part of a prompt, and not one byte of anything else."""

from pathlib import Path

import pytest

from motbot.domain.errors import BadInput, BadPrompt, Failed
from motbot.llm.front_matter import read_front_matter
from motbot.llm.prompt_head import KEYS
from motbot.settings import default_prompts
from motbot.settings.loading import load_settings
from motbot.tuning.bench import bench_tasks
from motbot.tuning.suggest_draft import Origin, draft_text, free_path, origin_of, write_draft
from motbot.tuning.suggest_text import Edit, edited, next_version, parts_of_text, pieces_of, text_diff, with_keys
from tests.tuning.suggest_rig import PROMPT

TASKS = bench_tasks(load_settings({}))


def an_origin(folder: Path, text: str = PROMPT) -> Origin:
    """A prompt in a folder of its own."""
    path = folder / "assess" / "default.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return origin_of(path, TASKS["assess"])


@pytest.mark.parametrize("task", TASKS)
def test_every_shipped_prompt_is_the_same_when_it_is_put_together_again(task: str) -> None:
    text = (default_prompts() / task / "default.md").read_text(encoding="utf-8")
    parts = parts_of_text(text, task)

    assert parts.with_system(parts.system) == text
    assert parts.head.endswith("# system\n")
    assert parts.tail.startswith("\n# user\n")
    assert "".join(pieces_of(parts.system)).replace("\n", "") == parts.system.replace("\n", "")
    assert max(map(len, pieces_of(parts.system))) <= 6000


def test_a_text_that_is_no_prompt_is_named_with_its_line() -> None:
    with pytest.raises(BadPrompt, match=r"x\.md:1: expected `---`"):
        parts_of_text("hello", "x.md")


def test_a_very_long_line_is_shown_in_pieces() -> None:
    assert [len(piece) for piece in pieces_of(f"a\n{'b' * 13_000}\nc")] == [1, 6000, 6000, 1002]


def test_edits_are_made_one_after_the_other() -> None:
    done = edited("One two.\nThree.", [Edit(find="two", replace="four"), Edit(find="One four.", replace="Five.")])

    assert done == "Five.\nThree."


def test_blanks_and_line_breaks_of_the_words_to_find_need_not_be_the_same() -> None:
    assert edited("One\ntwo  three.", [Edit(find="One two three", replace="x")]) == "x."


@pytest.mark.parametrize(
    ("find", "told"),
    [
        ("six", "'six' do not stand in the text"),
        ("e", "'e' stand there 3 times"),
        (" ", "names no words"),
        ("x" * 500, "xxx...' do not stand"),
    ],
)
def test_words_that_do_not_stand_there_exactly_once_are_refused(find: str, told: str) -> None:
    with pytest.raises(BadPrompt, match=told):
        edited("One two three", [Edit(find=find, replace="x")])


def test_what_an_edit_writes_is_taken_literally() -> None:
    assert edited("One.", [Edit(find="One", replace=r"\1 \g<0> $1")]) == r"\1 \g<0> $1."


def test_keys_are_replaced_over_all_their_lines_and_missing_ones_are_added() -> None:
    head = '---\nid: x\nchangelog: >-\n  a: b,\n  c\nversion: "1"\n---\n# system\n'

    changed = with_keys(head, version="2", changelog='by "me": 甲')
    assert changed == '---\nid: x\nchangelog: "by \\"me\\": 甲"\nversion: "2"\n---\n# system\n'
    assert with_keys("---\nid: x\n---\n", owner="o") == '---\nid: x\nowner: "o"\n---\n'


@pytest.mark.parametrize(
    ("version", "following"), [("3", "4"), ("9", "10"), ("1.2", "1.3"), ("2-beta", "3-beta"), ("draft", "draft.1")]
)
def test_the_last_number_of_a_version_is_raised(version: str, following: str) -> None:
    assert next_version(version) == following


def test_a_draft_keeps_owner_and_user_part_and_says_where_it_comes_from(tmp_path: Path) -> None:
    origin = an_origin(tmp_path)
    text = draft_text(origin, "Other.", version="7", changelog="Suggested: 1 to 2")
    front = read_front_matter(text, KEYS)

    assert (front.values["version"], front.values["owner"]) == ("8", "dana")
    assert front.values["changelog"] == "Suggested: 1 to 2"
    assert text.endswith(f"# system\nOther.{origin.raw.tail}")
    assert text.count("changelog") == 1


def test_a_draft_names_its_file_of_examples_while_the_search_has_them_in_its_text(tmp_path: Path) -> None:
    text = PROMPT.replace("version:", "examples: bank.yaml\nversion:").replace(
        "# user", "{% for one in examples %}{{ one.asked }}{% endfor %}\n# user"
    )
    (tmp_path / "assess").mkdir()
    answer = "{notes: x, is_moment: false, urgency: none}"
    bank = f"schema: motbot-examples/1\nexamples:\n- id: e1\n  asked: Hello there\n  answer: {answer}\n"
    (tmp_path / "assess" / "bank.yaml").write_text(bank, encoding="utf-8")
    origin = an_origin(tmp_path, text)

    assert "Hello there" in origin.text
    assert "examples: bank.yaml" in draft_text(origin, "x", version="1", changelog="c")
    assert origin.raw.system == origin.complete.system


def test_a_draft_never_takes_another_file_s_place(tmp_path: Path) -> None:
    origin = an_origin(tmp_path)
    folder = origin.path.parent

    assert free_path(origin, folder, "").name == "suggested.md"
    write_draft(folder / "suggested.md", "x")
    assert free_path(origin, folder, "").name == "suggested-2.md"
    assert free_path(origin, folder, "mine.md").name == "mine.md"
    with pytest.raises(BadInput, match="is there already and is not overwritten"):
        free_path(origin, folder, "suggested")
    with pytest.raises(Failed, match="somebody has written it meanwhile"):
        write_draft(folder / "suggested.md", "y")
    assert (folder / "suggested.md").read_text(encoding="utf-8") == "x"


@pytest.mark.parametrize("name", ["../mine", "a/b", ".hidden", "é", "-x", "a" * 70])
def test_a_name_that_is_none_for_a_variant_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="is no name of a variant"):
        free_path(an_origin(tmp_path), tmp_path, name)


def test_the_difference_is_shown_line_by_line() -> None:
    assert text_diff("a\nb\nc", "a\nx\nc", old="o", new="n") == [
        "--- o",
        "+++ n",
        "@@ -1,3 +1,3 @@",
        " a",
        "-b",
        "+x",
        " c",
    ]
