"""Our catalogues: complete, fillable as the English texts are, in step with the code, and part of an installation."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from hatchling.builders.wheel import WheelBuilder

from motbot.catalogue.broken import SOURCE
from motbot.catalogue.filling import gaps
from motbot.catalogue.po_files import read
from motbot.catalogue.shelf import OURS, opened
from tests.catalogue.collecting import HOME, Text, Uncollectable, collected, texts_in
from tests.catalogue.extract import compiled_of, empty, file_of, renewed, written

CODES = sorted(path.name for path in OURS.iterdir() if path.is_dir())
REMEDY = "run python -m tests.catalogue.extract, and translate what is empty or fuzzy"


@pytest.fixture(scope="module")
def texts() -> list[Text]:
    return list(collected())


def catalogue_of(code: str) -> Catalog:
    file = file_of(code)
    return read(file.read_bytes(), file, code)


def messages(code: str) -> list[Message]:
    return [message for message in catalogue_of(code) if message.id]


def names_of(text: object) -> Iterable[frozenset[str]]:
    for one in text if isinstance(text, tuple | list) else (text,):
        try:
            yield gaps(str(one))
        except ValueError:
            yield frozenset()


def test_chinese_comes_with_motbot() -> None:
    assert "zh" in CODES


@pytest.mark.parametrize("code", CODES)
def test_every_text_of_the_code_is_translated_and_nothing_else_is(code: str, texts: list[Text]) -> None:
    known = {(message.context, message.id) for message in messages(code) if message.string and not message.fuzzy}
    asked = {(text.context, text.id) for text in texts}

    assert sorted(map(str, asked - known)) == [], REMEDY
    assert sorted(map(str, known - asked)) == [], REMEDY


@pytest.mark.parametrize("code", CODES)
def test_no_translation_waits_to_be_looked_at(code: str) -> None:
    assert [message.id for message in messages(code) if message.fuzzy] == [], REMEDY


@pytest.mark.parametrize("code", CODES)
def test_every_name_in_braces_stands_in_both_languages(code: str) -> None:
    uneven = [
        message.id
        for message in messages(code)
        if message.string
        and len({*names_of(message.id[-1] if isinstance(message.id, tuple) else message.id), *names_of(message.string)})
        > 1
    ]

    assert uneven == []


@pytest.mark.parametrize("code", CODES)
def test_a_catalogue_stands_as_the_extraction_writes_it(code: str, texts: list[Text]) -> None:
    now = file_of(code).read_bytes()

    renewed_now = written(renewed(catalogue_of(code), texts))

    # Which Babel has written it is said in its head, and may differ.
    assert [line for line in renewed_now.splitlines() if b"Generated-By" not in line] == [
        line for line in now.splitlines() if b"Generated-By" not in line
    ], REMEDY


@pytest.mark.parametrize("code", CODES)
def test_what_is_compiled_beside_a_catalogue_is_of_this_very_catalogue(code: str) -> None:
    file = file_of(code)
    content = file.read_bytes()

    assert sha256(content).hexdigest().encode() in file.with_suffix(".mo").read_bytes(), REMEDY
    found = opened(file, code)
    assert found is not None
    assert found.pgettext(*SOURCE) == sha256(content).hexdigest()


def test_an_installation_brings_the_catalogues_along() -> None:
    builder = WheelBuilder(str(HOME))

    packed = {Path(file.path).relative_to(HOME).as_posix() for file in builder.recurse_included_files()}

    for code in CODES:
        file = file_of(code).relative_to(HOME)
        assert {file.as_posix(), file.with_suffix(".mo").as_posix()} <= packed


def test_a_text_that_changes_keeps_its_words_until_somebody_has_looked() -> None:
    old = empty("zh")
    old.add("Take it", "接手", context="slack.wording.claim")
    old.add("Gone", "没了", context="slack.wording.gone")
    old.add("Say this", "说这个", context="terminal")

    new = renewed(
        old,
        [
            Text(context="slack.wording.claim", id="I take it"),
            Text(context="slack.wording.fresh", id="Fresh"),
            Text(context="terminal", id="Say this"),
        ],
    )

    assert [(one.id, one.string or "", one.fuzzy) for one in new if one.id] == [
        ("I take it", "接手", True),
        ("Fresh", "", False),
        ("Say this", "说这个", False),
    ]
    assert "接手".encode() not in compiled_of(written(new), Path("zh.po"), "zh")


def test_texts_are_found_where_they_are_said_marked_or_counted() -> None:
    source = 'say("a {b}", b=1); to_say("c" "d"); say_many("{count} e", "{count} f", count=3); say(known)'

    assert [(text.context, text.id) for text in texts_in(source, "motbot/settings/x.py")] == [
        ("config", "a {b}"),
        ("config", "cd"),
        ("config", ("{count} e", "{count} f")),
    ]


@pytest.mark.parametrize("source", ['say(f"a {b}")', 'say("a " + b)'])
def test_a_text_that_is_put_together_before_it_is_said_is_refused_with_its_line(source: str) -> None:
    with pytest.raises(Uncollectable, match=r"motbot/x\.py:1: expected one literal text"):
        list(texts_in(source, "motbot/x.py"))
