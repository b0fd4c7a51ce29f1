"""Every broken front matter and file of examples is told in one line: file, line, what is wrong, what to do."""

from pathlib import Path

import pytest

from motbot.domain.errors import BadPrompt
from motbot.llm.prompt_files import read_template
from tests.llm.hostile import TASK

GOOD = """---
id: assess
version: "1"
title: "Find: what they expect"
owner: trainers
task: assess
language: auto
model: default
params: {temperature: 0.5, max_output: 900}
inputs:
  lines: list, the conversation
  facts?: text, what our side knows
examples: examples.yaml
changelog: "First"
---
# system
{% for one in examples %}
{{ loop.index }}. {{ one.asked }}
{{ one.answer }}
{% endfor %}
# user
{{ fence_tag }} {{ facts | untrusted }}{% for one in lines %}{{ one.text | untrusted }}{% endfor %}
"""
BANK = """schema: motbot-examples/1
examples:
  - id: parcel
    asked: |
      L1 CUSTOMER A: "包裹到哪了？"
    answer: {reply: "马上查。", why: no}
    why: shows the language
  - id: printer
    asked: "L1 CUSTOMER A: \\"Still jammed\\""
    answer:
      reply: "I look at once\\u2028now"
"""

BROKEN = [
    ("no front matter", "---\nid", "id", 1, "expected `---` as the first line"),
    ("text above it", "---\nid", "Hello\n---\nid", 1, "expected `---` as the first line"),
    ("four dashes", "---\nid", "----\nid", 1, "expected `---` as the first line"),
    ("never ends", "---\n# system", "# system", 1, "the front matter never ends"),
    ("ends at once", "---\nid: assess", "---\n---\nid: assess", 2, "expected `key: value` lines"),
    ("a list", "id: assess", "- id: assess", 3, "not valid YAML"),
    ("no space behind the colon", "id: assess", "id:assess", 3, "not valid YAML"),
    ("a tab", "owner: trainers", "owner:\ttrainers\n\tx: y", 5, "not valid YAML"),
    ("an open quote", 'version: "1"', 'version: "1', 4, "not valid YAML"),
    ("an open bracket", "params: {temperature", "params: [temperature", 9, "not valid YAML"),
    ("a bare colon in a title", '"Find: what they expect"', "Find: what they expect", 4, "put a text with a colon in"),
    ("a control character", "trainers", "train\x01ers", 5, "a control character stands here; delete it"),
    ("a key that is a list", "owner: trainers", "[owner]: trainers", 5, "expected a plain key"),
    ("a key twice", "owner: trainers", "owner: trainers\nowner: me", 6, "`owner` stands twice (first in line 5)"),
    ("an input twice", "  facts?", "  lines: list, x\n  facts?", 12, "`lines` stands twice"),
    ("an input twice, once optional", "  facts?", "  lines?: list, x\n  facts?", 12, "listed twice, once with ?"),
    ("an unknown key", "owner: trainers", "ownre: trainers", 5, "unknown key `ownre`; did you mean `owner`?"),
    ("a capital key", "owner: trainers", "Owner: trainers", 5, "unknown key `Owner`"),
    ("id of another", "id: assess", "id: asses", 2, "`id` is `asses`; expected `assess`"),
    ("task of another", "task: assess", "task: draft", 6, "`task` is `draft`; expected `assess`"),
    ("no id", "id: assess\n", "", 1, "key `id` is missing; write `id:`"),
    ("no version", 'version: "1"\n', "", 1, "key `version` is missing"),
    ("an empty version", 'version: "1"', "version:", 3, "key `version` is missing"),
    ("a bare version", 'version: "1"', "version: 1.10", 3, 'write `version: "1.10"`'),
    ("no task", "task: assess\n", "", 1, "key `task` is missing"),
    ("a title that is a list", '"Find: what they expect"', "[a, b]", 4, "expected a text behind `title:`"),
    ("an owner that is a section", "owner: trainers", "owner: {name: x}", 5, "expected a text behind `owner:`"),
    ("a title too long", "Find: what", "x" * 2001, 4, "more than 2000 characters"),
    ("a model's own name", "model: default", "model: gpt-9", 8, "expected `model: default`"),
    ("a language", "language: auto", "language: no", 7, "expected `language: auto`"),
    ("params as a text", "{temperature: 0.5, max_output: 900}", "hot", 9, "expected `params: {temperature"),
    ("an unknown parameter", "temperature:", "temprature:", 9, "unknown parameter `temprature`; did you mean"),
    ("a temperature in words", "0.5", "warm", 9, "`temperature` is `warm`; expected a number"),
    ("a temperature too high", "0.5", "9", 9, "expected a temperature of 0 to 2"),
    ("a temperature without end", "0.5", "inf", 9, "expected a temperature of 0 to 2"),
    ("no number at all", "0.5", "nan", 9, "expected a number"),
    ("Arabic digits", "0.5", "٣", 9, "expected a number"),
    ("half an output", "900", "900.5", 9, "expected a whole number of 50 to 32000"),
    ("too little output", "900", "5", 9, "expected a whole number of 50 to 32000"),
    ("inputs as a list", "  lines: list, the conversation\n  facts?: text, what our side knows", "  - lines\n  - facts",
     10, "expected `name: type, description` lines"),
    ("an unknown input", "  lines:", "  line:", 11, "unknown input `line`; did you mean `lines`?"),
    ("an input no name can have", "  lines:", "  li nes:", 11, "unknown input `li nes`"),
    ("an input of the wrong type", "list, the conv", "text, the conv", 11, "input `lines` is a list, not a text"),
    ("an input that is a section", "list, the conversation", "{type: list}", 11, "the description on the same line"),
    ("examples of nowhere", "examples.yaml", "none.yaml", 1, "cannot be read (No such file"),
    ("examples elsewhere", "examples.yaml", "../examples.yaml", 13, "expected the name of a file beside this one"),
    ("examples of another kind", "examples.yaml", "examples.md", 13, "expected the name of a file beside this one"),
    ("examples as a section", "examples.yaml", "{a: b}", 13, "expected the name of a file beside this one"),
    ("examples never declared", "examples: examples.yaml\n", "", 16, "name a file of examples in the front matter"),
    ("examples in the user part", "{{ fence_tag }}", "{{ examples }}", 22, "use them below `# system`"),
    ("no user part", "# user", "# User", 21, "expected one line `# system` and below it one line `# user`"),
    ("two system parts", "# user", "# system", 21, "found `# system`, `# system`"),
    ("words above the parts", "# system", "hello\n# system", 16, "there is text above `# system`"),
]  # fmt: skip

