"""Our words: one name for one thing in Chinese, brackets as Chinese writes them, and no "1 moments" in English."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from motbot.catalogue.po_files import read
from tests.catalogue.collecting import HOME, PACKAGE, Text, collected
from tests.catalogue.extract import file_of

HAN = "[\u4e00-\u9fff]"
CODE = re.compile(r"`[^`]*`|\(\?P<\w+>|https?://\S+")
TYPED = re.compile(r"\b(?:channels|human_from|model|cases|schema|split|id|wants): ?|C0123456789:|(?<=\}):(?=[{\d])")
"""Keys and places in files, which are written as a program reads them."""
GAP = re.compile(r"\{\w[^{}]*\}")
NOT_OURS = {
    "主管": "负责人",  # lead
    "演练场": "体验场",  # playground
    "试用场": "体验场",
}
"""Words that stand for something that is called otherwise, with what it is called."""
HAS_A_SINGULAR = re.compile(
    r"report\.channels|slack\.memory_wording\.owed_several|slack\.mine_phrases\.days|slack\.promise_wording\.notes\b.*"
    r"|slack\.promise_wording\.notes_\w+|slack\.sheet_wording\.asking\w*"
)
"""Phrases that are said of several alone, since another one is said of one; and a long conversation is never one."""
COUNTED = re.compile(
    r"\{(?P<gap>count|of|waiting|left_out|all|private|said|user|\w+s)(?::[^}]*)?\}"
    r" (?:more |of them |private |train |explicit )?(?P<noun>have|wait|were|[a-z]+(?<!s)s)\b"
)
"""A gap that holds a number, by its name, and a plural behind it."""
NO_COUNTS = re.compile(r"all|longest_words|rows|tables|paths|theirs|seconds|days|\w*less|alias|this")
"""Gaps of such a name that hold no number, or none that is ever 1; and the size of a database."""
NO_PLURALS = re.compile(r"has|is|was|does|as|its|this|s|stands|across")


def translations() -> Iterator[tuple[str, str]]:
    """Each Chinese text with its context."""
    file = file_of("zh")
    for message in read(file.read_bytes(), file, "zh"):
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        yield from ((str(message.context), str(one)) for one in strings if message.id)


def chinese_files() -> list[Path]:
    """Pages in Chinese, and what the local pages say in it."""
    pages = [*(HOME / "docs" / "zh").glob("*.md"), *PACKAGE.glob("*/static/js/strings.js")]
    return [*pages, *PACKAGE.glob("*/static/js/words_zh.js")]


def test_chinese_brackets_are_those_of_chinese() -> None:
    narrow = re.compile(rf"{HAN} ?\((?! \))|(?<!\( )\)(?={HAN})|\([^()]*{HAN}[^()]*\)")

    assert [(context, said) for context, said in translations() if narrow.search(CODE.sub("", said))] == []


def is_western(said: str) -> bool:
    """Whether western punctuation stands at a Chinese character, or at what is filled in among such."""
    words = GAP.sub("某", TYPED.sub("", CODE.sub("", said)))
    return bool(re.search(HAN, said) and re.search(rf"{HAN}[,;:!?]|[,;:!?] ?{HAN}|{HAN}\.(?!\w)", words))


def test_chinese_sentences_hold_no_western_punctuation() -> None:
    assert [(context, said) for context, said in translations() if is_western(said)] == []


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("好, 的", True),
        ("{name}: 没有", True),
        ("没有了.", True),
        ("在 {path}, 已改", True),
        ("{path}:{line}：没有", False),
        ("写 `id: 1`，在 channels: 下", False),
        ("到 .env", False),
        ("{name}: {words}", False),
    ],
)
def test_western_punctuation_is_told_from_what_is_typed(said: str, found: bool) -> None:
    assert is_western(said) is found


def test_chinese_calls_a_thing_by_one_name() -> None:
    found = [(context, word) for context, said in translations() for word in NOT_OURS if word in said]
    found += [
        (path.name, word) for path in chinese_files() for word in NOT_OURS if word in path.read_text(encoding="utf-8")
    ]

    assert found == [], f"say {NOT_OURS}"


@pytest.fixture(scope="module")
def english() -> list[Text]:
    return [text for text in collected() if isinstance(text.id, str)]


def test_a_number_that_may_be_one_stands_before_no_plural(english: list[Text]) -> None:
    odd = [
        (text.context, match[0])
        for text in english
        for match in COUNTED.finditer(str(text.id))
        if not HAS_A_SINGULAR.fullmatch(text.context)
        and not NO_COUNTS.fullmatch(match["gap"])
        and not NO_PLURALS.fullmatch(match["noun"])
    ]

    assert odd == [], "say it with say_many, or so that it fits every number, such as `cases: {count}`"


def test_no_page_of_ours_puts_a_number_that_may_be_one_before_a_plural() -> None:
    label = re.compile(r"(?<=: \").*\{(?:count|cases|threads)\} [a-z]+s\b")
    pages = [*PACKAGE.glob("*/static/js/strings.js"), *PACKAGE.glob("*/static/js/words_en.js")]
    told = [line.strip() for path in pages for line in path.read_text(encoding="utf-8").splitlines()]
    singular = {line.partition("_one:")[0] for line in told if "_one:" in line}

    assert pages
    odd = [line for line in told if label.search(line) and line.partition(":")[0] not in singular]
    assert [line for line in odd if "token" not in line] == []
