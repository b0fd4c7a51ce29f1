"""A file of dialogues is read whole, or refused with the place of the first mistake."""

import json
from pathlib import Path
from typing import Any

import pytest

from motbot.domain.errors import BadDialogue
from motbot.replay.dialogues import LONGEST_LINE, Speaker, read_dialogues

GOOD: dict[str, Any] = {
    "id": "d1",
    "lang": "en",
    "messages": [{"t": 0, "by": "customer", "text": "Hi"}, {"t": 3.5, "by": "agent", "text": "Hello"}],
}


def line(number: int = 1, **changes: Any) -> str:
    """A good line, with changes."""
    return json.dumps(GOOD | {"id": f"d{number}"} | changes, ensure_ascii=False)


def message(**changes: Any) -> list[dict[str, Any]]:
    """The messages of a line whose second one is changed."""
    return [GOOD["messages"][0], GOOD["messages"][1] | changes]


def written(folder: Path, text: str | bytes) -> Path:
    """A file with this content."""
    path = folder / "dialogues.jsonl"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_every_line_is_a_dialogue_and_empty_lines_are_passed_over(tmp_path: Path) -> None:
    path = written(tmp_path, f"\ufeff{line(1)}\n\n   \n{line(2, lang='zh')}\r\n")

    first, second = read_dialogues(path)

    assert (first.id, second.id, second.lang) == ("d1", "d2", "zh")
    assert [said.by for said in first.messages] == [Speaker.CUSTOMER, Speaker.AGENT]
    assert first.messages[1].t == 3.5
    assert not first.messages[1].root


def test_what_the_format_does_not_know_is_passed_over(tmp_path: Path) -> None:
    path = written(tmp_path, line(1, source="somewhere", messages=message(mood="fine", speaker="Bo", root=True)))

    (only,) = read_dialogues(path)

    assert (only.messages[1].speaker, only.messages[1].root) == ("Bo", True)


def test_a_limit_reads_no_further(tmp_path: Path) -> None:
    path = written(tmp_path, f"{line(1)}\n{line(2)}\nnot a dialogue")

    assert [one.id for one in read_dialogues(path, limit=2)] == ["d1", "d2"]


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        ("{", ":2: the line: Invalid JSON"),
        ("[]", ":2: the line: "),
        ('"words"', ":2: the line: "),
        ("{}", ":2: id: Field required"),
        (line(2, id=""), ":2: id: "),
        (line(2, id="x" * 201), ":2: id: "),
        (line(2, messages=[]), ":2: messages: "),
        (line(2, messages={}), ":2: messages: "),
        (line(2, messages=message(by="bot")), ":2: messages.1.by: "),
        (line(2, messages=message(text="")), ":2: messages.1.text: "),
        (line(2, messages=message(text="x" * 40_001)), ":2: messages.1.text: "),
        (line(2, messages=message(text=None)), ":2: messages.1.text: "),
        (line(2, messages=message(t=-1)), ":2: messages.1.t: "),
        (line(2, messages=message(t="soon")), ":2: messages.1.t: "),
        (line(2, messages=message(t=1e9)), ":2: messages.1.t: "),
        (line(2, messages=[*message(), {"t": 1, "by": "agent", "text": "?"}]), ":2: messages: "),
        (line(2, messages=message()).replace("3.5", "NaN"), ":2: messages.1.t: "),
        (f"{' ' * LONGEST_LINE}{line(2)}", ":2: longer than 4194304 bytes"),
        (line(1), ": id: 'd1' stands twice"),
    ],
)
def test_a_mistake_is_refused_with_file_line_and_field(tmp_path: Path, bad: str, complaint: str) -> None:
    path = written(tmp_path, f"{line(1)}\n{bad}\n")

    with pytest.raises(BadDialogue) as caught:
        read_dialogues(path)

    assert str(caught.value).startswith(f"{path}{complaint}")
    assert len(str(caught.value)) < 1000


def test_a_line_that_is_no_utf8_is_refused_with_its_number(tmp_path: Path) -> None:
    path = written(tmp_path, line(1).encode() + b"\n" + line(2).encode("utf-16"))

    with pytest.raises(BadDialogue, match=r":2: "):
        read_dialogues(path)


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_a_file_without_dialogues_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadDialogue, match="holds no dialogue"):
        read_dialogues(written(tmp_path, text))


def test_a_file_that_cannot_be_read_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(BadDialogue, match="No such file"):
        read_dialogues(tmp_path / "missing.jsonl")
    with pytest.raises(BadDialogue, match="Is a directory"):
        read_dialogues(tmp_path)