BROKEN_BANKS = [
    ("empty", BANK, "", 1, "expected `schema: motbot-examples/1`"),
    ("another schema", "examples/1", "examples/2", 1, "expected `schema: motbot-examples/1`"),
    ("an unknown key on top", "examples:\n", "example:\n", 2, "unknown key `example`; did you mean `examples`?"),
    ("no list", BANK[BANK.index("  - id") :], "  none\n", 2, "expected a list of examples"),
    ("no id", "  - id: parcel\n    asked", "  - asked", 3, "key `id` is missing"),
    ("an id twice", "id: printer", "id: parcel", 8, "example `parcel` stands twice"),
    ("an unknown key", "    why: shows", "    wyh: shows", 7, "unknown key `wyh`; did you mean `why`?"),
    ("an unknown key of the answer", 'reply: "马', 'replay: "马', 6, "the answer has no key `replay`; did you mean"),
    ("a list for a text", '"马上查。"', "[a]", 6, "expected a string, found a list or section"),
    ("an answer as a text", '{reply: "马上查。", why: no}', "yes", 6, "expected `key: value` lines"),
    ("an alias", "id: printer", "id: *x", 8, "aliases"),
]  # fmt: skip


def written(folder: Path, prompt: str, bank: str = BANK) -> Path:
    """Write them where a trainer has them."""
    home = folder / "prompts" / "assess"
    home.mkdir(parents=True)
    (home / "examples.yaml").write_text(bank, encoding="utf-8")
    (home / "own.md").write_text(prompt, encoding="utf-8")
    return home / "own.md"


def test_examples_are_shown_with_answers_as_json_and_yaml_changes_none_of_their_words(tmp_path: Path) -> None:
    template = read_template(written(tmp_path, GOOD), task=TASK, model="m")

    assert template.render({"lines": [], "facts": "x"}).system == (
        '1. L1 CUSTOMER A: "包裹到哪了？"\n{"reply":"马上查。","why":"no"}\n'
        '2. L1 CUSTOMER A: "Still jammed"\n{"reply":"I look at once\u2028now"}\n'
    )


def test_other_examples_are_another_revision(tmp_path: Path) -> None:
    one = read_template(written(tmp_path / "a", GOOD), task=TASK, model="m")
    other = read_template(written(tmp_path / "b", GOOD, BANK.replace("马上查", "我来查")), task=TASK, model="m")

    assert one.revision != other.revision


@pytest.mark.parametrize(("old", "new", "line", "told"), [one[1:] for one in BROKEN], ids=[one[0] for one in BROKEN])
def test_a_broken_front_matter_is_told(tmp_path: Path, old: str, new: str, line: int, told: str) -> None:
    assert old in GOOD
    broken = written(tmp_path, GOOD.replace(old, new, 1))

    with pytest.raises(BadPrompt) as refused:
        read_template(broken, task=TASK, model="m")

    message = str(refused.value)
    assert told in message
    assert message.startswith((f"{broken}:{line}: ", f"{broken.parent / 'none.yaml'}:{line}: "))
    assert "\n" not in message


@pytest.mark.parametrize(
    ("old", "new", "line", "told"), [one[1:] for one in BROKEN_BANKS], ids=[one[0] for one in BROKEN_BANKS]
)
def test_a_broken_file_of_examples_is_told(tmp_path: Path, old: str, new: str, line: int, told: str) -> None:
    assert old in BANK
    prompt = written(tmp_path, GOOD, BANK.replace(old, new, 1))

    with pytest.raises(BadPrompt) as refused:
        read_template(prompt, task=TASK, model="m")

    assert told in str(refused.value)
    assert str(refused.value).startswith(f"{prompt.parent / 'examples.yaml'}:{line}: ")


def test_there_are_enough_of_them() -> None:
    assert len(BROKEN) + len(BROKEN_BANKS) >= 60
