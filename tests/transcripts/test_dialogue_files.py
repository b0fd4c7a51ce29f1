"""A recorded dialogue, one a line, is read as a conversation that begins at nine in the morning."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.errors import BadDialogue
from motbot.transcripts import parse_transcripts, read_transcript, read_transcripts
from tests.transcripts.texts import read, refusal, said, sides

HERE = Path(__file__).parents[1] / "data" / "dialogues.jsonl"


def dialogue(number: int = 1, **changes: Any) -> str:
    """One line of a file."""
    messages = [
        {"t": 0, "by": "customer", "text": "It is down."},
        {"t": 3.5, "by": "agent", "text": "Looking."},
        {"t": 90, "by": "customer", "text": "And?"},
    ]
    return json.dumps({"id": f"d{number}", "lang": "en", "messages": messages} | changes, ensure_ascii=False) + "\n"


def test_who_speaks_and_how_much_later_is_kept() -> None:
    talk = read(dialogue(), zone=ZoneInfo("Asia/Shanghai"), today=date(2026, 4, 8))

    assert said(talk) == [("customer", "It is down."), ("agent", "Looking."), ("customer", "And?")]
    assert [f"{line.at:%m-%d %H:%M:%S%z}" for line in talk.lines] == [
        "04-08 09:00:00+0800",
        "04-08 09:00:03+0800",
        "04-08 09:01:30+0800",
    ]
    assert talk.view().focus_text == "And?"


def test_several_people_of_one_side_are_told_apart() -> None:
    messages = [
        {"t": 0, "by": "customer", "text": "hi", "speaker": "Ann"},
        {"t": 1, "by": "customer", "text": "me too", "speaker": "Cy"},
        {"t": 2, "by": "agent", "text": "hello @Cy"},
    ]
    talk = read(dialogue(messages=messages))

    assert [line.author for line in talk.lines] == ["U0CUSTOMER1", "U0CUSTOMER2", "U0AGENT1"]
    assert talk.lines[2].addressed == ("U0CUSTOMER2",)
    assert sides(talk) == {"Ann": "customer", "Cy": "customer", "U0AGENT1": "agent"}


def test_the_file_s_form_is_told_by_its_content_and_not_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "talk.yaml"
    path.write_text(dialogue(1) + "\n" + dialogue(2, lang="zh"), encoding="utf-8-sig")

    assert [(one.id, one.default_language.value) for one in read_transcripts(path)] == [("d1", "en"), ("d2", "zh")]
    assert read_transcript(path, pick="d2").id == "d2"


def test_every_dialogue_of_a_public_file_has_lines_in_order() -> None:
    found = read_transcripts(HERE)

    assert len(found) > 1
    for one in found:
        assert [line.ts for line in one.lines] == sorted({line.ts for line in one.lines})


def test_a_customer_cannot_be_named_where_the_file_says_who_it_is() -> None:
    assert refusal(dialogue(), customers=["Ann"]).endswith(
        "says itself who the customer is; leave the customer's name out"
    )


def test_the_line_of_a_mistake_is_named() -> None:
    with pytest.raises(BadDialogue, match=r"^talk\.txt:2: messages\.0\.by: Input should be 'customer' or 'agent'"):
        parse_transcripts(
            (dialogue(1) + dialogue(2, messages=[{"t": 0, "by": "bob", "text": "x"}])).encode(), name="talk.txt"
        )
