"""A file that cannot be read is refused with its place, what was expected and what to do, never with a traceback."""

import os
import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from motbot.domain.errors import BadDialogue
from motbot.transcripts import parse_transcripts, read_transcript
from motbot.transcripts.reading import LARGEST_FILE
from tests.transcripts.test_case_files import CASE, file_of
from tests.transcripts.texts import refusal

PERSON, FIRST = CASE["people"][0], CASE["thread"][0]
CASES = "schema: motbot-cases/1\ncases:\n"
LAUGHS = "schema: motbot-cases/1\nx0: &x0 [a, a, a, a, a, a, a, a, a]\n" + "".join(
    f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]\n" for n in range(1, 9)
)


def first(**changes: str) -> str:
    """A file with a case whose only message is changed."""
    return file_of(CASE | {"thread": [FIRST | changes], "focus": "m1"})


PLAIN = {
    "nothing": (b"", "talk.txt: is empty; give a file of dialogues"),
    "blanks": (b"\xef\xbb\xbf \r\n\t\n", "talk.txt: is empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "talk.txt: is no text but a binary file"),
    "utf-16": ("Ann: hi".encode("utf-16"), "talk.txt:1: this is UTF-16; save the file with the encoding UTF-8"),
    "utf-16 unmarked": ("Ann: hi".encode("utf-16-le"), "talk.txt: is no text but a binary file"),
    "gbk": ("Ann: hi\n小杜：你好".encode("gbk"), "talk.txt:2: this is not UTF-8; save the file with the encoding"),
    "latin-1": ("Ann: hi\nZoé: salut".encode("latin-1"), "talk.txt:2: this is not UTF-8"),
    "bell": (b"Ann: hi\nBob: \x07", "talk.txt:2: the control character U+0007 stands here"),
    "too large": (b"Ann: hi\n" * (LARGEST_FILE // 8 + 1), f"talk.txt: is larger than {LARGEST_FILE} bytes"),
    "too many lines": (b"Ann: hi\n" * 60_000, "talk.txt: more than 2097152 characters or 50000 lines"),
    "too many messages": (b"Ann: hi\n" * 10_001, "talk.txt:10001: more than 10000 messages; split the file"),
    "too long a message": (b"Ann: hi\nBob: " + b"x" * 40_001, "talk.txt:2: a message of more than 40000 characters"),
    "prose": (b"We met on Monday.\nAll was well.", "talk.txt:1: expected `name: words`, with a time in front or not"),
    "prose above": (b"\nSome words\nAnn: hi", "talk.txt:2: expected `name: words`"),
    "a letter": (b"Subject: login\nFrom: Ann\n\nIt is down.", "talk.txt:1: expected `name: words`"),
    "a table": (b"name,text\nAnn,hi\nBob,hello", "talk.txt:1: expected `name: words`"),
    "a page": (b"<!doctype html><p>Ann: hi</p>", "talk.txt:1: expected `name: words`"),
    "only a heading": (b"# customer: Ann\n", "talk.txt:2: no message stands here; expected `name: words`"),
    "names alone": (b"Ann:\nBob:\n", "talk.txt:1: no message stands here"),
    "a crowd": ("".join(f"Person {n}: hi\n" for n in range(50)).encode(), "talk.txt:41: more than 40 people speak"),
    "an unknown key": (b"# custommer: Ann\nAnn: hi", "talk.txt:1: custommer: there is no such key; write `# customer"),
    "an empty key": (b"# customer:\nAnn: hi", "talk.txt:1: customer: nothing stands behind it; write a value"),
    "a late key": (b"Ann: hi\n# customer: Ann\n", "talk.txt:2: `# customer:` stands below the first message; move it"),
    "a stranger": (b"# customer: Zed\nAnn: hi", "talk.txt:1: customer: 'Zed' does not speak here; expected one of Ann"),
    "a bad date": (b"# date: 2026-02-30\nAnn: hi", "talk.txt:1: date: expected a day such as 2026-03-02"),
    "a far date": (b"# date: 0001-01-01\nAnn: hi", "talk.txt:1: date: expected a day"),
    "a bad zone": (b"# zone: ../etc/passwd\nAnn: hi", "talk.txt:1: zone: there is no time zone '../etc/passwd'; give"),
    "a bad time": (b"[10:12] Ann: hi\n[25:99] Bob: yo", "talk.txt:2: there is no such day or time; expected one such"),
    "a bad day": (b"[2026-13-40 10:12] Ann: hi", "talk.txt:1: there is no such day or time"),
    "a far year": (b"[9999-12-31 23:59] Ann: hi", "talk.txt:1: the year 9999 is not between 1990 and 2100"),
    "time going back": (
        b"[10:30] Ann: hi\n[10:00] Bob: yo",
        "talk.txt:2: the time goes back from 2026-03-02 10:30 to 2026-03-02 10:00; put the messages in order, or write",
    ),
}  # fmt: skip
JSON = {
    "a list": (b'[{"id": "d1"}]', "talk.txt:1: a JSON list stands here; expected one JSON object a line"),
    "an object over lines": (b'{\n  "id": "d1"\n}', "talk.txt:1: the line: Invalid JSON"),
    "cut off": (b'{"id": "d1", "messages": [{"t": 0', "talk.txt:1: the line: Invalid JSON"),
    "no messages": (b'{"id": "d1", "lang": "en", "messages": []}', "talk.txt:1: messages: "),
    "time going back": (
        b'{"id":"d1","messages":[{"t":5,"by":"agent","text":"a"},{"t":1,"by":"agent","text":"b"}]}',
        "talk.txt:1: messages: Value error, t goes back from 5 to 1",
    ),
    "twins": (b'{"id":"d","messages":[{"t":5,"by":"agent","text":"a"}]}\n' * 2, "talk.txt: id: 'd' stands twice"),
    "a deep one": (b'{"a":' * 100_000, "talk.txt:1: the line: Invalid JSON"),
    "prose below": (b'{"id":"d","messages":[{"t":5,"by":"agent","text":"a"}]}\nwords', "talk.txt:2: the line: Invalid"),
}  # fmt: skip
YAML = {
    "another schema": (file_of(CASE, schema="motbot-cases/2"), "schema: ", "schema: found 'motbot-cases/2'; expected "),
    "no schema": ("cases:\n- id: a\n", "cases:", "schema: found None; expected `schema: motbot-cases/1`"),
    "no cases": ("schema: motbot-cases/1\n", "schema", "cases: expected a list of cases, each `- id: ...`"),
    "cases in a section": (f"{CASES}  a: b\n", "cases:", "cases: expected a list of cases"),
    "no YAML": (f"{CASES}- id: [a\n- id: b", "- id: b", "no readable YAML: "),
    "a tab": (f"{CASES}- id: a\n\tb: c\n", "\tb: c", "no readable YAML: found character '\\t' that cannot start any t"),
    "an alias of itself": (f"{CASES}- &a [*a]\n", "- &a", "values nested more than 12 levels deep are not read"),
    "aliases of aliases": (LAUGHS, "x0:", "more than 200000 values stand here; split the file, or use no aliases"),
    "an alias of nothing": (f"{CASES}- *a\n", "- *a", "no readable YAML: found undefined alias"),
    "a tag": (f"{CASES}- !!python/object:os.system {{id: a}}\n", "- !!", "the tag 'tag:yaml.org,2002:python/object:os"),
    "a deep one": (f"{CASES}{'- ' * 5_000}", "- - -", "values nested more than 12 levels deep are not read"),
    "a key twice": (f"{CASES}- id: a\n  id: b\n", "id: b", "id: this key stands here twice (first in line 3); keep on"),
    "twins": (file_of(CASE, CASE), "id: c-1", "id: 'c-1' stands in line 4 too; give each case an id of its own"),
    "words for a case": (f"{CASES}- hello\n", "- hello", "cases.0: Input should be"),
    "nobody": (file_of(CASE | {"people": []}), "people: []", "cases.0.people: Tuple should have at least 1 item"),
    "a new side": (file_of(CASE | {"people": [PERSON | {"side": "boss"}]}), "side: boss", "cases.0.people.0.side: Inp"),
    "a stranger speaks": (first(by="zed"), "by: zed", "cases.0.thread.0.by: 'zed' is nobody of people; expected one o"),
    "an edit of nothing": (
        file_of(CASE | {"thread": [FIRST, FIRST | {"id": "e", "kind": "edit", "edit_of": "m9"}]}),
        "edit_of: m9",
        "cases.0.thread.1.edit_of: 'm9' is no message above; name the message it replaces",
    ),
    "a new kind": (first(kind="reaction"), "kind: reaction", "cases.0.thread.0.kind: Input should be 'message' or 'ed"),
    "twins in a thread": (file_of(CASE | {"thread": [FIRST, FIRST]}), "id: m1", "cases.0.thread.1.id: 'm1' stands twi"),
    "twins of people": (file_of(CASE | {"people": [PERSON] * 2}), "id: c1", "cases.0.people.1.id: 'c1' stands twice"),
    "a focus elsewhere": (file_of(CASE | {"focus": "m9"}), "focus: m9", "cases.0.focus: 'm9' is no entry of the threa"),
    "no offset": (first(at="2026-06-09T13:15:00"), "at: '2026", "cases.0.thread.0.at: Input should have timezone info"),
    "a number for a time": (first(at="5"), "at: '5'", "cases.0.thread.0.at: Value error, expected a time with its off"),
    "no words": (first(text=""), "text: ''", "cases.0.thread.0.text: String should have at least 1 character"),
    "a reply of nobody": (
        file_of(CASE | {"agent_reply": CASE["agent_reply"] | {"by": "zed"}}),
        "by: zed",
        "cases.0.agent_reply.by: 'zed' is nobody of people; expected one of c1, c2, a1, b1",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), PLAIN.values(), ids=PLAIN)
def test_a_copied_conversation_that_is_none_is_refused(content: bytes, expected: str) -> None:
    assert refusal(content).startswith(expected)


@pytest.mark.parametrize(("content", "expected"), JSON.values(), ids=JSON)
def test_a_broken_file_of_dialogues_is_refused(content: bytes, expected: str) -> None:
    assert refusal(content).startswith(expected)


@pytest.mark.parametrize(("content", "line", "expected"), YAML.values(), ids=YAML)
def test_a_broken_file_of_cases_is_refused_with_the_line_that_is_wrong(content: str, line: str, expected: str) -> None:
    found = re.fullmatch(r"talk\.txt:(\d+): (.*)", refusal(content))

    assert found
    assert found[2].startswith(expected)
    assert line in content.splitlines()[int(found[1]) - 1]


def test_a_file_of_too_many_cases_is_refused() -> None:
    assert refusal(CASES + "# x\n" * 300_000).startswith("talk.txt: has more than 1048576 characters; split it")


def test_a_customer_that_a_reader_names_must_speak() -> None:
    assert refusal("Ann: hi", customers=["Zed"]) == "talk.txt: customer: 'Zed' does not speak here; expected one of Ann"


def test_what_is_no_file_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for path in (tmp_path, tmp_path / "none", tmp_path / "pipe", tmp_path / "loop", Path("/dev/zero"), Path("a\0b")):
        with pytest.raises(BadDialogue, match=r"give a file of dialogues") as caught:
            read_transcript(path)
        assert str(caught.value).startswith(f"{path}: ")


pieces = st.sampled_from(
    ["Ann", "Bob", ": ", "：", "\n", "\r\n", "  ", "[10:12]", "10:13 AM", "2026-03-02 ", "# customer: Ann", "{", "[",
     '"', "schema: motbot-cases/1\n", "cases:\n", "- id: a\n", "@Ann", "hello.", "(edited)", "\t", "Today", "99:99"]
)  # fmt: skip


@pytest.mark.row("F2", trials=100, long=10_000)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode) | st.lists(pieces).map("".join).map(str.encode))
@example(b"Ann: hi\nNote: \n")
def test_whatever_bytes_are_given_are_read_or_refused_with_a_remedy(content: bytes) -> None:
    with suppress(BadDialogue):
        for one in parse_transcripts(content, name="talk.txt"):
            assert all(line.text.strip() for line in one.lines)
            assert [line.ts for line in one.lines] == sorted({line.ts for line in one.lines})
            assert one.view().now == one.lines[-1].at


words = st.from_regex(r"[a-z]{1,8}( [a-z]{1,8}){0,3}[.?!]", fullmatch=True)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.sampled_from(["Ann", "Bob Lee", "小杜"]), st.lists(words, min_size=1, max_size=3)), min_size=1
    )
)
@pytest.mark.parametrize("head", ["{}: ", "{}：", "[10:12] {}: ", "{}  10:12 AM\n", "{}\n  10:12 AM\n", "{} [10:12]\n"])
def test_no_word_of_a_conversation_is_lost_or_given_to_somebody_else(
    head: str, talk: list[tuple[str, list[str]]]
) -> None:
    text = "".join(f"{head.format(name)}{chr(10).join(rows)}\n" for name, rows in talk)
    (found,) = parse_transcripts(text.encode(), name="talk.txt")

    assert [(found.names[line.author], line.text) for line in found.lines] == [
        (name, "\n".join(rows)) for name, rows in talk
    ]
